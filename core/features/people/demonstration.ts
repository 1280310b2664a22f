import { at, linked, on, record, records, t, type Row } from '../../demonstration/rows.ts'

const duty = (
  post: string,
  often: string,
  zh: string,
  en: string,
  standardZh: string,
  standardEn: string,
  ...basis: string[]
): Row => ({
  key: `duty/${post}/${en}`,
  type: 'post-duty',
  fields: {
    post: record(`post/${post}`),
    title: t(zh, en),
    often,
    standard: t(standardZh, standardEn),
    ...(basis.length > 0 ? { basis: linked(...basis) } : {}),
  },
})

export const DUTIES: readonly Row[] = [
  duty(
    'lead',
    'shift',
    '按时交接班',
    'Hand over on time',
    '提前15分钟到岗，逐项核对，双方签字',
    'Arrive 15 minutes early, go through every point, both sign',
    'document/duty-manual',
  ),
  duty(
    'lead',
    'event',
    '故障定级与上报',
    'Grade and escalate incidents',
    '5分钟内定级；一级5分钟、二级15分钟内电话报运维主管',
    'Graded within five minutes; the manager is told by telephone within 5 minutes of grade 1, within 15 of grade 2',
    'document/duty-manual',
  ),
  duty(
    'storage',
    'day',
    '核对备份结果',
    'Check the backups',
    '08:30前核对全部作业，失败当班补做',
    'All jobs checked by 08:30; failed ones rerun within the shift',
    'document/backup-restore',
  ),
  duty(
    'storage',
    'month',
    '恢复测试',
    'Restore test',
    '每月一次，轮流选作业，记录用时',
    'Once a month, jobs in turn, with the time it took',
    'backup/core-full',
  ),
  duty(
    'database',
    'day',
    '核心库巡检',
    'Check of the core databases',
    '表空间高于85%当日提出扩容',
    'Tablespaces above 85 %: extension requested the same day',
  ),
  duty(
    'network',
    'week',
    '核对防火墙策略变更',
    'Check firewall changes',
    '每条变更有变更单，多余策略当周清理',
    'Every change has its record; unused rules removed within the week',
  ),
  duty(
    'facility',
    'shift',
    '机房巡检',
    'Machine room round',
    '冷通道21–25℃，湿度40–70%，异常即报',
    'Cold aisles 21–25 °C, humidity 40–70 %, deviations reported at once',
    'document/machine-room-climate',
  ),
  duty(
    'application',
    'event',
    '发布前后验证',
    'Verify before and after releases',
    '回退方案先行，验证清单逐项打勾',
    'Roll-back plan ready first; every item of the checklist ticked',
  ),
  duty(
    'security',
    'day',
    '研判高危告警',
    'Triage high alerts',
    '当日研判完毕并留结论',
    'All triaged the same day, each with a conclusion',
  ),
  duty(
    'security',
    'quarter',
    '权限核查',
    'Review of rights',
    '每季逐条确认，多余权限当周收回',
    'Line by line each quarter; excess rights revoked within the week',
  ),
  duty(
    'desk',
    'day',
    '按时限答复',
    'Answer within the limit',
    '8小时内首次答复，关闭前确认',
    'First answer within eight hours; confirmed with the user before closing',
  ),
]

export const STANDARDS: readonly Row[] = [
  {
    key: 'standard/change',
    type: 'work-standard',
    fields: {
      name: t('变更实施流程', 'Change workflow'),
      kind: 'workflow',
      content: t(
        '申请→评估风险和回退→审批→通知业务→窗口内实施→验证→关闭；未验证的写入交接班。',
        'Request → assess risk and roll-back → approve → inform departments → implement in the window → verify → close; whatever is not verified goes into the handover.',
      ),
      posts: records('post/lead', 'post/application', 'post/network', 'post/storage'),
      author: record('person/ma.j'),
      reviewOn: on(150),
    },
  },
  {
    key: 'standard/log',
    type: 'work-standard',
    fields: {
      name: t('值班日志记录标准', 'Standard for the duty log'),
      kind: 'standard',
      content: t(
        '一事一条，写清时间、对象、动作、结果；当班记完，补录要标明。',
        'One entry per matter: time, object, action, result; written within the shift, late entries marked as such.',
      ),
      posts: records('post/lead'),
      document: record('document/duty-manual'),
      author: record('person/chen.ly'),
      reviewOn: on(90),
    },
  },
]

const raci = (
  key: string,
  zh: string,
  en: string,
  r: string[],
  a: string,
  c: string[],
  i: string[],
): Row => ({
  key: `raci/${key}`,
  type: 'raci-line',
  fields: {
    activity: t(zh, en),
    responsible: records(...r.map((name) => `post/${name}`)),
    accountable: record(`post/${a}`),
    consulted: records(...c.map((name) => `post/${name}`)),
    informed: records(...i.map((name) => `post/${name}`)),
  },
})

export const RACI: readonly Row[] = [
  raci(
    'backup',
    '备份与恢复',
    'Backup and restore',
    ['storage'],
    'storage',
    ['database'],
    ['lead'],
  ),
  raci(
    'fault',
    '故障处置',
    'Incident handling',
    ['application', 'network', 'storage', 'database'],
    'lead',
    ['security'],
    ['desk'],
  ),
  raci(
    'vulnerability',
    '漏洞整改',
    'Vulnerability remediation',
    ['application', 'network'],
    'security',
    ['lead'],
    ['desk'],
  ),
  raci('change', '变更发布', 'Changes', ['application'], 'lead', ['security', 'network'], ['desk']),
]

