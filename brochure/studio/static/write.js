// What is typed is tried at once, saved when the hand rests, and never lost: it stays here until it is in the file.
import {ask, findingRow, Gone, make} from "./ask.js";
import {Sheet} from "./sheet.js";

const REST = 700, PROOF = 900, AGAIN = 2000; // milliseconds
const $ = id => document.getElementById(id);
const page = Math.random().toString(36).slice(2);
const base = $("fields").dataset.base;
let version = $("fields").dataset.version;
const pending = new Map(); // what is typed and not in the file yet, by field
const clashing = new Map();
let busy = false, wantsTry = false, wantsSave = false, fresh = true, resting = 0, proving = 0, again = 0;
const field = name => document.querySelector(`[data-field="${CSS.escape(name)}"]:is(input, textarea, select)`);
const texts = () => [...pending].filter(([name]) => !clashing.has(name)).map(([name, text]) => ({field: name, text}));
const say = (text, kind = "") => { // who listens hears it when the hand rests, not at a letter
  $("status").setAttribute("aria-live", kind === "busy" ? "off" : "polite");
  if ($("status").textContent !== text) $("status").textContent = text;
  $("status").className = kind;
};

async function go(name, words = "") {
  if (name.startsWith("@")) { // of the brand, which has a page of its own
    if ($("fields").dataset.brand && await flushed()) location.href = `/b/${$("fields").dataset.brand}#f-${name.slice(1)}`;
    return;
  }
  const box = field(name);
  if (!box) return;
  show("form");
  box.closest("details")?.setAttribute("open", "");
  box.focus({preventScroll: true});
  const at = words ? box.value.replace(/\s/g, " ").indexOf(words.slice(0, 24)) : -1;
  if (at >= 0 && box.setSelectionRange && box.type !== "date") box.setSelectionRange(at, at);
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  box.closest(".field").scrollIntoView({block: "center", behavior: calm ? "auto" : "smooth"});
}

const sheet = new Sheet($("sides"), go);

function show(which) {
  document.body.classList.toggle("sheet-shown", which === "sheet");
  $("tab-form").setAttribute("aria-pressed", which === "form");
  $("tab-sheet").setAttribute("aria-pressed", which === "sheet");
}

// One question at a time; while it is out, only the newest of what is typed waits.
async function pump() {
  if (busy) return;
  busy = true;
  try {
    while (wantsSave || wantsTry) {
      if (wantsSave) { wantsSave = false; await save(); } else { wantsTry = false; await attempt(); }
    }
    clearTimeout(again);
  } catch (fault) {
    if (!(fault instanceof Gone)) throw fault;
    say(`${fault.message} Your words stay on this page until they are saved.`, "bad");
    wantsSave = wantsTry = false;
    clearTimeout(again);
    again = setTimeout(() => { wantsSave = pending.size > 0; wantsTry = true; pump(); }, AGAIN);
  } finally {
    busy = false;
  }
}

async function attempt() {
  const told = await ask(base, "try", {version, texts: texts(), page, fresh});
  fresh = false;
  if (told.sides && !sheet.draw(told)) { fresh = wantsTry = true; return; }
  if (told.version) version = told.version;
  if (told.fit !== undefined) $("fit").textContent = told.fit;
  $("sheet").classList.toggle("old", !told.sides);
  for (const mark of document.querySelectorAll("[data-panel]")) {
    const group = mark.closest(".group");
    const names = [...group.querySelectorAll("[data-field]")].map(box => box.dataset.field);
    mark.textContent = names.map(name => told.panels?.[name]).find(Boolean) ?? "";
  }
  mend(told.findings ?? []);
  if (told.steps) steps(told.steps);
}

