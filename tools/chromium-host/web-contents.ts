import { EventEmitter } from 'node:events'
import { dirname } from 'node:path'
import { readFileSync } from 'node:fs'
import { randomBytes } from 'node:crypto'
import type { Cdp } from './cdp.ts'
import { hostOptions } from './app.ts'
import { decode, encode } from './codec.ts'
import { invokeHandler } from './ipc-main.ts'
import { answerRequest, fromPageUrl, toPageUrl } from './session.ts'
import { serveLarge } from './side-server.ts'

type Params = Record<string, unknown>

const WORLD = 'electron-isolated'
const secret = (): string => `h${randomBytes(16).toString('hex')}`
const SECRET = secret()
const BINDING = secret()
const RECEIVE = secret()
/** Bodies above this go around the protocol's slow base64. */
const LARGE = 32_768

const script = (name: string): string =>
  readFileSync(new URL(`./page/${name}`, import.meta.url), 'utf8')
const constants = `const SECRET=${JSON.stringify(SECRET)},BINDING=${JSON.stringify(BINDING)},RECEIVE=${JSON.stringify(RECEIVE)};`

/** A page: navigation, the bridge to its preload, requests, printing. */
export class WebContents extends EventEmitter {
  readonly mainFrame: { readonly url: string; readonly parent: null }
  #send: ((method: string, params?: Params) => Promise<Params>) | undefined
  #attached = Promise.withResolvers<void>()
  #frame = ''
  #context: number | undefined
  #url = ''
  #loaded: { resolve(): void; reject(error: Error): void } | undefined
  #ownNavigation = false
  /** Pixels of the screen to one of the page, before any zoom. */
  #density: number | undefined
  #openHandler: (details: { url: string }) => { action: 'deny' } = () => ({ action: 'deny' })
  readonly #preload: string
  readonly #close: () => void

  constructor(preload: string, close: () => void) {
    super()
    this.#preload = preload
    this.#close = close
    const current = () => this.#url
    this.mainFrame = {
      get url() {
        return current()
      },
      parent: null,
    }
  }

  /** Takes over an attached target: scripts first, then the page may run. */
  async attach(cdp: Cdp, session: string, target: string): Promise<void> {
    const send = (method: string, params: Params = {}) => cdp.send(method, params, session)
    this.#send = send
    this.#frame = target
    cdp.on(`session:${session}`, (method: string, params: Params) => this.#event(method, params))
    const main = `(()=>{${constants}${script('bridge.js')}${script('main-world.js')}})()`
    const isolated = `(()=>{if(window!==window.top||location.protocol==='data:')return;${constants}${script('codec.js')}${script('bridge.js')}${script('isolated-world.js')}
      const module={exports:{}};((require,module,exports)=>{${this.#preload}\n})(require,module,module.exports)})()`
    await Promise.all([
      send('Page.enable'),
      send('Runtime.enable'),
      send('Fetch.enable', { patterns: [{ urlPattern: '*' }] }),
      send('Runtime.addBinding', { name: BINDING, executionContextName: WORLD }),
      send('Page.addScriptToEvaluateOnNewDocument', { source: main }),
      send('Page.addScriptToEvaluateOnNewDocument', { source: isolated, worldName: WORLD }),
      send('Emulation.setFocusEmulationEnabled', { enabled: true }),
      send('Runtime.runIfWaitingForDebugger'),
    ])
    this.#attached.resolve()
  }

  async #command(method: string, params: Params = {}): Promise<Params> {
    await this.#attached.promise
    if (!this.#send) throw new Error('the page is not attached')
    return this.#send(method, params)
  }

  async loadURL(url: string): Promise<void> {
    this.#ownNavigation = true
    this.#url = url
    const loaded = new Promise<void>((resolve, reject) => {
      this.#loaded = { resolve, reject }
    })
    const answer = await this.#command('Page.navigate', { url: toPageUrl(url) })
    if (typeof answer['errorText'] === 'string')
      throw new Error(`${answer['errorText']} loading '${url}'`)
    return loaded
  }

  send(channel: string, ...args: unknown[]): void {
    this.#push({ kind: 'event', channel, args })
  }

  #push(message: unknown): void {
    if (this.#context === undefined) return
    const call = {
      functionDeclaration: `function(text){globalThis[${JSON.stringify(RECEIVE)}](text)}`,
      executionContextId: this.#context,
      arguments: [{ value: encode(message) }],
      silent: true,
    }
    this.#command('Runtime.callFunctionOn', call).catch((error: unknown) =>
      this.emit('push-failed', error),
    )
  }

