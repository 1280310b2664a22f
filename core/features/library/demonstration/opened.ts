import type { Act } from './stories.ts'

/** Who opened which manual, and when: the faults of the story, and ordinary days. */
export const OPENED: readonly (readonly [document: string, ...Act])[] = [
  ['core-storage-manual', 'he.jp', -35, '10:10'],
  ['core-storage-manual', 'ma.j', -29, '15:02'],
  ['core-storage-manual', 'zhao.ym', -22, '21:36'],
  ['storage-fault-plan', 'ma.j', -21, '14:20'],
  ['ups-vendor-manual', 'zhou.m', -13, '22:26'],
  ['ups-manual', 'sun.jy', -10, '00:41'],
  ['machine-room-climate', 'sun.jy', -8, '10:31'],
  ['core-switch-manual', 'lin.xt', -5, '03:04'],
  ['ups-manual', 'zhou.m', -2, '12:38'],
  ['storage-ledger', 'wu.ht', -2, '16:20'],
  ['architecture', 'he.jp', -1, '17:20'],
  ['storage-fault-plan', 'chen.ly', 0, '01:55'],
  ['storage-fault-plan', 'wang.xm', 0, '01:56'],
  ['core-storage-manual', 'chen.ly', 0, '02:03'],
  ['database-switchover', 'wang.xm', 0, '02:46'],
  ['machine-room-climate', 'zhou.m', 0, '03:23'],
  ['core-storage-manual', 'li.gd', 0, '03:58'],
  ['storage-ledger', 'chen.ly', 0, '04:16'],
  ['storage-fault-plan', 'zhao.ym', 0, '08:26'],
  ['core-storage-manual', 'zhao.ym', 0, '09:51'],
  ['machine-room-climate', 'sun.jy', 0, '13:44'],
]
