"""How a sheet is folded, for a page that shows it in space: its panels with their two faces, and each moment.

The geometry is that of `base.creases`: the sheet lies with its second side up, and what lies on what is told there.
"""

from collections.abc import Callable

from brochure.base.creases import Lying, creases_of, lie, visible
from brochure.base.folds import Folding, fold_sheet
from brochure.base.made import Laid
from brochure.base.page import Page
from brochure.content.labels import panel_label
from brochure.studio.answers import Json

_STAYS = 1  # the panel that a hand holds down, as `base.creases` counts


def fold_words(laid: Laid) -> Json | None:
    """The fold of what was laid out; none where its sheet is not folded. Lengths in points."""
    layout = laid.manuscript.layout
    if layout.fold == "none" or len(laid.pages) != 2:
        return None
    outside, inside = laid.pages
    count = len(inside.panels)
    is_mirrored = laid.manuscript.language.direction == "rtl"
    folding = fold_sheet(layout.fold, inside.width, inside.height)

    def own(at: int) -> int:
        """A panel from the left, counted from the side from which the piece is read, or back."""
        return count - 1 - at if is_mirrored else at

    creases = creases_of(layout.fold)
    return {
        "width": inside.width, "height": inside.height, "stays": own(_STAYS),
        "sides": [outside.name, inside.name],
        "panels": [
            {"left": inside.panels[at].box.left, "width": inside.panels[at].box.width,
             "back": outside.panels[count - 1 - at].box.left,
             "names": [panel_label(inside.panels[at].name), panel_label(outside.panels[count - 1 - at].name)]}
            for at in range(count)
        ],
        "creases": [
            {"at": count - each.at if is_mirrored else each.at, "up": each.bend == "valley"} for each in creases
        ],
        "moments": [_moment(folding, made, own, outside, inside) for made in range(len(creases) + 1)],
    }  # fmt: skip


def _moment(folding: Folding, made: int, own: Callable[[int], int], outside: Page, inside: Page) -> Json:
    """Which panel lies on which after so many folds, the undermost first, and what is seen from either side."""
    stack = lie(folding, made)
    over = tuple(each._replace(turned=not each.turned, left=-each.right, right=-each.left) for each in stack[::-1])
    return {
        "stack": [own(each.panel) for each in stack],
        "seen": [_face(each, own, outside, inside) for each in _in_order(stack)],
        "behind": [_face(each, own, outside, inside) for each in _in_order(over)],
    }


def _in_order(stack: tuple[Lying, ...]) -> list[Lying]:
    """What is seen, from left to right by the middles: a wing and what it half covers begin at one place."""
    return sorted(visible(stack), key=lambda each: each.left + each.right)


def _face(lying: Lying, own: Callable[[int], int], outside: Page, inside: Page) -> str:
    at = own(lying.panel)
    panels = outside.panels[::-1] if lying.turned else inside.panels
    return panel_label(panels[at].name)
