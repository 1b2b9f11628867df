"""How much room a text has: letters until the type gets smaller, and until it no longer fits; found by laying out.

The words that are tried are the text's own, again and again, so that they are as wide as what somebody will type. Each
trial is one layout, and whoever asks may go away between two of them.
"""

import re
from collections.abc import Generator
from typing import Any, Final

from brochure.base.fields import field_at
from brochure.base.records import NamedTuple
from brochure.content.editing import text_at, tree_of
from brochure.studio.book import Book, FieldPath, Tried, TypedText
from brochure.studio.spoken import _

MOST_LETTERS: Final = 1_600  # beyond which nobody asks
_FIRST: Final = 40
_NEAR: Final = 0.04  # of the figure that is told: "about"
_STEP: Final = 5  # figures are rounded down to it
_MARKS: Final = re.compile(r"\{[^}]*\}|\[([^\]]*)\]\([^)]*\)|[*_`\[\]{}#]")


class SetState(NamedTuple):
    """How a leaflet came out, as far as its readers see it."""

    body_size: float
    title_size: float
    shortened: int  # short texts in the place of long ones
    is_over: bool


class TextRoom(NamedTuple):
    """What is left for one text, in letters; none where it is more than anybody types."""

    same: int | None  # before anything gets smaller
    fits: int | None  # before it no longer fits
    by_short: bool = False  # what comes first is a short text in its place


Trials = Generator[int, SetState, TextRoom]  # letters to add, how that came out, what is left


def set_state(tried: Tried) -> SetState:
    """How a trial came out; what cannot be laid out counts as too long."""
    laid = tried.laid
    if laid is None or laid.fit is None:
        return SetState(0, 0, 0, True)
    too_long = any(each.code in ("overset-text", "word-too-wide") for each in tried.findings)
    return SetState(laid.fit.body_size, laid.fit.title_size, laid.shortened, bool(laid.over) or too_long)


def trials(most: int = MOST_LETTERS) -> Trials:
    """Ask for one layout after the other, until both figures are known."""
    known: dict[int, SetState] = {0: (yield 0)}
    first = known[0]
    if first.is_over:
        return TextRoom(0, 0)

    def edge(holds: Any) -> Generator[int, SetState, int | None]:
        """The longest text that still holds, as far as is known."""
        good = max(letters for letters, state in known.items() if holds(state))
        bad = min((letters for letters, state in known.items() if not holds(state)), default=0)
        while bad == 0 or bad - good > max(_STEP, _NEAR * good):
            letters = min(most, max(_FIRST, 2 * good)) if bad == 0 else (good + bad) // 2
            if letters not in known:
                known[letters] = yield letters
            if holds(known[letters]):
                if letters == most:
                    return None
                good = letters
            else:
                bad = letters
        return good

    same = yield from edge(lambda state: state == first)
    fits = yield from edge(lambda state: not state.is_over) if same is not None else _none()
    by_short = same is not None and any(
        state.shortened > first.shortened for letters, state in known.items() if same < letters <= same + _FIRST
    )
    return TextRoom(_rounded(same), _rounded(fits), by_short)


def _none() -> Generator[int, SetState, None]:
    return
    yield  # a generator that asks for nothing


def _rounded(letters: int | None) -> int | None:
    return None if letters is None else letters // _STEP * _STEP


class Gauge:
    """The room of one text of a book, with what is typed and not yet in its file."""

    def __init__(self, book: Book, data: bytes, path: FieldPath) -> None:
        """`data` are the bytes of the file as they would be.

        Raises:
            BadInput: they cannot be read.
            ValueError: there is no such text.
        """
        self.book, self.data, self.path = book, data, path
        tree = tree_of(data, book.name)
        self.text = text_at(tree, path)
        field = field_at(book.model, path)
        if field is None:
            raise ValueError(path)
        self.most = field.about.most
        own = _MARKS.sub(r"\1", self.text)
        self._words = " ".join((own if len(own) > 60 else f"{own} {_longest(tree)}").split()) or "word"

    @property
    def limit(self) -> int:
        """The most letters that are tried."""
        return min(MOST_LETTERS, max(0, self.most - len(self.text))) if self.most else MOST_LETTERS

    def state(self, letters: int) -> SetState:
        """How the leaflet comes out with so many letters more."""
        text = self.text + longer(self._words, letters)
        changed = self.book.changed(self.data, [TypedText(self.path, text)]) if letters else self.data
        return set_state(self.book.tried(changed))


def longer(words: str, letters: int) -> str:
    """So many letters of the words, again and again; it begins with a blank and ends with none."""
    if letters <= 0:
        return ""
    again = (f" {words}" * (letters // (len(words) + 1) + 1))[:letters]
    return again.rstrip() + "n" * (len(again) - len(again.rstrip()))


def _longest(tree: object) -> str:
    """The longest text of a leaflet, to measure with where a field has too little of its own."""
    inside = tree.values() if isinstance(tree, dict) else tree if isinstance(tree, list) else ()
    own = [_MARKS.sub(r"\1", tree)] if isinstance(tree, str) else []
    return max((*own, *map(_longest, inside)), key=len, default="")


def room_words(room: TextRoom) -> str:
    """What is left, in one line for whoever types."""
    if room.same is None:
        return _("Room for as many letters as anybody writes here.")
    if room.same == 0 and room.fits == 0:
        return _("No room is left.")
    if room.fits is not None and room.fits - room.same <= max(_STEP, _NEAR * room.same):
        return _("Room for about {n} more letters; then it no longer fits.", n=room.same)
    first = _room_first(room)
    return first if room.fits is None else first + " " + _("It no longer fits after about {n}.", n=room.fits)


def _room_first(room: TextRoom) -> str:
    """What happens before it no longer fits."""
    if room.by_short:
        if not room.same:
            return _("A few letters more, and a short form is printed in place of a longer text.")
        return _(
            "Room for about {n} more letters before a short form is printed in place of a longer text.", n=room.same
        )
    if not room.same:
        return _("A few letters more, and the type gets smaller.")
    return _("Room for about {n} more letters before the type gets smaller.", n=room.same)
