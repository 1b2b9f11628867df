"""How the runs of a paragraph are set: weights, languages and small figures."""

from collections.abc import Iterator
from typing import Final

from brochure.base.story import Run
from brochure.base.units import Pt
from brochure.glyphs import FEATURES, Faces, Span, small_share
from brochure.layout.sizes import TypeSize

SMALLEST_FIGURE: Final[Pt] = 9.0  # below it small figures are set plain: who reads 12 pt does not read 7
_LIGHTER = ("light", "regular", "medium")


def spans_of(runs: tuple[Run, ...], style: TypeSize, faces: Faces, features: tuple[str, ...] = ()) -> tuple[Span, ...]:
    """A span for each run; `features` are those of the whole paragraph."""
    return tuple(_spans(runs, style, faces, features))


def _spans(runs: tuple[Run, ...], style: TypeSize, faces: Faces, features: tuple[str, ...]) -> Iterator[Span]:
    at = 0
    for run in runs:
        weight, end = _weight(run, style), at + len(run.text)
        yield Span(at, end, weight, (*features, *_small(run, style, weight, faces)), run.language)
        at = end


def _weight(run: Run, style: TypeSize) -> str:
    """Emphasis is told by weight: slanted letters are harder to read. Source: UKAAF G003, clear print."""
    if run.strong:
        return "bold"
    if run.emphasis:
        return "semibold" if style.weight in _LIGHTER else "bold"
    return style.weight


def _small(run: Run, style: TypeSize, weight: str, faces: Faces) -> tuple[str, ...]:
    if not run.level:
        return ()
    share = small_share(run.text, run.level, style.family, weight, faces)
    return (FEATURES[run.level],) if share * style.size >= SMALLEST_FIGURE else ()
