import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { openTestLog } from '../../log/testing.ts'
import { blobStore } from '../../workspace/blobs.ts'
import type { OpenWorkspace } from '../../workspace/open-workspace.ts'
import { Conversation } from './conversation.ts'
import type { HubLink } from './link.ts'
import { PartialBlobs } from './partial-blobs.ts'

const folder = mkdtempSync(join(tmpdir(), 'watchkeeper-priority-'))
afterAll(() => rmSync(folder, { recursive: true }))

it('fetches first what somebody opens, also while a large one is on its way', async () => {
  const { log, db } = openTestLog()
  const key = randomBytes(32)
  const theirs = blobStore(join(folder, 'theirs'), key)
  const contents = ['first', 'second', 'third', 'fourth'].map((text) => Buffer.from(text))
  const [first = '', second = '', third = '', fourth = ''] = contents.map((one) => theirs.put(one))
  const urgent = new Set([third])
  const asked: string[] = []
  const link = {
    ask: () =>
      Promise.resolve({
        lacks: [],
        offers: [first, second, third, fourth].map((one) => [one, 1, 0]),
      }),
    part(sha256: string, offset: number) {
      asked.push(`${contents.findIndex((_, at) => [first, second, third, fourth][at] === sha256)}`)
      // Two parts each; while the first one is on its way, somebody opens the last.
      if (sha256 === first && offset === 0) urgent.add(fourth)
      const { level, bytes } = theirs.carry(sha256)
      const part = Buffer.from(bytes.subarray(offset, offset + 4))
      return Promise.resolve({ level, total: bytes.length, bytes: part })
    },
  }
  const blobs = blobStore(join(folder, 'ours'), key)
  const conversation = new Conversation(
    {
      workspace: { log, blobs } as unknown as OpenWorkspace,
      link: link as unknown as HubLink,
      partial: new PartialBlobs(join(folder, 'partial'), key),
      told: { phase: () => undefined, moved: () => undefined, refused: () => undefined },
      urgent,
    },
    { epoch: 'x', holds: log.versionVector(), attachments: 4, at: 0 },
  )
  await conversation.exchange(new AbortController().signal)
  expect(asked.join('')).toBe('22033011')
  expect([...blobs.list()]).toHaveLength(4)
  db.close()
})
