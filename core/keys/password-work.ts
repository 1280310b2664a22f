/** What a guess of a password costs: 64 MiB and three passes, half a second on an old office machine. */
export const PASSWORD_WORK = { memoryKiB: 65_536, passes: 3 }
