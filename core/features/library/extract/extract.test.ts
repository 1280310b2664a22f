import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, describe, expect, it } from 'vitest'
import type { Extracted } from '../extracted.ts'
import { extract, workers } from './extract.ts'

const folder = mkdtempSync(join(tmpdir(), 'watchkeeper-extract-'))
afterAll(async () => {
  await workers.close()
  rmSync(folder, { recursive: true, force: true })
})

async function read(name: string, content: string | Uint8Array, encoding?: string) {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content
  return extract({ source: { kind: 'bytes', bytes }, name, encoding })
}

async function found(
  name: string,
  content: string | Uint8Array,
  encoding?: string,
): Promise<Extracted> {
  const result = await read(name, content, encoding)
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value.extracted
}

const refusedAs = async (name: string, content: string | Uint8Array): Promise<string> => {
  const result = await read(name, content)
  return result.ok ? 'ok' : result.error.code
}

const textOf = ({ parts }: Extracted): string =>
  parts.flatMap(({ pieces }) => pieces.map(({ text }) => text)).join('\n')

const CHINESE = '交接班时，检查机房空调的运行状态，温度不超过25度。'
/** 巡检记录：机房温度正常 */
const GB = Buffer.from('d1b2bcecbcc7c2bca3babbfab7bfcec2b6c8d5fdb3a3', 'hex')
/** 機房溫度正常，請記錄系統狀態。 */
const BIG5 = Buffer.from('bef7a9d0b7c5abd7a5bfb160a141bdd0b04fbffda874b2ceaaacba41a143', 'hex')

describe('text', () => {
  it.each([
    ['utf-8', Buffer.from(CHINESE), CHINESE],
    ['utf-8', Buffer.from(`\ufeff${CHINESE}`), CHINESE],
    ['utf-16le', Buffer.from(`\ufeff${CHINESE}`, 'utf16le'), CHINESE],
    ['utf-16be', Buffer.from(`\ufeff${CHINESE}`, 'utf16le').swap16(), CHINESE],
    [
      'utf-16le',
      Buffer.from('Check the fan.\r\nThen the filter.\r\n', 'utf16le'),
      'Check the fan.',
    ],
    ['gb18030', GB, '巡检记录：机房温度正常'],
    ['big5', BIG5, '機房溫度正常，請記錄系統狀態。'],
    [
      'windows-1252',
      Buffer.from('Le serveur a \xe9t\xe9 arr\xeat\xe9 apr\xe8s la mise \xe0 jour.', 'latin1'),
      'été',
    ],
  ])('in %s', async (encoding, bytes, expected) => {
    const result = await found('a.txt', bytes)
    expect(textOf(result)).toContain(expected)
    expect(result.encoding).toBe(encoding)
  })

  it('in the encoding that a person chose', async () => {
    expect(textOf(await found('a.txt', BIG5, 'gb18030'))).not.toContain('機房')
    expect((await found('a.txt', GB, 'gb18030')).encoding).toBe('gb18030')
    const result = await extract({
      source: { kind: 'bytes', bytes: GB },
      name: 'a.txt',
      encoding: 'x',
    })
    expect(result).toMatchObject({ ok: false, error: { code: 'documentEncoding' } })
  })

  it('tells the language', async () => {
    expect((await found('a.txt', CHINESE)).language).toBe('zh')
    expect(
      (await found('a.txt', 'Check the fan of the server and note the temperature.')).language,
    ).toBe('en')
    expect(
      (
        await found(
          'a.txt',
          `Run systemctl restart haproxy on both nodes now and check the status page: ${CHINESE}`,
        )
      ).language,
    ).toBe('mixed')
    expect((await found('a.txt', 'サーバーの温度を確認してください。')).language).toBe('other')
    expect(
      (await found('a.txt', 'Vérifiez la température et redémarrez le contrôleur défectueux.'))
        .language,
    ).toBe('other')
  })

  it('is unpacked from gzip, and no further than the limit', async () => {
    const result = await read('changelog.gz', gzipSync('A change'))
    expect(result).toMatchObject({ ok: true, value: { size: 8, mime: 'text/plain' } })
    expect(await refusedAs('bomb.txt.gz', gzipSync(Buffer.alloc(65 << 20, 'a')))).toBe(
      'documentUnpacked',
    )
    expect(await refusedAs('broken.txt.gz', gzipSync('A change').subarray(0, 14))).toBe(
      'documentDamaged',
    )
  })

  it('takes its title from reStructuredText', async () => {
    expect((await found('a.rst', '.. comment\n\nNova Guide\n==========\n\nText.')).title).toBe(
      'Nova Guide',
    )
    expect((await found('a.txt', 'Text\n\nMore text.')).title).toBe('')
  })
})

