import { afterAll, beforeAll } from 'vitest'
import { TestPostgres } from './postgres.ts'
import { TestHub } from '../../hub/testing.ts'

/** Servers that the tests of a file start have their store in one database of a PostgreSQL of their own. */
export function serveOverPostgres(): void {
  let postgres: TestPostgres
  beforeAll(async () => {
    postgres = await TestPostgres.start()
    const url = postgres.database()
    TestHub.databaseOf = () => url
  }, 300_000)
  afterAll(() => postgres.close())
}
