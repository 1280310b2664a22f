import { defineStore } from 'pinia'
import { ref, watch } from 'vue'
import { LANGUAGES, type Language } from '../../../contract/text.ts'
import { call } from '../call.ts'
import { language, setLanguage } from '../language.ts'

export const TEXT_SIZES = [100, 110, 125, 150, 175, 200] as const
export const THEMES = ['system', 'light', 'dark'] as const

const PLACE = 'wk.preferences'

interface Preferences {
  readonly theme: (typeof THEMES)[number]
  readonly contrast: boolean
  readonly textSize: number
  readonly touch: boolean
  readonly reminders: boolean
  readonly reminderSound: boolean
  readonly alarmSound: boolean
  /** Absent until one was chosen. */
  readonly language?: Language
}

function stored(): Readonly<Record<string, unknown>> {
  try {
    return Object(JSON.parse(localStorage.getItem(PLACE) ?? '{}'))
  } catch (error) {
    if (error instanceof SyntaxError) return {}
    throw error
  }
}

/**
 * What an older version or a person left there is worth no more than the defaults. Read by hand: a schema
 * would bring its library into what is loaded before the first picture.
 */
function kept(): Preferences {
  const values = stored()
  const oneOf = <T>(all: readonly T[], value: unknown): T | undefined =>
    all.find((one) => one === value)
  const flag = (name: string, otherwise: boolean): boolean =>
    oneOf([true, false], values[name]) ?? otherwise
  const language = oneOf(LANGUAGES, values['language'])
  return {
    theme: oneOf(THEMES, values['theme']) ?? 'system',
    contrast: flag('contrast', false),
    textSize: oneOf(TEXT_SIZES, values['textSize']) ?? 100,
    touch: flag('touch', false),
    reminders: flag('reminders', true),
    reminderSound: flag('reminderSound', false),
    alarmSound: flag('alarmSound', true),
    ...(language === undefined ? {} : { language }),
  }
}

/** How this device shows the application, also before anybody signed in. */
export const usePreferences = defineStore('preferences', () => {
  const start = kept()
  const theme = ref(start.theme)
  const contrast = ref(start.contrast)
  const textSize = ref(start.textSize)
  const touch = ref(start.touch)
  const reminders = ref(start.reminders)
  const reminderSound = ref(start.reminderSound)
  const alarmSound = ref(start.alarmSound)
  const system = matchMedia('(prefers-color-scheme: dark)')

  function show(): void {
    const dark = theme.value === 'dark' || (theme.value === 'system' && system.matches)
    const { classList } = document.documentElement
    classList.toggle('dark', dark)
    classList.toggle('contrast', contrast.value)
    classList.toggle('touch', touch.value)
  }

  function keep(): void {
    const now: Preferences = {
      theme: theme.value,
      contrast: contrast.value,
      textSize: textSize.value,
      touch: touch.value,
      reminders: reminders.value,
      reminderSound: reminderSound.value,
      alarmSound: alarmSound.value,
      language: language.value,
    }
    localStorage.setItem(PLACE, JSON.stringify(now))
  }

  system.addEventListener('change', show)
  watch([theme, contrast, touch], show, { immediate: true })
  watch(theme, (next) => void call('host.setTheme', { theme: next }), { immediate: true })
  watch(textSize, (percent) => void call('host.setZoom', { percent }), {
    immediate: start.textSize !== 100,
  })
  watch([theme, contrast, textSize, touch, reminders, reminderSound, alarmSound, language], keep)
  if (start.language) setLanguage(start.language)

  return {
    theme,
    contrast,
    textSize,
    touch,
    reminders,
    reminderSound,
    alarmSound,
    hasLanguage: start.language !== undefined,
  }
})
