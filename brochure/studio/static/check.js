// A PDF goes to the program as it is, and nowhere else.
import {_, findingRow, make} from "./ask.js";

const form = document.getElementById("check"), told = document.getElementById("told");
form.addEventListener("submit", async event => {
  event.preventDefault();
  const file = form.file.files[0];
  told.replaceChildren(make("p", {class: "quiet"}, _("Looking at it")));
  let rows = null;
  try {
    const where = `/api/check?profile=${encodeURIComponent(form.profile.value)}`;
    const answer = await fetch(where, {method: "POST", headers: {"content-type": "application/pdf"}, body: file});
    if (answer.status === 413) { told.replaceChildren(make("p", {class: "state bad"}, _("The file is too large to be checked here"))); return; }
    rows = (await answer.json()).findings;
  } catch {
    told.replaceChildren(make("p", {class: "state bad"}, _("The program is not running")));
    return;
  }
  const bad = rows.filter(each => each.severity === "error").length;
  told.replaceChildren(
    make("p", {class: `state ${bad ? "bad" : "good"}`}, bad ? _("{n} to be mended", {n: bad}) : _("Nothing stands against it")),
    make("ul", {class: "findings"}, ...rows.map(each => findingRow(each))));
});
