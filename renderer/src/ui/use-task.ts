import { onScopeDispose, shallowRef } from 'vue'
import { uuidv7 } from 'uuidv7'
import { call, subscribe } from '../call.ts'

/** A long procedure with its progress, which can be stopped. */
export function useTask() {
  const progress = shallowRef<{ readonly done: number; readonly total: number }>()
  let task: string | undefined

  const stop = subscribe('task.progress', (news) => {
    if (news.task === task && news.state === 'running')
      progress.value = { done: news.done, total: news.total }
  })
  onScopeDispose(stop)

  return {
    progress,
    async run<T>(work: (task: string) => Promise<T>): Promise<T> {
      task = uuidv7()
      progress.value = { done: 0, total: 0 }
      try {
        return await work(task)
      } finally {
        task = undefined
        progress.value = undefined
      }
    },
    cancel: (): void => {
      if (task !== undefined) void call('task.cancel', { task })
    },
  }
}
