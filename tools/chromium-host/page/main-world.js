// Runs first in the page's own world: waits for the isolated world's element and defines what it exposes.
document.addEventListener(
  SECRET,
  (event) => {
    event.stopImmediatePropagation()
    const freeze = (value) => {
      if (value !== null && typeof value === 'object')
        for (const item of Object.values(Object.freeze(value))) freeze(item)
      return value
    }
    makeBridge(event.relatedTarget, 'to-main', 'to-isolated').onExpose((name, value) =>
      Object.defineProperty(window, name, { value: freeze(value), enumerable: true }),
    )
  },
  { once: true, capture: true },
)
