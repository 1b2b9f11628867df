"""FINISH: a drawn canvas in, the bytes of a tagged PDF out."""

from brochure.pdf.finish import finish
from brochure.pdf.fonts import FontBook, book_of
from brochure.pdf.weight import weight_findings

__all__ = ["FontBook", "book_of", "finish", "weight_findings"]
