import { zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import writeXlsx from 'write-excel-file/node'
import { readSheet } from './sheet.ts'
import { readTable } from './table.ts'

const named = (bytes: Uint8Array) => ({ name: 'a.xlsx', bytes })

describe('a table from JSON', () => {
  const json = (value: unknown) => named(Buffer.from(JSON.stringify(value)))

  it('has the names of all objects as columns', async () => {
    expect(
      await readTable(
        json([
          { 名称: 'UPS-1', tags: ['a', 'b'] },
          { 名称: 'UPS-2', size: 4 },
        ]),
      ),
    ).toMatchObject({
      columns: ['名称', 'tags', 'size'],
      rows: [
        ['UPS-1', 'a;b', ''],
        ['UPS-2', '', '4'],
      ],
    })
  })

  it('that is none is told as unreadable', async () => {
    await expect(readTable(named(Buffer.from('[{"a": 1')))).rejects.toMatchObject({
      code: 'fileUnreadable',
    })
  })
})

describe('a table from a workbook', () => {
  it('is its first sheet', async () => {
    const bytes = await writeXlsx([
      [{ value: '名称' }, { value: '分机' }],
      [{ value: 'UPS-1' }, { value: 8816 }],
    ]).toBuffer()
    expect(await readTable(named(bytes))).toMatchObject({
      columns: ['名称', '分机'],
      rows: [['UPS-1', '8816']],
    })
  })

  it('is not unpacked when it would fill the memory', async () => {
    const bomb = Buffer.from(zipSync({ 'xl/worksheets/sheet1.xml': new Uint8Array(1 << 20) }))
    // What the directory at the end says of the size: 24 bytes into its entry.
    const entry = bomb.indexOf('PK\u0001\u0002', 0, 'latin1')
    bomb.writeUInt32LE(450 << 20, entry + 24)
    await expect(readTable(named(bomb))).rejects.toMatchObject({
      code: 'fileUnreadable',
      params: { reason: '> 400 MB' },
    })
  })

  it('costs no more memory than it may, and says what to do instead', async () => {
    const row = (n: number) => [{ value: `主机 ${n}` }, { value: `10.20.${n % 250}.7` }]
    const bytes = await writeXlsx(Array.from({ length: 20_000 }, (_, n) => row(n))).toBuffer()
    await expect(readSheet(bytes, 10)).rejects.toMatchObject({ code: 'workbookTooLarge' })
  })

  it('that is cut off is told as unreadable', async () => {
    const bytes = await writeXlsx([[{ value: '名称' }]]).toBuffer()
    await expect(readTable(named(bytes.subarray(0, 400)))).rejects.toMatchObject({
      code: 'fileUnreadable',
    })
  })
})
