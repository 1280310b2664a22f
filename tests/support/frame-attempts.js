// Runs inside of a document's frame, as a script would that got in; answers what became of each attempt.
const attempts = async (otherOrigin) => {
  const tried = async (act) => {
    try {
      return String(await act())
    } catch (error) {
      return `refused: ${error.name}`
    }
  }
  const loaded = (element) =>
    new Promise((resolve) => {
      element.onload = () => resolve('loaded')
      element.onerror = () => resolve('refused')
      document.body.append(element)
      setTimeout(() => resolve('nothing'), 1500)
    })
  const make = (tag, values) => Object.assign(document.createElement(tag), values)
  document.body.append(make('script', { textContent: 'window.hit = "inline"' }))
  const button = document.createElement('button')
  button.setAttribute('onclick', 'window.hit = "handler"')
  document.body.append(button)
  button.click()
  return {
    fetchOut: await tried(() => fetch('https://example.org/').then(() => 'reached')),
    fetchBundle: await tried(() =>
      fetch(String(document.referrer || parent.origin)).then(() => 'reached'),
    ),
    fetchOther: await tried(() => fetch(`${otherOrigin}/f/document`).then(() => 'reached')),
    imageOther: await loaded(make('img', { src: `${otherOrigin}/_reader/x.png` })),
    imageOut: await loaded(make('img', { src: 'https://example.org/x.png' })),
    script: await loaded(make('script', { src: '/f/evil.js' })),
    scriptOther: await loaded(make('script', { src: `${otherOrigin}/_reader/assets/x.js` })),
    style: await loaded(make('link', { rel: 'stylesheet', href: '/f/evil.css' })),
    frame: await tried(() => {
      const inner = make('iframe', { srcdoc: '<script>parent.hit = "srcdoc"</script>' })
      document.body.append(inner)
      return 'put'
    }),
    worker: await tried(
      () =>
        new Promise((resolve) => {
          const worker = new Worker(URL.createObjectURL(new Blob(['postMessage(1)'])))
          worker.onmessage = () => resolve('ran')
          worker.onerror = () => resolve('refused')
        }),
    ),
    evaluated: await tried(() => new Function('return "ran"')()),
    bridge: await tried(() => parent.watchkeeper),
    document: await tried(() => parent.document.title),
    top: await tried(() => {
      top.location.href = 'https://example.org/top'
      return 'led away'
    }),
    opened: await tried(() => window.open('https://example.org/open')),
    own: await tried(() => 'watchkeeper' in window),
    foreign: await tried(() => fetch('/f/keys.json').then(({ status }) => status)),
    above: await tried(() => fetch('/f/..%2f..%2fkeys.json').then(({ status }) => status)),
    application: await tried(() => fetch('/_reader/index.html').then(({ status }) => status)),
    hit: String(window.hit),
  }
}
