import type { SurveyQuestion } from '../../../contract/support.ts'
import { makeStep, takeStep } from '../../demonstration/rows.ts'
import type { Demonstration, DemonstrationStep } from '../../feature.ts'
import { derivedId } from '../../records/derived-id.ts'
import { COURSES, SESSIONS } from './demonstration/courses.ts'
import { ARTICLES, FEEDBACK } from './demonstration/desk.ts'
import { SURVEYS, type SurveyStory } from './demonstration/surveys.ts'

/** The support desk: articles out of requests, feedback, surveys over time, courses for the users. */
export function demonstrateSupport(demo: Demonstration): readonly DemonstrationStep[] {
  const early = (day: number, time: string): number => Math.max(demo.moment(day, time), demo.from)
  const steps = [
    ...ARTICLES.flatMap(({ row, written, submitted, published }) => [
      makeStep(early(...written), 'xu.j', row, demo),
      ...(submitted ? [takeStep(early(...submitted), 'xu.j', row.key, 'submit', demo)] : []),
      ...(published ? [takeStep(early(...published), 'ma.j', row.key, 'publish', demo)] : []),
    ]),
    ...FEEDBACK.flatMap(({ row, received, acts }) => [
      makeStep(early(...received), 'xu.j', row, demo),
      ...acts.map(([day, time, name, fields]) =>
        takeStep(early(day, time), 'xu.j', row.key, name, demo, fields),
      ),
    ]),
    ...COURSES.map((row) => makeStep(demo.from, 'xu.j', row, demo)),
    ...SESSIONS.flatMap(({ row, planned, attendance, acts }) => [
      makeStep(early(...planned), 'xu.j', row, demo),
      ...acts
        .slice(0, 1)
        .map(([day, time, name, fields]) =>
          takeStep(early(day, time), 'xu.j', row.key, name, demo, fields),
        ),
      ...attendance.map((line) =>
        makeStep(early(acts[0]?.[0] ?? planned[0], acts[0]?.[1] ?? planned[1]), 'xu.j', line, demo),
      ),
      ...acts
        .slice(1)
        .map(([day, time, name, fields]) =>
          takeStep(early(day, time), 'xu.j', row.key, name, demo, fields),
        ),
    ]),
    ...SURVEYS.flatMap((story) => surveySteps(demo, early, story)),
  ]
  return steps.filter(({ at }) => at <= demo.to)
}

function surveySteps(
  demo: Demonstration,
  early: (day: number, time: string) => number,
  story: SurveyStory,
): DemonstrationStep[] {
  const { row, opened, closed, forms } = story
  const subject = row.fields['subject'] === 'software' ? 'software' : 'service'
  const start = early(...opened)
  return [
    makeStep(start, 'xu.j', row, demo),
    {
      at: start,
      login: 'xu.j',
      async run(actor) {
        const survey = actor.find(row.key)?.id
        if (!survey) return
        const { language } = demo
        const { questions } = await actor.call('survey.questions', { subject, language })
        await actor.call('survey.setQuestions', { survey, questions })
      },
    },
    takeStep(start, 'xu.j', row.key, 'open', demo),
    {
      at: closed ? early(...closed) - 3_600_000 : Math.max(start, demo.to - 7_200_000),
      login: 'xu.j',
      async run(actor) {
        const survey = actor.find(row.key)?.id
        if (!survey) return
        const { questions } = await actor.call('survey.questions', {
          subject,
          language: demo.language,
        })
        const files = forms.map((form, at) => ({
          name: `survey-${at + 1}.json`,
          bytes: new TextEncoder().encode(
            JSON.stringify({
              format: 'watchkeeper-survey',
              version: 1,
              survey,
              form: derivedId('survey-form', survey, String(at)),
              unit: form.unit[demo.language],
              answers: answersOf(questions, form.marks, form.words?.[demo.language]),
            }),
          ),
        }))
        await actor.call('survey.collect', { survey, files })
      },
    },
    ...(closed && story.conclusion
      ? [
          takeStep(early(...closed), 'xu.j', row.key, 'close', demo, {
            conclusion: story.conclusion,
          }),
        ]
      : []),
  ]
}

/** Marks in the order of the questions, the words with the last. */
const answersOf = (
  questions: readonly SurveyQuestion[],
  marks: readonly number[],
  words: string | undefined,
): Record<string, number | string> =>
  Object.fromEntries(
    questions.flatMap(({ key, kind }, at): [string, number | string][] => {
      if (kind === 'words') return words === undefined ? [] : [[key, words]]
      return [[key, marks[at] ?? 4]]
    }),
  )
