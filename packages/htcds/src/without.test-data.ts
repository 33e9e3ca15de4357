/** What is left of a value when what a loss report names is taken out, and what is empty then with it. */
export function without(value: unknown, pointers: readonly string[]): unknown {
  return pruned(value, '', new Set(pointers))
}

function pruned(value: unknown, at: string, pointers: ReadonlySet<string>): unknown {
  if (pointers.has(at)) return undefined
  if (Array.isArray(value)) {
    const items = value
      .map((item: unknown, index) => pruned(item, `${at}/${index}`, pointers))
      .filter((item) => item !== undefined)
    return items.length === 0 ? undefined : items
  }
  if (typeof value !== 'object' || value === null) return value
  const members = Object.entries(value).flatMap(([name, member]: readonly [string, unknown]) => {
    const left = pruned(member, `${at}/${name}`, pointers)
    return left === undefined ? [] : [[name, left] as const]
  })
  return members.length === 0 ? undefined : Object.fromEntries(members)
}
