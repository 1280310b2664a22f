import { spawn } from 'node:child_process'
import { createServer, type AddressInfo } from 'node:net'
import { findProgram, NEEDS, provide } from '../../tools/provision.ts'

export interface RunningProgram {
  readonly url: string
  stop(): Promise<void>
}

/** A port of this computer that nobody uses. */
export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** Starts a real node_exporter and waits until it answers; installs it first where that is possible. */
export async function startNodeExporter(): Promise<RunningProgram> {
  provide([NEEDS.nodeExporter])
  const program = findProgram(NEEDS.nodeExporter.programs)
  if (program === undefined) throw new Error('there is no node_exporter')
  const port = await freePort()
  const child = spawn(
    program,
    [`--web.listen-address=127.0.0.1:${port}`, '--no-collector.textfile'],
    { stdio: 'ignore' },
  )
  const url = `http://127.0.0.1:${port}/metrics`
  for (let tries = 0; ; tries++) {
    if (child.exitCode !== null) throw new Error(`node_exporter ended with ${child.exitCode}`)
    try {
      if ((await fetch(url)).ok) break
    } catch (error) {
      if (tries > 100) throw error
    }
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return {
    url,
    stop: () =>
      new Promise((resolve) => {
        child.once('exit', () => resolve())
        child.kill()
      }),
  }
}
