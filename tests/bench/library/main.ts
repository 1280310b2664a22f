/**
 * `npm run bench:library`: the index of the library against Xapian on the same extracted texts of real manuals,
 * in the same run. BENCH_FILES (all) limits the files, BENCH_JSON names a file for the figures.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { addDocuments, settled, spy } from '../../../core/features/library/index/testing.ts'
import { workers } from '../../../core/features/library/extract/extract.ts'
import { done, FOUNDER, TestPlace } from '../../../core/testing.ts'
import { provide } from '../../../tools/provision.ts'
import { isMet, line, percentiles, show, type Figure } from '../figures.ts'
import { manuals, type Manual } from '../../library/corpus.ts'
import { plainTexts, questionsOf } from '../../library/questions.ts'
import { foundBy, scannedFor } from '../../library/scan.ts'

const FILES = Number(process.env['BENCH_FILES'] ?? Infinity)
const PYTHON = '/usr/bin/python3'
const BATCH = 500
/** Questions to files that are not in memory; the program is opened anew for each. */
const COLD = 15
const COMMON = ['the', 'and', 'file', 'is', 'error', '的', '是', '文件', '数据', '系统']

if (!hasXapian()) provide([{ programs: ['no program, a module'], debian: 'python3-xapian' }])
const folder = mkdtempSync(join(tmpdir(), 'watchkeeper-bench-'))
const place = new TestPlace()
const figures: Figure[] = []
function report(...more: readonly Figure[]): void {
  for (const figure of more) console.log(line(figure))
  figures.push(...more)
}

/** Ours as a part of theirs. */
const against = (
  what: string,
  own: number,
  theirs: number,
  unit: string,
  most: number,
): Figure => ({
  what,
  measured: show(own, unit),
  baseline: `Xapian ${show(theirs, unit)}`,
  value: own / theirs,
  unit: 'x',
  target: { most },
})

function hasXapian(): boolean {
  try {
    execFileSync(PYTHON, ['-c', 'import xapian'], { stdio: 'ignore' })
    return true
  } catch (error) {
    if (error instanceof Error) return false
    throw error
  }
}

const xapian = (...args: readonly string[]): unknown =>
  JSON.parse(
    execFileSync(PYTHON, [join(import.meta.dirname, 'baseline.py'), ...args], {
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    }),
  )

const textOf = ({ parts }: Manual): string =>
  parts.flatMap((part) => part.pieces.flatMap(({ heading, text }) => [heading, text])).join('\n')

interface Indexed {
  readonly seconds: number
  readonly all: number
  readonly withoutText: number
}

console.log(
  `${cpus().length} x ${cpus()[0]?.model ?? 'unknown'}, node ${process.version}, load ${loadavg()[0]?.toFixed(1)}\n`,
)
const begun = performance.now()
const all = await manuals('all', { most: FILES })
await workers.close()
const characters = all.reduce((sum, { size }) => sum + size, 0)
console.log(
  `     ${all.length} files with ${(characters / 1e6).toFixed(0)} million characters, read in ${((performance.now() - begun) / 1000).toFixed(0)} s\n`,
)
writeFileSync(
  join(folder, 'corpus.jsonl'),
  all
    .map((manual) =>
      JSON.stringify({ title: manual.title, text: textOf(manual), parts: manual.parts }),
    )
    .join('\n'),
)

// Each in a process of its own, one text after the other from the same file.
const corpus = join(folder, 'corpus.jsonl')
const other = xapian('index', corpus, join(folder, 'xapian')) as Indexed
const own = JSON.parse(
  execFileSync(
    process.execPath,
    [join(import.meta.dirname, 'own.ts'), corpus, join(folder, 'shelf.db')],
    { encoding: 'utf8' },
  ),
) as Indexed
const MB = 1e6
report(
  against('indexing, processor', own.seconds, other.seconds, 's', 0.35),
  against('size without text', own.withoutText / MB, other.withoutText / MB, 'MB', 0.5),
  against('size with text', own.all / MB, other.all / MB, 'MB', 0.75),
)

const asked = questionsOf(all, { chinese: 100, english: 100, phrases: 50 }).map(({ text }) => text)
const prefixes = questionsOf(all, { chinese: 0, english: 40, phrases: 0 }, 23).map(({ text }, at) =>
  text.slice(0, 3 + (at % 3)),
)
const questions = [
  ...asked.map((text) => ({ text, partial: true })),
  ...COMMON.map((text) => ({ text, partial: false })),
  ...prefixes.map((text) => ({ text, partial: true })),
]
writeFileSync(join(folder, 'questions.json'), JSON.stringify(questions))
const theirs = xapian('ask', join(folder, 'xapian'), join(folder, 'questions.json')) as number[]

