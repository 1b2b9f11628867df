// What is typed is tried at once, saved when the hand rests, and never lost: it stays here until it is in the file.
import {_, ask, findingRow, Gone, make} from "./ask.js";
import {Fold} from "./fold.js";
import {Sheet} from "./sheet.js";

const CALM = 800, REST = 700, LONGEST = 3000, PROOF = 900, AGAIN = 2000; // milliseconds
const $ = id => document.getElementById(id);
const page = Math.random().toString(36).slice(2);
const base = $("fields").dataset.base;
const kept = `brochure ${location.pathname}`;
let version = $("fields").dataset.version; // of the file, and of what the form shows of it
const pending = new Map(); // what is typed and not in the file yet, by field
const under = new Map(); // the version over which each of them is typed
const clashing = new Map();
let busy = false, stuck = false, wantsTry = false, wantsSave = false, fresh = true;
let freshPatients = true, calm = 0;
let resting = 0, proving = 0, again = 0, since = 0;
const field = name => document.querySelector(`[data-field="${CSS.escape(name)}"]:is(input, textarea, select)`);
const texts = () => [...pending].filter(([name]) => !clashing.has(name)).map(([name, text]) => ({field: name, text}));
const typedOver = asked => texts().filter(each => under.get(each.field) === asked);
const say = (text, kind = "") => { // who listens hears it when the hand rests, not at a letter
  $("status").setAttribute("aria-live", kind === "busy" ? "off" : "polite");
  if ($("status").textContent !== text) $("status").textContent = text;
  $("status").className = kind;
};

// A copy for the page that comes after this one, should this one go before its words are in the file.
function keep() {
  try {
    if (pending.size) sessionStorage.setItem(kept, JSON.stringify([...pending].map(([name, text]) => [name, text, under.get(name)])));
    else sessionStorage.removeItem(kept);
  } catch { /* no room, or forbidden: the file gets them all the same */ }
}

function restore() {
  let found = [];
  try { found = JSON.parse(sessionStorage.getItem(kept) ?? "[]"); } catch { /* as if there were none */ }
  for (const [name, text, over] of found) {
    const box = field(name);
    if (box?.value === text) continue;
    if (box) box.value = text;
    pending.set(name, text);
    under.set(name, over);
  }
  keep();
  return pending.size > 0;
}

function forget(name) { pending.delete(name); under.delete(name); keep(); }

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

const sheet = new Sheet($("sides"), go), phone = new Sheet($("phone"), go);
const fold = new Fold($("folded"), sheet);
let folding = null; // how the sheet is folded, as the program told last

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
      clearTimeout(again);
      if (wantsSave) { wantsSave = false; await save(); } else { wantsTry = false; await attempt(); }
    }
  } catch (fault) {
    if (!(fault instanceof Gone)) throw fault;
    say(`${fault.message} ${_("Your words stay on this page until they are saved.")}`, "bad");
    wantsSave = wantsTry = false;
    later();
  } finally {
    busy = false;
  }
}

function later() {
  stuck = true;
  clearTimeout(again);
  again = setTimeout(() => { wantsSave = pending.size > 0; wantsTry = true; pump(); }, AGAIN);
}

async function attempt() {
  const told = await ask(base, "try", {version, texts: texts(), page, fresh});
  fresh = false;
  if (stuck && !pending.size) { stuck = false; say(_("All saved")); }
  if (told.sides && !sheet.draw(told)) { fresh = wantsTry = true; return; }
  if (told.version && told.version !== version) await load(); // somebody else wrote
  if (told.sides) { folding = told.fold; $("view-folded").hidden = !folding; refold(); }
  if (told.fit !== undefined) $("fit").textContent = told.fit;
  $("sides").classList.toggle("old", !told.sides || Boolean(told.is_old));
  for (const mark of document.querySelectorAll("[data-panel]")) {
    const group = mark.closest(".group");
    const names = [...group.querySelectorAll("[data-field]")].map(box => box.dataset.field);
    mark.textContent = names.map(name => told.panels?.[name]).find(Boolean) ?? "";
  }
  mend(told.findings ?? []);
  if (told.steps) steps(told.steps);
}

async function save() {
  while (texts().length) {
    const over = under.get(texts()[0].field);
    if (!await saveOver(over, typedOver(over))) return;
  }
}

