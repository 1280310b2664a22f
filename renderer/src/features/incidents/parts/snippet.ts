/** A piece of text around a match without the marks of what matched. */
export const plainSnippet = (snippet: string): string => snippet.replaceAll(/[\u0002\u0003]/gu, '')