async function save() {
  const saved = texts();
  if (!saved.length) return;
  const told = await ask(base, "save", {version, texts: saved});
  if (told.status === 409) { version = told.version; clash(told.clashes); wantsSave = texts().length > 0; return; }
  if (told.status !== 200) {
    mend(told.findings ?? []);
    say("Not saved: see what is to be mended. Your words stay on this page.", "bad");
    return;
  }
  version = told.version;
  for (const each of saved) if (pending.get(each.field) === each.text) pending.delete(each.field);
  steps(told.steps);
  if (told.joined) { await load(); say("Saved. Somebody else changed this file too: both changes are in it."); }
  else if (!pending.size) say(`All saved ${new Date().toTimeString().slice(0, 5)}`);
  clearTimeout(proving);
  proving = setTimeout(prove, PROOF);
}

async function prove() {
  if (pending.size || busy) return;
  const told = await ask(base, "prove", {}).catch(() => null);
  if (!told || pending.size || told.version !== version) return;
  const sound = told.words > 0;
  $("proof").className = `state ${sound ? "good" : "bad"}`;
  $("proof").textContent = sound ? `Proved: ${told.words} words, each printed once` : "Not yet fit for print";
  mend(told.findings ?? []);
}

function mend(findings) {
  const rows = findings.filter(each => each.severity !== "note");
  $("mend").hidden = !rows.length;
  $("mend").querySelector("ul").replaceChildren(...rows.map(each => findingRow(each, go)));
  for (const box of document.querySelectorAll("[data-field]:is(input, textarea, select)")) {
    const own = findings.find(each => each.field === box.dataset.field);
    const told = $(`e-${box.dataset.field}`);
    told.hidden = !own;
    told.className = own?.severity === "error" ? "err" : "err mild";
    told.textContent = own ? `${own.says}.` : "";
    if (own) box.setAttribute("aria-describedby", told.id); else box.removeAttribute("aria-describedby");
    if (own?.severity === "error") box.setAttribute("aria-invalid", "true"); else box.removeAttribute("aria-invalid");
  }
}

function clash(found) {
  for (const each of found) clashing.set(each.field, each);
  say("Not saved: somebody else changed the same text. Choose one.", "bad");
  const text = words => make("p", {class: "said"}, words || "(nothing)");
  $("clashes").replaceChildren(...[...clashing.values()].map(each => make("section", {class: "clash"},
    make("h2", {}, `“${field(each.field)?.closest(".field").querySelector("label").textContent}” was changed by somebody else`),
    make("div", {class: "both"},
      make("div", {}, make("h3", {}, "Yours"), text(pending.get(each.field) ?? each.mine),
        make("button", {type: "button", class: "main", onclick: () => choose(each, true)}, "Keep yours")),
      make("div", {}, make("h3", {}, "Theirs, in the file now"), text(each.theirs),
        make("button", {type: "button", onclick: () => choose(each, false)}, "Take theirs"))))));
  $("clashes").querySelector("button")?.focus();
}

function choose(each, mine) {
  clashing.delete(each.field);
  if (!mine) { pending.delete(each.field); if (field(each.field)) field(each.field).value = each.theirs; }
  clash([]);
  if (!clashing.size) say(mine ? "Saving" : "All saved");
  go(each.field);
  wantsSave = wantsTry = true;
  pump();
}

const steps = told => { $("undo").disabled = !told.undo; $("redo").disabled = !told.redo; };

// The form as the file is now. A field in which somebody types is left alone: what is typed is newer than any file.
async function load() {
  const answer = await fetch(location.pathname).catch(() => { throw new Gone(); });
  const other = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("fields");
  if (!other) return;
  version = other.dataset.version;
  const here = document.activeElement?.dataset?.field ?? "";
  const names = form => [...form.querySelectorAll("[data-field]")].map(box => box.dataset.field).join();
  if (names(other) === names($("fields"))) {
    for (const box of other.querySelectorAll("[data-field]")) {
      const own = field(box.dataset.field);
      if (box.dataset.field !== here && !pending.has(box.dataset.field) && own.value !== box.value) own.value = box.value;
    }
    return;
  }
  $("fields").replaceChildren(...other.children);
  if (here && field(here)) field(here).focus();
}

