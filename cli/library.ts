import { setTimeout as wait } from 'node:timers/promises'
import type { LibraryHit } from '../contract/library-search.ts'
import type { OutputOf } from '../contract/procedures.ts'
import { flag, textOptions, type Request } from './args.ts'
import { DONE, Stop, WRONG_USE, type Console, type ExitCode } from './console.ts'
import { numberOption } from './number-option.ts'
import { TEXTS } from './texts.ts'
import { signedIn, type Call } from './workspace.ts'

const PAGE = 500
const POLL_MS = 200
const plain = (text: string): string => text.replaceAll(/[\u0002\u0003]/gu, '')

/** `search TEXT`: documents of the library by their best place; with `--records` or `--type` the records. */
export function search(request: Request, screen: Console): Promise<ExitCode> {
  const types = textOptions(request, 'type')
  const records = flag(request, 'records') || types.length > 0
  const most = records ? 100 : 100_000
  const limit = numberOption(request, screen, 'limit', { least: 1, most, absent: 20 })
  const text = request.words.join(' ')
  return signedIn(request, screen, async (call) => {
    if (records) await searchRecords(call, screen, text, types, limit)
    else await searchLibrary(call, screen, text, limit)
    return DONE
  })
}

async function searchRecords(
  call: Call,
  screen: Console,
  text: string,
  types: readonly string[],
  limit: number,
): Promise<void> {
  const found = await call('search.all', {
    text,
    limit,
    ...(types.length > 0 ? { types: [...types] } : {}),
  })
  screen.result(found, () => [
    screen.text(TEXTS.found, { total: found.total }),
    ...found.hits.map(({ type, title, snippet }) => `  ${type}\t${title}\t${plain(snippet)}`),
  ])
}

async function searchLibrary(
  call: Call,
  screen: Console,
  text: string,
  limit: number,
): Promise<void> {
  const hits: LibraryHit[] = []
  let total = 0
  for (let offset = 0; offset < limit; offset += PAGE) {
    const page = { limit: Math.min(PAGE, limit - offset), offset }
    const found = await call('library.search', { text, ...page, exact: true })
    hits.push(...found.hits)
    total = found.total
    if (offset + PAGE >= total) break
  }
  const shown = hits.map(({ id, title, score, places: [place] }) => ({
    document: id,
    title,
    path: place?.path ?? '',
    page: place?.page ?? 0,
    anchor: place?.anchor ?? '',
    snippet: plain(place?.snippet ?? ''),
    score: Math.round(score * 1000) / 1000,
  }))
  screen.result({ total, hits: shown }, () => [
    screen.text(TEXTS.found, { total }),
    ...shown.map(({ title, path, page, snippet }) =>
      ['', title, page > 0 ? String(page) : path, snippet].join('\t'),
    ),
  ])
}

/** `library stats|reindex`: what the index holds; making it anew waits until that is done. */
export function library(request: Request, screen: Console): Promise<ExitCode> {
  const [what = ''] = request.words
  if (what !== 'stats' && what !== 'reindex')
    throw new Stop(
      screen.text(TEXTS.badChoice, { name: what, choices: 'stats, reindex' }),
      WRONG_USE,
    )
  return signedIn(request, screen, async (call) => {
    if (what === 'reindex') await call('library.reindex', {})
    const stats = await settled(call, what === 'reindex')
    screen.result(stats, () => [
      screen.text(TEXTS.libraryHolds, { documents: stats.documents, parts: stats.parts }),
      ...stats.shelves.map(({ level, documents, size }) => `  ${level}\t${documents}\t${size}`),
      ...stats.without.map(({ reason, count }) => `  ${reason}\t${count}`),
    ])
    return DONE
  })
}

/** The statistics, after what waited is done where that is wanted. */
async function settled(call: Call, whole: boolean): Promise<OutputOf<'library.stats'>> {
  for (;;) {
    const stats = await call('library.stats', {})
    if (!whole || stats.waiting === 0) return stats
    await wait(POLL_MS)
  }
}
