import { computed, shallowRef, watch } from 'vue'
import { useRouter } from 'vue-router'
import type { Failure } from '../../../contract/result.ts'
import { call } from '../call.ts'
import { useTypes } from '../stores/types.ts'
import { inSentence, language, textIn, textsOf } from '../language.ts'
import { usePreferences } from '../stores/preferences.ts'
import { useSession } from '../stores/session.ts'
import { matches } from '../match.ts'
import { stamp } from '../ui/moment.ts'
import { mergeFound, pieces, titlePieces, type Found } from './palette-hits.ts'
import { recordPath } from './record-path.ts'
import { TEXTS } from './texts.ts'
import { useAreas } from './use-areas.ts'

export interface Choice {
  readonly key: string
  readonly icon: string
  readonly title: string
  /** The title in pieces; every second one matched. */
  readonly marked: readonly string[]
  /** Pieces of the place where it was found; every second one matched. */
  readonly snippet: readonly string[]
  readonly note: string
  run(): void
}

const WAIT_MS = 90
const HITS = 20
/** Records called what was typed, by name, number or pinyin: they stand first. */
const NAMED = 6
const t = textsOf(TEXTS)

/** Commands and records that fit what was typed. */
export function usePalette(acts: { quickLog(): void }) {
  const router = useRouter()
  const types = useTypes()
  const account = useSession()
  const preferences = usePreferences()
  const areas = useAreas()

  const text = shallowRef('')
  const hits = shallowRef<readonly Found[]>([])
  const total = shallowRef(0)
  const searching = shallowRef(false)
  const failure = shallowRef<Failure>()

  const command = (
    key: string,
    icon: string,
    title: string,
    run: () => void,
    note = '',
  ): Choice => ({
    key,
    icon,
    title,
    marked: [title],
    snippet: [],
    note,
    run,
  })

  const commands = computed<readonly Choice[]>(() => {
    const places = areas.value.flatMap((area) =>
      area.places.flatMap(({ parts, ...place }) =>
        parts ? parts.map((part) => ({ ...part, icon: place.icon })) : [place],
      ),
    )
    const go = places.map((place) =>
      command(
        place.path,
        place.icon,
        t('goTo', { name: inSentence(place.label) }),
        () => void router.push(place.path),
      ),
    )
    const make = [...types.views.values()]
      .filter(({ type, may }) => may.create && type.area && !type.managed)
      .map(({ type }) =>
        command(
          `new/${type.name}`,
          'plus',
          t('newRecord', { name: inSentence(type.label) }),
          () => void router.push(`/register/${type.name}/new`),
        ),
      )
    return [
      command('quick', 'log', t('quickLog'), acts.quickLog, 'F2'),
      ...go,
      ...make,
      command(
        'settings',
        'gear',
        t('goTo', { name: t('settings') }),
        () => void router.push('/settings'),
      ),
      ...(account.can('accounts.manage')
        ? [
            command(
              'accounts',
              'people',
              t('goTo', { name: t('accounts') }),
              () => void router.push('/settings/people'),
            ),
          ]
        : []),
      command(
        'help',
        'question',
        t('goTo', { name: t('help') }),
        () => void router.push('/help'),
        'F1',
      ),
      command('theme', 'eye', t('theme'), () => {
        const dark = document.documentElement.classList.contains('dark')
        preferences.theme = dark ? 'light' : 'dark'
      }),
      command('language', 'html', t('toEnglish'), () => void changeLanguage()),
      command('lock', 'lock', t('lock'), () => void account.lock(), 'Ctrl+Shift+L'),
    ]
  })

  async function changeLanguage(): Promise<void> {
    await call('session.setLanguage', { language: language.value === 'en' ? 'zh-CN' : 'en' })
    await account.refresh()
  }

  const shownCommands = computed(() =>
    text.value.trim() === ''
      ? commands.value
      : commands.value.filter((one) => matches(one.title, text.value)).slice(0, 8),
  )
  const shownHits = computed<readonly Choice[]>(() =>
    hits.value.map((hit) => {
      const type = types.views.get(hit.type)?.type
      return {
        key: `${hit.type}/${hit.id}`,
        icon: type?.icon ?? 'doc',
        title: hit.title,
        marked: titlePieces(hit, type?.title ?? ''),
        snippet: hit.field === type?.title ? [] : pieces(hit.snippet ?? ''),
        // One reading is told from the next by its time.
        note: [
          type ? textIn(type.label) : hit.type,
          ...(type?.appendOnly && hit.at !== undefined ? [stamp(hit.at)] : []),
        ].join('　'),
        run: () => void router.push(hit.address ?? recordPath(hit.type, hit.id)),
      }
    }),
  )

  let asked = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  watch(text, (typed) => {
    clearTimeout(timer)
    const wanted = typed.trim()
    if (wanted === '') {
      asked++
      hits.value = []
      total.value = 0
      searching.value = false
      return
    }
    searching.value = true
    timer = setTimeout(() => void search(wanted), WAIT_MS)
  })

  async function search(wanted: string): Promise<void> {
    const own = ++asked
    const [named, answer] = await Promise.all([
      call('register.lookup', { text: wanted.slice(0, 100), limit: NAMED }),
      call('search.all', { text: wanted, limit: HITS }),
    ])
    // Only the answer to what stands there now counts.
    if (own !== asked || wanted !== text.value.trim()) return
    failure.value = answer.ok ? undefined : answer.error
    hits.value = answer.ok ? mergeFound(named.ok ? named.value.labels : [], answer.value.hits) : []
    total.value = answer.ok ? answer.value.total : 0
    searching.value = false
  }

  return { text, shownCommands, shownHits, total, searching, failure }
}