// What is typed over one version of the file; whether it is in the file now.
async function saveOver(over, saved) {
  const told = await ask(base, "save", {version: over, knows: version, texts: saved});
  if (told.status === 409) {
    clash(told.clashes);
    wantsSave = texts().length > 0;
    return false;
  }
  if (told.status !== 200) {
    mend(told.findings ?? []);
    say(_("Not saved: {why}. Your words stay on this page.", {why: told.findings?.[0]?.says ?? _("the program refused it")}), "bad");
    later();
    return false;
  }
  stuck = false;
  since = Date.now();
  for (const {field: name, text} of saved) if (pending.get(name) === text) forget(name); else under.set(name, told.version);
  keep();
  steps(told.steps);
  const joined = told.joined || over !== version;
  if (joined) await load(); else version = told.version;
  if (told.joined) say(_("Saved. Somebody else changed this file too: both changes are in it."));
  else if (!pending.size) say(`${_("All saved")} ${new Date().toTimeString().slice(0, 5)}`);
  clearTimeout(proving);
  proving = setTimeout(prove, PROOF);
  return true;
}

async function prove() {
  if (pending.size || busy) return;
  const told = await ask(base, "prove", {}).catch(() => null);
  if (!told || pending.size || told.version !== version) return;
  const sound = told.words > 0;
  $("proof").className = `state ${sound ? "good" : "bad"}`;
  $("proof").textContent = sound ? _("Proved: {n} words, each printed once", {n: told.words}) : _("Not yet fit for print");
  mend(told.findings ?? []);
}

function mend(findings) {
  const rows = findings.filter(each => each.severity !== "note");
  const isDamaged = rows.some(each => each.code.startsWith("yaml-"));
  $("mend").hidden = !rows.length;
  $("mend").querySelector("ul").replaceChildren(...rows.map(each => findingRow(each, go)),
    ...(isDamaged ? [make("li", {}, make("a", {href: location.pathname}, _("Mend the file as text")))] : []));
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
  if (clashing.size) say(_("Not saved: somebody else changed the same text. Choose one."), "bad");
  const text = (words, marks) => make("p", {class: "said", ...marks}, words || _("(nothing)"));
  $("clashes").replaceChildren(...[...clashing.values()].map(each => make("section", {class: "clash"},
    make("h2", {}, _("“{what}” was changed by somebody else", {what: field(each.field)?.closest(".field").querySelector("label").textContent ?? _("What you wrote")})),
    make("div", {class: "both"},
      make("div", {}, make("h3", {}, _("Yours")), text(pending.get(each.field) ?? each.mine, {"data-mine": each.field}),
        make("button", {type: "button", class: "main", onclick: () => choose(each, true)}, _("Keep yours"))),
      make("div", {}, make("h3", {}, _("Theirs, in the file now")), text(each.theirs, {}),
        make("button", {type: "button", onclick: () => choose(each, false)}, _("Take theirs")))))));
}

async function choose(each, mine) {
  clashing.delete(each.field);
  clash([]);
  if (!mine) forget(each.field);
  await load().catch(() => {});
  if (!mine) { if (field(each.field)) field(each.field).value = each.theirs; }
  else under.set(each.field, version); // over theirs, which has been read
  keep();
  if (!clashing.size) say(mine ? _("Saving") : _("All saved"));
  go(each.field);
  wantsSave = wantsTry = true;
  pump();
}

// When the hand rests: what room is left, and what patients get. A key that is pressed meanwhile makes an answer old.
function rest() {
  clearTimeout(calm);
  calm = setTimeout(async () => {
    if (busy) { rest(); return; }
    await gauge().catch(() => {});
    if (!$("patients").hidden) await patients().catch(() => {});
  }, CALM);
}

async function gauge() {
  const box = document.activeElement, value = box?.value;
  if (!box?.matches?.("#fields :is(textarea, input[type=text])")) return;
  const told = await ask(base, "room", {version, texts: texts(), field: box.dataset.field});
  if (!told.says || document.activeElement !== box || box.value !== value) return;
  $("room").textContent = told.says;
  if ($("room").previousElementSibling !== box) box.after($("room"));
}

