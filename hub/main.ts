#!/usr/bin/env node
import { hostname, homedir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { DEFAULT_PORT } from '../contract/hub-protocol.ts'
import { errorText } from '../contract/error-text.ts'
import { CoreError } from '../core/error.ts'
import { certificatePart, inGroups } from '../core/sync/hub/code.ts'
import { backUp, dump, restore } from './backup.ts'
import { givenCertificates } from './certificates.ts'
import { start } from './start.ts'
import { HELP, TEXTS, type Spoken } from './texts.ts'

const language: Spoken = process.env['LANG']?.startsWith('zh') === true ? 'zh-CN' : 'en'
const defaultFolder = (): string =>
  process.env['WATCHKEEPER_HUB_DATA'] ?? join(homedir(), '.watchkeeper-hub')

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    data: { type: 'string', default: defaultFolder() },
    host: { type: 'string', default: '0.0.0.0' },
    port: { type: 'string', default: String(DEFAULT_PORT) },
    cert: { type: 'string' },
    key: { type: 'string' },
    postgres: { type: 'string' },
    quiet: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
})

async function run(): Promise<void> {
  const postgres = values.postgres ?? process.env['WATCHKEEPER_HUB_POSTGRES']
  const { hub, server, certificates } = await start({
    folder: values.data,
    quiet: values.quiet,
    ...(postgres === undefined ? {} : { postgres }),
    ...(values.cert !== undefined && values.key !== undefined
      ? { certificates: givenCertificates(values.key, values.cert) }
      : {}),
  })
  await server.listen({ host: values.host, port: Number(values.port) })
  const [address] = server.addresses()
  const lines = [
    TEXTS.serves[language](
      `${hostname()}:${typeof address === 'object' ? address.port : values.port}`,
      values.data,
    ),
    ...(hub.claimSecret === undefined
      ? []
      : [
          TEXTS.code[language](inGroups(certificatePart(certificates.authority) + hub.claimSecret)),
        ]),
  ]
  process.stdout.write(`${lines.join('\n')}\n`)
  const close = (): void => {
    void server
      .close()
      .then(() => hub.close())
      .then(() => process.exit(0))
  }
  process.once('SIGINT', close)
  process.once('SIGTERM', close)
}

/** `backup TO`, `restore FROM`: what is done while nobody is served, or beside a server that runs. */
async function act(word: string, path: string): Promise<void> {
  const postgres = values.postgres ?? process.env['WATCHKEEPER_HUB_POSTGRES']
  const say = (line: string): void => void process.stdout.write(`${line}\n`)
  if (word === 'backup' && postgres !== undefined)
    say(TEXTS.dumped[language](dump(postgres, path, Date.now())))
  else if (word === 'backup') {
    const made = await backUp(values.data, path, Date.now())
    say(TEXTS.backedUp[language](made.path, String(made.commits), String(made.blobs)))
    if (made.findings > 0) throw new CoreError('backupDamaged', { reason: 'chain' })
  } else {
    const { commits, blobs } = await restore(path, values.data)
    say(TEXTS.restored[language](values.data, String(commits), String(blobs)))
  }
}

const [word, path] = positionals
const isAct = (word === 'backup' || word === 'restore') && path !== undefined

if (values.help || (word !== undefined && !isAct)) process.stdout.write(`${HELP[language]}\n`)
else
  try {
    if (isAct) await act(word, path)
    else await run()
  } catch (error) {
    const text = error instanceof CoreError ? errorText(error, language) : String(error)
    process.stderr.write(`${text}\n`)
    process.exitCode = 1
  }
