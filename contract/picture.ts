/** Pictures of reports, as shapes: core makes files of them, the interface draws them on paper. */

export type Shape =
  | {
      readonly kind: 'rect'
      readonly x: number
      readonly y: number
      readonly width: number
      readonly height: number
      readonly fill: string
    }
  | {
      readonly kind: 'line'
      /** `x,y` of each point. */
      readonly points: readonly (readonly [number, number])[]
      readonly stroke: string
      readonly width: number
      readonly dashed?: boolean
    }
  | {
      readonly kind: 'text'
      readonly x: number
      readonly y: number
      readonly anchor: 'start' | 'middle' | 'end'
      readonly text: string
      readonly fill: string
      readonly bold?: boolean
    }

export interface Picture {
  readonly width: number
  readonly height: number
  /** What it shows, in words. */
  readonly alt: string
  readonly shapes: readonly Shape[]
}

/** Height of the letters of all pictures. */
export const PICTURE_FONT_SIZE = 11

const rounded = (value: number): number => Math.round(value * 10) / 10

/** `x,y x,y …` as SVG has it. */
export const pointsOf = (points: readonly (readonly [number, number])[]): string =>
  points.map(([x, y]) => `${rounded(x)},${rounded(y)}`).join(' ')
