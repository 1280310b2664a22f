import { textIn } from '../../language.ts'
import { useTypes } from '../../stores/types.ts'
import { TEXTS } from './texts.ts'

/** Names of the sources of work: the register's own where there is one. */
export function useSourceName(): (source: string) => string {
  const types = useTypes()
  return (source) => {
    const type = types.views.get(source)?.type
    if (type) return textIn(type.plural)
    return Object.hasOwn(TEXTS, source) ? textIn(TEXTS[source as keyof typeof TEXTS]) : source
  }
}
