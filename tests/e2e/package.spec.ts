import { execFile } from 'node:child_process'
import { readdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { drive } from '../../tools/drive.ts'
import { pdfFile } from '../../core/features/library/extract/sample-files.ts'
import { driveEngine } from '../../tools/engine.ts'
import { expect, test } from './fixtures.ts'

test('what is packed has everything that it needs to run', async ({ folder }) => {
  test.skip(process.platform !== 'linux', 'packs for Linux')
  const output = join(folder, 'dist')
  await promisify(execFile)(process.execPath, [
    resolve('tools/dist.ts'),
    ...['--no-build', '--linux', 'dir', '--config.asar=false'],
    `--config.directories.output=${output}`,
  ])
  const packed = join(output, 'linux-unpacked/resources/app')
  expect(readdirSync(packed).toSorted()).toEqual(['node_modules', 'out', 'package.json'])
  driveEngine()
  // Outside of the repository, so that no module of it can be found by accident.
  const { app, page } = await drive({
    folder: packed,
    workspace: join(folder, 'workspace'),
    userData: join(folder, 'user-data'),
    language: 'en',
  })
  try {
    const made = await page.evaluate(`(async () => {
      const { invoke } = watchkeeper
      const first = { name: 'S', team: '', language: 'en', person: 'P', login: 'p',
        password: 'correct horse', deviceCode: 'A1', separation: false }
      await invoke('workspace.create', first)
      await invoke('log.write', { text: 'packed', category: 'round' })
      return invoke('log.export', { format: 'xlsx', language: 'en' })
    })()`)
    expect(made).toMatchObject({ ok: true, value: { rows: 1 } })
    // The workers of the library and what they read beside their code are packed, too.
    const manual = join(folder, 'manual.pdf')
    writeFileSync(manual, pdfFile())
    await app.evaluate(
      ({ dialog }, filePaths) => {
        Object.assign(dialog, { showOpenDialog: async () => ({ canceled: false, filePaths }) })
      },
      [manual],
    )
    const report = await page.evaluate(`(async () => {
      const { invoke } = watchkeeper
      const { value } = await invoke('host.choosePaths', { title: 'x', kind: 'files' })
      const sources = value.chosen.map(({ token }) => token)
      const options = { level: 1, kind: 'reference', language: 'auto' }
      await invoke('library.importStart', { sources, options })
      for (;;) {
        const now = await invoke('library.importStatus', {})
        if (now.value.import.state === 'done')
          return invoke('library.importReport', { offset: 0, limit: 10 })
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
    })()`)
    expect(report).toMatchObject({ ok: true, value: { lines: [{ outcome: 'imported' }] } })
    const found = await page.evaluate(
      "watchkeeper.invoke('register.list', { type: 'document-version', limit: 1 })",
    )
    expect(found).toMatchObject({ value: { rows: [{ fields: { format: 'pdf', pages: 1 } }] } })
  } finally {
    await app.close()
  }
})
