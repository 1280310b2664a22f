import { shallowRef } from 'vue'

export interface Toast {
  readonly key: number
  readonly text: string
  readonly tone: 'plain' | 'notice' | 'crit'
  readonly action: { readonly label: string; run(): void } | undefined
  /** Milliseconds of the clock at which it goes. */
  readonly until: number
}

/** Seconds that a message stays; with something to undo it stays as long as undoing is offered. */
const STAY = { plain: 4, notice: 8, crit: 12, undo: 10 } as const

const shown = shallowRef<readonly Toast[]>([])
const timers = new Map<number, ReturnType<typeof setTimeout>>()
let last = 0

export const toasts = shown

export function dismiss(key: number): void {
  clearTimeout(timers.get(key))
  timers.delete(key)
  shown.value = shown.value.filter((toast) => toast.key !== key)
}

/** What was said to one person is not for the next. */
export function dismissAll(): void {
  for (const { key } of shown.value) dismiss(key)
}

/** Says that something happened; the newest message is the lowest. */
export function toast(
  text: string,
  options: { tone?: Toast['tone']; action?: Toast['action'] } = {},
): number {
  const key = ++last
  const tone = options.tone ?? 'plain'
  const seconds = options.action ? STAY.undo : STAY[tone]
  // Said again, it takes the place of what was said before.
  for (const same of shown.value.filter((other) => !other.action && other.text === text))
    dismiss(same.key)
  shown.value = [
    ...shown.value.slice(-2),
    { key, text, tone, action: options.action, until: Date.now() + seconds * 1000 },
  ]
  timers.set(
    key,
    setTimeout(() => dismiss(key), seconds * 1000),
  )
  return key
}

/** Takes the newest offer, as Ctrl+Z does. Answers whether there was one. */
export function takeAction(): boolean {
  const offer = shown.value.findLast(({ action }) => action)
  if (!offer?.action) return false
  dismiss(offer.key)
  offer.action.run()
  return true
}
