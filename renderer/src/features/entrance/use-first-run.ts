import { computed, reactive, ref } from 'vue'
import type { Failure } from '../../../../contract/result.ts'
import { call } from '../../call.ts'
import { language, textsOf } from '../../language.ts'
import { useSession } from '../../stores/session.ts'
import { MIN_PASSWORD } from '../../../../contract/password.ts'
import { TEXTS } from './texts.ts'

export const STEPS = ['language', 'team', 'person', 'key'] as const
export type Step = (typeof STEPS)[number]
const t = textsOf(TEXTS)

/** The answers of the first run, what is wrong with them, and the workspace made from them. */
export function useFirstRun() {
  const account = useSession()
  const step = ref<Step>('language')
  const tried = ref(false)
  const busy = ref(false)
  const failure = ref<Failure>()
  const recoveryKey = ref('')
  const answers = reactive({
    name: '',
    team: '',
    deviceCode: 'A1',
    separation: false,
    person: '',
    login: '',
    password: '',
    again: '',
  })

  const needed = (text: string): string | undefined =>
    text.trim() === '' ? t('required') : undefined
  const wrong = computed(() => ({
    name: needed(answers.name),
    deviceCode: /^[A-Z0-9]{1,4}$/u.test(answers.deviceCode) ? undefined : t('deviceCodeWrong'),
    person: needed(answers.person),
    login:
      needed(answers.login) ??
      (/[\s/\\]/u.test(answers.login.trim()) ? t('loginWrong') : undefined),
    password:
      answers.password.length < MIN_PASSWORD ? t('short', { count: MIN_PASSWORD }) : undefined,
    again: answers.again === answers.password ? undefined : t('differs'),
  }))
  const asked: Readonly<Record<Step, readonly (keyof typeof wrong.value)[]>> = {
    language: [],
    team: ['name', 'deviceCode'],
    person: ['person', 'login', 'password', 'again'],
    key: [],
  }

  /** What is wrong with a field, once going on was tried. */
  const error = (field: keyof typeof wrong.value): string | undefined =>
    tried.value ? wrong.value[field] : undefined

  /** `noted`: the recovery key was written down. */
  async function next(noted = false): Promise<boolean> {
    tried.value = true
    if (busy.value || asked[step.value].some((field) => wrong.value[field] !== undefined))
      return false
    if (step.value === 'person' && !(await create())) return false
    if (step.value === 'key') {
      account.held = !noted
      return noted
    }
    tried.value = false
    step.value = STEPS[STEPS.indexOf(step.value) + 1] ?? 'key'
    return true
  }

  function back(): void {
    failure.value = undefined
    tried.value = false
    step.value = STEPS[Math.max(0, STEPS.indexOf(step.value) - 1)] ?? 'language'
  }

  async function create(): Promise<boolean> {
    busy.value = true
    failure.value = undefined
    account.held = true
    const { again, ...given } = answers
    const answer = await call('workspace.create', {
      ...given,
      login: given.login.trim(),
      language: language.value,
    })
    busy.value = false
    if (!answer.ok) {
      account.held = false
      failure.value = answer.error
      return false
    }
    recoveryKey.value = answer.value.recoveryKey
    await account.refresh()
    return true
  }

  return { step, answers, busy, failure, recoveryKey, tried, error, next, back }
}
