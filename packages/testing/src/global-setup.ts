// Vitest's global set-up: both servers, once for the run.
import type { TestProject } from 'vitest/node'
import { dropDatabase } from '../../../infra/postgres/databases.ts'
import { toStandardError } from '../../../infra/progress.ts'
import { describeServers, startTestServers } from './servers.ts'

export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const servers = await startTestServers(toStandardError)
  try {
    const described = await describeServers(servers)
    project.provide('servers', described)
    return async () => {
      await dropDatabase(described.postgres.adminUrl, described.postgres.template)
      await servers.stop()
    }
  } catch (error) {
    await servers.stop()
    throw error
  }
}
