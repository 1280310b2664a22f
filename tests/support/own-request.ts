/** True for what the application serves itself; everything else would leave it. */
export function isOwnRequest(url: string): boolean {
  return (
    /^(data|blob|app):/u.test(url) ||
    url.startsWith('https://bundle.app.localhost/') ||
    url.startsWith('http://127.0.0.1:')
  )
}
