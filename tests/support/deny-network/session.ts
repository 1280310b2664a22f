/**
 * `node session.ts [--attempt]`: first run and some use of the application, with every attempt to reach the
 * network denied and written down; prints what was written down as JSON. With `--attempt` each kind of
 * process tries on purpose.
 */
import '../../../tools/node-version.ts'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import type { ElectronApplication, Page } from '@playwright/test'
import { launchChromium } from '../../../tools/chromium-host/chromium.ts'
import { drive } from '../../../tools/drive.ts'
import { driveEngine } from '../../../tools/engine.ts'
import { confirmRecoveryKey, FIRST_PERSON, firstRun } from '../../../tools/screens.ts'
import { go, settle, signIn } from '../../../tools/ways.ts'
import { isOwnRequest } from '../own-request.ts'
import { foreignAttempts } from './net-log.ts'

export interface NetworkRecord {
  /** What main, core and what they start tried. */
  readonly node: readonly string[]
  /** What Chromium's network stack tried. */
  readonly browser: readonly string[]
  /** What the page asked for. */
  readonly page: readonly string[]
  /** Packets that left for the way out, or null without a network of its own to count in. */
  readonly packets: number | null
}

/** An address of the range for documentation: nobody answers there. */
const NOWHERE = '192.0.2.1'
const RECORDER = resolve(import.meta.dirname, 'record.cjs')
const ATTEMPT = process.argv.includes('--attempt')

/** Packets sent on the way out of the namespace that isolated.sh made. */
function packetsOut(): number | null {
  const table = existsSync('/proc/self/net/dev') ? readFileSync('/proc/self/net/dev', 'utf8') : ''
  const line = /^\s*wkout:(.*)$/mu.exec(table)?.[1]
  return line === undefined ? null : Number(line.trim().split(/\s+/u)[9])
}

async function use(page: Page): Promise<void> {
  await firstRun(page, 3)
  await confirmRecoveryKey(page)
  for (const place of ['/desk', '/log', '/register/contact', '/audit', '/settings', '/help']) {
    await go(page, place)
    await settle(page)
  }
  // A string: the bridge is the page's.
  const results = await page.evaluate(`(async () => {
    const { invoke } = globalThis.watchkeeper
    const written = await invoke('log.write', { text: '机房温度正常 https://example.org/', category: 'round' })
    const made = await invoke('register.create', { type: 'team', fields: { name: 'B' } })
    const found = await invoke('search.all', { text: '温度', limit: 10 })
    const exported = await invoke('log.export', { format: 'xlsx', language: 'en' })
    return { written, made, found, exported }
  })()`)
  for (const [name, result] of Object.entries(results as Record<string, { ok: boolean }>))
    if (!result.ok) throw new Error(`${name}: ${JSON.stringify(result)}`)
  await page.keyboard.press('Control+Shift+L')
  await page.locator('form.sign-in').waitFor()
  await signIn(page, FIRST_PERSON.login, FIRST_PERSON.password)
}

async function attempt(app: ElectronApplication, page: Page, folder: string): Promise<void> {
  const script = join(folder, 'attempt.cjs')
  writeFileSync(
    script,
    `require('node:net').connect(81, '${NOWHERE}').on('error', () => process.exit(0))`,
  )
  await app.evaluate(
    async ({ utilityProcess }, { address, module }) => {
      await fetch(`http://${address}:80/`).catch((error: unknown) => String(error))
      await new Promise((done) => utilityProcess.fork(module).on('exit', done))
    },
    { address: NOWHERE, module: script },
  )
  await page.evaluate(`location.href = 'http://${NOWHERE}:82/'`)
  await page.waitForTimeout(500)
  // Past every recorder: only the counter of packets can see this one.
  const send = `const s=require('node:dgram').createSocket('udp4');s.send('x',83,'${NOWHERE}',()=>s.close())`
  spawnSync(process.execPath, ['-e', send])
}

/** A browser like the application's, that opens a foreign page: in the application none can. */
async function browserAttempt(folder: string): Promise<string[]> {
  const log = join(folder, 'second-net-log.json')
  const { cdp, process: chromium } = await launchChromium({
    profile: join(folder, 'second-profile'),
    switches: new Map([['log-net-log', log]]),
  })
  await cdp.send('Target.createTarget', { url: `http://${NOWHERE}:84/` })
  await setTimeout(1000)
  const closed = new Promise((done) => chromium.once('exit', done))
  await cdp.send('Browser.close')
  await closed
  return foreignAttempts(log)
}

async function main(): Promise<NetworkRecord> {
  const folder = mkdtempSync(join(tmpdir(), 'watchkeeper-network-'))
  const nodeRecord = join(folder, 'node.jsonl')
  const netLog = join(folder, 'net-log.json')
  const asked: string[] = []
  const before = packetsOut()
  try {
    driveEngine()
    const { app, page } = await drive({
      workspace: join(folder, 'workspace'),
      userData: join(folder, 'user-data'),
      language: 'zh-CN',
      args: [`--log-net-log=${netLog}`],
      preload: RECORDER,
      env: { WATCHKEEPER_NETWORK_RECORD: nodeRecord },
      watch: (window) => {
        window.on('request', (request) => {
          if (!isOwnRequest(request.url())) asked.push(request.url())
        })
        window.on('websocket', (socket) => asked.push(socket.url()))
      },
    })
    try {
      await use(page)
      if (ATTEMPT) await attempt(app, page, folder)
    } finally {
      await app.close()
    }
    const after = packetsOut()
    return {
      node: existsSync(nodeRecord) ? readFileSync(nodeRecord, 'utf8').trim().split('\n') : [],
      browser: [...foreignAttempts(netLog), ...(ATTEMPT ? await browserAttempt(folder) : [])],
      page: asked,
      packets: before === null || after === null ? null : after - before,
    }
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
  }
}

process.stdout.write(`${JSON.stringify(await main())}\n`)
