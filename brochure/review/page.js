"use strict";
(() => {
  const main = document.querySelector("[data-review]");
  const texts = [...main.querySelectorAll("[data-now]")], remarks = [...main.querySelectorAll("[data-remark]")];
  const words = element => (element.isContentEditable ? element.innerText : element.textContent).replace(/\r/g, "");
  const same = (one, other) => one.trim().replace(/[ \t]+/g, " ") === other.trim().replace(/[ \t]+/g, " ");
  const remarkOf = field => remarks.find(each => each.dataset.remark === field);
  let waits = false;

  for (const each of main.querySelectorAll("[contenteditable]")) {
    each.setAttribute("contenteditable", "plaintext-only"); // where a browser knows it, nothing else can be pasted
    if (!each.isContentEditable) each.setAttribute("contenteditable", "true");
    each.addEventListener("input", () => { waits = true; count(); });
  }

  function count() {
    let changed = 0;
    for (const each of texts) {
      const is = !same(words(each), each.dataset.was);
      each.classList.toggle("changed", is);
      changed += is;
    }
    const said = remarks.filter(each => words(each).trim()).length;
    document.getElementById("count").textContent =
      `${changed} ${changed === 1 ? "text" : "texts"} changed, ${said} ${said === 1 ? "remark" : "remarks"}`;
  }

  // FNV-1a of what was typed: a mail gateway that spoils letters is told. No browser need have more for a file.
  function sum(back) {
    let mark = 0x811c9dc5;
    const typed = back.map(each => `${each.now}\x1f${each.remark}`).join("\x1e");
    for (const byte of new TextEncoder().encode(typed)) mark = Math.imul(mark ^ byte, 0x01000193) >>> 0;
    return mark.toString(16).padStart(8, "0");
  }

  const make = document.getElementById("make");
  make.hidden = false;
  make.addEventListener("click", () => {
    const { leaflet, language, digest, review } = main.dataset;
    const back = texts.map(each => ({
      field: each.dataset.now, was: each.dataset.was, now: words(each), remark: words(remarkOf(each.dataset.now)),
    }));
    const told = {
      brochure_review: review, leaflet, language, digest, sum: sum(back),
      who: words(main.querySelector("[data-who]")), remark: words(remarkOf("")),
      texts: back,
    };
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([JSON.stringify(told, null, 1)], { type: "application/json" }));
    link.download = `${leaflet}.${language}.corrections.json`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    waits = false;
  });
  addEventListener("beforeunload", event => { if (waits) event.preventDefault(); });
  count();
})();
