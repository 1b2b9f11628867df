"""REFLOW: stories in, a plain text or one HTML file out; the words find their own lines."""

from brochure.reflow.html import Drawings, html_edition
from brochure.reflow.read_back import SpokenLeaf, leaves_of_html, leaves_of_text
from brochure.reflow.text import text_edition

__all__ = ["Drawings", "SpokenLeaf", "html_edition", "leaves_of_html", "leaves_of_text", "text_edition"]
