"""FINISH: a drawn canvas in, the bytes of a tagged PDF out."""

from brochure.pdf.finish import finish
from brochure.pdf.fonts import FontBook, book_of

__all__ = ["FontBook", "book_of", "finish"]
