"""A letter as mail programs clean it: no head, no style sheet, no drawing, no `data:`, nothing on <html> and <body>.

For the tests, and for `benchmarks/letters.py`.
"""

from html import escape
from html.parser import HTMLParser

_DROPPED = {"head", "style", "svg", "script", "title"}
_BARE = frozenset(("html", "body"))
_KEPT = {"href", "alt", "dir", "lang", "style", "width", "height", "value", "role"}


def sanitised(html: str, *, keeps_body: bool = False) -> str:
    """The page that is left; `keeps_body` is a program that leaves what stands on <html> and <body>."""
    cleaner = _Cleaner(frozenset() if keeps_body else _BARE)
    cleaner.feed(html)
    cleaner.close()
    return f'<!DOCTYPE html>\n<meta charset="utf-8">\n{"".join(cleaner.kept)}'


class _Cleaner(HTMLParser):
    def __init__(self, bare: frozenset[str]) -> None:
        super().__init__(convert_charrefs=True)
        self.bare = bare
        self.kept: list[str] = []
        self.dropped: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _DROPPED:
            self.dropped.append(tag)
        if self.dropped:
            return
        # Custom properties are known to few mail programs.
        said = [(name, value or "") for name, value in attrs if name in _KEPT and "var(" not in (value or "")]
        marks = "".join(f' {name}="{escape(value)}"' for name, value in said) if tag not in self.bare else ""
        self.kept.append(f"<{tag}{marks}>")

    def handle_endtag(self, tag: str) -> None:
        if not self.dropped:
            self.kept.append(f"</{tag}>")
        elif tag == self.dropped[-1]:
            self.dropped.pop()

    def handle_data(self, data: str) -> None:
        if not self.dropped:
            self.kept.append(escape(data))
