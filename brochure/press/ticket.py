"""The job ticket: what a print shop asks about a job, as data and as rows for a page."""

from typing import Any, Final

from brochure.base.booklets import ON_A_SHEET
from brochure.base.colour import Spot
from brochure.base.folds import SCORED_FROM, Folding
from brochure.base.manuscript import Manuscript
from brochure.base.marks import bare
from brochure.base.units import in_mm
from brochure.base.wishes import PackWish
from brochure.press.fold_drawing import FoldPlan, plan_folds
from brochure.press.views import as_laid

_BULK: Final = 1.25  # cm3/g of uncoated paper; coated paper is thinner, so that no creep is larger than what is told
_ASK_FROM = 130  # g/m2: up to here paper folds without a crease


def ticket_of(
    manuscript: Manuscript, folding: Folding, wish: PackWish, files: dict[str, str], *, pages: int = 0
) -> dict[str, Any]:
    """The ticket as plain data; `files` are names with what each is, `pages` those of the file, 0 as the layout has."""
    grammage = wish.paper or 0.0
    sides = pages or len(manuscript.layout.sides)
    plan = plan_of(manuscript, folding)
    leaflet, layout, contact = manuscript.leaflet, manuscript.layout, manuscript.brand.contact
    return {
        "format": 1,
        "leaflet": {
            "code": leaflet.code.text,
            "version": leaflet.version.text,
            "title": bare(leaflet.title.text),
            "language": manuscript.language.tag,
            "issued": leaflet.issued.value.isoformat(),
        },
        "edition": manuscript.edition.name,
        "standards": sorted(standard.value for standard in manuscript.edition.standards),
        "sheet": {
            "trim_mm": [_mm(layout.sheet.width.points), _mm(layout.sheet.height.points)],
            "bleed_mm": _mm(manuscript.bleed),
            "sides": sides,
            "turned_over": f"{folding.flip} edge" if sides > 1 else "printed on one side",
        },
        "fold": {
            "kind": layout.fold,
            "layout": layout.title.text,
            "panels_mm": {
                side.name.text: [_mm(panel.width.points) for panel in side.panels if panel.width]
                for side in layout.sides
            },
            "folds_mm": [_mm(fold) for fold in as_laid(layout, folding, mirrored=False).folds_outside],
            "in_order": [{"bend": fold.bend, "inside_mm": _mm(fold.at)} for fold in plan.folds] if plan else [],
        },
        "binding": _binding(manuscript, sides, grammage) if layout.shape == "booklet" else None,
        "paper": {
            "stock": wish.stock,
            "grammage": grammage or None,
            "advice": paper_advice(grammage, folded=layout.fold != "none" or layout.shape == "booklet"),
        },
        "inks": inks_of(manuscript),
        "profile": manuscript.condition,
        "quantity": max(0, wish.quantity) or None,
        "contact": {
            "name": manuscript.brand.name.text,
            "telephone": contact.telephone.text,
            "email": contact.email.text,
        },
        "files": files,
    }


def plan_of(manuscript: Manuscript, folding: Folding) -> FoldPlan | None:
    """How the sheet of a leaflet is folded; nothing where it is not."""
    if folding.fold == "none":
        return None
    return plan_folds(manuscript.layout, folding, mirrored=manuscript.language.direction == "rtl")


def _binding(manuscript: Manuscript, pages: int, grammage: float) -> dict[str, Any]:
    """How a booklet is put together; `creep_mm` is by how much its innermost sheet stands out before it is cut."""
    sheets = pages // ON_A_SHEET
    return {
        "kind": "stitched twice through the fold",
        "pages": pages,
        "sheets": sheets,
        "edge": "right" if manuscript.language.direction == "rtl" else "left",
        "creep_mm": round((sheets - 1) * grammage * _BULK / 1000, 2) if grammage else None,
    }


def inks_of(manuscript: Manuscript) -> list[str]:
    """The plates: the process inks, and each spot ink that a role of the brand prints with."""
    palette, roles = manuscript.brand.palette, manuscript.brand.roles
    used = {getattr(roles, role).text for role in type(roles).__annotations__}
    presses = [swatch.press.colour for name, swatch in palette.items() if name in used and swatch.press]
    spots = [colour.name for colour in presses if isinstance(colour, Spot)]
    return ["Cyan", "Magenta", "Yellow", "Black", *dict.fromkeys(spots)]


def paper_advice(grammage: float, *, folded: bool) -> str:
    """What a weight asks of the folding. Source: what paper makers and print shops publish; see docs/press.md."""
    if not folded:
        return "no fold"
    if not grammage:
        return f"crease before folding from {SCORED_FROM} g/m2; fold with the grain"
    if grammage >= SCORED_FROM:
        return "crease every fold before folding; fold with the grain"
    if grammage > _ASK_FROM:
        return "ask the shop whether to crease; fold with the grain"
    return "folds without creasing; fold with the grain"


def rows_of(ticket: dict[str, Any]) -> list[tuple[str, str]]:
    """The ticket as labels and texts for one printed page; the first row is its heading."""
    leaflet, sheet, fold, paper = (ticket[key] for key in ("leaflet", "sheet", "fold", "paper"))
    wide, high = sheet["trim_mm"]
    rows = [
        ("", f"Job ticket: {leaflet['code']} {leaflet['version']}"),
        ("Language, date", f"{leaflet['language']}, {leaflet['issued']}"),
        ("File", f"{ticket['edition']}, {', '.join(ticket['standards'])}"),
        ("Trimmed sheet", f"{wide:g} x {high:g} mm, bleed {sheet['bleed_mm']:g} mm"),
        ("Sides", f"{sheet['sides']}, {sheet['turned_over']}"),
        ("Layout", fold["layout"]),
        ("Fold", fold["kind"]),
    ]
    if binding := ticket["binding"]:
        creep = f", creep {binding['creep_mm']:g} mm" if binding["creep_mm"] else ""
        said = f"{binding['kind']}, at the {binding['edge']}: {binding['pages']} single pages{creep}"
        rows.append(("Binding", said))
    for side, widths in fold["panels_mm"].items() if not binding else ():
        rows.append((f"Panels, {side}", " | ".join(f"{width:g}" for width in widths) + " mm"))
    if fold["in_order"]:
        folds = (f"{at} {each['bend']} at {each['inside_mm']:g} mm" for at, each in enumerate(fold["in_order"], 1))
        rows.append(("Folds in order", f"{', '.join(folds)}, from the left with the inside up"))
    rows += [
        ("Paper", " ".join(_said(paper))),
        ("Folding", paper["advice"]),
        ("Inks", ", ".join(ticket["inks"])),
        ("Profile", ticket["profile"]),
        ("Quantity", f"{ticket['quantity']}" if ticket["quantity"] else "not yet said"),
        ("Contact", ", ".join(ticket["contact"].values())),
    ]
    return [*rows, *((name, about) for name, about in ticket["files"].items())]


def _said(paper: dict[str, Any]) -> list[str]:
    said = [f"{paper['grammage']:g} g/m2"] if paper["grammage"] else []
    said += [paper["stock"]] if paper["stock"] else []
    return said or ["not yet said"]


def _mm(length: float) -> float:
    return round(in_mm(length), 3)
