import { defineStore } from 'pinia'
import { ref, watch } from 'vue'
import { z } from 'zod'
import { LANGUAGES } from '../../../contract/text.ts'
import { call } from '../call.ts'
import { language, setLanguage } from '../language.ts'

export const TEXT_SIZES = [100, 110, 125, 150, 175, 200] as const
export const THEMES = ['system', 'light', 'dark'] as const

const PLACE = 'wk.preferences'
const schema = z.object({
  theme: z.enum(THEMES).catch('system'),
  contrast: z.boolean().catch(false),
  textSize: z.number().int().min(100).max(200).catch(100),
  touch: z.boolean().catch(false),
  reminders: z.boolean().catch(true),
  reminderSound: z.boolean().catch(false),
  language: z.enum(LANGUAGES).optional().catch(undefined),
})
type Preferences = z.output<typeof schema>

function kept(): Preferences {
  try {
    return schema.parse(JSON.parse(localStorage.getItem(PLACE) ?? '{}'))
  } catch (error) {
    // What an older version or a person left there is worth no more than the defaults.
    if (error instanceof SyntaxError) return schema.parse({})
    throw error
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
  watch([theme, contrast, textSize, touch, reminders, reminderSound, language], keep)
  if (start.language) setLanguage(start.language)

  return {
    theme,
    contrast,
    textSize,
    touch,
    reminders,
    reminderSound,
    hasLanguage: start.language !== undefined,
  }
})