async function patients() {
  const told = await ask(base, "patients", {version, texts: texts(), page, fresh: freshPatients});
  freshPatients = false;
  $("phone").classList.toggle("old", !told.sides);
  if (told.sides && !phone.draw(told)) { freshPatients = true; return patients(); }
  if (told.html && $("html").getAttribute("src") !== told.html) $("html").src = told.html;
}

let refolding = 0;
function refold() { // the picture in space follows when the hand rests
  clearTimeout(refolding);
  if (!folding && !$("fold").hidden) view("flat");
  if (!$("fold").hidden) refolding = setTimeout(() => fold.draw(folding), fold.told ? 250 : 0);
}

function view(which) {
  for (const each of ["flat", "folded", "patients"]) $(`view-${each}`).setAttribute("aria-pressed", which === each);
  $("sides").hidden = $("fit").hidden = which !== "flat";
  $("fold").hidden = which !== "folded";
  $("patients").hidden = which !== "patients";
  if (which === "folded") fold.draw(folding);
  if (which === "patients") patients().catch(fault => say(fault.message, "bad"));
}

const steps = told => { $("undo").disabled = !told.undo; $("redo").disabled = !told.redo; };

// The form as the file is now. A text that is typed and not saved stays: it is newer than any file.
async function load() {
  const answer = await fetch(location.pathname).catch(() => { throw new Gone(); });
  const other = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("fields");
  if (!other) return;
  version = other.dataset.version;
  const boxes = form => [...form.querySelectorAll("[data-field]")];
  const names = form => boxes(form).map(box => box.dataset.field).join();
  if (names(other) === names($("fields"))) {
    for (const box of boxes(other)) {
      const own = field(box.dataset.field);
      if (own.type === "file") { own.closest(".field").querySelector(".art").replaceWith(box.closest(".field").querySelector(".art")); continue; }
      if (pending.has(box.dataset.field) || own.value === box.value) continue;
      const at = own === document.activeElement && own.setSelectionRange ? own.selectionEnd : null;
      own.value = box.value;
      if (at !== null && own.matches("textarea, [type=text]")) own.setSelectionRange(at, at);
    }
    return;
  }
  const here = document.activeElement?.dataset?.field ?? "";
  $("form").append($("room"));
  $("fields").replaceChildren(...other.children);
  for (const [name, text] of pending) if (field(name)) field(name).value = text;
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
      await load();
      steps(told.steps);
      say(told.joined ? _("Somebody else changed this file: look, and try again.") : _("All saved"));
      clearTimeout(proving);
      proving = setTimeout(prove, PROOF);
    } else mend(told.findings ?? []);
  } catch (fault) {
    if (!(fault instanceof Gone)) throw fault;
    say(`${fault.message} ${_("Nothing was changed.")}`, "bad");
  } finally { busy = false; }
  wantsTry = true;
  await pump();
  return told;
}

