"""INK: pages in, PDF operators on a ReportLab canvas out; tags are written while drawing."""

from brochure.paint.ink import Inked, Mark, ink, slot_mark
from brochure.paint.profile import seen_in_inks
from brochure.paint.text import show_strip

__all__ = ["Inked", "Mark", "ink", "seen_in_inks", "show_strip", "slot_mark"]
