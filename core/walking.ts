import type { Json } from '../contract/record-type.ts'
import type { Core } from './host.ts'
import { codeOf, done, FOUNDER, passwordOf, signInAs } from './testing.ts'

type Fields = Record<string, Json>

/** Makes records and takes their steps through the register, for the tests of workflows. */
export const walkerOf = (core: () => Core) => ({
  create: async (type: string, fields: Fields): Promise<string> =>
    (await done(core(), 'register.create', { type, fields })).id,

  fieldsOf: async (type: string, id: string): Promise<Fields> =>
    (await done(core(), 'register.get', { type, id })).record.fields,

  /** Code of what a step answers to somebody, who confirms with his password. */
  async take(
    login: string,
    type: string,
    id: string,
    transition: string,
    fields: Fields = {},
  ): Promise<string> {
    await signInAs(core(), login)
    const password = login === FOUNDER.login ? FOUNDER.password : passwordOf(login)
    const { confirmation } = await done(core(), 'session.confirm', { password })
    return codeOf(core(), 'register.transition', { type, id, transition, fields, confirmation })
  },
})
