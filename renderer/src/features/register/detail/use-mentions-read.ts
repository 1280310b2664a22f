import { watch, type Ref } from 'vue'
import { call } from '../../../call.ts'
import type { Comment } from './use-record-detail.ts'

/** Comments that call the person at the window are read once they are on the screen. */
export function useMentionsRead(of: {
  readonly type: string
  readonly id: () => string
  readonly me: string
  readonly comments: Readonly<Ref<readonly Comment[]>>
  readonly shown: () => boolean
}): void {
  const callsMe = ({ mentions }: Comment): boolean =>
    mentions.some(({ person, readAt }) => person === of.me && readAt === undefined)
  watch(
    [of.shown, of.comments],
    ([shown, comments]) => {
      if (shown && comments.some(callsMe))
        void call('register.readMentions', { type: of.type, id: of.id() })
    },
    { flush: 'post' },
  )
}
