export function pause(ms: number): Promise<void>
export function startTime(pid: number): string | undefined
export function writePidFile(path: string, pid: number, signal: NodeJS.Signals): void
export function readPidFile(path: string): { readonly pid: number; readonly signal: NodeJS.Signals } | undefined
export function signalGroup(pid: number, signal: NodeJS.Signals): void
export function stopLeftovers(folder: string, withinMs?: number): Promise<number>
