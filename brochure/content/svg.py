"""SVG files to drawings: bytes go in, plain paths with their paints, clips and layers come out.

What can be kept exactly is kept; everything else is refused by name and place, with the way to mend it. Nothing is
fetched, no script is read, and what is drawn is counted, copies with it.
"""

from collections.abc import Mapping

from brochure.base.art import Drawing
from brochure.base.colour import Colour
from brochure.base.geometry import Box
from brochure.base.matrix import Matrix
from brochure.base.records import replace
from brochure.content.svg_bounds import around, ink_box, layers_deep, reaches_out
from brochure.content.svg_draw import SvgPainter
from brochure.content.svg_look import first_look
from brochure.content.svg_path import UnreadableError
from brochure.content.svg_tree import EXPORT, SvgElement, SvgFaults, read_tree
from brochure.content.svg_window import SvgWindow, root_window

LARGEST_SIDE = 100_000.0  # of the view box, in its own units
SMALLEST_SIDE = 1e-3
DEEPEST_LAYERS = 12  # a page may keep its state 28 times. Source: ISO 19005-2, 6.1.13
# Decimals that are kept, by the longer side of the view box.
_DECIMALS = ((100.0, 3), (10.0, 4), (0.0, 6))


def read_svg(data: bytes, *, file: str, palette: Mapping[str, Colour]) -> Drawing:
    """The drawing of an SVG file, with the origin at the bottom left of its view box and y upwards.

    `palette` gives the brand's colour for `#rrggbb` in small letters; a colour that it lacks is named by its hex text
    and has no recipe for the press. Shapes that reach over the view box are kept whole, and the drawing says so.

    Raises:
        BadInput: svg-damaged, svg-external, svg-unsupported or svg-too-large, each with its place in the file.
    """
    faults = SvgFaults(data, file)
    root = read_tree(data, faults)
    try:
        window = root_window(root.attributes)
    except UnreadableError as fault:
        hint = 'write viewBox="0 0 WIDTH HEIGHT" on <svg>'
        faults.stop("svg-unsupported", f"size of the drawing: {fault}", hint, root.place)
    painter = SvgPainter(root, file, palette, faults)
    drawn = _drawn(painter, root, window.box, window)
    if drawn.reaches_out and window.seen != window.box:
        # In a window of another shape more is seen than the view box, as far as anything lies there.
        drawn = _drawn(painter, root, window.seen, window)
    return drawn


def _drawn(painter: SvgPainter, root: SvgElement, box: Box, window: SvgWindow) -> Drawing:
    """What lies in a part of the drawing's own plane; `box` counts downwards."""
    faults = painter.faults
    width, height = box.width, box.height * window.stretch
    if not (min(width, height) >= SMALLEST_SIDE and max(width, height) <= LARGEST_SIDE):
        message = f"drawing is {width:g} by {height:g} units; a side may be {SMALLEST_SIDE:g} to {LARGEST_SIDE:g}"
        faults.stop("svg-too-large", message, "resize it, or mend its viewBox", root.place)
    decimals = next(decimals for side, decimals in _DECIMALS if max(width, height) >= side)
    upright = Matrix(d=-window.stretch, e=-box.left, f=box.top * window.stretch)
    look = replace(first_look(painter.palette), matrix=upright)
    pieces = painter.draw(look, window.viewport, decimals)
    faults.tell()
    if layers_deep(pieces) > DEEPEST_LAYERS:
        message = f"clips and opacity are nested over {DEEPEST_LAYERS} deep"
        faults.stop("svg-too-large", message, "ungroup what is cut or seen through", root.place)
    size = (round(width, decimals), round(height, decimals))
    ink = around(ink_box(piece) for piece in pieces)
    if ink is None:
        faults.stop("svg-damaged", "drawing holds nothing to see", EXPORT, root.place)
    if ink.right < 0 or ink.left > size[0] or ink.top < 0 or ink.bottom > size[1]:
        message = f"all that is drawn lies outside the {size[0]:g} by {size[1]:g} units of the viewBox"
        faults.stop("svg-damaged", message, "move the drawing into its page, or mend its viewBox", root.place)
    return Drawing(*size, pieces, reaches_out(ink, *size))
