import { spawnSync } from 'node:child_process'
import {
  appendFileSync,
  copyFileSync,
  existsSync,
  mkdtempSync,
  renameSync,
  rmSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import type { FilePosition } from './file-position.ts'
import { followFile, type FollowNote } from './follow-file.ts'
import { LONGEST_LINE } from './split-lines.ts'

const folder = mkdtempSync(join(tmpdir(), 'watchkeeper-logs-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
let count = 0
const newLog = (): string => join(folder, `app-${++count}.log`)

/** Text as the bytes of an encoding, by the system's iconv. */
function encoded(text: string, encoding: string): Buffer {
  const made = spawnSync('iconv', ['-f', 'utf-8', '-t', encoding], { input: text })
  if (made.status !== 0) throw new Error(String(made.stderr))
  return made.stdout
}

/** Follows one log, as a program does that is started anew for each reading. */
function follower(path: string, options: { encoding?: string; mostAtOnce?: number } = {}) {
  let kept: string | undefined
  const notes: FollowNote[] = []
  return {
    notes,
    async read(): Promise<string[]> {
      const lines: string[] = []
      for (let more = true; more;) {
        const position = kept === undefined ? undefined : (JSON.parse(kept) as FilePosition)
        const read = await followFile({ path, ...options }, position)
        lines.push(...read.lines)
        notes.push(...read.notes)
        kept = JSON.stringify(read.position)
        more = read.more
      }
      return lines
    },
  }
}

describe('following a log', () => {
  it('begins at the end of what is there, and takes only whole lines', async () => {
    const path = newLog()
    writeFileSync(path, 'old 1\nold 2\nhal')
    const log = follower(path)
    expect(await log.read()).toEqual([])
    appendFileSync(path, 'f\nnew\r\npart')
    expect(await log.read()).toEqual(['half', 'new'])
    appendFileSync(path, 'ly\n\n')
    expect(await log.read()).toEqual(['partly', ''])
    expect(await log.read()).toEqual([])
  })

  it('takes a log that comes later from its first line', async () => {
    const path = newLog()
    const log = follower(path)
    expect(await log.read()).toEqual([])
    expect(log.notes).toEqual(['missing'])
    writeFileSync(path, 'first\n')
    expect(await log.read()).toEqual(['first'])
  })

  it('finds what was written before a rotation by rename, also before several', async () => {
    const path = newLog()
    writeFileSync(path, 'a\n')
    const log = follower(path)
    await log.read()
    appendFileSync(path, 'b\nlast without an end')
    renameSync(path, `${path}.2`)
    utimesSync(`${path}.2`, 100, 100)
    writeFileSync(`${path}.1`, 'c\n')
    writeFileSync(path, 'd\n')
    expect(await log.read()).toEqual(['b', 'last without an end', 'c', 'd'])
    expect(log.notes).toEqual([])
  })

  it('goes on in the renamed file while the new one is not there yet', async () => {
    const path = newLog()
    writeFileSync(path, 'a\n')
    const log = follower(path)
    await log.read()
    appendFileSync(path, 'b\n')
    renameSync(path, `${path}-20261128`)
    expect(await log.read()).toEqual(['b'])
    writeFileSync(path, 'c\n')
    expect(await log.read()).toEqual(['c'])
  })

  it('finds what was written before a copy and truncation', async () => {
    const path = newLog()
    writeFileSync(path, 'one and its length\n')
    const log = follower(path)
    await log.read()
    appendFileSync(path, 'two\n')
    copyFileSync(path, `${path}.1`)
    truncateSync(path, 0)
    // Longer than before: its size alone tells nothing.
    appendFileSync(path, `three ${'x'.repeat(100)}\n`)
    expect(await log.read()).toEqual(['two', `three ${'x'.repeat(100)}`])
  })

  it('says where a log was emptied or replaced, and reads what is there', async () => {
    const path = newLog()
    writeFileSync(path, 'one\ntwo\n')
    const log = follower(path)
    await log.read()
    writeFileSync(path, 'new\n')
    expect(await log.read()).toEqual(['new'])
    rmSync(path)
    expect(await log.read()).toEqual([])
    // Another file takes the number of the removed one where the file system gives it out again.
    writeFileSync(`${path}.keep`, '')
    writeFileSync(path, 'other\n')
    expect(await log.read()).toEqual(['other'])
    expect(log.notes[0]).toBe('truncated')
    expect(log.notes[1]).toBe('missing')
    expect(['truncated', 'replaced']).toContain(log.notes[2])
  })

  it.each([
    ['gb18030', '数据库连接超时，写入失败'],
    ['gbk', '磁盘空间不足'],
    ['big5', '資料庫連線逾時，寫入失敗'],
    ['utf-8', '数据库连接超时'],
    ['utf-16le', '数据库连接超时，第一行'],
    ['utf-16be', '数据库连接超时，第一行'],
  ])('reads %s without being told', async (encoding, text) => {
    const path = newLog()
    const mark = encoding.startsWith('utf-16') ? '\ufeff' : ''
    writeFileSync(path, encoded(`${mark}2026-11-28 INFO start\n`, encoding))
    const log = follower(path)
    await log.read()
    appendFileSync(path, encoded(`2026-11-28 ERROR ${text}\n2026-11-28 INFO ok\n`, encoding))
    expect(await log.read()).toEqual([`2026-11-28 ERROR ${text}`, '2026-11-28 INFO ok'])
  })

  it('keeps an encoding for lines too short to tell it, and takes what a person named', async () => {
    const path = newLog()
    writeFileSync(path, encoded('系统启动，服务运行正常，检查磁盘空间。\n', 'gb18030'))
    const log = follower(path)
    await log.read()
    appendFileSync(path, encoded('联通\n', 'gb18030'))
    expect(await log.read()).toEqual(['联通'])
    const named = newLog()
    const told = follower(named, { encoding: 'gb18030' })
    await told.read()
    writeFileSync(named, encoded('满\n', 'gb18030'))
    expect(await told.read()).toEqual(['满'])
    await expect(followFile({ path, encoding: 'klingon' }, undefined)).rejects.toThrow(
      'documentEncoding',
    )
  })

  it('cuts a line without end and goes on after it', async () => {
    const path = newLog()
    writeFileSync(path, '')
    const log = follower(path, { mostAtOnce: 100_000 })
    await log.read()
    appendFileSync(path, `begin${'x'.repeat(300_000)}`)
    const [first = '', ...others] = await log.read()
    expect(first.length).toBe(LONGEST_LINE)
    expect(first.startsWith('beginxxx')).toBe(true)
    expect(others).toEqual([])
    appendFileSync(path, `${'y'.repeat(1_000)}\nafter\n`)
    expect(await log.read()).toEqual(['after'])
  })

  it('survives zeros in the middle of a log', async () => {
    const path = newLog()
    writeFileSync(path, 'a\n')
    const log = follower(path)
    await log.read()
    appendFileSync(path, Buffer.concat([Buffer.alloc(700), Buffer.from('断电后重启\nb\n')]))
    expect(await log.read()).toEqual(['断电后重启', 'b'])
  })
})

describe('every line once', () => {
  const step = fc.constantFrom('write', 'write', 'part', 'read', 'rename', 'copy', 'restart')
  it('whatever is written, rotated and read in between', async () => {
    let files = 0
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
        const path = join(folder, `random-${++files}.log`)
        const written: string[] = []
        const seen: string[] = []
        let line = 0
        let begun = false
        let clock = 1_000_000
        // Rotations come minutes apart, and file systems tell times in steps of a few milliseconds.
        const at = (file: string): void => utimesSync(file, (clock += 10), clock)
        const append = (text: string): void => {
          appendFileSync(path, text)
          at(path)
        }
        const log = follower(path, { mostAtOnce: 200 })
        append('')
        await log.read()
        for (const what of [...steps, 'write', 'read']) {
          switch (what) {
            case 'write':
            case 'part': {
              const text = begun ? '' : `line ${++line} of the log 巡检${'.'.repeat(line % 7)}`
              if (!begun) written.push(text)
              begun = what === 'part'
              append(begun ? text : `${text}\n`)
              break
            }
            case 'rename':
            case 'copy': {
              // A rotation between two halves of a line makes two lines of it.
              if (begun || !existsSync(path)) break
              for (let at = 9; at >= 1; at--)
                if (existsSync(`${path}.${at}`)) renameSync(`${path}.${at}`, `${path}.${at + 1}`)
              if (what === 'rename') renameSync(path, `${path}.1`)
              else {
                copyFileSync(path, `${path}.1`)
                at(`${path}.1`)
                truncateSync(path, 0)
                at(path)
              }
              break
            }
            default:
              seen.push(...(await log.read()))
          }
        }
        expect(seen).toEqual(written)
      }),
      { numRuns: 150 },
    )
  })
})
