import type { Page } from '@playwright/test'

/** Milliseconds from each key press to the picture that follows it. */
export async function keyPresses(page: Page, keys: readonly string[]): Promise<number[]> {
  await page.evaluate(`(() => {
    globalThis.painted = []
    globalThis.onPress = (event) => {
      const pressed = event.timeStamp
      requestAnimationFrame(() => {
        const channel = new MessageChannel()
        channel.port1.onmessage = () => globalThis.painted.push(performance.now() - pressed)
        channel.port2.postMessage(0)
      })
    }
    addEventListener('keydown', globalThis.onPress, true)
  })()`)
  for (const key of keys) {
    await page.keyboard.press(key)
    await page.waitForTimeout(25)
  }
  await page.waitForTimeout(200)
  return page.evaluate(`(() => {
    removeEventListener('keydown', globalThis.onPress, true)
    return globalThis.painted
  })()`)
}

/** Milliseconds until what the selector names is painted after going to an address. */
export function switchTo(page: Page, path: string, selector: string): Promise<number> {
  return page.evaluate(`new Promise((resolve, reject) => {
    const start = performance.now()
    location.hash = ${JSON.stringify(`#${path}`)}
    const look = () => {
      if (document.querySelector(${JSON.stringify(selector)})) {
        const channel = new MessageChannel()
        channel.port1.onmessage = () => resolve(performance.now() - start)
        channel.port2.postMessage(0)
      } else if (performance.now() - start > 10000) reject(new Error('never came: ' + ${JSON.stringify(selector)}))
      else requestAnimationFrame(look)
    }
    requestAnimationFrame(look)
  })`)
}

/** Milliseconds of each frame while a list is scrolled fast. */
export function scrollFrames(page: Page, selector: string, frames: number): Promise<number[]> {
  return page.evaluate(`new Promise((resolve) => {
    const list = document.querySelector(${JSON.stringify(selector)})
    const times = []
    let last = performance.now()
    const step = (now) => {
      times.push(now - last)
      last = now
      if (times.length > ${frames}) return resolve(times.slice(1))
      list.scrollTop += 900
      requestAnimationFrame(step)
    }
    requestAnimationFrame(step)
  })`)
}
