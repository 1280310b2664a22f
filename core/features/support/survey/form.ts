import { createHash } from 'node:crypto'
import type { SurveyQuestion } from '../../../../contract/support.ts'
import type { Language } from '../../../../contract/text.ts'
import { t } from '../../../records/declare.ts'
import { FORM_SCRIPT, FORM_STYLE } from './form-parts.ts'

const WORDS = {
  unit: t('部门（可不填）', 'Department (may be left out)'),
  comment: t('其他意见', 'Anything else'),
  save: t('保存答卷', 'Save the answers'),
  saved: t('已生成答卷文件，交回发卷人。', 'The file with the answers is made. Give it back.'),
  lacking: t('还有题目没有答：', 'Not answered yet: '),
  hint: t(
    '填写后点“保存答卷”，把生成的文件交回。不联网，不收集姓名。',
    'Fill in, save, give the file back. Nothing is sent over a network, no name is asked.',
  ),
  low: t('很不满意', 'Very bad'),
  high: t('很满意', 'Very good'),
}

export interface FormOf {
  readonly survey: string
  readonly title: string
  readonly introduction: string
  readonly questions: readonly SurveyQuestion[]
  readonly closesOn: string | undefined
}

/**
 * A survey as one HTML file: opens in any browser, fetches nothing, and saves its answers as a file. Its
 * policy allows the one script and style that it carries, and nothing else.
 */
export function formHtml(form: FormOf, language: Language): string {
  const word = (name: keyof typeof WORDS): string => escaped(WORDS[name][language])
  const sha = (text: string): string =>
    `'sha256-${createHash('sha256').update(text).digest('base64')}'`
  const data = JSON.stringify({
    survey: form.survey,
    keys: form.questions.filter(({ kind }) => kind !== 'words').map(({ key }) => key),
    lacking: WORDS.lacking[language],
    saved: WORDS.saved[language],
  })
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src ${sha(FORM_SCRIPT)}; style-src ${sha(FORM_STYLE)}; form-action 'none'">
<meta name="viewport" content="width=device-width">
<title>${escaped(form.title)}</title>
<style>${FORM_STYLE}</style>
</head>
<body>
<main>
<h1>${escaped(form.title)}</h1>
<p>${escaped(form.introduction)}</p>
<p class="hint">${word('hint')}${form.closesOn === undefined ? '' : ` ${escaped(form.closesOn)}`}</p>
<form id="form" data-form="${escaped(data)}">
${form.questions.map((question, at) => questionHtml(question, at, word)).join('\n')}
<label class="row">${word('unit')}<input name="$unit" maxlength="80"></label>
<label class="row">${word('comment')}<textarea name="$comment" rows="3" maxlength="2000"></textarea></label>
<button type="submit">${word('save')}</button>
<p id="said" role="status"></p>
</form>
</main>
<script>${FORM_SCRIPT}</script>
</body>
</html>
`
}

function questionHtml(
  { key, kind, text, choices = [] }: SurveyQuestion,
  at: number,
  word: (name: keyof typeof WORDS) => string,
): string {
  const legend = `${at + 1}. ${escaped(text)}`
  if (kind === 'words')
    return `<label class="row" id="${key}">${legend}<textarea name="${key}" rows="2" maxlength="1000"></textarea></label>`
  const labels = kind === 'marks' ? ['1', '2', '3', '4', '5'] : choices
  const options = labels.map((label, index) => {
    const value = kind === 'marks' ? index + 1 : index
    return `<label><input type="radio" name="${key}" value="${value}">${escaped(label)}</label>`
  })
  const [low, high] = kind === 'marks' ? [word('low'), word('high')] : ['', '']
  return `<fieldset id="${key}"><legend>${legend}</legend><span>${low}</span>${options.join('')}<span>${high}</span></fieldset>`
}

const escaped = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
