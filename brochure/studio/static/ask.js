// What a page asks the program. A refusal is an answer; only a program that is gone, or another one, is thrown.
// Words of the interface in the language of the page.
const table = JSON.parse(document.documentElement.dataset.words || "{}");
export const _ = (words, fill = {}) => Object.entries(fill).reduce((text, [name, each]) => text.replaceAll(`{${name}}`, each), table[words] ?? words);

export class Gone extends Error { constructor(says = _("The program is not running: it ends by itself when nobody has used it for a while. Start it again.")) { super(says); } }

export async function ask(base, what, said) {
  let answer;
  try {
    answer = await fetch(`${base}/${what}`, {
      method: "POST", headers: {"content-type": "application/json"}, body: JSON.stringify(said),
    });
  } catch {
    throw new Gone();
  }
  if (answer.status === 403) throw new Gone(_("The program was started again: open the link that it printed."));
  return {status: answer.status, ...(await answer.json().catch(() => ({findings: []})))};
}

export const make = (tag, marks = {}, ...inside) => {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(marks)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value !== false && value !== null) node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...inside);
  return node;
};

const sentence = text => text && text[0].toUpperCase() + text.slice(1).replace(/\.?$/, ".");

export function findingRow(each, go) {
  const row = make("li", {class: each.severity, ...(each.lang && each.lang !== document.documentElement.lang ? {lang: each.lang, dir: "ltr"} : {})});
  row.append(each.field && go
    ? make("a", {href: `#f-${each.field}`, onclick: event => { event.preventDefault(); go(each.field); }}, each.says)
    : make("b", {}, each.says));
  if (each.way) row.append(make("span", {}, sentence(each.way)));
  if (each.where) row.append(make("span", {class: "quiet"}, each.where));
  if (each.why) row.append(make("details", {}, make("summary", {}, _("Why?")), make("p", {}, each.why)));
  return row;
}
