/** Everything that holds of a server holds over PostgreSQL, too. */
import { serveOverPostgres } from './testing.ts'

serveOverPostgres()
await import('../hub.test.ts')
