// A signature is written by the same function as that of the command line.
import {_, ask, findingRow, Gone, make} from "./ask.js";

const form = document.getElementById("sign"), told = document.getElementById("told");
form.addEventListener("submit", async event => {
  event.preventDefault();
  const seen = [...form.querySelectorAll("[type=checkbox]:checked")].map(box => box.name);
  try {
    const answer = await ask(form.dataset.base, "sign", {
      version: form.dataset.version, who: form.who.value, role: form.role.value, seen,
    });
    if (answer.status === 200) { form.querySelector("button").disabled = true; told.replaceChildren(make("p", {class: "state good"}, answer.says)); return; }
    const rows = (answer.findings ?? []).map(each => findingRow(each));
    told.replaceChildren(make("p", {class: "state bad"}, _("Nothing was signed")), make("ul", {class: "findings"}, ...rows));
  } catch (fault) {
    if (!(fault instanceof Gone)) throw fault;
    told.replaceChildren(make("p", {class: "state bad"}, fault.message));
  }
});
