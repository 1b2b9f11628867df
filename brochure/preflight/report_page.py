"""The report as one HTML file: pages as pictures, each fault outlined and numbered beside its words."""

import base64
from collections.abc import Sequence
from html import escape

from brochure.base.findings import Finding, Severity
from brochure.base.units import mm
from brochure.opened.document import OpenedPage
from brochure.opened.pixels import png_of
from brochure.preflight.inspect import Inspection
from brochure.preflight.job import Job
from brochure.preflight.register import CHECKS

_COLOURS = 128  # of a page picture
_LABELS_ACROSS = 420.0  # points of a sheet whose labels are 9 pt
_LEAST_OUTLINE = 6.0  # points, so that a hairline's outline can be seen
_NAMES = {Severity.ERROR: "Error", Severity.WARNING: "Warning", Severity.NOTE: "Note"}
_BOXES = (("media", "sheet"), ("bleed", "bleed"), ("trim", "trim"))

_POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
_STYLE = """
:root{--ink:#17252a;--paper:#fff;--soft:#eef1f0;--line:#b9c4c2;--error:#a3121f;--warning:#7a4d00;--note:#1b4f72}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,sans-serif}
main{max-width:74rem;margin:0 auto;padding:2rem 1.25rem 4rem}
h1{font-size:1.75rem;line-height:1.2;margin:0 0 .25rem;overflow-wrap:anywhere}
h2{font-size:1.25rem;margin:2.5rem 0 .75rem;border-top:1px solid var(--line);padding-top:1.25rem}
p{margin:.25rem 0}a{color:var(--note)}
table{border-collapse:collapse;margin:1rem 0}
th,td{text-align:left;vertical-align:top;padding:.3rem 3rem .3rem 0;border-bottom:1px solid var(--line)}
.verdict{font-size:1.125rem;font-weight:600;margin:.75rem 0}
.page{display:grid;grid-template-columns:minmax(0,3fr) minmax(17rem,2fr);gap:1.5rem;align-items:start}
@media(max-width:52rem){.page{grid-template-columns:minmax(0,1fr)}}
svg{width:100%;height:auto;background:var(--soft);border:1px solid var(--line)}
figure{margin:0;position:sticky;top:1rem}figcaption{font-size:.875rem;color:#42555a}
@media(max-width:52rem){figure{position:static}}
ol{list-style:none;margin:0;padding:0}
li{padding:.6rem 0 .6rem 2.6rem;border-bottom:1px solid var(--line);position:relative}
li:target{background:var(--soft)}
.number{position:absolute;left:0;top:.65rem;min-width:1.9rem;padding:0 .35rem;border-radius:1rem;color:#fff;
text-align:center;font-weight:600;font-size:.875rem}
.error .number{background:var(--error)}.warning .number{background:var(--warning)}.note .number{background:var(--note)}
.kind{font-weight:600}.error .kind{color:var(--error)}.warning .kind{color:var(--warning)}.note .kind{color:var(--note)}
code{font-size:.9em;overflow-wrap:anywhere}.why,.where{color:#42555a;font-size:.9375rem}
.box{fill:none;stroke-width:1.6}.box.error{stroke:#a3121f}.box.warning{stroke:#7a4d00;stroke-dasharray:5 2}
.box.note{stroke:#1b4f72;stroke-dasharray:2 2}
.label{font-weight:600;font-family:sans-serif;fill:#fff}
.frame{fill:none;stroke-width:.6}.media{stroke:#999}.bleed{stroke:#0a7d3c;stroke-dasharray:4 2}.trim{stroke:#0057b8}
.fold{stroke:#8a2be2;stroke-width:.6;stroke-dasharray:6 3}
@media print{.page{break-inside:avoid}}
"""


def report_page(inspection: Inspection, *, name: str) -> str:
    """The report of one inspection as HTML that needs nothing from outside; `name` is that of the file."""
    findings, job = inspection
    numbered = list(enumerate(findings, 1))
    parts = [_head(name, findings, job)]
    loose = [each for each in numbered if not (each[1].place and each[1].place.page)]
    if loose:
        parts.append(f"<section><h2>The file</h2><ol>{''.join(_item(*each) for each in loose)}</ol></section>")
    for sheet in job.gathered.sheets if job else ():
        here = [each for each in numbered if each[1].place and each[1].place.page == sheet.number]
        if job and (here or len(job.gathered.sheets) <= _FEW_PAGES):
            parts.append(_page(job, sheet, here))
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Preflight of {escape(name)}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        f"<style>{_STYLE}</style></head><body><main>{''.join(parts)}</main></body></html>\n"
    )


_FEW_PAGES = 8  # a longer file shows only pages with faults


def _head(name: str, findings: Sequence[Finding], job: Job | None) -> str:
    counts = {severity: sum(each.severity is severity for each in findings) for severity in Severity}
    verdict = (
        "Not ready: errors must be mended."
        if counts[Severity.ERROR]
        else ("Usable: look at the warnings." if counts[Severity.WARNING] else "Nothing stands against it.")
    )
    rows = [
        ("Errors", counts[Severity.ERROR]),
        ("Warnings", counts[Severity.WARNING]),
        ("Notes", counts[Severity.NOTE]),
    ]
    said = [f"<tr><th scope=row>{title}</th><td>{count}</td></tr>" for title, count in rows]
    if job is not None:
        said += [f"<tr><th scope=row>{title}</th><td>{escape(text)}</td></tr>" for title, text in _facts(job)]
    title = f"<h1>Preflight of {escape(name)}</h1><p class=verdict>{verdict}</p>"
    return f"<header>{title}<table>{''.join(said)}</table></header>"


