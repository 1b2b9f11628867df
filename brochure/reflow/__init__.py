"""REFLOW: stories in, a plain text or one HTML file out; the words find their own lines."""

from brochure.reflow.html import html_edition
from brochure.reflow.inline import inline_html
from brochure.reflow.read_back import leaves_of_html, leaves_of_text
from brochure.reflow.text import filled_line, text_edition

__all__ = ["filled_line", "html_edition", "inline_html", "leaves_of_html", "leaves_of_text", "text_edition"]
