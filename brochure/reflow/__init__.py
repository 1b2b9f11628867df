"""REFLOW: stories in, a plain text or one HTML file out; the words find their own lines."""

from brochure.reflow.html import html_edition
from brochure.reflow.read_back import leaves_of_html, leaves_of_text
from brochure.reflow.text import text_edition

__all__ = ["html_edition", "leaves_of_html", "leaves_of_text", "text_edition"]
