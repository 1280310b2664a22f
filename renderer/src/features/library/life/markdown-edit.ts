/** A text with its selection, as a text area has them. */
export interface Edited {
  readonly text: string
  readonly from: number
  readonly to: number
}

/** Puts marks around what is selected, or takes them off again. */
export function wrapped({ text, from, to }: Edited, mark: string): Edited {
  const inside = text.slice(from, to)
  const has =
    text.slice(from - mark.length, from) === mark && text.slice(to, to + mark.length) === mark
  return has
    ? {
        text: text.slice(0, from - mark.length) + inside + text.slice(to + mark.length),
        from: from - mark.length,
        to: to - mark.length,
      }
    : {
        text: text.slice(0, from) + mark + inside + mark + text.slice(to),
        from: from + mark.length,
        to: to + mark.length,
      }
}

/** Puts a mark before every line of the selection, `1. ` counting up. */
export function prefixed({ text, from, to }: Edited, mark: string): Edited {
  const start = text.lastIndexOf('\n', from - 1) + 1
  const end = text.indexOf('\n', to) < 0 ? text.length : text.indexOf('\n', to)
  const lines = text
    .slice(start, end)
    .split('\n')
    .map((line, at) => (mark === '1. ' ? `${at + 1}. ` : mark) + line)
    .join('\n')
  return {
    text: text.slice(0, start) + lines + text.slice(end),
    from: from + mark.length,
    to: start + lines.length,
  }
}

/** Makes the line of the selection a heading, one level deeper each time, after the third none. */
export function headed({ text, from, to }: Edited): Edited {
  const start = text.lastIndexOf('\n', from - 1) + 1
  const depth = /^#*/u.exec(text.slice(start))?.[0].length ?? 0
  const rest = text.slice(start + depth).replace(/^ /u, '')
  const mark = depth >= 3 ? '' : `${'#'.repeat(depth + 1)} `
  const shift = mark.length - (text.length - start - rest.length)
  return { text: text.slice(0, start) + mark + rest, from: from + shift, to: to + shift }
}

/** Puts a block of its own behind the selection, with an empty line before and after. */
export function withBlock({ text, to }: Edited, block: string): Edited {
  const before = text.slice(0, to)
  const gap = before === '' || before.endsWith('\n\n') ? '' : before.endsWith('\n') ? '\n' : '\n\n'
  const at = before.length + gap.length
  const rest = text.slice(to)
  const after = rest.startsWith('\n') ? '\n' : '\n\n'
  return { text: before + gap + block + after + rest, from: at, to: at + block.length }
}

/** Enter within a list goes on with it; in an empty item it ends it. Undefined: an ordinary line end. */
export function nextLine({ text, from, to }: Edited): Edited | undefined {
  if (from !== to) return undefined
  const start = text.lastIndexOf('\n', from - 1) + 1
  const found = /^(\s*)([-*]|(\d+)\.)( \[[ x]\])? /u.exec(text.slice(start, from))
  if (!found) return undefined
  const [whole, indent = '', bullet = '', number, box = ''] = found
  if (from === start + whole.length)
    return { text: text.slice(0, start) + text.slice(from), from: start, to: start }
  const mark = `\n${indent}${number === undefined ? bullet : `${Number(number) + 1}.`}${box === '' ? '' : ' [ ]'} `
  return {
    text: text.slice(0, from) + mark + text.slice(from),
    from: from + mark.length,
    to: from + mark.length,
  }
}
