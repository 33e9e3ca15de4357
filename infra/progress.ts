// What a person sees while things download and start.

/** Takes one line, without its end. */
export type Progress = (line: string) => void

export const silent: Progress = () => {}

/** Progress is for people: it goes to standard error, so that what a program prints stays clean. */
export const toStandardError: Progress = (line) => {
  process.stderr.write(`${line}\n`)
}
