// What must not stand in any file. Each function gives `path:line` of what is wrong, and nothing if nothing is.
import type { Files } from './project.ts'

/** Tests that are not run, or that keep the others from running. */
export function unrunTests(files: Files): readonly string[] {
  return find(files, /\b(?:test|it|describe|suite|bench)(?:\.\w+)*\.(?:only|skip|todo|skipIf|runIf|fails)\b/)
}

/** Paths of one person's machine: they work there and nowhere else, and tell who lives there. */
export function machinePaths(files: Files): readonly string[] {
  return find(files, /(?<![\w.:/~-])(?:\/(?:home|root|work|tmp|Users)\/\w|[A-Z]:\\\\?Users\\)/)
}

/** `process.env` is read where a process begins, once; what it says travels on as values. */
export function hiddenSettings(files: Files): readonly string[] {
  const inside = [...files].filter(
    ([path]) =>
      /^(packages\/(?!testing\/)|services\/)/.test(path) &&
      !/\.test\.ts$|\/test\/|\/(main|eraser)\.ts$|^packages\/cli\/src\/commands\.ts$/.test(path),
  )
  return find(new Map(inside), /\bprocess\.env\b/)
}

function find(files: Files, pattern: RegExp): readonly string[] {
  return [...files].flatMap(([path, text]) =>
    text.split('\n').flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1}`] : [])),
  )
}
