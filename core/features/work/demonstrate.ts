import type { Demonstration, DemonstrationStep } from '../../feature.ts'

const REASON = {
  'zh-CN': '李国栋还在气瓶间，09:30前送回',
  en: 'Li Guodong is still in the cylinder room and brings it by 09:30',
}

/** On the last morning the lead puts off the key that is still out, and says why. */
export function demonstrateWork(demo: Demonstration): readonly DemonstrationStep[] {
  const at = demo.moment(0, '07:50')
  if (at > demo.to) return []
  return [
    {
      at,
      login: 'chen.ly',
      async run(actor) {
        const key = actor.find('key/K-07')
        if (!key) return
        await actor.call('work.snooze', {
          key: `key-tool/${key.id}/dueBack`,
          until: demo.moment(0, '09:30'),
          reason: REASON[demo.language],
        })
      },
    },
  ]
}
