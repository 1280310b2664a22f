/** True for what the application serves itself; everything else would leave it. */
export function isOwnRequest(url: string): boolean {
  return (
    /^(data|blob|app):/u.test(url) ||
    /^https:\/\/(?:bundle|doc-[0-9a-f]{32})\.app\.localhost\//u.test(url) ||
    url.startsWith('http://127.0.0.1:')
  )
}
