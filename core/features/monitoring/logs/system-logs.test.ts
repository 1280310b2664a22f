import { describe, expect, it } from 'vitest'
import { journalArguments, parseJournal } from './journal.ts'
import { parseWindowsEvents, windowsArguments } from './windows-events.ts'

/** Recorded from systemd 252: a message of a program, one that is no UTF-8, a field that came twice. */
const JOURNAL = `-- Journal begins at Sat 2026-11-28 07:44:00 UTC. --
{"_PID":"7223","PRIORITY":"6","__CURSOR":"s=34673d39979848e2bebcde86a765108b;i=15b;b=816f40f5d2cb4a29a1e6a39db28635c3;m=605ab4cfe;t=66151572401a7;x=ab6649f421200e97","MESSAGE":"hello 巡检","_TRANSPORT":"stdout","_HOSTNAME":"vm","SYSLOG_IDENTIFIER":"wk-test","__REALTIME_TIMESTAMP":"1795851842486695"}
{"__REALTIME_TIMESTAMP":"1795851842493094","_PID":"7225","__CURSOR":"s=34673d39979848e2bebcde86a765108b;i=15c","MESSAGE":[98,97,100,32,255,32,98,121,116,101,115],"SYSLOG_IDENTIFIER":"wk-test"}
{"__REALTIME_TIMESTAMP":"1795851842500000","__CURSOR":"s=3;i=15d","MESSAGE":["one","two\\nthree"],"_COMM":["sh","sh"]}
{"__REALTIME_TIMESTAMP":"1795851842600000","__CURSOR":"s=3;i=15e","MESSAGE":null}
{"__REALTIME_TIMESTAMP":"1795851842700000","__CURSOR":"s=3;i=15f","MESS`

describe('the systemd journal', () => {
  it('is read as it is written', () => {
    expect(parseJournal(JOURNAL).map(({ line }) => line)).toEqual([
      'wk-test[7223]: hello 巡检',
      'wk-test[7225]: bad \ufffd bytes',
      'sh sh: one two three',
      '',
    ])
    expect(parseJournal(JOURNAL)[0]).toMatchObject({ at: 1795851842486 })
    expect(parseJournal(JOURNAL).at(-1)?.cursor).toBe('s=3;i=15e')
    expect(parseJournal('-- No entries --\n')).toEqual([])
  })

  it('is asked from its end first, then after the last entry', () => {
    expect(journalArguments({ units: ['sshd.service'], priority: 4 })).toEqual([
      '--output=json',
      '--no-pager',
      '--all',
      '--unit=sshd.service',
      '--priority=4',
      '--lines=1',
    ])
    expect(journalArguments({ after: 's=3;i=15e' }).at(-1)).toBe('--after-cursor=s=3;i=15e')
  })
})

/** As `wevtutil qe System /f:RenderedXml` of Windows Server 2019 (Chinese) writes it. */
const EVENTS = `<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Provider Name='Service Control Manager' Guid='{555908d1-a6d7-4695-8e1e-26931d2012f4}' EventSourceName='Service Control Manager'/><EventID Qualifiers='49152'>7034</EventID><Version>0</Version><Level>2</Level><Task>0</Task><Opcode>0</Opcode><Keywords>0x8080000000000000</Keywords><TimeCreated SystemTime='2026-11-28T07:36:15.5123457Z'/><EventRecordID>48211</EventRecordID><Correlation/><Execution ProcessID='652' ThreadID='7044'/><Channel>System</Channel><Computer>WEB-07</Computer><Security/></System><EventData><Data Name='param1'>社保接口服务</Data><Data Name='param2'>3</Data></EventData><RenderingInfo Culture='zh-CN'><Message>社保接口服务 服务意外地终止。
这已发生了 3 次。</Message><Level>错误</Level></RenderingInfo></Event>
<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Provider Name='Own &amp; Co'/><EventID>12</EventID><Level>3</Level><TimeCreated SystemTime='2026-11-28T07:37:00Z'/><EventRecordID>48212</EventRecordID><Channel>System</Channel></System><EventData><Data Name='disk'>E:</Data><Data>92</Data></EventData></Event>
<Event><System><EventRecordID>no number</EventRecordID></System></Event>`

describe('the Windows event log', () => {
  it('is read as it is written; without its message an event shows its data', () => {
    expect(parseWindowsEvents(EVENTS)).toEqual([
      {
        record: 48211,
        at: Date.parse('2026-11-28T07:36:15.512Z'),
        line: 'Error Service Control Manager[7034]: 社保接口服务 服务意外地终止。 这已发生了 3 次。',
      },
      {
        record: 48212,
        at: Date.parse('2026-11-28T07:37:00Z'),
        line: 'Warning Own & Co[12]: disk=E: 92',
      },
    ])
    expect(parseWindowsEvents('')).toEqual([])
  })

  it('is asked from its end first, then after the last record', () => {
    expect(windowsArguments({ channel: 'System', most: 500 })).toEqual([
      'qe',
      'System',
      '/f:RenderedXml',
      '/uni:true',
      '/rd:true',
      '/c:1',
    ])
    expect(
      windowsArguments({ channel: 'System', levels: [1, 2], after: 48211, most: 500 }),
    ).toContain('/q:*[System[EventRecordID>48211 and (Level=1 or Level=2)]]')
  })
})