  async printToPDF(options: {
    landscape?: boolean
    printBackground?: boolean
    preferCSSPageSize?: boolean
  }): Promise<Buffer> {
    const { landscape = false, printBackground = false, preferCSSPageSize = false } = options
    const answer = await this.#command('Page.printToPDF', {
      landscape,
      printBackground,
      preferCSSPageSize,
      paperWidth: 8.27,
      paperHeight: 11.69,
    })
    return Buffer.from(String(answer['data']), 'base64')
  }

  /** The browser's own print dialog; without a display there is none. */
  print(_options: unknown, done: (success: boolean, reason: string) => void): void {
    if (hostOptions().headless) return done(false, 'cancelled')
    this.#command('Runtime.evaluate', { expression: 'print()' }).then(
      () => done(true, ''),
      (error: unknown) => done(false, String(error)),
    )
  }

  /** Paths of the files that the person chooses in the browser's dialog; none when cancelled. */
  async chooseFiles(multiple: boolean, extensions: readonly string[]): Promise<readonly string[]> {
    const accept = extensions.map((extension) => `.${extension}`).join(',')
    const chosen = await this.#command('Runtime.evaluate', {
      expression: `new Promise((resolve) => {
        const input = Object.assign(document.createElement('input'), ${JSON.stringify({ type: 'file', multiple, accept })})
        input.addEventListener('change', () => resolve([...input.files]))
        input.addEventListener('cancel', () => resolve([]))
        input.click()
      })`,
      awaitPromise: true,
      userGesture: true,
    })
    const { objectId } = chosen['result'] as { objectId: string }
    const { result } = (await this.#command('Runtime.getProperties', {
      objectId,
      ownProperties: true,
    })) as unknown as { result: { name: string; value?: { objectId?: string } }[] }
    const paths: string[] = []
    for (const { name, value } of result) {
      if (!/^\d+$/u.test(name) || value?.objectId === undefined) continue
      const { path } = await this.#command('DOM.getFileInfo', { objectId: value.objectId })
      paths.push(String(path))
    }
    return paths
  }

  /**
   * Path of the folder that the person chooses; none when cancelled or empty. The browser gives the files in it:
   * the folder is what stands above the first of them.
   */
  async chooseFolder(): Promise<readonly string[]> {
    const chosen = await this.#command('Runtime.evaluate', {
      expression: `new Promise((resolve) => {
        const input = Object.assign(document.createElement('input'), { type: 'file', webkitdirectory: true })
        input.addEventListener('change', () => resolve([input.files[0], input.files[0]?.webkitRelativePath]))
        input.addEventListener('cancel', () => resolve([]))
        input.click()
      })`,
      awaitPromise: true,
      userGesture: true,
    })
    const { objectId } = chosen['result'] as { objectId: string }
    const { result } = (await this.#command('Runtime.getProperties', {
      objectId,
      ownProperties: true,
    })) as unknown as {
      result: { name: string; value?: { objectId?: string; value?: unknown } }[]
    }
    const at = (index: string) => result.find(({ name }) => name === index)?.value
    const file = at('0')?.objectId
    const below = at('1')?.value
    if (file === undefined || typeof below !== 'string') return []
    const { path } = await this.#command('DOM.getFileInfo', { objectId: file })
    const depth = below.split('/').length - 1
    return [Array.from({ length: depth }).reduce((above: string) => dirname(above), String(path))]
  }

  /**
   * As a browser's zoom: fewer, larger pixels of the page in the size that it has now. It does not follow
   * the window when that is resized later.
   */
  setZoomFactor(factor: number): void {
    this.#zoomTo(factor).catch((error: unknown) => this.emit('push-failed', error))
  }

  async #zoomTo(factor: number): Promise<void> {
    const { result } = await this.#command('Runtime.evaluate', {
      expression: '[innerWidth, innerHeight, devicePixelRatio]',
      returnByValue: true,
    })
    const [width, height, density] = (result as { value: [number, number, number] }).value
    this.#density ??= density
    const current = density / this.#density
    if (factor === 1 && current === 1) return
    const shrink = (length: number): number => Math.round((length * current) / factor)
    await this.#command('Emulation.setDeviceMetricsOverride', {
      width: shrink(width),
      height: shrink(height),
      deviceScaleFactor: factor * this.#density,
      mobile: false,
      // A window keeps its size and shows the page enlarged; a test driver sees the page's own pixels.
      ...(hostOptions().headless ? {} : { scale: factor, dontSetVisibleSize: true }),
    })
    // Without a window the size is a test driver's, which clearing would take away with ours.
    if (factor === 1 && !hostOptions().headless)
      await this.#command('Emulation.clearDeviceMetricsOverride')
  }

  setWindowOpenHandler(handler: (details: { url: string }) => { action: 'deny' }): void {
    this.#openHandler = handler
  }

  getURL(): string {
    return this.#url
  }

  isDestroyed(): boolean {
    return this.#send === undefined
  }

  close(): void {
    this.#close()
  }

  /** A page that this one opened: asks the application, which may only deny. */
  askOpen(url: string): void {
    this.#openHandler({ url: fromPageUrl(url) })
  }

  #event(method: string, params: Params): void {
    switch (method) {
      case 'Runtime.executionContextCreated': {
        const context = params['context'] as {
          id: number
          name: string
          auxData?: { frameId?: string }
        }
        if (context.name === WORLD && context.auxData?.frameId === this.#frame)
          this.#context = context.id
        break
      }
      case 'Runtime.executionContextsCleared':
        this.#context = undefined
        break
      case 'Runtime.bindingCalled':
        if (params['name'] === BINDING && params['executionContextId'] === this.#context)
          this.#receive(String(params['payload']))
        break
      case 'Page.frameNavigated': {
        const frame = params['frame'] as { url: string; parentId?: string; urlFragment?: string }
        if (frame.parentId === undefined)
          this.#url = fromPageUrl(frame.url + (frame.urlFragment ?? ''))
        break
      }
      case 'Page.navigatedWithinDocument':
        if (params['frameId'] === this.#frame) this.#url = fromPageUrl(String(params['url']))
        break
      case 'Page.loadEventFired':
        if (!this.#url.startsWith('data:')) this.#loaded?.resolve()
        break
      case 'Page.javascriptDialogOpening':
        void this.#command('Page.handleJavaScriptDialog', { accept: true })
        break
      case 'Fetch.requestPaused':
        this.#request(params).catch((error: unknown) => this.emit('push-failed', error))
        break
    }
  }

  #receive(payload: string): void {
    const call = decode(payload) as { id: number; channel: string; args: unknown[] }
    const event = { sender: this, senderFrame: this.mainFrame }
    invokeHandler(call.channel, event, call.args).then(
      (value) => this.#push({ kind: 'answer', id: call.id, ok: true, value }),
      (error: unknown) =>
        this.#push({
          kind: 'answer',
          id: call.id,
          ok: false,
          value: `Error invoking remote method '${call.channel}': ${String(error)}`,
        }),
    )
  }

  async #request(params: Params): Promise<void> {
    const request = params['request'] as { url: string; method: string }
    const requestId = params['requestId']
    const refuse = (errorReason: string) =>
      this.#command('Fetch.failRequest', { requestId, errorReason })
    if (
      params['resourceType'] === 'Document' &&
      this.#isPrevented(request.url, params['frameId'] === this.#frame)
    ) {
      await refuse('Aborted')
      return
    }
    const answer = await answerRequest({
      url: request.url,
      method: request.method,
      resourceType: String(params['resourceType']).toLowerCase(),
    })
    if (answer === 'blocked') await refuse('BlockedByClient')
    else if (answer === undefined) await this.#command('Fetch.continueRequest', { requestId })
    else await this.#fulfil(requestId, answer)
  }

  #isPrevented(shown: string, isMainFrame: boolean): boolean {
    if (isMainFrame && this.#ownNavigation) {
      this.#ownNavigation = false
      return false
    }
    let prevented = false
    const url = fromPageUrl(shown)
    const event = {
      url,
      isMainFrame,
      preventDefault() {
        prevented = true
      },
    }
    this.emit('will-frame-navigate', event)
    if (isMainFrame) this.emit('will-navigate', event, url)
    return prevented
  }

  async #fulfil(requestId: unknown, response: Response): Promise<void> {
    const body = Buffer.from(await response.arrayBuffer())
    const headers = [...response.headers].map(([name, value]) => ({ name, value }))
    if (body.length > LARGE)
      await this.#command('Fetch.continueRequest', {
        requestId,
        url: await serveLarge(response.status, headers, body),
      })
    else
      await this.#command('Fetch.fulfillRequest', {
        requestId,
        responseCode: response.status,
        responseHeaders: headers,
        body: body.toString('base64'),
      })
  }
}
