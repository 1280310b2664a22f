/** Everything that holds of a server holds over PostgreSQL, too. */
import { afterAll, beforeAll } from 'vitest'
import { TestPostgres } from '../../tests/support/postgres.ts'
import { TestHub } from '../testing.ts'

let postgres: TestPostgres
beforeAll(async () => {
  postgres = await TestPostgres.start()
  const url = postgres.database()
  TestHub.databaseOf = () => url
}, 300_000)
afterAll(() => postgres.close())

await import('../checkpoints.test.ts')
