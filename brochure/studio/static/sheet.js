// The sheet alive: pieces of SVG by their keys, of which only those that changed arrive.
import {_, make} from "./ask.js";

const SVG = "http://www.w3.org/2000/svg";
const drawn = text => {
  const home = document.createElementNS(SVG, "svg");
  home.innerHTML = text;
  return home.firstElementChild;
};

export class Sheet {
  constructor(home, go) {
    this.home = home;
    this.go = go;
    this.sides = new Map();
    this.lit = "";
    home.addEventListener("click", event => {
      const piece = event.target.closest("[data-field]");
      if (piece?.dataset.field) go(piece.dataset.field, piece.querySelector("[data-t]")?.dataset.t ?? piece.dataset.t);
    });
  }

  // False where a piece is missing that was sent to another life of this page: all are asked for again.
  draw(told) {
    const names = told.sides.map(side => side.name);
    for (const [name, side] of this.sides) if (!names.includes(name)) { side.figure.remove(); this.sides.delete(name); }
    return told.sides.every(side => this.#side(side));
  }

  #side(told) {
    let side = this.sides.get(told.name);
    if (!side) {
      const svg = document.createElementNS(SVG, "svg");
      svg.setAttribute("role", "img");
      const panels = make("div", {class: "panels"});
      const figure = make("figure", {class: "side"}, make("figcaption", {}, told.label), svg, panels);
      side = {svg, panels, figure, pieces: new Map()};
      this.sides.set(told.name, side);
      this.home.append(figure);
    }
    const {svg, pieces} = side;
    svg.setAttribute("viewBox", `0 0 ${told.width} ${told.height}`);
    svg.setAttribute("aria-label", `${told.label}: ${told.words}`);
    for (const [key, text] of Object.entries(told.new)) pieces.set(key, drawn(text));
    const wanted = new Set(told.order);
    for (const [key, piece] of pieces) if (!wanted.has(key)) { piece.remove(); pieces.delete(key); }
    let at = svg.firstElementChild;
    for (const [number, key] of told.order.entries()) {
      const piece = pieces.get(key);
      if (!piece) return false;
      piece.dataset.field = told.fields[number] ?? "";
      piece.classList.toggle("over", told.over.includes(number));
      if (piece === at) at = at.nextElementSibling;
      else svg.insertBefore(piece, at);
    }
    side.figure.classList.toggle("tall", told.height > told.width);
    // What has no room hangs below the paper: as much room is made there.
    const hangs = Math.max(0, ...[...svg.querySelectorAll(".over .hit")].map(
      each => Number(each.getAttribute("y")) + Number(each.getAttribute("height")) - told.height));
    svg.style.marginBottom = `${hangs / told.width * 100}%`;
    this.#panels(side, told);
    this.light(this.lit);
    return true;
  }

  #panels(side, told) {
    const names = told.panels.map(each => each.name).join();
    if (side.panels.dataset.names === names) return;
    side.panels.dataset.names = names;
    side.panels.style.gridTemplateColumns = told.panels.map(each => `${each.width}fr`).join(" ");
    side.panels.replaceChildren(...told.panels.map(each => make("button", {
      type: "button", "aria-label": _("Write on: {panel}", {panel: each.label}), onclick: () => this.first(each.label),
    }, each.label)));
  }

  first(label) {
    for (const mark of document.querySelectorAll("[data-panel]")) {
      if (mark.textContent === label) return this.go(mark.dataset.panel);
    }
  }

  // The lines of the field that has the caret come into sight, where the sheet stands beside the form.
  follow(field) {
    this.light(field);
    const lit = field && this.home.querySelector(".lit"), room = this.home.closest("section");
    if (!lit || !matchMedia("(min-width: 56rem)").matches) return;
    // The sheet alone is moved: were the page moved too, a click would end beside what it began on.
    const seen = room.getBoundingClientRect(), line = lit.getBoundingClientRect(), foot = Math.min(seen.bottom, innerHeight);
    if (line.top < seen.top) room.scrollTop -= seen.top - line.top + 24;
    else if (line.bottom > foot) room.scrollTop += line.bottom - foot + 24;
  }

  light(field) {
    this.lit = field;
    for (const {svg} of this.sides.values()) {
      for (const piece of svg.children) piece.classList.toggle("lit", field !== "" && piece.dataset.field === field);
    }
  }
}
