/** `npm test`: provides what is needed, builds, runs every suite, ends with one line of sums. */
import './node-version.ts'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { electronProgram } from './engine.ts'
import { NEEDS, provide } from './provision.ts'

interface Sum {
  passed: number
  failed: number
  skipped: number
}

/** Failures of the suites that print theirs far above the end. */
const told: string[] = []
const reports = mkdtempSync(join(tmpdir(), 'watchkeeper-test-'))

function run(
  title: string,
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): boolean {
  console.log(`\n== ${title}`)
  const done = spawnSync(command, args, { stdio: 'inherit', env: { ...process.env, ...env } })
  return done.status === 0
}

/** A suite that broke before it could count is one failure. */
function report(file: string, clean: boolean, read: (data: Record<string, unknown>) => Sum): Sum {
  const path = join(reports, file)
  if (!existsSync(path)) return { passed: 0, failed: 1, skipped: 0 }
  const sum = read(JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>)
  return !clean && sum.failed === 0 ? { ...sum, failed: 1 } : sum
}

function vitest(title: string, config: string, file: string): Sum {
  const out = join(reports, file)
  const clean = run(title, 'vitest', [
    'run',
    '--config',
    config,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${out}`,
  ])
  return report(file, clean, (data) => {
    const failures = failuresIn(data['testResults'] as readonly Results[])
    told.push(...failures)
    return {
      passed: Number(data['numPassedTests']),
      failed: failures.length,
      skipped: Number(data['numPendingTests']) + Number(data['numTodoTests']),
    }
  })
}

interface Results {
  readonly name: string
  readonly status: string
  readonly message: string
  readonly assertionResults: readonly {
    readonly status: string
    readonly fullName: string
    readonly failureMessages: readonly string[]
  }[]
}

/** Each failed test in a line; a file that could not even be loaded has no failed test in it. */
function failuresIn(files: readonly Results[]): string[] {
  return files.flatMap(({ name, status, message, assertionResults }) => {
    if (status === 'failed' && assertionResults.length === 0)
      return [`${relative('.', name)}: ${firstLine(message)}`]
    return assertionResults
      .filter((test) => test.status === 'failed')
      .map((test) => {
        const why = firstLine(test.failureMessages[0] ?? '')
        return `${relative('.', name)} > ${test.fullName}: ${why}`
      })
  })
}

const firstLine = (text: string): string => text.split('\n', 1)[0] ?? ''

function playwright(): Sum {
  const env = { PLAYWRIGHT_JSON_OUTPUT_NAME: join(reports, 'e2e.json') }
  const engine = electronProgram() === undefined ? 'Chromium (compatibility mode)' : 'Electron'
  const clean = run(
    `end to end, on ${engine}`,
    'playwright',
    ['test', '--config', 'tests/e2e/playwright.config.ts', '--reporter=list,json'],
    env,
  )
  return report('e2e.json', clean, (data) => {
    const stats = data['stats'] as Record<string, number>
    return {
      passed: Number(stats['expected']) + Number(stats['flaky']),
      failed: Number(stats['unexpected']),
      skipped: Number(stats['skipped']),
    }
  })
}

function main(): number {
  provide(Object.values(NEEDS))
  const sums: Sum[] = []
  if (!run('build', 'electron-vite', ['build', '--logLevel', 'warn']))
    sums.push({ passed: 0, failed: 1, skipped: 0 })
  sums.push(vitest('unit', 'vitest.config.ts', 'unit.json'))
  sums.push(vitest('faults', 'tests/faults/vitest.config.ts', 'faults.json'))
  sums.push(playwright())
  rmSync(reports, { recursive: true, force: true })
  const total = sums.reduce((a, b) => ({
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    skipped: a.skipped + b.skipped,
  }))
  for (const failure of told) console.log(`failed: ${failure}`)
  const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : ''
  console.log(`\n${total.passed} passed, ${total.failed} failed${skipped}`)
  return total.failed === 0 && total.passed > 0 ? 0 : 1
}

process.exitCode = main()
