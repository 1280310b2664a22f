import { textOption, type Request } from './args.ts'
import { Stop, WRONG_USE, type Console } from './console.ts'
import { TEXTS } from './texts.ts'

/** A whole number within bounds; ends the command where it is none. */
export function numberOption(
  request: Request,
  screen: Console,
  name: string,
  { least, most, absent }: { least: number; most: number; absent: number },
): number {
  const value = Number(textOption(request, name) ?? absent)
  if (Number.isInteger(value) && value >= least && value <= most) return value
  throw new Stop(screen.text(TEXTS.badNumber, { name: `--${name}` }), WRONG_USE)
}
