"""Compose once, stamp many: a leaflet for many people, each copy tagged, whole and standing alone."""

from brochure.copies.copier import Copier, source_mark
from brochure.copies.learning import Learned

__all__ = ["Copier", "Learned", "source_mark"]
