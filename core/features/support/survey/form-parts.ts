/** Script of the form file; kept to what old browsers know, for it runs on whatever machine there is. */
export const FORM_SCRIPT = `
(function () {
  var form = document.getElementById('form');
  var given = JSON.parse(form.getAttribute('data-form'));
  var said = document.getElementById('said');
  function hex(n) { return (n + 256).toString(16).slice(1); }
  function newId() {
    var b = new Uint8Array(16);
    crypto.getRandomValues(b);
    b[6] = (b[6] & 15) | 64;
    b[8] = (b[8] & 63) | 128;
    var s = '';
    for (var i = 0; i < 16; i++) s += (i === 4 || i === 6 || i === 8 || i === 10 ? '-' : '') + hex(b[i]);
    return s;
  }
  var id = newId();
  form.addEventListener('submit', function (event) {
    event.preventDefault();
    var answers = {}, unit = '', comment = '';
    for (var i = 0; i < form.elements.length; i++) {
      var e = form.elements[i];
      if (!e.name) continue;
      if (e.name === '$unit') unit = e.value;
      else if (e.name === '$comment') comment = e.value;
      else if (e.type === 'radio') { if (e.checked) answers[e.name] = Number(e.value); }
      else if (e.value.trim() !== '') answers[e.name] = e.value.trim();
    }
    var open = given.keys.filter(function (key) { return !(key in answers); });
    if (open.length > 0) {
      said.textContent = given.lacking + open.map(function (key) {
        return parseInt(document.getElementById(key).textContent, 10);
      }).join(', ');
      document.getElementById(open[0]).scrollIntoView();
      return;
    }
    var now = new Date();
    var two = function (n) { return (n < 10 ? '0' : '') + n; };
    var file = {
      format: 'watchkeeper-survey', version: 1, survey: given.survey, form: id,
      answeredOn: now.getFullYear() + '-' + two(now.getMonth() + 1) + '-' + two(now.getDate()),
      unit: unit.trim(), answers: answers, comment: comment.trim()
    };
    var link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([JSON.stringify(file)], { type: 'application/json' }));
    link.download = 'survey-' + id.slice(0, 8) + '.json';
    document.body.appendChild(link);
    link.click();
    document.body.removeChild(link);
    said.textContent = given.saved;
  });
})();
`

export const FORM_STYLE = `
body { margin: 0; background: #f1f3f5; color: #161d26; font: 16px/1.6 "Noto Sans SC", "Microsoft YaHei", Arial, sans-serif; }
main { max-width: 720px; margin: 0 auto; padding: 24px; background: #fff; }
h1 { font-size: 22px; margin: 0 0 8px; }
.hint { color: #434e5a; font-size: 14px; }
fieldset { border: 0; border-top: 1px solid #dde2e7; margin: 0; padding: 12px 0; }
legend, .row { font-weight: 600; padding: 0; }
fieldset label { display: inline-block; margin: 6px 18px 0 0; }
fieldset span { color: #5a6673; font-size: 13px; margin-right: 12px; }
.row { display: block; border-top: 1px solid #dde2e7; padding: 12px 0; }
input:not([type]), textarea { display: block; width: 100%; box-sizing: border-box; font: inherit; padding: 6px; }
button { font: inherit; padding: 8px 24px; background: #1c5aa6; color: #fff; border: 0; border-radius: 4px; }
`