document.addEventListener("input", event => {
  const box = event.target.closest("[data-field]");
  if (!box || box.type === "file") return;
  const name = box.dataset.field;
  if (!pending.size) since = Date.now();
  if (!pending.has(name)) under.set(name, version);
  pending.set(name, box.value);
  keep();
  const shown = document.querySelector(`[data-mine="${CSS.escape(name)}"]`);
  if (shown) shown.textContent = box.value || _("(nothing)");
  if (!stuck && !clashing.size) say(_("Not saved yet"), "busy");
  $("room").textContent = "";
  rest();
  if ($("proof").classList.contains("good")) { $("proof").className = "state open"; $("proof").textContent = _("Changed: not proved yet"); }
  wantsTry = true;
  clearTimeout(resting);
  if (Date.now() - since > LONGEST) wantsSave = true;
  resting = setTimeout(() => { wantsSave = true; pump(); }, REST);
  pump();
});
document.addEventListener("focusin", event => { // the sheet itself must not move under a finger that is on it
  if (!event.target.closest("#fields")) return;
  sheet.follow(event.target.dataset?.field ?? "");
  $("room").textContent = "";
  rest();
});
document.addEventListener("focusout", event => {
  if (event.target.dataset?.field && pending.size) { clearTimeout(resting); wantsSave = true; pump(); }
});
$("fields").addEventListener("submit", event => event.preventDefault());
$("fields").addEventListener("keydown", event => {
  if (event.key === "Enter" && event.target.matches("input:not([type=file])")) event.preventDefault();
});
$("fields").addEventListener("click", async event => {
  const button = event.target.closest("[data-act]");
  if (!button) return;
  const name = button.dataset.entry, at = Number(name.split(".").pop()), list = name.split(".").slice(0, -1).join(".");
  if (button.dataset.act === "hand") { handIn(name, button.closest("details").querySelector("[type=file]").files[0]); return; }
  const to = {up: at - 1, down: at + 1}[button.dataset.act];
  const act = to === undefined ? button.dataset.act : "move";
  const kind = button.matches(".acts > *") && ["add", "put"].includes(act) ? button.parentElement.querySelector(":scope > [data-kinds]")?.value ?? "" : "";
  const told = await changed("shape", {act, field: name, to, kind});
  if (told?.status !== 200) return;
  const next = act === "put" ? name : `${list}.${{add: at + 1, drop: Math.max(0, at - 1)}[act] ?? to}`;
  const box = [...document.querySelectorAll("[data-field]:is(input, textarea):not([type=file])")]
    .find(each => each.dataset.field === next || each.dataset.field.startsWith(`${next}.`));
  if (box) { go(box.dataset.field); if (act === "add" || act === "put") box.select(); }
});
// A picture goes to the program as it is; what it is called there, the program says.
async function handIn(name, file) {
  if (!file || !(await flushed())) return;
  const words = document.querySelector(`[data-words="${CSS.escape(name)}"]`)?.value ?? "";
  say(_("The picture is looked at"), "busy");
  const said = new URLSearchParams({field: name, version, name: file.name, alt: words});
  const told = await fetch(`${base}/art?${said}`, {method: "POST", headers: {"content-type": "application/octet-stream"}, body: file})
    .then(async answer => ({status: answer.status, ...(await answer.json().catch(() => ({findings: []})))}), () => null);
  if (told?.status === 200 && !told.joined) {
    await load();
    steps(told.steps);
    say(_("All saved"));
    wantsTry = true;
    await pump();
    document.querySelector(`[data-hands="${CSS.escape(name)}"]`)?.focus();
    return;
  }
  const why = told?.status === 413 ? _("it is too large") : told?.findings?.[0]?.says ?? (told?.joined ? _("somebody else changed this file") : _("the program is not running"));
  mend(told?.findings ?? []);
  say(_("The picture was not taken: {why}.", {why}), "bad");
}
document.addEventListener("change", event => {
  if (event.target.matches?.("#fields [data-field][data-hands]")) handIn(event.target.dataset.field, event.target.files[0]);
});
$("undo").addEventListener("click", () => changed("step", {by: "undo"}));
$("redo").addEventListener("click", () => changed("step", {by: "redo"}));
$("stamp")?.addEventListener("click", () => changed("stamp", {}));
$("view-flat").addEventListener("click", () => view("flat"));
$("view-folded").addEventListener("click", () => view("folded"));
$("view-patients").addEventListener("click", () => view("patients"));
$("tab-form").addEventListener("click", () => show("form"));
$("tab-sheet").addEventListener("click", () => show("sheet"));
addEventListener("keydown", event => {
  if (event.key !== "F6") return;
  event.preventDefault();
  const rooms = [$("form"), $("sheet")], now = rooms.findIndex(room => room.contains(document.activeElement));
  show(now === 0 ? "sheet" : "form");
  rooms[now === 0 ? 1 : 0].focus();
});
addEventListener("beforeunload", event => { if (pending.size && (stuck || clashing.size)) event.preventDefault(); });
addEventListener("pagehide", () => { // the answer comes to nobody: `restore` looks whether it was done
  for (const over of new Set(texts().map(each => under.get(each.field)))) {
    const body = JSON.stringify({version: over, texts: typedOver(over)});
    fetch(`${base}/save`, {method: "POST", headers: {"content-type": "application/json"}, body, keepalive: true}).catch(() => {});
  }
});
addEventListener("focus", async () => {
  if (pending.size || busy) return;
  wantsTry = true;
  await pump();
});
if (location.hash.startsWith("#f-")) go(decodeURIComponent(location.hash.slice(3)));
wantsSave = restore();
wantsTry = true;
pump().then(() => { proving = setTimeout(prove, PROOF); });
