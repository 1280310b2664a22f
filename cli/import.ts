import { realpathSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { errorText } from '../contract/error-text.ts'
import type { ErrorCode } from '../contract/errors.ts'
import type { ImportLine, ImportView } from '../contract/library-import.ts'
import { DOCUMENT_KIND_NAMES, DOCUMENT_LANGUAGES } from '../contract/library.ts'
import { TEXT_ENCODINGS } from '../contract/library-import.ts'
import type { Level } from '../contract/roles.ts'
import { textOption, type Request } from './args.ts'
import { DONE, REFUSED, Stop, WRONG_USE, type Console, type ExitCode } from './console.ts'
import { TEXTS } from './texts.ts'
import { signedIn, type Call } from './workspace.ts'

const LEVELS = { public: 0, internal: 1, sensitive: 2, core: 3 } as const satisfies Record<
  string,
  Level
>
const POLL_MS = 100
const PAGE = 500

/** One of the values that an option may have. */
function choice<T extends string>(
  request: Request,
  screen: Console,
  name: string,
  choices: readonly T[],
  absent: T,
): T {
  const given = textOption(request, name) ?? absent
  const found = choices.find((value) => value === given)
  if (found !== undefined) return found
  const params = { name: `--${name}`, choices: choices.join(', ') }
  throw new Stop(screen.text(TEXTS.badChoice, params), WRONG_USE)
}

const languages = ['auto', ...DOCUMENT_LANGUAGES.map(({ value }) => value)] as const
const levels = Object.keys(LEVELS) as (keyof typeof LEVELS)[]

/** `import PATH…`: waits for the end; the exit code is 1 when nothing of it is in the library afterwards. */
export const importPaths = (request: Request, screen: Console): Promise<ExitCode> => {
  const collection = textOption(request, 'collection')
  const encoding = choice(request, screen, 'encoding', ['', ...TEXT_ENCODINGS], '')
  const options = {
    level: LEVELS[choice(request, screen, 'level', levels, 'internal')],
    kind: choice(request, screen, 'kind', DOCUMENT_KIND_NAMES, 'reference'),
    language: choice(request, screen, 'language', languages, 'auto'),
    ...(collection === undefined ? {} : { collection: { name: collection } }),
    ...(encoding === '' ? {} : { encoding }),
  }
  // A path that is not there is a mistake of whoever typed it: said at once, in the words of the system.
  const paths = request.words.map((path) => realpathSync(path))
  return signedIn(request, screen, async (call, core) => {
    const begun = performance.now()
    const sources = paths.map((path) => core.chosen.add(path))
    await call('library.importStart', { sources, options })
    const view = await finished(call)
    const seconds = Math.round((performance.now() - begun) / 100) / 10
    const failures = (await failedLines(call)).map((line) => failureOf(line, screen))
    const { imported, duplicates, failed, skipped, total } = view
    screen.result({ total, imported, duplicates, failed, skipped, seconds, failures }, () => [
      ...failures.map(({ path, reason }) => `  ${path}\t${reason}`),
      screen.text(TEXTS.imported, { ...view, seconds }),
    ])
    return failed > 0 && imported + duplicates === 0 ? REFUSED : DONE
  })
}

async function finished(call: Call): Promise<ImportView> {
  for (;;) {
    await wait(POLL_MS)
    // Whoever waits for a long import is there.
    await call('session.touch', {})
    const { import: view } = await call('library.importStatus', {})
    if (view !== null && view.state !== 'scanning' && view.state !== 'running') return view
  }
}

async function failedLines(call: Call): Promise<ImportLine[]> {
  const all: ImportLine[] = []
  for (;;) {
    const page = { outcome: 'failed', offset: all.length, limit: PAGE } as const
    const { lines, total } = await call('library.importReport', page)
    all.push(...lines)
    if (lines.length === 0 || all.length >= total) return all
  }
}

function failureOf({ source, failure }: ImportLine, screen: Console) {
  const { code = 'internal', params = {} } = failure ?? {}
  return {
    path: source,
    code,
    reason: errorText({ code: code as ErrorCode, params }, screen.language),
  }
}
