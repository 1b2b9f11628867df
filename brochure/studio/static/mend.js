// A file that was damaged by hand, mended as text.
import {_, ask, findingRow, Gone, make} from "./ask.js";

const form = document.getElementById("mend"), told = document.getElementById("told");
const place = told.textContent.match(/:(\d+):\d+/);
if (place) { // the caret stands in the line that is named
  const at = form.text.value.split("\n").slice(0, Number(place[1]) - 1).join("\n").length + 1;
  form.text.focus();
  form.text.setSelectionRange(at, at);
  form.text.scrollTop = (Number(place[1]) - 6) * parseFloat(getComputedStyle(form.text).lineHeight);
}
form.addEventListener("submit", async event => {
  event.preventDefault();
  try {
    const answer = await ask(form.dataset.base, "mend", {version: form.dataset.version, text: form.text.value});
    if (answer.status === 200 && !answer.joined) { location.reload(); return; }
    const rows = answer.joined ? [make("li", {}, _("Somebody else changed the file: copy your text, and load the page again."))]
      : answer.findings.map(each => findingRow(each));
    told.replaceChildren(make("ul", {class: "findings"}, ...rows));
  } catch (fault) {
    if (!(fault instanceof Gone)) throw fault;
    told.replaceChildren(make("p", {class: "state bad"}, `${fault.message} ${_("Your text stays on this page.")}`));
  }
});
