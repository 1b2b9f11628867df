"""INK: pages in, PDF operators on a ReportLab canvas out; tags are written while drawing."""

from brochure.paint.canvas import DrawnPage, DrawnPicture, Opening, Piece, SlotPlace
from brochure.paint.ink import Inked, Mark, ink
from brochure.paint.profile import seen_in_inks
from brochure.paint.text import show_strip, strip_items

__all__ = [
    "DrawnPage",
    "DrawnPicture",
    "Inked",
    "Mark",
    "Opening",
    "Piece",
    "SlotPlace",
    "ink",
    "seen_in_inks",
    "show_strip",
    "strip_items",
]
