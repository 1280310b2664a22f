import { parseArgs } from 'node:util'
import { LANGUAGES, type Language } from '../../contract/text.ts'

/** What was asked of `npm start`. */
export interface StartOptions {
  readonly kind: 'run'
  readonly language: Language | undefined
  readonly workspace: string | undefined
  readonly demo: boolean
  readonly tour: boolean
}

export type Parsed =
  | StartOptions
  | { readonly kind: 'help'; readonly language: Language | undefined }
  | { readonly kind: 'wrong'; readonly reason: string }

const isLanguage = (name: string): name is Language => LANGUAGES.some((known) => known === name)
const wrong = (reason: string): Parsed => ({ kind: 'wrong', reason })

export function parseStart(argv: readonly string[]): Parsed {
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: {
        demo: { type: 'boolean', default: false },
        tour: { type: 'boolean', default: false },
        workspace: { type: 'string', short: 'w' },
        lang: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    })
    const { lang, workspace, demo, tour } = values
    if (values.help)
      return { kind: 'help', language: lang !== undefined && isLanguage(lang) ? lang : undefined }
    if (lang !== undefined && !isLanguage(lang)) return wrong(`--lang ${LANGUAGES.join('|')}`)
    if (workspace !== undefined && (demo || tour)) return wrong('--workspace | --demo, --tour')
    return { kind: 'run', language: lang, workspace, demo, tour }
  } catch (error) {
    if (error instanceof TypeError) return wrong(error.message)
    throw error
  }
}
