import type { Language } from '../contract/text.ts'

export type Spoken = Language

/** What the server says on its own screen. */
export const TEXTS = {
  serves: {
    'zh-CN': (address: string, folder: string) =>
      `服务器已启动：https://${address}，数据目录 ${folder}`,
    en: (address: string, folder: string) => `Serving https://${address} from ${folder}`,
  },
  code: {
    'zh-CN': (code: string) =>
      `还没有接入工作区。在值守“设置 › 设备与同步 › 接入服务器”中输入接入码：${code}`,
    en: (code: string) =>
      `No workspace yet. In Watchkeeper, Settings > Devices and sync > Connect a server, give the code ${code}`,
  },
  backedUp: {
    'zh-CN': (path: string, commits: string, blobs: string) =>
      `已备份到 ${path}：${commits}次提交、${blobs}个附件，已校验`,
    en: (path: string, commits: string, blobs: string) =>
      `Backed up to ${path}: ${commits} commits, ${blobs} attachments, verified`,
  },
  dumped: {
    'zh-CN': (path: string) => `数据库已导出到 ${path}`,
    en: (path: string) => `Database dumped to ${path}`,
  },
  restored: {
    'zh-CN': (folder: string, commits: string, blobs: string) =>
      `已恢复到 ${folder}：${commits}次提交、${blobs}个附件，已校验`,
    en: (folder: string, commits: string, blobs: string) =>
      `Restored to ${folder}: ${commits} commits, ${blobs} attachments, verified`,
  },
} as const satisfies Record<string, Record<Spoken, (...values: string[]) => string>>

export const HELP: Readonly<Record<Spoken, string>> = {
  'zh-CN': `值守共享服务器
  --data 目录    数据目录（默认 ~/.watchkeeper-hub，环境变量 WATCHKEEPER_HUB_DATA）
  --host 地址    监听地址（默认 0.0.0.0）
  --port 端口    端口（默认 7443）
  --cert 文件 --key 文件    使用自己的证书链和私钥（PEM），链的最后一张是签发者
  --postgres 连接串    用 PostgreSQL 存放数据，可同时运行多个实例（环境变量 WATCHKEEPER_HUB_POSTGRES）
  --quiet        不输出请求日志
  backup 目录     备份（服务器可照常运行；有 --postgres 时用 pg_dump 导出数据库）
  restore 备份    把一份备份恢复到空的数据目录`,
  en: `Watchkeeper's shared server
  --data FOLDER  where its data is (~/.watchkeeper-hub, or WATCHKEEPER_HUB_DATA)
  --host ADDRESS to listen at (0.0.0.0)
  --port PORT    (7443)
  --cert FILE --key FILE    a certificate chain and key of your own, PEM, the authority last
  --postgres URL keeps everything in PostgreSQL, for several instances at once (WATCHKEEPER_HUB_POSTGRES)
  --quiet        no log of requests
  backup TO      makes a backup, also while the server runs; with --postgres a dump of the database by pg_dump
  restore FROM   makes an empty data folder the server that a backup is of`,
}
