/** The order of names in lists to choose from: Chinese by its sound, whatever the language of the window. */
export const byName = (one: string, other: string): number => one.localeCompare(other, 'zh-CN')
