import { FACT_NAMES } from '../../../../contract/configuration.ts'
import { textIn } from '../../language.ts'
import type { TEXTS } from './texts.ts'

type Say = (key: keyof typeof TEXTS, params: { readonly name: string }) => string
const PARTS = [
  { of: /^hardware\/disk (.+)$/u, says: 'factDisk' },
  { of: /^network\/(.+) address$/u, says: 'factAddress' },
  { of: /^network\/(.+) mac$/u, says: 'factMac' },
] as const

/** What a fact is called: in the language of the interface, or as the machine names it. */
export function factName(key: string, say: Say): string {
  const known = FACT_NAMES[key]
  if (known) return textIn(known)
  for (const { of, says } of PARTS) {
    const name = of.exec(key)?.[1]
    if (name !== undefined) return say(says, { name })
  }
  return key.slice(key.indexOf('/') + 1)
}