def _facts(job: Job) -> list[tuple[str, str]]:
    asked = sum(job.profile in row.severity for row in CHECKS.values())
    facts = [("Profile", f"{job.profile}: {asked} of {len(CHECKS)} checks"), ("Pages", str(len(job.gathered.sheets)))]
    facts.append(("Format", f"PDF {job.document.version}"))
    if job.profile in ("press", "master"):
        facts.append(("Printing condition", job.condition or "not named"))
        if not job.gathered.unrendered:
            facts.append(("Inks", ", ".join(job.gathered.ink_names) or "none"))
            facts.append(("Most ink", f"{job.gathered.most_ink:.0%} of at most {job.most_ink:.0%}"))
    return facts


def _item(number: int, finding: Finding) -> str:
    kind = finding.severity.value
    row = next((row for code, row in CHECKS.items() if code == finding.code), None)
    why = f"<p class=why>{escape(row.why)} Source: {escape(row.source)}.</p>" if row else ""
    where = " · ".join(str(each) for each in (finding.origin, _place_words(finding)) if each)
    return (
        f'<li id="f{number}" class={kind}><span class=number>{number}</span>'
        f"<p><span class=kind>{_NAMES[finding.severity]}</span> <code>{escape(finding.code)}</code>: "
        f"{escape(finding.message)}</p><p>To do: {escape(finding.hint)}.</p>{why}"
        f"{f'<p class=where>{escape(where)}</p>' if where else ''}</li>"
    )


def _place_words(finding: Finding) -> str:
    place = finding.place
    if place is None or place.left_mm is None:
        return ""
    return f"{place.left_mm:.1f} mm from the left, {place.top_mm:.1f} mm from the top of the trim"


def _page(job: Job, sheet: OpenedPage, findings: list[tuple[int, Finding]]) -> str:
    count = len(findings)
    told = f"{count} {'finding' if count == 1 else 'findings'}" if count else "nothing found"
    items = (
        f"<ol>{''.join(_item(*each) for each in findings)}</ol>" if findings else "<p>Nothing found on this page.</p>"
    )
    return (
        f"<section><h2>Page {sheet.number}: {told}</h2><div class=page>{_picture(job, sheet, findings)}"
        f"<div>{items}</div></div></section>"
    )


def _picture(job: Job, sheet: OpenedPage, findings: list[tuple[int, Finding]]) -> str:
    media = sheet.media
    pixels = job.seen(sheet)
    image = ""
    if pixels is not None:
        data = base64.b64encode(png_of(pixels, colours=_COLOURS)).decode()
        image = f'<image width="{media.width:.2f}" height="{media.height:.2f}" href="data:image/png;base64,{data}"/>'
    drawn = "".join(_frame(sheet, name, title) for name, title in _BOXES)
    drawn += "".join(_fold(sheet, fold) for fold in job.folds(sheet))
    drawn += "".join(_outline(sheet, number, finding) for number, finding in findings)
    words = f"Picture of page {sheet.number} with {len(findings)} numbered outlines; their words follow."
    svg = (
        f'<svg viewBox="0 0 {media.width:.2f} {media.height:.2f}" role="img" aria-label="{words}">{image}{drawn}</svg>'
    )
    folds = "; violet, dashed: folds" if job.folds(sheet) else ""
    return f"<figure>{svg}<figcaption>Blue: trim; green, dashed: bleed; grey: sheet{folds}.</figcaption></figure>"


def _frame(sheet: OpenedPage, name: str, title: str) -> str:
    box = getattr(sheet, name)
    left, top = box.left - sheet.media.left, sheet.media.top - box.top
    return (
        f'<rect class="frame {name}" x="{left:.2f}" y="{top:.2f}" width="{box.width:.2f}" height="{box.height:.2f}">'
        f"<title>{title}</title></rect>"
    )


def _fold(sheet: OpenedPage, fold: float) -> str:
    x = sheet.trim.left - sheet.media.left + fold
    top, bottom = sheet.media.top - sheet.trim.top, sheet.media.top - sheet.trim.bottom
    return f'<line class=fold x1="{x:.2f}" x2="{x:.2f}" y1="{top:.2f}" y2="{bottom:.2f}"/>'


def _outline(sheet: OpenedPage, number: int, finding: Finding) -> str:
    place = finding.place
    if place is None or place.left_mm is None:
        return ""
    width, height = (max(mm(each), _LEAST_OUTLINE) for each in (place.width_mm, place.height_mm))
    left = mm(place.left_mm) + sheet.trim.left - sheet.media.left - (width - mm(place.width_mm)) / 2
    top = mm(place.top_mm) + sheet.media.top - sheet.trim.top - (height - mm(place.height_mm)) / 2
    kind = finding.severity.value
    unit = max(1.0, sheet.media.width / _LABELS_ACROSS)  # so that labels are as large in the picture of a large sheet
    wide, high = (8 + 5.5 * len(str(number))) * unit, 11 * unit
    fill = {"error": "#a3121f", "warning": "#7a4d00", "note": "#1b4f72"}[kind]
    x, y = min(max(0.0, left), sheet.media.width - wide), max(0.0, top - high)
    return (
        f'<rect class="box {kind}" x="{left:.2f}" y="{top:.2f}" width="{width:.2f}" height="{height:.2f}"/>'
        f'<a href="#f{number}">'
        f'<rect x="{x:.2f}" y="{y:.2f}" width="{wide:.1f}" height="{high:.1f}" rx="3" fill="{fill}"/>'
        f'<text class=label font-size="{9 * unit:.1f}" x="{x + 4 * unit:.2f}" y="{y + 8.5 * unit:.2f}">{number}</text>'
        "</a>"
    )
