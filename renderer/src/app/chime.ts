const SECONDS = 0.25
const LOUDNESS = 0.08
const REMINDER_HZ = [880]
/** Two rising tones for what is grave, a single lower one for a warning: told apart without looking. */
const ALARM_HZ = { crit: [660, 990, 660, 990], warn: [660] } as const

/** Short soft tones, one after the other. */
function play(pitches: readonly number[]): void {
  const audio = new AudioContext()
  pitches.forEach((pitch, at) => {
    const start = audio.currentTime + at * SECONDS
    const tone = audio.createOscillator()
    const gain = audio.createGain()
    tone.frequency.value = pitch
    gain.gain.setValueAtTime(LOUDNESS, start)
    gain.gain.exponentialRampToValueAtTime(0.0001, start + SECONDS)
    tone.connect(gain).connect(audio.destination)
    if (at === pitches.length - 1) tone.addEventListener('ended', () => void audio.close())
    tone.start(start)
    tone.stop(start + SECONDS)
  })
}

/** For those who want to hear a reminder. */
export const chime = (): void => play(REMINDER_HZ)

/** Something is newly wrong. */
export const alarm = (tone: keyof typeof ALARM_HZ): void => play(ALARM_HZ[tone])
