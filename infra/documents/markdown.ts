/** The few forms of Markdown that our documents are made of. */

/** Words of ours or of others, shown as they are: none of their characters is read as Markdown. */
export function plain(text: string): string {
  return text.replaceAll(/[\\`*_[\]<>|]/g, '\\$&')
}

/** A name of the code. */
export function code(name: string): string {
  return `\`${name}\``
}

export function codes(names: readonly string[]): string {
  return names.map(code).join(', ')
}

/** Each cell is Markdown already. */
export function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [line(heads), line(heads.map(() => '---')), ...rows.map(line)].join('\n')
}

/** Links to the requirements by their numbers, from a document beside theirs. */
export function requirementLinks(numbers: readonly string[]): string {
  return numbers.map((number) => `[${number}](requirements.md#${number.toLowerCase()})`).join(', ')
}

/** What stands under one another, with a blank line between. */
export function page(parts: readonly string[]): string {
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`
}