export const ASSIGNMENT: Row = {
  key: 'assignment/storage',
  type: 'assignment',
  fields: {
    title: t('存储岗B角调整', 'Stand-in of the storage post'),
    person: record('person/wu.ht'),
    post: record('post/storage'),
    part: 'standIn',
    from: on(-35),
    reason: t('恢复实操合格', 'Passed the restore course'),
  },
}

export const REVIEW: Row = {
  key: 'review/duties',
  type: 'responsibility-review',
  fields: {
    title: t('年度职责评审', 'Yearly review of duties'),
    posts: records('post/lead', 'post/storage', 'post/database', 'post/network', 'post/security'),
    dueOn: on(18),
  },
}

export const PLANS: readonly Row[] = [
  {
    key: 'plan/restore',
    type: 'training-plan',
    fields: {
      title: t('周敏补训核心库恢复', 'Zhou Min repeats the restore course'),
      kind: 'emergency',
      people: records('person/zhou.m'),
      course: record('course/restore'),
      dueOn: on(14),
    },
  },
  {
    key: 'plan/awareness',
    type: 'training-plan',
    fields: {
      title: t('值班人员安全意识培训（首批）', 'Security awareness for the shifts, first group'),
      kind: 'safety',
      people: records(
        'person/ma.j',
        'person/chen.ly',
        'person/zhao.ym',
        'person/lin.xt',
        'person/sun.jy',
      ),
      course: record('course/phishing'),
      dueOn: on(9),
    },
  },
]

export const CERTIFICATES: readonly Row[] = [
  {
    key: 'certificate/electric',
    type: 'certificate',
    fields: {
      name: t('低压电工作业证', 'Low-voltage electrician'),
      person: record('person/zhou.m'),
      code: 'T3201-2219',
      issuer: t('市应急管理局', 'City emergency bureau'),
      issuedOn: on(-1055),
      expiresOn: on(41),
    },
  },
  {
    key: 'certificate/cisp',
    type: 'certificate',
    fields: {
      name: t('注册信息安全专业人员CISP', 'Certified information security professional'),
      person: record('person/han.x'),
      code: 'CNITSEC-88120',
      issuer: t('中国信息安全测评中心', 'CNITSEC'),
      issuedOn: on(-700),
      expiresOn: on(395),
    },
  },
]

export const STUDY: Row = {
  key: 'study/storage',
  type: 'study-record',
  fields: {
    person: record('person/sun.jy'),
    title: t('自学备份恢复规程', 'Self-study: the restore procedure'),
    kind: 'study',
    on: on(-8),
    hours: 2,
    source: linked('document/backup-restore'),
    note: t('弄清归档日志的恢复次序', 'Clarified in which order archive logs are applied'),
  },
}

export const INSPECTIONS: readonly Row[] = [
  {
    key: 'inspection/night',
    type: 'inspection',
    fields: {
      title: t('夜班值守检查', 'Inspection of the night shift'),
      kind: 'inspection',
      scope: t('在岗、日志、巡检到位', 'Presence, log, rounds'),
      posts: records('post/lead', 'post/facility'),
      inspector: record('person/he.jp'),
      plannedOn: on(-11),
    },
  },
  {
    key: 'inspection/audit',
    type: 'inspection',
    fields: {
      title: t('{quarter 8}内部审核', 'Internal audit, {quarter 8}'),
      kind: 'audit',
      scope: t(
        '变更、备份、应急三项制度执行',
        'Compliance with the rules for changes, backups and emergencies',
      ),
      inspector: record('person/shen.gh'),
      plannedOn: on(8),
    },
  },
]

export const NIGHT_FINDING: Row = {
  key: 'finding/night',
  type: 'finding',
  fields: {
    title: t('凌晨巡检照片缺失', 'Photos missing from the early-morning round'),
    severity: 'minor',
    owner: record('person/ma.j'),
    post: record('post/facility'),
    dueAt: at(-4, '18:00'),
    details: t('02:00巡检3个点位没有照片。', 'Three points of the 02:00 round have no photo.'),
    sources: linked('inspection/night'),
  },
}

export const TECHNOLOGIES: readonly Row[] = [
  {
    key: 'technology/tape',
    type: 'technology',
    fields: {
      name: t('离线磁带库', 'Off-line tape library'),
      source: t('等保整改建议', 'Recommendation of the MLPS assessment'),
      purpose: t(
        '防勒索：备份与网络物理隔离',
        'Against ransomware: backups apart from the network',
      ),
      owner: record('person/li.gd'),
      lookOn: on(12),
      evaluation: t(
        '容量40 TB够用三年；恢复用时是磁盘的4倍，只作最后一道防线',
        '40 TB last for three years; restoring is four times slower than from disk, so only as a last line of defence',
      ),
      risk: t(
        '磁带须双人保管，年度可读性抽检',
        'Tapes under dual control, readability sampled each year',
      ),
    },
  },
  {
    key: 'technology/db',
    type: 'technology',
    fields: {
      name: t('核心库国产化替代', 'Domestic database for the core systems'),
      source: t('上级规划', 'Plan of the authority'),
      purpose: t('满足信创要求', 'Meets the localisation programme'),
      owner: record('person/wang.xm'),
      lookOn: on(60),
    },
  },
]
