"""A text as it was typed to runs: marks read and taken away, words set with the typography of their language."""

from collections.abc import Iterator
from functools import lru_cache

from brochure.base.code_names import Code
from brochure.base.findings import did_you_mean
from brochure.base.language import LANGUAGES, Language
from brochure.base.marks import (
    CLOSED,
    OPENED,
    Bracketed,
    Opened,
    Starred,
    addresses_as_typed,
    by_bracket,
    given_back,
    levelled,
    opened,
    starred,
)
from brochure.base.records import NamedTuple
from brochure.base.story import Run
from brochure.draft.typography import tidy


class MarkFault(NamedTuple):
    """What is wrong with a mark."""

    code: Code
    message: str
    hint: str


class Marked(NamedTuple):
    """The runs of a text, and what is wrong with its marks."""

    runs: tuple[Run, ...]
    faults: tuple[MarkFault, ...] = ()

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


@lru_cache(maxsize=2048)
def runs_of(text: str, language: Language) -> Marked:
    """The text as runs. Quotes and spaces are set over the whole of it: a mark does not part a sentence."""
    found = opened(text, isolated=language.direction == "rtl")
    shown = addresses_as_typed(tidy(found.text, language))
    return Marked(tuple(_runs(shown, found)), tuple(_faults(found.brackets)))


def _runs(text: str, found: Opened) -> Iterator[Run]:
    inside, met = Bracketed(), 0
    for stretch in starred(text):
        for piece in by_bracket(stretch.text):
            if piece == OPENED:
                inside = found.brackets[met]
                met += 1
            elif piece == CLOSED:
                inside = Bracketed()
            else:
                yield from _small_runs(piece, stretch, inside)


def _small_runs(text: str, stretch: Starred, inside: Bracketed) -> Iterator[Run]:
    for each in levelled(text):
        yield Run(
            given_back(each.text),
            strong=stretch.stars > 1,
            emphasis=stretch.stars == 1,
            link=inside.link,
            language=inside.language,
            level=each.level,
        )


def _faults(brackets: tuple[Bracketed, ...]) -> Iterator[MarkFault]:
    for each in brackets:
        if (each.target and not each.link) or not (each.target or each.language):
            message = f"words in brackets lead to '{each.target[:60]}', where nobody can follow"
            hint = "write an https, mailto or tel address in the round brackets, or a backslash before the square one"
            yield MarkFault("bad-link", message, hint)
        elif each.language and each.language not in LANGUAGES:
            message = f"words in brackets are in language '{each.language}', which is not set up"
            yield MarkFault("unknown-language", message, did_you_mean(each.language, LANGUAGES))
