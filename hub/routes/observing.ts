import type { FastifyInstance } from 'fastify'
import type { Hub } from '../hub.ts'

/** What operators of the server watch: whether it works, and its figures in the format of Prometheus. */
export function observingRoutes(app: FastifyInstance, hub: Hub): void {
  app.get('/health', async () => {
    hub.replica?.workspace.db.prepare('SELECT count(*) FROM streams').get()
    await hub.store.check()
    return { state: 'ok', claimed: hub.replica !== undefined }
  })
  app.get('/metrics', async (_request, reply) =>
    reply.type(hub.metrics.contentType).send(await hub.metrics.text()),
  )
}
