"""FINISH: a drawn canvas in, the bytes of a tagged PDF out."""

from brochure.pdf.finish import finish, finish_document, version_of
from brochure.pdf.fonts import FontBook, Shown, book_of, shown_by
from brochure.pdf.weight import weight_findings

__all__ = ["FontBook", "Shown", "book_of", "finish", "finish_document", "shown_by", "version_of", "weight_findings"]
