// A starter becomes a leaflet of the clinic's own, and opens.
import {ask, findingRow, Gone, make} from "./ask.js";

const told = document.getElementById("told");
document.querySelector(".starters").addEventListener("click", async event => {
  const button = event.target.closest("[data-starter]");
  if (!button) return;
  button.disabled = true;
  try {
    const answer = await ask("/api", "new", {starter: button.dataset.starter});
    if (answer.status === 200) { location.href = answer.opens; return; }
    told.replaceChildren(make("ul", {class: "findings"}, ...answer.findings.map(each => findingRow(each))));
  } catch (fault) {
    if (!(fault instanceof Gone)) throw fault;
    told.replaceChildren(make("p", {class: "state bad"}, fault.message));
  }
  button.disabled = false;
});
