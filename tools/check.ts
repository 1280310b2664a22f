/** `npm run check`: all checks of the source at once; each is told when it ends, with its words if it failed. */
import './node-version.ts'
import { spawn } from 'node:child_process'

const CHECKS = ['types', 'lint', 'layers', 'format:check', 'unused'] as const

/** Runs one and answers whether it passed. */
function passes(check: string): Promise<boolean> {
  const began = performance.now()
  return new Promise((resolve, reject) => {
    const child = spawn('npm', ['run', '--silent', check], { stdio: ['ignore', 'pipe', 'pipe'] })
    const said: Buffer[] = []
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (bytes: Buffer) => said.push(bytes))
    child.once('error', reject)
    child.once('close', (code) => {
      const seconds = Math.round((performance.now() - began) / 1000)
      console.log(`${code === 0 ? 'passed' : 'FAILED'} ${check} (${seconds} s)`)
      if (code !== 0) console.log(Buffer.concat(said).toString())
      resolve(code === 0)
    })
  })
}

const results = await Promise.all(CHECKS.map(passes))
process.exitCode = results.every(Boolean) ? 0 : 1
