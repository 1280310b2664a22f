import { shallowRef } from 'vue'
import { call } from '../call.ts'
import { byName } from './by-name.ts'

const MOST = 500

/** Records of a type to choose from, by name: people, teams, posts. */
export function useNames(type: 'person' | 'team' | 'post' | 'roster' | 'collection') {
  const names = shallowRef<readonly { readonly id: string; readonly title: string }[]>([])
  void call('register.list', { type, limit: MOST }).then((answer) => {
    if (answer.ok)
      names.value = answer.value.rows
        .map(({ id, title }) => ({ id, title }))
        .toSorted((a, b) => byName(a.title, b.title))
  })
  return names
}
