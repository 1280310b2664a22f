/** XHTML as HTML: an empty element that closes itself would else hold everything after it. */
export function asHtml(source: string): string {
  if (
    !/^(?:\s|<\?xml[^>]*>|<!--[\s\S]*?-->)*(?:<!DOCTYPE[^>]*XHTML[^>]*>\s*)?<html[^>]*xmlns/iu.test(
      source,
    )
  )
    return source
  const parsed = new DOMParser().parseFromString(source, 'application/xhtml+xml')
  const body = parsed.querySelector('body')
  return parsed.querySelector('parsererror') || body === null ? source : body.innerHTML
}
