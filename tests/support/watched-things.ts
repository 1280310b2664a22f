import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { appendFileSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { NEEDS, provide } from '../../tools/provision.ts'

/** What a monitor can watch for real: a server with a certificate, a log, a busy processor. */

/** A server whose own certificate is good for so many days. */
export async function startHttps(folder: string, days: number) {
  provide([NEEDS.openssl])
  const key = join(folder, 'key.pem')
  const cert = join(folder, 'cert.pem')
  const made = spawnSync('openssl', [
    'req',
    '-x509',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-days',
    String(days),
    '-subj',
    '/CN=127.0.0.1',
    '-addext',
    'subjectAltName=IP:127.0.0.1',
    '-keyout',
    key,
    '-out',
    cert,
  ])
  if (made.status !== 0) throw new Error(String(made.stderr))
  const server = createServer({ key: readFileSync(key), cert: readFileSync(cert) }, (_, answer) =>
    answer.end('统一认证 OK'),
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `https://127.0.0.1:${port}/`,
    /** Answers when it was gone. */
    async stop(): Promise<number> {
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      await closed
      return Date.now()
    },
  }
}

/** A log as a Chinese program of the old kind writes it: GB18030, rotated by rename. */
export class ChineseLog {
  readonly path: string

  constructor(folder: string) {
    this.path = join(folder, 'core.log')
    writeFileSync(this.path, bytesOf('2026-11-28 02:00:00 信息 服务启动，配置检查正常\n'))
  }
  write(...lines: readonly string[]): void {
    appendFileSync(this.path, bytesOf(lines.map((line) => `${line}\n`).join('')))
  }
  rotate(): void {
    renameSync(this.path, `${this.path}.1`)
    writeFileSync(this.path, '')
  }
}

function bytesOf(text: string): Buffer {
  const made = spawnSync('iconv', ['-f', 'utf-8', '-t', 'gb18030'], { input: text })
  if (made.status !== 0) throw new Error(String(made.stderr))
  return made.stdout
}

/** Keeps every processor busy until it is stopped. */
export function burn(processors: number): { stop(): void } {
  const children: ChildProcess[] = Array.from({ length: processors }, () =>
    spawn(process.execPath, ['-e', 'for (;;) ;'], { stdio: 'ignore' }),
  )
  return { stop: () => children.forEach((child) => child.kill('SIGKILL')) }
}
