/** Everything that holds of a server holds over PostgreSQL, too. */
import { serveOverPostgres } from '../../tests/support/hub-on-postgres.ts'

serveOverPostgres()
await import('../hub.test.ts')
