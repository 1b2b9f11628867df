"""What the style sheet says of the blocks of a body; a leaflet without one does not carry it."""

from typing import Final

BODY_SHEET: Final = """
.numbered, .signs { list-style: none !important; }
.numbered > li, .signs > li { position: relative; padding-inline-start: 2rem; }
.numbered > li::before {
  content: counter(list-item); position: absolute; inset-inline-start: 0; font-weight: 700; color: var(--heading);
}
.numbered > li + li, .signs > li + li { margin-block-start: .5rem; }
.numbered > li > * + * { margin-block-start: .6rem; }
.signs > li > :is(figure, svg):first-child {
  position: absolute; inset-inline-start: 0; inset-block-start: calc(var(--leading) * .5em - .55rem);
  inline-size: 1.1rem !important;
}
li > :is(.plain, .signs) { margin-block-start: .4rem; }

.table, .facts { inline-size: 100%; border-collapse: collapse; }
caption { padding-block-end: .3rem; text-align: start; font-weight: 700; color: var(--heading); }
:is(.table, .facts) :is(th, td) {
  padding-block: .45rem; padding-inline: 0 1.1rem; border-block-end: 1px solid var(--rule);
  text-align: start; vertical-align: baseline;
}
:is(.table, .facts) tr > :last-child { padding-inline-end: 0; }
.table tbody th { font-weight: 400; }
:is(.table, .facts) .figures { text-align: end; font-variant-numeric: lining-nums tabular-nums; }
:is(.table, .facts) .centre { text-align: center; }
:is(.table, .facts) td:empty { min-inline-size: 3rem; block-size: 2.4rem; }

.pair, .beside { display: grid; gap: 1.1rem 2rem; align-items: start; }
.column > * + *, section.box > * + *, .urgent > * + * { margin-block-start: .5rem; }
.part > .pair + .pair { margin-block-start: 1.4rem; }
.column > h2:not(:first-child) { margin-block-start: 1.4rem; }
section.box, .urgent { padding: 1.1rem 1.3rem 1.3rem; background: var(--aside); color: var(--aside-text); }
section.box h2 { color: var(--aside-heading); }
section.box a { color: var(--aside-mark); }
.urgent { background: var(--cover); color: var(--cover-text); }
.urgent :is(h2, a) { color: inherit; }
.urgent li::before { border-color: currentColor; }
.urgent .heading { font: 700 1.35rem/1.3 var(--display); }
blockquote { margin: 0; padding-inline-start: 1.2rem; border-inline-start: .25rem solid var(--mark); }
.picture { max-inline-size: 26rem; }
.picture :is(svg, img) { inline-size: 100%; }
.risk svg { inline-size: 100%; }
.picture .outline { inline-size: 9rem; }

.blank i { display: block; block-size: 2.4rem; border-block-end: 2px solid var(--text); }
div.sign { display: grid; grid-auto-columns: 1fr; gap: .3rem 2rem; }
div.sign > figure { grid-row: 1; }
div.sign > p { grid-row: 2; }

@media (min-width: 40em) {
  .pair { grid-template-columns: 1fr 1fr; }
  .beside { grid-template-columns: 1fr .62fr; }
}
@media screen and (max-width: 36em) {
  .table:has(th:nth-child(4)) :is(tbody, tr, th, td) { display: block; inline-size: 100%; text-align: start; }
  .table:has(th:nth-child(4)) thead { position: absolute; clip-path: inset(50%); }
  .table:has(th:nth-child(4)) tr { padding-block: .6rem; border-block-end: 1px solid var(--rule); }
  .table:has(th:nth-child(4)) tbody :is(th, td) {
    position: relative; padding-block: .1rem; padding-inline-start: 8.5rem; border: 0;
  }
  .table:has(th:nth-child(4)) :is(th, td)::before {
    position: absolute; inset-inline-start: 0; font-weight: 700;
    content: attr(data-label); content: attr(data-label) / "";
  }
}
@media print {
  section.box, .urgent { break-inside: avoid; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  tr { break-inside: avoid; }
}
"""
