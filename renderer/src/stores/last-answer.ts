import { defineStore } from 'pinia'
import { subscribe } from '../call.ts'

/** A store of what the last question was answered, so that who comes back finds it there while it is asked again. */
export function lastAnswer<T>(name: string) {
  return defineStore(name, () => {
    let last: { readonly key: string; readonly answer: T } | undefined
    // What one person may read, another may not.
    subscribe('session.changed', () => (last = undefined))
    return {
      recall: (question: unknown): T | undefined =>
        last?.key === JSON.stringify(question) ? last.answer : undefined,
      keep(question: unknown, answer: T): void {
        last = { key: JSON.stringify(question), answer }
      },
    }
  })
}
