import { fill, type Language, type Text } from '../../contract/text.ts'

/** What `npm start` says on the console. */
const WORDS = {
  help: {
    'zh-CN': `npm start [-- 选项]：打开值守

  --demo            打开演示工作区（首次自动生成）
  --tour            走一遍演示工作区并保存截图，不占用屏幕
  --workspace 目录  打开指定工作区
  --lang zh-CN|en   界面语言
  --help            显示本说明`,
    en: `npm start [-- OPTIONS]: opens Watchkeeper

  --demo            open a demonstration workspace (made at the first time)
  --tour            walk through a demonstration workspace and keep screenshots
  --workspace DIR   open this workspace
  --lang zh-CN|en   language of the interface
  --help            this`,
  },
  wrong: { 'zh-CN': '用法有误：{reason}。见--help。', en: 'Wrong use: {reason}. See --help.' },
  building: { 'zh-CN': '正在构建', en: 'Building' },
  fetching: { 'zh-CN': '正在下载Electron程序', en: 'Downloading the Electron binary' },
  noElectron: {
    'zh-CN': '没有Electron程序，也下载不到：改用本机Chromium打开（兼容模式）。',
    en: 'The Electron binary is absent and cannot be downloaded: opening in an installed Chromium (compatibility mode).',
  },
  noScreenForElectron: {
    'zh-CN': 'Electron需要显示器或Xvfb：改用本机Chromium打开（兼容模式）。',
    en: 'Electron needs a display or Xvfb: opening in an installed Chromium (compatibility mode).',
  },
  noEngine: {
    'zh-CN': '没有Electron程序，也没有Chromium。安装其一：\n  {command}',
    en: 'Neither Electron nor Chromium is here. Install it with:\n  {command}',
  },
  noDisplay: {
    'zh-CN': '没有显示器（DISPLAY、WAYLAND_DISPLAY都未设）：不开窗口，走一遍演示并保存截图。',
    en: 'No display (neither DISPLAY nor WAYLAND_DISPLAY is set): instead of a window, a tour with screenshots.',
  },
  root: {
    'zh-CN': '以root运行：浏览器引擎的沙箱关闭，勿用于真实数据。',
    en: 'Running as root: the sandbox of the browser engine is off. Not for real data.',
  },
  makingDemo: { 'zh-CN': '正在生成演示工作区', en: 'Making the demonstration workspace' },
  demo: {
    'zh-CN': '演示工作区：{folder}\n登录：{login}　密码：{password}',
    en: 'Demonstration workspace: {folder}\nSign in as {login} with the password {password}',
  },
  toured: { 'zh-CN': '{count}张截图在：{folder}', en: '{count} screenshots in {folder}' },
} as const satisfies Record<string, Text>

export type Say = (
  key: keyof typeof WORDS,
  params?: Readonly<Record<string, string | number>>,
) => string

export const wordsIn =
  (language: Language): Say =>
  (key, params = {}) =>
    fill(WORDS[key][language], params)
