import { describe, expect, it } from 'vitest'
import { parseIoreg, parseNetstat, parseWindowsCounters } from './host-counters.ts'

const WINDOWS = `\uFEFF{"disks":[{"Name":"0 C: D:","DiskReadBytesPersec":18446744073,"DiskWriteBytesPersec":"9223372036","PercentIdleTime":133600000000}],"cards":[{"Name":"Intel[R] Ethernet Connection I219-LM","BytesReceivedPersec":3456789012,"BytesSentPersec":123456789}]}`

const IOREG = `+-o IOBlockStorageDriver  <class IOBlockStorageDriver, id 0x1000003a1, registered, matched, active, busy 0 (0 ms), retain 9>
    {
      "IOClass" = "IOBlockStorageDriver"
      "Statistics" = {"Operations (Write)"=10457631,"Latency Time (Write)"=0,"Bytes (Read)"=273198415872,"Errors (Write)"=0,"Total Time (Read)"=4231000000000,"Latency Time (Read)"=0,"Retries (Read)"=0,"Errors (Read)"=0,"Total Time (Write)"=1769000000000,"Bytes (Write)"=198273654784,"Operations (Read)"=12763102,"Retries (Write)"=0}
    }

+-o IOBlockStorageDriver  <class IOBlockStorageDriver, id 0x100000b22, registered, matched, active, busy 0 (0 ms), retain 8>
    {
      "Statistics" = {"Operations (Write)"=0,"Bytes (Read)"=4096,"Total Time (Read)"=1000000,"Total Time (Write)"=0,"Bytes (Write)"=0,"Operations (Read)"=1}
    }
`

const NETSTAT = `Name       Mtu   Network       Address            Ipkts Ierrs     Ibytes    Opkts Oerrs     Obytes  Coll
lo0        16384 <Link#1>                        134432     0   21424390   134432     0   21424390     0
lo0        16384 127           127.0.0.1         134432     -   21424390   134432     -   21424390     -
en0        1500  <Link#6>    f0:18:98:0a:0b:0c  2345678     0 2987654321  1234567     0  345678901     0
en0        1500  10.20/16      10.20.8.4        2345678     - 2987654321  1234567     -  345678901     -
en5*       1500  <Link#9>    ac:de:48:00:11:22        0     0          0        0     0          0     0
utun0      1380  <Link#15>                            12     0       1200       14     0       1400     0
`

describe('counters of Windows', () => {
  it('are read from raw classes, numbers of 64 bits as numbers or texts', () => {
    expect(parseWindowsCounters(WINDOWS)).toEqual({
      disks: [
        { name: '0 C: D:', read: 18_446_744_073, written: 9_223_372_036, idleMs: 13_360_000 },
      ],
      cards: [
        {
          name: 'Intel[R] Ethernet Connection I219-LM',
          received: 3_456_789_012,
          sent: 123_456_789,
        },
      ],
    })
  })

  it.each([
    '',
    'Get-CimInstance : 拒绝访问。',
    '{"disks":null}',
    '[]',
    '{"disks":[{}],"cards":[]}',
  ])('are none where the answer is %j', (text) => {
    expect(parseWindowsCounters(text)).toEqual({ disks: [], cards: [] })
  })
})

describe('counters of macOS', () => {
  it('are those of each disk', () => {
    expect(parseIoreg(IOREG)).toEqual([
      { name: 'disk0', read: 273_198_415_872, written: 198_273_654_784, busyMs: 6_000_000 },
      { name: 'disk1', read: 4_096, written: 0, busyMs: 1 },
    ])
    expect(parseIoreg('ioreg: error')).toEqual([])
  })

  it('are those of the cards, each once', () => {
    expect(parseNetstat(NETSTAT)).toEqual([
      { name: 'en0', received: 2_987_654_321, sent: 345_678_901 },
      { name: 'en5*', received: 0, sent: 0 },
    ])
    expect(parseNetstat('en0 <Link#6> garbage')).toEqual([])
  })
})