const watcher = spy()
let core = place.core({ extraFeatures: [watcher.feature] })
await done(core, 'workspace.create', FOUNDER)
// Nobody calls while a large corpus is indexed.
await done(core, 'settings.set', { key: 'autoLockMinutes', value: 0 })
/** Answers the ids, in the order of the texts. */
async function fill(): Promise<string[]> {
  const ids: string[] = []
  for (let at = 0; at < all.length; at += BATCH)
    ids.push(...(await addDocuments(watcher.context(), all.slice(at, at + BATCH))))
  await settled(core, watcher.context(), 900)
  return ids
}
/** Against a plain scan of the same texts: which part is found, and which part of what is found holds the words. */
async function completeness(ids: readonly string[]): Promise<void> {
  const texts = all.map((manual, at) => ({ id: ids[at] ?? '', plain: plainTexts(manual) }))
  const counts = { wanted: 0, found: 0, right: 0 }
  const questions = questionsOf(all, { chinese: 200, english: 200, phrases: 50 }, 7)
  for (const question of questions) {
    const wanted = new Set(scannedFor(texts, question))
    const found = await foundBy(core, question.text)
    counts.wanted += wanted.size
    counts.found += found.length
    counts.right += found.filter((id) => wanted.has(id)).length
  }
  const share = (what: string, of: number): Figure => ({
    what: `${what} of ${questions.length} questions`,
    measured: `${counts.right} of ${of}`,
    baseline: 'a plain scan',
    value: counts.right / of,
    unit: 'x',
    target: { least: 1 },
  })
  report(share('recall', counts.wanted), share('precision', counts.found))
}
/** Best of some rounds for each question, with snippets of twenty documents. */
async function times(texts: readonly string[], rounds: number): Promise<number[]> {
  const best: number[] = []
  for (const text of texts) {
    let least = Infinity
    for (let round = 0; round < rounds; round++) {
      const start = performance.now()
      await done(core, 'library.search', { text, limit: 20 })
      least = Math.min(least, performance.now() - start)
    }
    best.push(least)
  }
  return best
}
await completeness(await fill())
await new Promise((resolve) => setTimeout(resolve, 5000))
const texts = questions.map(({ text, partial }) => (partial ? text : `"${text}"`))
const ours = await times(texts, 5)
const part = (values: readonly number[], from: number, count: number) =>
  values.slice(from, from + count)
const [first, second] = [asked.length, asked.length + COMMON.length]
const ask = (
  what: string,
  from: number,
  count: number,
  share: 'p50' | 'p95',
  most: number,
): Figure =>
  against(
    what,
    percentiles(part(ours, from, count))[share],
    percentiles(part(theirs, from, count))[share],
    'ms',
    most,
  )
report(
  ask('questions, p50', 0, first, 'p50', 1),
  ask('questions, p95', 0, first, 'p95', 0.6),
  ask('very common words, p50', first, COMMON.length, 'p50', 1.5),
  ask('beginnings of words, p50', second, prefixes.length, 'p50', 1.5),
)

// Files that the system has let go of, under a program that was just opened.
const coldQuestions = questions
  .slice(0, first)
  .filter((_, at) => at % Math.ceil(first / COLD) === 0)
writeFileSync(join(folder, 'cold.json'), JSON.stringify(coldQuestions))
const theirCold = xapian('cold', join(folder, 'xapian'), join(folder, 'cold.json')) as number[]
await core.close()
const ourCold: number[] = []
for (const { text } of coldQuestions) {
  const opened = place.core()
  await done(opened, 'session.signIn', { login: FOUNDER.login, password: FOUNDER.password })
  await done(opened, 'library.stats', {})
  // Nobody searches in the second in which he signs in.
  await new Promise((resolve) => setTimeout(resolve, 2500))
  for (const name of readdirSync(place.workspace).filter((file) => file.endsWith('.db')))
    execFileSync('dd', [`if=${join(place.workspace, name)}`, 'iflag=nocache', 'count=0'], {
      stdio: 'ignore',
    })
  const start = performance.now()
  await done(opened, 'library.search', { text, limit: 20 })
  ourCold.push(performance.now() - start)
  await opened.close()
}
report(
  against('cold files, p50', percentiles(ourCold).p50, percentiles(theirCold).p50, 'ms', 2),
  against('cold files, p95', percentiles(ourCold).p95, percentiles(theirCold).p95, 'ms', 2),
)
core = place.core({ extraFeatures: [watcher.feature] })
await done(core, 'session.signIn', { login: FOUNDER.login, password: FOUNDER.password })

// Three more times under new ids, and questions meanwhile.
const meanwhile: number[] = []
let filling = true
const growth = (async () => {
  for (let time = 0; time < 3; time++) await fill()
  filling = false
})()
for (let at = 0; filling; at++) {
  meanwhile.push(...(await times([texts[at % first] ?? ''], 1)))
  await new Promise((resolve) => setTimeout(resolve, 20))
}
await growth
const idle = await times(texts.slice(0, first), 1)
const large = await times(texts, 3)
const [busy, quiet] = [percentiles(meanwhile).p95, percentiles(idle).p95]
const slowest = Math.max(...large)
report(
  {
    what: 'while a thread indexes, p95',
    measured: show(busy, 'ms'),
    baseline: `${show(quiet, 'ms')} idle`,
    value: busy / quiet,
    unit: 'x',
    target: { most: 2 },
  },
  {
    what: 'slowest question, four times the corpus',
    measured: texts[large.indexOf(slowest)] ?? '',
    baseline: '',
    value: slowest,
    unit: 'ms',
    target: { most: 100 },
  },
)
await place.clear()
rmSync(folder, { recursive: true, force: true })
console.log(
  `\nload ${loadavg()[0]?.toFixed(1)}; ${figures.filter(isMet).length} of ${figures.length} figures reached`,
)
const json = process.env['BENCH_JSON']
if (json !== undefined) writeFileSync(json, `${JSON.stringify(figures, undefined, 2)}\n`)
