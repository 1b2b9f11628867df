// The sheet in space, folded as a hand folds it: each panel has two faces, and turns about the folds between it and
// the panel that stays. The program says where the folds are and what lies on what.
import {_, make} from "./ask.js";

const TURN = 500; // milliseconds of one fold
const THICK = 0.6; // pixels between two panels that lie on each other
const $ = id => document.getElementById(id);

export class Fold {
  constructor(home, sheet) {
    this.home = home;
    this.sheet = sheet;
    this.made = 0; // folds, of which some may be on their way
    this.turned = 0;
    this.told = null;
    this.leaf = make("div", {class: "leaf"});
    this.table = make("div", {class: "table", role: "img"}, this.leaf);
    home.append(this.table);
    $("fold-open").addEventListener("click", () => this.go(this.goal - 1, this.side));
    $("fold-close").addEventListener("click", () => this.go(this.goal + 1, this.side));
    $("fold-turn").addEventListener("click", () => this.go(this.goal, 1 - this.side));
    new ResizeObserver(() => this.set()).observe(home);
  }

  // New geometry, or new words on the old one; a piece that is seen for the first time is closed.
  draw(told) {
    if (!told) return;
    const shape = JSON.stringify([told.panels, told.creases]);
    if (shape !== this.shape) {
      this.shape = shape;
      this.goal = this.made = told.creases.length;
      this.side = this.turned = 0;
    }
    this.told = told;
    const art = told.sides.map(name => this.#picture(this.sheet.sides.get(name)?.svg));
    if (this.leaf.children.length !== told.panels.length) {
      this.leaf.replaceChildren(...told.panels.map(() => make("div", {class: "leafpanel"},
        make("div", {class: "face"}, make("img", {alt: ""})), make("div", {class: "face behind"}, make("img", {alt: ""})))));
    }
    [...this.leaf.children].forEach(panel => [...panel.querySelectorAll("img")].forEach((image, at) => {
      image.parentElement.dataset.panel = told.panels[[...this.leaf.children].indexOf(panel)].names[at];
      if (image.getAttribute("src") !== art[1 - at]) image.src = art[1 - at];
    }));
    this.set();
    this.#speak();
  }

  // A side as one picture: what is drawn, without what only a finger needs.
  #picture(svg) {
    if (!svg) return "";
    const bare = svg.cloneNode(true);
    for (const each of bare.querySelectorAll(".hit")) each.remove();
    for (const each of bare.querySelectorAll(".over")) each.setAttribute("fill", "#b3141b");
    const {width, height} = svg.viewBox.baseVal;
    bare.setAttribute("width", width * 2);
    bare.setAttribute("height", height * 2);
    return `data:image/svg+xml,${encodeURIComponent(new XMLSerializer().serializeToString(bare))}`;
  }

  go(goal, side) {
    this.goal = goal;
    this.side = side;
    this.#speak();
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) { this.made = goal; this.turned = side; this.set(); return; }
    const begin = performance.now(), made = this.made, turned = this.turned, run = this.run = {};
    const step = now => {
      if (run !== this.run) return;
      const part = Math.min(1, (now - begin) / TURN), eased = part * part * (3 - 2 * part);
      this.made = made + (goal - made) * eased;
      this.turned = turned + (side - turned) * eased;
      this.set();
      if (part < 1) requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
  }

  // Each panel at its place in space.
  set() {
    const told = this.told, room = this.home.clientWidth;
    if (!told || !room) return;
    const scale = Math.min(room * 0.86 / told.width, 560 / told.height);
    const edges = [...told.panels.map(each => each.left * scale), told.width * scale];
    const angle = at => {
      const number = told.creases.findIndex(each => each.at === at);
      return number < 0 ? 0 : 180 * Math.max(0, Math.min(1, this.made - number)) * (told.creases[number].up ? 1 : -1);
    };
    const fold = (matrix, at, sign) => matrix.translate(edges[at], 0).rotate(0, sign * angle(at), 0).translate(-edges[at], 0);
    const places = [];
    places[told.stays] = new DOMMatrix();
    for (let at = told.stays + 1; at < told.panels.length; at++) places[at] = fold(places[at - 1], at, -1);
    for (let at = told.stays - 1; at >= 0; at--) places[at] = fold(places[at + 1], at + 1, 1);
    const low = told.moments[Math.floor(this.made)], high = told.moments[Math.ceil(this.made)], part = this.made % 1;
    [...this.leaf.children].forEach((panel, at) => {
      const level = low.stack.indexOf(at) * (1 - part) + high.stack.indexOf(at) * part;
      const lifted = new DOMMatrix().translate(0, 0, level * THICK).multiply(places[at]).translate(edges[at], 0);
      panel.style.transform = lifted.toString();
      panel.style.width = `${edges[at + 1] - edges[at]}px`;
      panel.style.height = `${told.height * scale}px`;
      const faces = [told.panels[at].left, told.panels[at].back];
      panel.querySelectorAll("img").forEach((image, side) => {
        image.style.width = `${told.width * scale}px`;
        image.style.left = `${-faces[side] * scale}px`;
      });
    });
    // What lies on the table stays in its middle.
    const ends = moment => moment.stack.flatMap(at => [0, 1].map(side => this.#end(places, edges, at, side)));
    const all = ends(low), middle = (Math.min(...all) + Math.max(...all)) / 2;
    const height = told.height * scale;
    this.table.style.height = `${height * 1.12}px`;
    this.leaf.style.transform = `translate(${room / 2}px, ${height * 0.06}px) rotateX(14deg) rotateY(${this.turned * 180}deg) translateX(${-middle}px)`;
  }

  #end(places, edges, at, side) {
    return places[at].transformPoint(new DOMPoint(edges[at + side], 0)).x;
  }

  #speak() {
    const moment = this.told.moments[this.goal], seen = this.side ? moment.behind : moment.seen;
    const last = this.told.creases.length;
    const how = this.goal === last ? _("Closed") : this.goal === 0 ? _("Open") : _("Half open");
    $("fold-says").textContent = `${how}: ${seen.join(", ")}`;
    this.table.setAttribute("aria-label", $("fold-says").textContent);
    $("fold-open").disabled = this.goal === 0;
    $("fold-close").disabled = this.goal === last;
  }
}
