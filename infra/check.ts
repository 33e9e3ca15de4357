// npm run check: types, lint and format, and that generated files are current. Runs them all, then says which failed.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { projectFolder } from './servers.ts'

const checks = [
  { name: 'types', file: 'node_modules/typescript/bin/tsc', args: ['-p', '.'] },
  {
    name: 'lint and format',
    file: 'node_modules/@biomejs/biome/bin/biome',
    args: ['check', '--error-on-warnings', '.'],
  },
  { name: 'generated files', file: 'packages/contract/generate.ts', args: ['--check'] },
  { name: 'docs/referral.md', file: 'infra/documents/referral-map.ts', args: ['--check'] },
  { name: 'docs/requirements.md', file: 'infra/documents/requirements.ts', args: ['--check'] },
  { name: 'docs/threats.md', file: 'infra/documents/threats.ts', args: ['--check'] },
]

const failed = checks.filter(({ file, args }) => {
  const { status } = spawnSync(process.execPath, [join(projectFolder, file), ...args], {
    cwd: projectFolder,
    stdio: 'inherit',
  })
  return status !== 0
})
if (failed.length > 0) {
  console.error(`Failed: ${failed.map(({ name }) => name).join(', ')}.`)
  process.exitCode = 1
}
