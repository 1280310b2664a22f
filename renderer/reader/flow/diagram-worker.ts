import './no-document.ts'
import { renderMermaidSVG } from 'beautiful-mermaid'

/** Makes the drawing of a described diagram, away from the page: what takes too long is ended with it. */
export interface DiagramOrder {
  readonly source: string
  readonly colours: Readonly<Record<'bg' | 'fg' | 'accent' | 'muted' | 'line' | 'border', string>>
}

addEventListener('message', ({ data }: MessageEvent<DiagramOrder>) => {
  try {
    postMessage(renderMermaidSVG(data.source, { ...data.colours, padding: 16 }))
  } catch (error) {
    // What the description says is not what a diagram is made of.
    if (!(error instanceof Error)) throw error
    postMessage(undefined)
  }
})

// Ready: until now it was the engine that took its time.
postMessage(undefined)
