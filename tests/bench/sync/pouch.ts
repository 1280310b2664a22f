import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { Line } from '../../faults/sync/cut-line.ts'

export interface Way {
  readonly rate: number
  readonly mb: number
}
export interface Baseline {
  readonly push: Way
  readonly pull: Way
}

const PACKAGES = ['pouchdb@9', 'express-pouchdb@4', 'express@4']

/** PouchDB with express-pouchdb on this machine, from the npm registry, which nothing of the product needs. */
export async function pouchBaseline(folder: string, records: number): Promise<Baseline> {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'package.json'), '{"private":true}')
  const install = ['install', '--no-audit', '--no-fund', '--silent', ...PACKAGES]
  const done = spawnSync('npm', install, { cwd: folder, encoding: 'utf8' })
  if (done.status !== 0) throw new Error(`npm ${install.join(' ')}: ${done.stderr}`)
  const script = join(folder, 'peer.cjs')
  copyFileSync(new URL('pouch-peer.cjs', import.meta.url), script)
  const run = (...args: readonly string[]): ChildProcess =>
    spawn(process.execPath, [script, ...args], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'inherit'],
    })
  for (const name of ['server', 'client']) mkdirSync(join(folder, name))
  const server = run('serve', join(folder, 'server'))
  try {
    const port = Number(await firstLine(server))
    const line = await Line.to(port)
    const client = run('replicate', join(folder, 'client'), String(line.port), String(records))
    const ways: Record<string, Way> = {}
    let before = 0
    createInterface(client.stdout ?? process.stdin).on('line', (text) => {
      const [way = '', ms] = text.split(' ')
      const all = line.bytes.up + line.bytes.down
      ways[way] = { rate: (records * 1000) / Number(ms), mb: (all - before) / 1e6 }
      before = all
    })
    await once(client, 'close')
    line.close()
    const { push, pull } = ways
    if (!push || !pull) throw new Error('PouchDB did not come to its end')
    return { push, pull }
  } finally {
    server.kill()
  }
}

async function firstLine(child: ChildProcess): Promise<string> {
  for await (const line of createInterface(child.stdout ?? process.stdin)) return line
  throw new Error('it ended')
}
