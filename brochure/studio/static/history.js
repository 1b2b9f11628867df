// A state that is taken back is saved like anything that is typed; the page on which it is written has the way back.
import {_, ask, Gone, make} from "./ask.js";

const states = document.getElementById("states"), told = document.getElementById("told");
const say = words => told.replaceChildren(make("p", {class: "state bad"}, words));
states.addEventListener("click", async event => {
  const button = event.target.closest("[data-state]");
  if (!button) return;
  try {
    const answer = await ask(states.dataset.base, "back", {version: states.dataset.version, state: button.dataset.state});
    if (answer.status !== 200) say(_("This state is no longer kept. Nothing was changed."));
    else if (answer.joined) say(_("The text was changed while this page was open. Load the page again."));
    else location.href = states.dataset.base.replace("/api", "");
  } catch (fault) {
    if (!(fault instanceof Gone)) throw fault;
    say(fault.message);
  }
});
