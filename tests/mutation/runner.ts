/**
 * Runs Stryker's mutants of packages/referral in a process that loads the tests once. The runner for Vitest loads them
 * anew for every mutant, which took three quarters of its two hours.
 *
 * A mutant leaves things behind in such a process. So a test that has killed one has to pass without it; if it does not,
 * the mutant is run again in a new process.
 */
import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { INSTRUMENTER_CONSTANTS, type MutantCoverage } from '@stryker-mutator/api/core'
import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin'
import {
  type DryRunResult,
  DryRunStatus,
  type MutantRunOptions,
  type MutantRunResult,
  MutantRunStatus,
  type TestRunner,
  TestStatus,
} from '@stryker-mutator/api/test-runner'

export interface TestRun {
  readonly id: string
  readonly name: string
  readonly ms: number
  readonly failure?: string
}

export type Question =
  | { readonly is: 'dryRun' }
  | {
      readonly is: 'mutant'
      readonly mutant: string
      readonly tests?: readonly string[] | undefined
      readonly hitLimit?: number | undefined
    }

export type Answer =
  | { readonly is: 'dryRun'; readonly tests: readonly TestRun[]; readonly coverage: MutantCoverage }
  | {
      readonly is: 'mutant'
      readonly ran: number
      readonly ms: number
      readonly killedBy?: string
      readonly failure?: string
      /** It ran into a loop that had no end. */
      readonly isEndless?: boolean
      /** The test that killed it fails without it too. */
      readonly isSpoilt?: boolean
    }

type MutantAnswer = Extract<Answer, { is: 'mutant' }>

class LoadedOnce implements TestRunner {
  #process: ChildProcess | undefined

  /** As good as anew: a mutant is switched on when everything is loaded, and off again. Static ones are ignored. */
  capabilities() {
    return { reloadEnvironment: true }
  }

  async dryRun({ timeout }: { readonly timeout: number }): Promise<DryRunResult> {
    const answer = await this.#ask({ is: 'dryRun' }, timeout)
    if (answer?.is !== 'dryRun') return { status: DryRunStatus.Timeout }
    const tests = answer.tests.map(({ id, name, ms, failure }) => {
      const test = { id, name, timeSpentMs: ms }
      return failure === undefined
        ? { ...test, status: TestStatus.Success as const }
        : { ...test, status: TestStatus.Failed as const, failureMessage: failure }
    })
    return { status: DryRunStatus.Complete, tests, mutantCoverage: answer.coverage }
  }

  async mutantRun(options: MutantRunOptions): Promise<MutantRunResult> {
    const first = await this.#runMutant(options)
    if (!first?.isSpoilt) return this.#result(first)
    this.#end()
    const anew = await this.#runMutant(options)
    if (anew?.isSpoilt) this.#end()
    return this.#result(anew)
  }

  dispose() {
    this.#end()
    return Promise.resolve()
  }

  async #runMutant({ activeMutant, testFilter, hitLimit, timeout }: MutantRunOptions) {
    const question = { is: 'mutant', mutant: activeMutant.id, tests: testFilter, hitLimit } as const
    const answer = await this.#ask(question, timeout)
    return answer?.is === 'mutant' ? answer : undefined
  }

  #result(answer: MutantAnswer | undefined): MutantRunResult {
    if (!answer || answer.isEndless) return { status: MutantRunStatus.Timeout }
    const { ran: nrOfTests, ms: duration, killedBy, failure: failureMessage = '' } = answer
    return killedBy === undefined
      ? { status: MutantRunStatus.Survived, nrOfTests, duration }
      : { status: MutantRunStatus.Killed, killedBy: [killedBy], failureMessage, nrOfTests, duration }
  }

  /** Undefined when there was no answer within `ms`: the process is ended then. */
  #ask(question: Question, ms: number): Promise<Answer | undefined> {
    const asked = this.#process ?? startProcess()
    this.#process = asked
    return new Promise((resolve) => {
      const settle = (answer?: Answer) => {
        clearTimeout(timer)
        asked.off('message', settle).off('exit', ended)
        resolve(answer)
      }
      const ended = () => {
        this.#process = undefined
        settle()
      }
      const timer = setTimeout(() => {
        this.#end()
        settle()
      }, ms)
      asked.once('message', settle).once('exit', ended)
      asked.send(question)
    })
  }

  #end(): void {
    this.#process?.kill('SIGKILL')
    this.#process = undefined
  }
}

function startProcess(): ChildProcess {
  const program = fileURLToPath(new URL('./process.ts', import.meta.url))
  return fork(program, [INSTRUMENTER_CONSTANTS.NAMESPACE], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
}

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'loaded-once', LoadedOnce)]
