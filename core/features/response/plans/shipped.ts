import { z } from 'zod'
import { planBody, planCategory, type PlanBody } from '../../../../contract/response-body.ts'
import type { Language } from '../../../../contract/text.ts'
import { inLanguage } from '../../../in-language.ts'
import { SHIPPED_PLANS } from './shipped-files.ts'

const shipped = z.object({
  key: z.string(),
  category: planCategory,
  name: z.string(),
  notes: z.string(),
})

export interface ShippedPlan {
  readonly key: string
  readonly category: z.output<typeof planCategory>
  readonly name: string
  readonly notes: string
  readonly body: PlanBody
}

/** All plans that ship with the application, in one language. Throws when one of the files is none. */
export const shippedPlans = (language: Language): readonly ShippedPlan[] =>
  SHIPPED_PLANS.map((file) => {
    const { body, ...head } = inLanguage(file, language) as { readonly body: unknown }
    return { ...shipped.parse(head), body: planBody.parse(body) }
  })
