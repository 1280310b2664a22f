import type { ReadyRecord } from '../../../../contract/record-type.ts'

/** Upgrades that come again everywhere, with what experience says about them. */
export const READY_UPGRADES: readonly ReadyRecord[] = [
  {
    key: 'os-patch',
    fields: {
      title: { 'zh-CN': '操作系统安全补丁', en: 'Security patches of the operating system' },
      source: 'security',
      need: {
        'zh-CN': '补丁修复的漏洞可被远程利用。高危7天内、严重24小时内完成。',
        en: 'The patches close vulnerabilities that can be exploited remotely: critical within 24 hours, high within 7 days.',
      },
      feasibility: {
        'zh-CN':
          '先核对：应用是否支持该内核；/boot和/var剩余空间不少于2 GB；补丁包已带入内网并核对校验值；主备可轮换，单机停机15分钟。',
        en: 'Check first: the applications support the kernel; at least 2 GB free in /boot and /var; the packages were carried in and their checksums compared; primary and standby can take turns, 15 minutes of downtime each.',
      },
      risk: {
        'zh-CN': '重启后驱动或挂载失败；依赖库升级后应用起不来。影响单节点，业务由另一节点承担。',
        en: 'Drivers or mounts fail after the restart; an application does not start on the new libraries. One node is affected, the other carries the load.',
      },
      emergency: {
        'zh-CN': '节点30分钟内起不来：保持切换状态，报值班长，改由备用节点运行，次日处理。',
        en: 'If the node is not up after 30 minutes: stay switched over, tell the shift lead, run on the standby and continue the next day.',
      },
      rollback: {
        'zh-CN':
          '1. 引导时选旧内核启动；\n2. yum history undo 或恢复虚拟机快照；\n3. 核对应用进程和端口；\n4. 切回。\n回退时限：开始后60分钟，由值班长决定。',
        en: '1. Boot the old kernel.\n2. yum history undo, or restore the snapshot.\n3. Check processes and ports.\n4. Switch back.\nUntil 60 minutes after the start; the shift lead decides.',
      },
    },
  },
  {
    key: 'database-minor',
    fields: {
      title: { 'zh-CN': '数据库小版本升级', en: 'Minor release of the database' },
      source: 'vendor',
      need: {
        'zh-CN': '现用版本有已公布的数据损坏或性能缺陷，厂家只对新版本提供支持。',
        en: 'Known defects of the present release damage data or cost performance; the vendor supports only the new one.',
      },
      feasibility: {
        'zh-CN':
          '测试库已按生产参数恢复最近全量；驱动版本在兼容列表内；备库先升、切换、再升主库，总停机不超过10分钟。',
        en: 'The test database holds the last full backup with the settings of production; the driver versions are on the compatibility list. Standby first, switch, then the primary: at most 10 minutes of downtime.',
      },
      risk: {
        'zh-CN': '执行计划变化使关键查询变慢；复制中断。影响全部依赖该库的业务。',
        en: 'Plans change and important queries slow down; replication breaks. Everything that stands on this database is affected.',
      },
      emergency: {
        'zh-CN': '切换后关键交易超过平时2倍：固定旧执行计划；仍不恢复则切回旧主库。',
        en: 'If important transactions take twice as long after the switch: pin the old plans; if that does not help, switch back.',
      },
      rollback: {
        'zh-CN':
          '1. 停写；2. 核对归档已全部传到旧主库；3. 切回旧主库；4. 应用改连接；5. 新版本库保留24小时备查。\n数据字典升级后不能回退，须用升级前全量恢复，约需90分钟。',
        en: '1. Stop writing. 2. See that all archive logs reached the old primary. 3. Switch back. 4. Point the applications there. 5. Keep the new one for 24 hours.\nAfter the data dictionary was upgraded there is no way back but the full backup, about 90 minutes.',
      },
    },
  },
  {
    key: 'middleware',
    fields: {
      title: { 'zh-CN': '应用中间件升级', en: 'Upgrade of application middleware' },
      source: 'support',
      need: {
        'zh-CN': '现用版本半年内停止支持，之后不再有安全补丁。',
        en: 'Support of the present version ends within half a year; there will be no security patches after that.',
      },
      feasibility: {
        'zh-CN': '业务包已在新版本上完成全流程测试；配置差异已逐项核对；可逐节点滚动升级。',
        en: 'The applications were tested from end to end on the new version, each difference in configuration was checked, and nodes can be upgraded one after the other.',
      },
      risk: {
        'zh-CN': '会话丢失；默认TLS参数变化使旧客户端连不上。',
        en: 'Sessions are lost; new TLS defaults keep old clients out.',
      },
      emergency: {
        'zh-CN': '错误率超过1%持续5分钟：停止滚动，摘除新节点。',
        en: 'If errors stay above 1 % for 5 minutes: stop, and take the new nodes out.',
      },
      rollback: {
        'zh-CN':
          '1. 摘除新节点；2. 软链接指回旧版本目录；3. 启动、探活；4. 挂回。旧目录保留到次周变更会。',
        en: '1. Take the new nodes out. 2. Point the link to the old folder. 3. Start and probe. 4. Bring them back. Keep the old folder until next week’s change meeting.',
      },
    },
  },
  {
    key: 'firmware',
    fields: {
      title: { 'zh-CN': '存储微码升级', en: 'Storage microcode' },
      source: 'vendor',
      need: {
        'zh-CN': '厂家公告：现用微码在缓存电池更换后可能触发控制器重启。',
        en: 'Vendor notice: on the present microcode a controller may restart after its cache battery was replaced.',
      },
      feasibility: {
        'zh-CN': '双控逐个升级，主机多路径正常；厂家工程师到场；升级前24小时无硬件告警。',
        en: 'Controllers one after the other, multipathing of all hosts in order, the vendor’s engineer on site, no hardware alerts for 24 hours before.',
      },
      risk: {
        'zh-CN': '单控期间写缓存关闭，时延升高；第二台控制器故障会中断业务。',
        en: 'With one controller the write cache is off and latency rises; a fault of the other one stops service.',
      },
      emergency: {
        'zh-CN':
          '升级中业务时延超过50 ms持续3分钟：停止，保持单控，报运维主管；中断时按存储故障预案处理。',
        en: 'If latency stays above 50 ms for 3 minutes: stop, stay on one controller and tell the operations manager. If service stops, follow the plan for storage faults.',
      },
      rollback: {
        'zh-CN':
          '1. 厂家工程师写回旧微码；2. 逐控重启；3. 核对多路径和缓存镜像。第二台控制器开始前可回退，之后只能前滚。',
        en: '1. The vendor’s engineer writes the old microcode. 2. Restart the controllers one by one. 3. Check paths and cache mirroring. Possible until the second controller begins; after that only forward.',
      },
    },
  },
]
