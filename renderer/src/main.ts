import { createPinia } from 'pinia'
import { createApp } from 'vue'
import '@fontsource-variable/noto-sans/wght.css'
import './styles/tokens.css'
import './styles/base.css'
import './ui/controls.css'
import App from './app/App.vue'
import { router } from './app/router.ts'
import { TEXTS } from './app/texts.ts'
import { textIn } from './language.ts'
import { installIcons } from './ui/icon-sprite.ts'
import { toast } from './ui/toasts.ts'

installIcons()
const app = createApp(App)
// Nothing fails unseen: the person reads it, the developer tools keep where it happened.
app.config.errorHandler = (error) => {
  const detail = error instanceof Error ? error.message : String(error)
  toast(textIn(TEXTS.failed, { detail }), { tone: 'crit' })
  reportError(error)
}
app.use(createPinia()).use(router).mount('#app')
