/**
 * Temperature of cold aisle A as the story has it, °C, by day of the story and hour: the filter of AC-2 clogs from the
 * twelfth day before the last one on, and is changed on the last.
 */
export function coldAisleA(day: number, hour: number): number {
  if (day > 0 || (day === 0 && hour >= 14)) return 23.4
  if (day === 0) return hour < 6 ? 25.6 : hour < 10 ? 25.3 : 24.9
  if (day <= -12) return 23
  return 23.1 + ((day + 12) / 12) * 1.5
}
