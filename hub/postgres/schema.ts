import type { Pool, PoolClient } from 'pg'

/** One lock for all that has an order: a plain sequence would let readers skip rows whose transaction ends later. */
const LOCK = 0x7761_7463
/** Instances tell each other by it. */
export const CHANNEL = 'watchkeeper_hub'

const SCHEMA = 1
const TABLES = `
CREATE TABLE IF NOT EXISTS hub_values (
  key text PRIMARY KEY,
  value text NOT NULL
);
CREATE TABLE IF NOT EXISTS hub_commits (
  position bigint PRIMARY KEY,
  stream text NOT NULL,
  seq bigint NOT NULL,
  received_at timestamptz NOT NULL DEFAULT now(),
  body bytea NOT NULL,
  hash bytea NOT NULL,
  signature bytea NOT NULL,
  UNIQUE (stream, seq)
);
CREATE TABLE IF NOT EXISTS hub_nodes (
  level integer NOT NULL,
  number bigint NOT NULL,
  hash bytea NOT NULL,
  PRIMARY KEY (level, number)
);
CREATE TABLE IF NOT EXISTS hub_blobs (
  sha256 text PRIMARY KEY,
  level smallint NOT NULL,
  position bigint NOT NULL UNIQUE
);
CREATE TABLE IF NOT EXISTS hub_blob_parts (
  sha256 text NOT NULL REFERENCES hub_blobs ON DELETE CASCADE,
  part integer NOT NULL,
  bytes bytea NOT NULL,
  PRIMARY KEY (sha256, part)
);
CREATE TABLE IF NOT EXISTS hub_invitations (
  id text PRIMARY KEY,
  device text NOT NULL,
  sealed text NOT NULL,
  expires_at bigint NOT NULL
);`

/** Runs `work` in a transaction that no other instance's overlaps. */
export async function inTurn<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  let failed: Error | undefined
  try {
    await client.query('BEGIN')
    await client.query('SELECT pg_advisory_xact_lock($1)', [LOCK])
    const value = await work(client)
    await client.query('COMMIT')
    return value
  } catch (error) {
    failed = error instanceof Error ? error : new Error(String(error))
    throw error
  } finally {
    // A connection with a transaction that failed is closed, which ends it there, too.
    client.release(failed)
  }
}

/** Throws when the database is of a newer version. */
export const prepare = (pool: Pool): Promise<void> =>
  inTurn(pool, async (client) => {
    await client.query(TABLES)
    const version = Number(await valueOf(client, 'schema', String(SCHEMA)))
    if (version > SCHEMA) throw new Error(`the database is of a newer version (${version})`)
  })

/** The same where a transaction may be under way already, or none. */
export async function locked(client: PoolClient, work: () => Promise<void>): Promise<void> {
  await client.query('SELECT pg_advisory_lock($1)', [LOCK])
  try {
    await work()
  } finally {
    await client.query('SELECT pg_advisory_unlock($1)', [LOCK])
  }
}

/** The value of a key, which is `first` where it had none. */
export async function valueOf(client: PoolClient, key: string, first: string): Promise<string> {
  await client.query('INSERT INTO hub_values (key, value) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
    key,
    first,
  ])
  return (await kept(client, key)) ?? first
}

export async function setValue(client: PoolClient, key: string, value: string): Promise<void> {
  await client.query(
    'INSERT INTO hub_values (key, value) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
    [key, value],
  )
}

/**
 * Whether the database was written anew as a whole since it was asked for the last time, as by a restored dump: the row
 * that names the transaction in which it was written comes from another one then.
 */
export async function wasWrittenAnew(client: PoolClient): Promise<boolean> {
  const own = '(txid_current() % 4294967296)::text'
  await client.query(
    `INSERT INTO hub_values (key, value) VALUES ('written', ${own}) ON CONFLICT DO NOTHING`,
  )
  const { rowCount } = await client.query(
    `UPDATE hub_values SET value = ${own} WHERE key = 'written' AND value <> xmin::text`,
  )
  return rowCount === 1
}

export async function kept(client: Pool | PoolClient, key: string): Promise<string | undefined> {
  const { rows } = await client.query<{ value: string }>(
    'SELECT value FROM hub_values WHERE key = $1',
    [key],
  )
  return rows[0]?.value
}

/** Tells the other instances when the transaction ends. */
export const tell = async (client: PoolClient): Promise<void> => {
  await client.query(`NOTIFY ${CHANNEL}`)
}
