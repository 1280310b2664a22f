const PITCH_HZ = 880
const SECONDS = 0.25
const LOUDNESS = 0.08

/** One short soft tone, for those who want to hear a reminder. */
export function chime(): void {
  const audio = new AudioContext()
  const tone = audio.createOscillator()
  const gain = audio.createGain()
  tone.frequency.value = PITCH_HZ
  gain.gain.setValueAtTime(LOUDNESS, audio.currentTime)
  gain.gain.exponentialRampToValueAtTime(0.0001, audio.currentTime + SECONDS)
  tone.connect(gain).connect(audio.destination)
  tone.addEventListener('ended', () => void audio.close())
  tone.start()
  tone.stop(audio.currentTime + SECONDS)
}
