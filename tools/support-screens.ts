import { ask, go, settle, type Screen } from './ways.ts'

/** The newest record of a type on its screen. */
const first = (name: string, type: string, path: string, login: string, rest = ''): Screen => ({
  name,
  stage: 'open',
  login,
  async open(page) {
    const { rows } = await ask<{ rows: { id: string }[] }>(page, 'register.list', {
      type,
      limit: 1,
      sort: { field: '_created', descending: true },
    })
    await go(page, `${path}/${rows[0]?.id ?? ''}${rest}`)
    await settle(page)
  },
})

const screen = (name: string, path: string, login: string): Screen => ({
  name,
  stage: 'open',
  login,
  async open(page) {
    await go(page, path)
    await settle(page)
  },
})

/** Registers of the areas, each as a list, and with its newest record beside it. */
const REGISTERS: Readonly<Record<string, readonly string[]>> = {
  'han.x': ['protection-measure', 'data-asset', 'scan-plan', 'security-event', 'law-clause'],
  'shen.gh': ['security-audit', 'inspection'],
  'xu.j': ['request', 'knowledge-article', 'feedback', 'training-session'],
  'he.jp': ['post-duty', 'work-standard', 'raci-line', 'certificate', 'technology', 'upgrade'],
}
const listed = (type: string, login: string): readonly Screen[] => [
  { ...screen(`area-${type}`, `/register/${type}`, login), pictured: true },
  { ...first(`area-${type}-beside`, type, `/register/${type}`, login), pictured: true },
]

/** Security, support and people: the screens made by hand, and registers of each. */
export const SUPPORT_SCREENS: readonly Screen[] = [
  screen('security-posture', '/security', 'han.x'),
  first('security-access', 'access-review', '/security/access', 'han.x'),
  screen('security-vulnerabilities', '/register/vulnerability', 'han.x'),
  first('support-survey-results', 'survey', '/support/surveys', 'xu.j', '/results'),
  first('support-survey-collect', 'survey', '/support/surveys', 'xu.j', '/collect'),
  screen('people-duties', '/people/duties', 'ma.j'),
  ...Object.entries(REGISTERS).flatMap(([login, types]) =>
    types.flatMap((type) => listed(type, login)),
  ),
]
