"""Where a change of a YAML text begins and ends: the lines of an entry with the comments right above it, or what stands
between two commas.
"""

from collections.abc import Iterator

from brochure.base.records import NamedTuple
from brochure.content.retyping import Seat
from brochure.content.spans import Spanned


class Snip(NamedTuple):
    """Other text in the place of these characters."""

    start: int
    end: int
    text: str


class Splice(NamedTuple):
    """A change as cuts in order, and what goes for good: its comments may go with it."""

    cuts: tuple[Snip, ...]
    gone: str = ""

    def made(self, text: str) -> str:
        """The text with the change."""
        parts, at = [], 0
        for cut in self.cuts:
            parts += [text[at : cut.start], cut.text]
            at = cut.end
        return "".join([*parts, text[at:]])


def seat_of(text: str, node: Spanned, parent: Spanned) -> Seat:
    """Where a text stands that is to be another."""
    old = text[node.start : _content_end(text, node)]
    column = node.start - _line_start(text, node.start)
    return Seat(parent.column + 2, column, node.style, old, bool(parent.style), newline_of(text))


def in_place(text: str, node: Spanned, typed: str) -> Splice:
    """Another text where one stands, or where nothing does."""
    gap = "" if text[node.start - 1 : node.start] in ("", " ", "\n", "[", "{") else " "
    return Splice((Snip(node.start, _content_end(text, node), gap + typed),))


def put_in(text: str, home: Spanned, lines: list[str], at: int) -> Splice:
    """A key with its value before the one that is `at` this number."""
    if home.style:
        return _between_commas(text, home, lines, at)
    if at:
        return _below(text, home, lines, at - 1)
    first, newline = home.keys[0].start, newline_of(text)
    typed = newline.join(_padded(home, lines)).lstrip(" ")
    return Splice((Snip(first, first, typed + newline + " " * home.column),))


def added(text: str, home: Spanned, lines: list[str], at: int) -> Splice:
    """An entry before the one that is `at` this number, or after the last."""
    if home.style:
        return _between_commas(text, home, lines, at)
    if at:
        return _below(text, home, lines, at - 1)
    start, _ = _own_lines(text, home, 0)
    return Splice((Snip(start, start, "".join(line + newline_of(text) for line in _padded(home, lines))),))


def dropped(text: str, home: Spanned, at: int) -> Splice:
    """An entry, or a key with its value, taken out."""
    start, end = _own_lines(text, home, at)
    is_last = at == len(home.items) - 1
    if home.style:
        if not is_last:
            return Splice((Snip(start, _own_lines(text, home, at + 1)[0], ""),))
        return Splice((Snip(_own_lines(text, home, at - 1)[1] if at else start, end, ""),))
    if text[_line_start(text, start) : start].strip():  # right behind the hyphen of an entry
        behind = start if is_last else _own_lines(text, home, at + 1)[0]
        return Splice((Snip(start, behind, ""),), text[start:end])
    return Splice((Snip(_line_start(text, start), _line_end(text, end), ""),), text[start:end])


def moved(text: str, home: Spanned, at: int, to: int) -> Splice:
    """Entries in another order; what parts them stays where it is."""
    places = [_own_lines(text, home, each) for each in range(len(home.items))]
    order = [*range(len(places))]
    order.insert(to, order.pop(at))
    cuts = (
        Snip(*place, text[places[now][0] : places[now][1]])
        for place, now, before in zip(places, order, range(len(places)), strict=True)
        if now != before
    )
    return Splice(tuple(cuts))


def newline_of(text: str) -> str:
    """How the lines of a file end."""
    return "\r\n" if "\r\n" in text else "\n"


def _padded(home: Spanned, lines: list[str]) -> Iterator[str]:
    for line in lines:
        yield " " * home.column + line if line.strip() else line


def _below(text: str, home: Spanned, lines: list[str], above: int) -> Splice:
    at = _line_end(text, _own_lines(text, home, above)[1])
    newline = newline_of(text)
    typed = newline.join(_padded(home, lines))
    return Splice((Snip(at, at, typed + newline if text[:at].endswith("\n") else newline + typed),))


def _between_commas(text: str, home: Spanned, lines: list[str], at: int) -> Splice:
    typed = " ".join(line.strip() for line in lines)
    if not home.items:
        return Splice((Snip(home.start + 1, home.start + 1, typed),))
    if at:
        end = _own_lines(text, home, at - 1)[1]
        return Splice((Snip(end, end, f", {typed}"),))
    start, _ = _own_lines(text, home, 0)
    return Splice((Snip(start, start, f"{typed}, "),))


def _own_lines(text: str, home: Spanned, at: int) -> tuple[int, int]:
    """From where an entry begins, with the comments right above it where it has lines of its own, to its last letter.

    Comments above a key stay: they may speak of all that follows.
    """
    item = home.items[at]
    end = _content_end(text, item)
    if home.style:
        return (home.keys[at].start if home.keys else item.start), end
    end = len(text[: _line_end(text, end)].rstrip("\r\n"))  # with a comment behind it
    if home.keys:
        return home.keys[at].start, end
    start = _hyphen(text, home, item)
    line = _line_start(text, start)
    if text[line:start].strip():
        return start, end
    while line and _is_comment_at(text, above := _line_start(text, line - 1), home.column):
        line = above
    return line, end


def _is_comment_at(text: str, line: int, column: int) -> bool:
    return text[line : line + column].strip(" ") == "" and text[line + column : line + column + 1] == "#"


def _hyphen(text: str, home: Spanned, item: Spanned) -> int:
    """Of an entry; it may stand on a line above what it brings."""
    line = _line_start(text, item.start)
    while text[line + home.column : line + home.column + 1] != "-" and line:
        line = _line_start(text, line - 1)
    return line + home.column


def _content_end(text: str, node: Spanned) -> int:
    """Behind the last letter of a value; blank lines below a block belong to the file."""
    last = node
    while not last.style and last.items:
        last = last.items[-1]
    if last.style in (">", "|"):
        return last.start + len(text[last.start : last.end].rstrip())
    return last.end


def _line_start(text: str, at: int) -> int:
    return text.rfind("\n", 0, at) + 1


def _line_end(text: str, at: int) -> int:
    return text.find("\n", at) + 1 or len(text)
