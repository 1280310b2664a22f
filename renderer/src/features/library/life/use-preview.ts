import { computed, onBeforeUnmount, ref } from 'vue'

/** From here on text and preview have room beside each other. */
const ROOM = '(min-width: 1100px)'

/** Whether the preview is shown: beside the text where there is room, else in its place when asked for. */
export function usePreview() {
  const room = window.matchMedia(ROOM)
  const isWide = ref(room.matches)
  const chosen = ref<boolean>()
  const follow = ({ matches }: MediaQueryListEvent): void => {
    isWide.value = matches
    chosen.value = undefined
  }
  room.addEventListener('change', follow)
  onBeforeUnmount(() => room.removeEventListener('change', follow))
  const shown = computed(() => chosen.value ?? isWide.value)
  return {
    shown,
    /** The text gives its place to the preview. */
    alone: computed(() => shown.value && !isWide.value),
    toggle: (): void => void (chosen.value = !shown.value),
  }
}