describe('Markdown', () => {
  it('is read by its headings, without its marks', async () => {
    const result = await found(
      'a.md',
      '# 巡检手册\n\n**机房**温度见[表](x.md)。\n\n## Fan *check*\n\n- one\n- two\n\n```sh\n# no heading\n```\n\n## Fan check\n',
    )
    expect(result.title).toBe('巡检手册')
    expect(
      result.parts[0]?.pieces.map(({ heading, anchor, depth }) => [heading, anchor, depth]),
    ).toEqual([
      ['巡检手册', '巡检手册', 1],
      ['Fan check', 'fan-check', 2],
      ['Fan check', 'fan-check-1', 2],
    ])
    expect(textOf(result)).toContain('机房温度见表。')
    expect(textOf(result)).toContain('# no heading')
  })
})

describe('HTML', () => {
  it('is read by its headings, without what nobody reads', async () => {
    const result = await found(
      'a.html',
      `<!doctype html><html><head><title>A &amp; B</title><script>evil()</script><style>x{}</style></head>
      <body><nav>Menu</nav><p>Before <b>all</b> else</p><h1 id="top">The <i>first</i></h1><p>机房<br>空调</p>
      <a name="two"></a><h2>Second</h2><pre>a
  b</pre><h2>Third</h2><table><tr><td>x</td><td>y</td></tr></table><script>more()</script></body></html>`,
    )
    expect(result.title).toBe('A & B')
    expect(result.parts[0]?.pieces).toEqual([
      { page: 0, anchor: '', heading: '', depth: 0, text: 'Before all else' },
      { page: 0, anchor: 'top', heading: 'The first', depth: 1, text: '机房\n空调' },
      { page: 0, anchor: 'two', heading: 'Second', depth: 2, text: 'a\n  b' },
      { page: 0, anchor: 'wk-3', heading: 'Third', depth: 2, text: 'x y' },
    ])
  })

  it('is decoded as it says, and by its bytes where that is wrong', async () => {
    const page = (charset: string, body: Buffer) =>
      Buffer.concat([Buffer.from(`<html><meta charset="${charset}"><p>`), body])
    expect(textOf(await found('a.html', page('gbk', GB)))).toContain('巡检记录')
    expect(textOf(await found('a.html', page('utf-8', GB)))).toContain('巡检记录')
    expect(textOf(await found('a.html', page('nonsense', Buffer.from(CHINESE))))).toContain(CHINESE)
  })
})

describe('what is refused, with a reason', () => {
  it.each([
    ['empty.txt', '', 'documentEmpty'],
    ['a.bin', Buffer.from([1, 0, 2, 0, 3, 200, 0, 0, 0, 9]), 'documentFormat'],
    ['a.exe', Buffer.from('MZ\u0090\0'), 'documentFormat'],
    ['a.doc', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'documentLegacyOffice'],
    [
      'a.tar.gz',
      gzipSync(Buffer.concat([Buffer.alloc(257), Buffer.from('ustar')])),
      'documentArchive',
    ],
  ])('%s', async (name, bytes, code) => {
    expect(await refusedAs(name, bytes)).toBe(code)
  })

  it('two gigabytes of text, before they are read', async () => {
    const path = join(folder, 'endless.txt')
    writeFileSync(path, 'Text')
    truncateSync(path, 2 ** 31)
    const before = performance.now()
    const result = await extract({ source: { kind: 'path', path }, name: 'endless.txt' })
    expect(result).toMatchObject({
      ok: false,
      error: { code: 'documentTooLarge', params: { limit: 256 } },
    })
    expect(performance.now() - before).toBeLessThan(3000)
  })

  it.each([
    ['a folder', folder, 'sourceSpecial'],
    ['a device', '/dev/zero', 'sourceSpecial'],
    ['nothing', join(folder, 'missing'), 'sourceMissing'],
  ])('%s', async (_what, path, code) => {
    const result = await extract({ source: { kind: 'path', path }, name: 'a.txt' })
    expect(result).toMatchObject({ ok: false, error: { code } })
  })
})
