import { onMounted, shallowRef } from 'vue'
import { call } from '../../call.ts'
import { byName } from '../../records/by-name.ts'

export interface PersonChoice {
  readonly id: string
  readonly name: string
  readonly team: string
}

const MOST = 500

/** Everybody who works here, by name, with the team he is in. */
export function usePeople() {
  const people = shallowRef<readonly PersonChoice[]>([])
  onMounted(async () => {
    const answer = await call('register.list', {
      type: 'person',
      sort: { field: 'name' },
      limit: MOST,
    })
    if (!answer.ok) return
    people.value = answer.value.rows
      .filter(({ fields }) => fields['status'] !== 'left')
      .map(({ id, title, fields }) => ({ id, name: title, team: String(fields['team'] ?? '') }))
      .toSorted((a, b) => byName(a.name, b.name))
  })
  return people
}

/** Posts that a roster can be for. */
export function usePosts() {
  const posts = shallowRef<readonly { readonly id: string; readonly name: string }[]>([])
  onMounted(async () => {
    const answer = await call('register.list', {
      type: 'post',
      sort: { field: 'name' },
      limit: MOST,
    })
    if (answer.ok)
      posts.value = answer.value.rows
        .map(({ id, title }) => ({ id, name: title }))
        .toSorted((a, b) => byName(a.name, b.name))
  })
  return posts
}
