"""Text and HTML for many: an edition composed and proved once, and filled for each person.

A personal paragraph is one noncharacter while the edition is composed, which no text may hold, so that its place cannot
be forged. What must hold, and why:

- What is filled in is what the edition would have: the same function writes it (`inline_html`, `filled_line`).
- The proof of a copy is as strong as that of an edition made for one. The template is read back whole. A filled place
  is read back between the tags, or on the line, that stand around it; a reader is in the same state there as in the
  whole file, because what stands around begins where a tag or a line begins, and ends where one ends.
- Whatever else differs (a code of their own, a heading) makes the edition be made by itself: there is no template then.
"""

from collections.abc import Callable
from html import escape
from typing import Final

from brochure.base.findings import BadInput, Finding
from brochure.base.made import Laid
from brochure.base.manuscript import Manuscript
from brochure.base.order import Order
from brochure.base.personal import PLACE, fill_words, marked, personal_leaves
from brochure.base.records import NamedTuple, replace
from brochure.base.spoken import Spoken
from brochure.base.story import Figure, Words
from brochure.compose import fill, reflowed
from brochure.content.read import read
from brochure.content.shelf import Shelf
from brochure.draft.personal import Judge, Values
from brochure.pdf import weight_findings

_MARKS: Final = [chr(code) for code in range(0xFDD0, 0xFDF0)]  # Unicode 16, 23.7: noncharacters, for use inside


class _PlaceToFill(NamedTuple):
    """Where a paragraph goes. What stands around it goes back to the start of its tag or line."""

    words: Words
    mark: str
    before: str
    after: str
    spoken: tuple[Spoken, ...]  # what a reader hears of it, with the mark


class _Mould(NamedTuple):
    """An edition for one set of choices, cut at its places."""

    manuscript: Manuscript
    stretches: tuple[str, ...]
    places: tuple[_PlaceToFill, ...]


class ReflowCopier:
    """The text or HTML edition of a personal leaflet as a letter has it, ready to be filled."""

    def __init__(self, order: Order, shelf: Shelf, look: Callable[[str], None]) -> None:
        """Read the leaflet. `look` sees each template, and what is filled in with what stands around it; it may refuse.

        Raises:
            BadInput: with every finding.
        """
        self.order, self.shelf, self.look = order, shelf, look
        self.manuscript = read(order, shelf).manuscript
        self.judge = Judge(self.manuscript.leaflet, self.manuscript.language)
        self._moulds: dict[frozenset[str], _Mould | None] = {}

    def copy(self, values: Values) -> str | None:
        """The edition for one person, proved; none where it has to be made by itself.

        Raises:
            BadInput: it cannot be made, or is refused.
        """
        if values.holds not in self._moulds:
            self._moulds[values.holds] = self._composed(values.holds)
        mould = self._moulds[values.holds]
        if mould is None:
            return None
        parts = [mould.stretches[0]]
        for place, after in zip(mould.places, mould.stretches[1:], strict=True):
            parts += self._filled(place, values, mould.manuscript), after
        text = "".join(parts)
        edition = mould.manuscript.edition
        if too_large := weight_findings(text.encode(), self.order.budget or edition.budget, edition.name):
            raise BadInput(*too_large)
        return text

    def _composed(self, holds: frozenset[str]) -> _Mould | None:
        manuscript = replace(self.manuscript, leaflet=self.manuscript.leaflet.for_choices(holds))
        stories = fill(manuscript).stories
        personal = [leaf for leaf in personal_leaves(stories) if _is_shown(leaf)]
        own = {
            mark: leaf
            for mark, leaf in zip(_MARKS, personal, strict=False)
            if isinstance(leaf, Words) and not leaf.is_button
        }
        if len(own) < len(personal) or any(leaf.tag != "P" for leaf in own.values()):
            return None
        laid = Laid(manuscript, marked(stories, {leaf.number: mark for mark, leaf in own.items()}), ())
        data, proof = reflowed(laid, self.shelf.faces, for_mail=True)
        if not proof.holds:
            raise BadInput(*proof.findings)
        text = data.decode()
        self.look(text)
        cuts = [at for at, character in enumerate(text) if character in own]
        places = tuple(self._place(text, at, own[text[at]]) for at in cuts)
        edges = zip([0, *(at + 1 for at in cuts)], [*cuts, len(text)], strict=True)
        return _Mould(manuscript, tuple(text[start:end] for start, end in edges), places)

    def _place(self, text: str, at: int, words: Words) -> _PlaceToFill:
        start, end = ("<", ">") if self._is_html else ("\n", "\n")
        before = text[max(0, text.rfind(start, 0, at)) : at]
        after = text[at + 1 : text.index(end, at) + 1]
        return _PlaceToFill(words, text[at], before, after, self._heard(before + text[at] + after))

    @property
    def _is_html(self) -> bool:
        return self.manuscript.edition.form == "html"

    def _heard(self, text: str) -> tuple[Spoken, ...]:
        from brochure.reflow import leaves_of_html, leaves_of_text  # noqa: PLC0415 - a copy for print pays for no reflow

        return leaves_of_html(text) if self._is_html else leaves_of_text(text)

    def _filled(self, place: _PlaceToFill, values: Values, manuscript: Manuscript) -> str:
        words = fill_words(place.words, values.said)
        inside = self._written(place, words, manuscript)
        whole = place.before + inside + place.after
        wanted = (each._replace(text=each.text.replace(place.mark, words.text)) for each in place.spoken)
        heard = self._heard(whole)
        if len(heard) != len(place.spoken) or not all(map(Spoken.same_as, heard, wanted)):
            raise BadInput(Finding("lost-words", "a personal paragraph lost its words", words.origin, "report this"))
        self.look(whole)
        return inside

    def _written(self, place: _PlaceToFill, words: Words, manuscript: Manuscript) -> str:
        from brochure.reflow import filled_line, inline_html  # noqa: PLC0415

        if not self._is_html:
            return filled_line(words.text, after=place.before)
        if place.before.endswith(">"):
            return inline_html(words.runs, manuscript.brand.contact, manuscript.language)
        return escape(words.text)  # in an attribute


def _is_shown(leaf: Words | Figure) -> bool:
    """Whether what is personal of a leaf stands in the edition: of most paragraphs their link does not."""
    return isinstance(leaf, Figure) or leaf.is_button or bool(PLACE.search(leaf.text))
