import { fromReader, type FromReader, type ToReader } from '../../../../../contract/reader-frame.ts'

/** Address of the reader at a document's own origin: the origin of this page under the document's name. */
const frameAddress = (token: string): string =>
  `${location.protocol}//${documentHost(token)}/_reader/reader/index.html`

const documentHost = (token: string): string =>
  `doc-${token}${location.host.slice(location.host.split('.')[0]?.length ?? 0)}`

/** A frame for the reader of a document; it loads where it is put. */
export function makeFrame(token: string): HTMLIFrameElement {
  const frame = document.createElement('iframe')
  frame.setAttribute('sandbox', 'allow-scripts allow-same-origin')
  frame.src = frameAddress(token)
  return frame
}

export interface FramePort {
  send(message: ToReader): void
  close(): void
}

/**
 * Connects with the reader in a frame: it gets one end of a channel and nothing else of this page. What
 * comes back is believed only in the form that it must have.
 */
export function connectFrame(
  frame: HTMLIFrameElement,
  token: string,
  hear: (message: FromReader) => void,
): FramePort {
  const { port1, port2 } = new MessageChannel()
  port1.addEventListener('message', ({ data }) => {
    const parsed = fromReader.safeParse(data)
    if (parsed.success) hear(parsed.data)
  })
  port1.start()
  frame.contentWindow?.postMessage(
    'watchkeeper-reader',
    `${location.protocol}//${documentHost(token)}`,
    [port2],
  )
  return {
    send: (message) => port1.postMessage(message),
    close: () => port1.close(),
  }
}

/** A key that the frame had no use for, as if it had been pressed on this page. */
export function replayKey(frame: HTMLElement, message: Extract<FromReader, { kind: 'key' }>): void {
  frame.dispatchEvent(
    new KeyboardEvent('keydown', {
      code: message.code,
      key: message.key,
      ctrlKey: message.ctrl,
      shiftKey: message.shift,
      altKey: message.alt,
      metaKey: message.meta,
      bubbles: true,
      cancelable: true,
    }),
  )
}
