"""INK: pages in, PDF operators on a ReportLab canvas out; tags are written while drawing."""

from brochure.paint.ink import Inked, Mark, ink

__all__ = ["Inked", "Mark", "ink"]
