import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { ownCertificates, type Certificates } from './certificates.ts'
import { Hub } from './hub.ts'
import { PostgresStore } from './postgres/postgres-store.ts'
import { createServer } from './server.ts'

export interface StartOptions {
  readonly folder: string
  /** Connection string; absent: everything in the folder. */
  readonly postgres?: string
  /** Of somebody else; absent: an authority of the server's own. */
  readonly certificates?: Certificates
  readonly quiet?: boolean
}

export interface Started {
  readonly hub: Hub
  readonly server: FastifyInstance
  readonly certificates: Certificates
}

/** A server that is ready to listen. */
export async function start({ folder, postgres, ...options }: StartOptions): Promise<Started> {
  const made = (): Promise<Certificates> =>
    options.certificates
      ? Promise.resolve(options.certificates)
      : ownCertificates(join(folder, 'tls'), Date.now())
  const store = postgres === undefined ? undefined : await PostgresStore.open(postgres)
  const certificates = store ? await store.share(folder, made) : await made()
  const hub = await Hub.open(folder, store ? { store } : {})
  const server = createServer(hub, certificates, { quiet: options.quiet === true })
  hub.onFailure((error) => server.log.error(error))
  return { hub, server, certificates }
}
