"""Compose once, stamp many: a leaflet for many people, each copy tagged, whole and standing alone."""

from brochure.copies.copier import Copier, Learned, source_mark

__all__ = ["Copier", "Learned", "source_mark"]
