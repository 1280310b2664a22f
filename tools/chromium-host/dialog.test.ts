import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { freePath } from './dialog.ts'

it('a saved file never takes the place of another', () => {
  const folder = mkdtempSync(join(tmpdir(), 'watchkeeper-dialog-'))
  try {
    for (const name of ['a.csv', 'a (2).csv', 'a (3).csv']) {
      expect(freePath(folder, 'a.csv')).toBe(join(folder, name))
      writeFileSync(join(folder, name), '')
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
})