async function flushed() {
  clearTimeout(resting);
  wantsSave = true;
  await pump();
  while (busy) await new Promise(done => setTimeout(done, 20));
  return pending.size === 0;
}

async function changed(what, said) {
  if (!(await flushed())) return;
  busy = true;
  let told;
  try {
    told = await ask(base, what, {version, ...said});
    if (told.status === 200) {
      const left = document.activeElement;
      if (left?.dataset?.field) left.blur();
      await load();
      steps(told.steps);
      say(told.joined ? "Somebody else changed this file: look, and try again." : "All saved");
      clearTimeout(proving);
      proving = setTimeout(prove, PROOF);
    } else mend(told.findings ?? []);
  } catch (fault) {
    if (!(fault instanceof Gone)) throw fault;
    say(`${fault.message} Nothing was changed.`, "bad");
  } finally { busy = false; }
  wantsTry = true;
  await pump();
  return told;
}

document.addEventListener("input", event => {
  const box = event.target.closest("[data-field]");
  if (!box) return;
  pending.set(box.dataset.field, box.value);
  say("Not saved yet", "busy");
  if ($("proof").classList.contains("good")) { $("proof").className = "state open"; $("proof").textContent = "Changed: not proved yet"; }
  wantsTry = true;
  clearTimeout(resting);
  resting = setTimeout(() => { wantsSave = true; pump(); }, REST);
  pump();
});
document.addEventListener("focusin", event => { // the sheet itself must not move under a finger that is on it
  if (event.target.closest("#fields")) sheet.follow(event.target.dataset?.field ?? "");
});
document.addEventListener("focusout", event => {
  if (event.target.dataset?.field && pending.size) { clearTimeout(resting); wantsSave = true; pump(); }
});
$("fields").addEventListener("submit", event => event.preventDefault());
$("fields").addEventListener("keydown", event => {
  if (event.key === "Enter" && event.target.matches("input")) event.preventDefault();
});
$("fields").addEventListener("click", async event => {
  const button = event.target.closest("[data-act]");
  if (!button) return;
  const name = button.dataset.entry, at = Number(name.split(".").pop()), list = name.split(".").slice(0, -1).join(".");
  const to = {up: at - 1, down: at + 1}[button.dataset.act];
  const act = to === undefined ? button.dataset.act : "move";
  const told = await changed("shape", {act, field: name, to});
  if (told?.status !== 200) return;
  const next = {add: at + 1, drop: Math.max(0, at - 1)}[act] ?? to;
  const box = [...document.querySelectorAll("[data-field]:is(input, textarea)")]
    .find(each => each.dataset.field === `${list}.${next}` || each.dataset.field.startsWith(`${list}.${next}.`));
  if (box) { go(box.dataset.field); if (act === "add") box.select(); }
});
$("undo").addEventListener("click", () => changed("step", {by: "undo"}));
$("redo").addEventListener("click", () => changed("step", {by: "redo"}));
$("stamp")?.addEventListener("click", () => changed("stamp", {}));
$("tab-form").addEventListener("click", () => show("form"));
$("tab-sheet").addEventListener("click", () => show("sheet"));
addEventListener("keydown", event => {
  if (event.key !== "F6") return;
  event.preventDefault();
  const rooms = [$("form"), $("sheet")], now = rooms.findIndex(room => room.contains(document.activeElement));
  show(now === 0 ? "sheet" : "form");
  rooms[now === 0 ? 1 : 0].focus();
});
addEventListener("beforeunload", event => { if (pending.size) event.preventDefault(); });
addEventListener("focus", async () => {
  if (pending.size || busy) return;
  const before = version;
  wantsTry = true;
  await pump();
  if (version !== before) await load().catch(() => {});
});
if (location.hash.startsWith("#f-")) go(decodeURIComponent(location.hash.slice(3)));
wantsTry = true;
pump().then(() => { proving = setTimeout(prove, PROOF); });
