import type { ReadyRecord } from '../../../../contract/record-type.ts'

/** Changes that come again everywhere, as somebody writes them who has done them before. */
export const READY_CHANGES: readonly ReadyRecord[] = [
  {
    key: 'certificate',
    fields: {
      title: { 'zh-CN': '更换服务证书', en: 'Replace a service certificate' },
      kind: 'routine',
      riskLevel: 'medium',
      reason: {
        'zh-CN': '现用证书30天内到期。',
        en: 'The present certificate expires within 30 days.',
      },
      risk: {
        'zh-CN': '证书链不全或域名不符时客户端拒绝连接，影响经该入口的全部业务。',
        en: 'Clients refuse to connect if the chain is incomplete or the name is wrong; everything behind this entry point is affected.',
      },
      steps: {
        'zh-CN':
          '1. 核对新证书：域名、有效期、证书链、私钥配对；\n2. 备份现用证书和配置；\n3. 摘除一个节点并更新，重载；\n4. 用openssl s_client核对到期日和链；\n5. 挂回，观察5分钟，再更新另一个节点；\n6. 更新监控的到期日。',
        en: '1. Check the new certificate: names, dates, chain, matching key.\n2. Keep the present certificate and configuration.\n3. Take one node out, update and reload.\n4. Look at dates and chain with openssl s_client.\n5. Bring it back, watch for 5 minutes, then the other node.\n6. See that the monitor shows the new date.',
      },
      rollback: {
        'zh-CN': '恢复备份的证书和配置并重载，2分钟内完成。旧证书保留到次日18:00。',
        en: 'Restore the kept certificate and configuration and reload, 2 minutes. Keep the old one until 18:00 the next day.',
      },
      verification: {
        'zh-CN': '浏览器、移动端、接口各登录一次；监控显示新到期日；10分钟无握手错误。',
        en: 'Sign in from a browser, a phone and an interface; the monitor shows the new date; no handshake errors for 10 minutes.',
      },
    },
  },
  {
    key: 'firewall-rule',
    fields: {
      title: { 'zh-CN': '开通防火墙策略', en: 'Open a firewall rule' },
      kind: 'routine',
      riskLevel: 'medium',
      reason: {
        'zh-CN': '业务需要：写明申请单位、用途和到期日。',
        en: 'Needed for a service: name the requesting unit, the purpose and the end date.',
      },
      risk: {
        'zh-CN': '放通过宽会扩大暴露面。只放源、目的、端口都明确的单条策略。',
        en: 'A rule that is too wide exposes more than it should. Open single rules with source, target and port.',
      },
      steps: {
        'zh-CN':
          '1. 导出现用策略；\n2. 新建策略，名称带变更编号，设到期日；\n3. 放在拒绝策略之前；\n4. 下发并双机同步。',
        en: '1. Export the present rules.\n2. Make the rule with the number of the change in its name and an end date.\n3. Put it before the deny rule.\n4. Apply it and synchronise the pair.',
      },
      rollback: {
        'zh-CN': '停用该条策略，1分钟内生效。',
        en: 'Disable the rule; in effect within a minute.',
      },
      verification: {
        'zh-CN': '申请人实测连通；从未授权地址测不通；日志中命中新策略。',
        en: 'The requester reaches the target; an unauthorised address does not; the log shows hits on the new rule.',
      },
    },
  },
  {
    key: 'tablespace',
    fields: {
      title: { 'zh-CN': '扩展数据库表空间', en: 'Extend a tablespace' },
      kind: 'routine',
      riskLevel: 'low',
      reason: {
        'zh-CN': '使用率超过85%，按近30天增长还可用不足30天。',
        en: 'More than 85 % used; at the growth of the last 30 days it lasts less than another 30.',
      },
      risk: {
        'zh-CN': '存储余量不足时扩展失败；备库目录缺失时复制中断。',
        en: 'It fails where the storage is full; replication stops where the standby lacks the folder.',
      },
      steps: {
        'zh-CN': '1. 核对存储余量和备库目录；\n2. 加数据文件或调上限；\n3. 核对备库已同步。',
        en: '1. Check the storage and the folder of the standby.\n2. Add a file or raise the limit.\n3. See that the standby has it.',
      },
      rollback: {
        'zh-CN': '删除空数据文件，或恢复原上限。',
        en: 'Remove the empty file, or restore the old limit.',
      },
      verification: {
        'zh-CN': '使用率降到70%以下；主备延迟小于5秒。',
        en: 'Less than 70 % used; the standby is less than 5 s behind.',
      },
    },
  },
  {
    key: 'restart',
    fields: {
      title: { 'zh-CN': '重启故障服务', en: 'Restart a failed service' },
      kind: 'emergency',
      riskLevel: 'medium',
      reason: {
        'zh-CN': '服务无响应，已影响业务，等不到例行审批。',
        en: 'The service does not answer and users are affected; it cannot wait for the usual approval.',
      },
      risk: {
        'zh-CN': '未提交的会话丢失；现场丢失。重启前先留日志和线程快照。',
        en: 'Uncommitted sessions and the evidence are lost. Keep logs and a thread dump before restarting.',
      },
      steps: {
        'zh-CN':
          '1. 保存日志、线程快照、连接数；\n2. 摘除节点；\n3. 停止，10秒内未退出时强制结束；\n4. 启动，等健康检查通过；\n5. 挂回。',
        en: '1. Keep logs, a thread dump and the number of connections.\n2. Take the node out.\n3. Stop it; end it by force after 10 s.\n4. Start it and wait for its health check.\n5. Bring it back.',
      },
      rollback: {
        'zh-CN': '起不来时保持摘除，由其余节点承担，转事件处理。',
        en: 'If it does not start, leave it out and declare an incident.',
      },
      verification: {
        'zh-CN': '错误率回到平时；业务人员确认可用。',
        en: 'Errors are back to normal; a user confirms that it works.',
      },
    },
  },
]
