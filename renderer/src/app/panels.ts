import { defineAsyncComponent } from 'vue'
import { definePanels } from '../records/panels.ts'

/** Hand-made parts of the registers. */
const change = () => import('../features/configuration/WorkPanel.vue')
const conflicts = () => import('../features/configuration/ConflictNotice.vue')
const upgrade = () => import('../features/configuration/UpgradePanel.vue')
const item = () => import('../features/configuration/ItemPanel.vue')
const article = () => import('../features/support/ArticleDraft.vue')

definePanels('knowledge-article', { above: defineAsyncComponent(article) })
definePanels('configuration-item', { below: defineAsyncComponent(item) })
definePanels('change', {
  above: defineAsyncComponent(change),
  form: defineAsyncComponent(conflicts),
  step: defineAsyncComponent(conflicts),
})
definePanels('upgrade', {
  above: defineAsyncComponent(upgrade),
  form: defineAsyncComponent(conflicts),
  step: defineAsyncComponent(conflicts),
})

/** Fetches the parts that were not shown yet. */
export async function fetchPanels(): Promise<void> {
  for (const part of [change, conflicts, upgrade, item, article]) await part()
}
