"""The widths that a layout leaves to its fold, filled in."""

from brochure.base.design import Layout, Side
from brochure.base.findings import BadInput, Finding
from brochure.base.folds import HEAVIEST, LIGHTEST, Folding, allowance_for, fold_sheet
from brochure.base.model import Measure
from brochure.base.units import Pt, in_mm

_OFFICE_PAPER = 90  # g/m2, where neither layout nor order says more


def fold_layout(layout: Layout, grammage: float | None) -> Layout:
    """The layout with the width of every panel; paper of so many g/m2 goes before the layout's own allowance.

    Raises:
        BadInput: paper that does not fold, an allowance that leaves a panel no width, or more or fewer panels than the
            fold makes.
    """
    if layout.fold == "none" or any(panel.width for side in layout.sides for panel in side.panels):
        return layout.but(sides=tuple(_one_panel(side, layout) for side in layout.sides))
    folding = folding_of(layout, grammage)
    sides = []
    for at, side in enumerate(layout.sides):
        widths = folding.columns if at == 0 else folding.columns[::-1]
        if len(side.panels) != len(widths):
            message = f"side '{side.name}' has {len(side.panels)} panels; a {layout.fold} fold makes {len(widths)}"
            raise BadInput(Finding("fold-panels", message, side.name.origin, "give the side as many panels"))
        panels = zip(side.panels, widths, strict=True)
        sides.append(side.but(panels=tuple(p.but(width=Measure(width, p.name.origin)) for p, width in panels)))
    return layout.but(sides=tuple(sides))


def folding_of(layout: Layout, grammage: float | None = None) -> Folding:
    """The geometry of a layout's sheet.

    Raises:
        BadInput: paper that does not fold, or an allowance that leaves a panel no width.
    """
    sheet = layout.sheet
    if grammage is not None and not LIGHTEST <= grammage <= HEAVIEST:
        message = f"paper of {grammage:g} g/m2 cannot be folded"
        raise BadInput(Finding("fold-paper", message, None, f"name a weight from {LIGHTEST} to {HEAVIEST} g/m2"))
    allowance = _allowance(layout, grammage)
    try:
        return fold_sheet(layout.fold, sheet.width.points, sheet.height.points, allowance)
    except ValueError:
        message = f"a {layout.fold} fold with an allowance of {in_mm(allowance):g} mm leaves a panel no width"
        origin = layout.allowance.origin if layout.allowance else layout.title.origin
        raise BadInput(Finding("fold-widths", message, origin, "a few millimetres are enough")) from None


def _allowance(layout: Layout, grammage: float | None) -> Pt:
    if grammage is None and layout.allowance is not None:
        return layout.allowance.points
    return allowance_for(layout.fold, grammage or _OFFICE_PAPER)


def _one_panel(side: Side, layout: Layout) -> Side:
    """A side that is not folded is one panel."""
    if len(side.panels) > 1 or side.panels[0].width is not None:
        return side
    return side.but(panels=(side.panels[0].but(width=layout.sheet.width),))
