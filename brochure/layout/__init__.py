"""SET: stories in, pages out. Type is as large as the style allows and everything fits, or nothing is made."""

from brochure.layout.drawings import reflow_drawings
from brochure.layout.set_pages import SetPages, set_pages

__all__ = ["SetPages", "reflow_drawings", "set_pages"]
