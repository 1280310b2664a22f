import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { ROLE_LABELS, type Role } from '../../../contract/roles.ts'
import { mayDo, type RecordAction, type RecordType } from '../../../contract/record-type.ts'
import type { Failure } from '../../../contract/result.ts'
import { call } from '../call.ts'
import { language, textIn } from '../language.ts'
import { useSession } from './session.ts'

/** A declared type with what the signed-in person may do with it. */
export interface TypeView {
  readonly type: RecordType
  readonly may: Readonly<Record<RecordAction, boolean>>
}

/** The declared types that the signed-in person may read. */
export const useTypes = defineStore('register-types', () => {
  const account = useSession()
  const declared = shallowRef<readonly RecordType[]>([])
  const failure = shallowRef<Failure>()
  let loading: Promise<void> | undefined

  async function fetchTypes(): Promise<void> {
    const answer = await call('register.types', {})
    failure.value = answer.ok ? undefined : answer.error
    if (answer.ok) declared.value = answer.value.types
    else loading = undefined
  }

  const roles = computed(() => account.session?.roles ?? [])
  const views = computed<ReadonlyMap<string, TypeView>>(
    () =>
      new Map(
        account.session === undefined
          ? []
          : declared.value
              .map((type): TypeView => ({
                type,
                may: {
                  read: mayDo(type, roles.value, 'read'),
                  create: mayDo(type, roles.value, 'create'),
                  update: mayDo(type, roles.value, 'update'),
                  delete: mayDo(type, roles.value, 'delete'),
                },
              }))
              .filter(({ may }) => may.read)
              .map((view) => [view.type.name, view]),
      ),
  )

  return {
    views,
    failure,
    /** Loads once for the window: declarations are the same for everybody. */
    load: (): Promise<void> => (loading ??= fetchTypes()),
    may: (name: string, action: RecordAction): boolean =>
      views.value.get(name)?.may[action] ?? false,
    /** Names of the roles that may, in a row; empty where everybody or nobody may. */
    whoMay(name: string, action: RecordAction): string {
      const who = views.value.get(name)?.type.permissions[action]
      const roles = Array.isArray(who) ? who.map((role: Role) => textIn(ROLE_LABELS[role])) : []
      return roles.join(language.value === 'en' ? ', ' : '、')
    },
  }
})
