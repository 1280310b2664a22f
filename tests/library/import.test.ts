import { lstatSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, expect, it } from 'vitest'
import type { Core } from '../../core/host.ts'
import { done, FOUNDER, TestPlace } from '../../core/testing.ts'
import { workers } from '../../core/features/library/extract/extract.ts'
import { fetchCorpus } from '../../tools/corpus.ts'
import { hasDebian } from './corpus.ts'

const place = new TestPlace()
afterAll(async () => {
  await place.clear()
  await workers.close()
})

/** Bytes of the files below a folder; what links lead to stands there once. */
const bytesIn = (folder: string): number =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => lstatSync(join(folder, name)))
    .reduce((sum, status) => sum + (status.isFile() ? status.size : 0), 0)

async function settled(core: Core): Promise<void> {
  while ((await done(core, 'library.stats', {})).waiting > 0) await wait(50)
}

it.runIf(hasDebian())(
  'real manuals are imported whole: a Chinese guide with its PDF, man pages, a policy',
  async () => {
    const { folder, packages } = fetchCorpus('small')
    expect(packages).toHaveLength(3)
    const core = place.core()
    await done(core, 'workspace.create', FOUNDER)
    const before = bytesIn(place.workspace)
    await done(core, 'settings.set', { key: 'autoLockMinutes', value: 0 })
    await done(core, 'library.importStart', {
      sources: packages.map((name) => core.chosen.add(join(folder, name))),
      options: { level: 1, kind: 'reference', language: 'auto', collection: { name: 'Debian' } },
    })
    for (;;) {
      const { import: view } = await done(core, 'library.importStatus', {})
      if (view?.state === 'done') {
        expect(view.imported).toBeGreaterThan(1400)
        expect(view.imported + view.duplicates + view.failed).toBe(view.total)
        break
      }
      await wait(50)
    }
    const page = { offset: 0, limit: 500 } as const
    const { lines } = await done(core, 'library.importReport', { ...page, outcome: 'failed' })
    // Links into packages that are not there, and names of other pages: nothing with a text of its own.
    for (const { failure, source } of lines)
      expect(['sourceBroken', 'sourceLoop', 'documentAlias'], source).toContain(failure?.code)
    const { rows } = await done(core, 'register.list', {
      type: 'document',
      where: [{ field: 'title', op: 'contains', value: 'Debian 新维护者手册' }],
      limit: 10,
    })
    expect(rows.map(({ fields }) => fields['language'])).toContain('zh')
    await settled(core)
    await core.close()
    const source = packages.reduce((sum, name) => sum + bytesIn(join(folder, name)), 0)
    const store = bytesIn(place.workspace) - before
    const kept = bytesIn(join(place.workspace, 'blobs'))
    process.stdout.write(
      `library: ${source} bytes, ${kept} unpacked; the store has ${store}, ${(store / source).toFixed(2)}x and ${(store / kept).toFixed(2)}x\n`,
    )
    // Each file as it is, packed texts unpacked, with its records, its text and the index.
    expect(store / kept).toBeLessThan(4)
  },
  300_000,
)
