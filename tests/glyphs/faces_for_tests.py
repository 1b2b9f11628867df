"""The shelf of faces and short ways to shape, for the tests of this room."""

from brochure.base.language import LANGUAGES
from brochure.base.page import SetLine
from brochure.glyphs import Faces, Shaped, Span, open_faces, shape
from tests.conftest import ROOT

FONTS = ROOT / "fonts"
FACES: Faces = open_faces(FONTS)


def shaped(text: str, language: str = "en", *spans: Span, family: str = "Source Sans 3") -> Shaped:
    """The text in regular weight."""
    return shape(text, spans, family=family, weight="regular", language=LANGUAGES[language], faces=FACES)


def whole_line(paragraph: Shaped) -> SetLine:
    """All of a paragraph on one line."""
    return paragraph.set_line(0, len(paragraph.text))


def logical_text(line: SetLine) -> str:
    """The texts of a line's clusters in the order of reading."""
    clusters = sorted((cluster for strip in line.strips for cluster in strip.clusters), key=lambda c: c.start)
    return "".join(cluster.text for cluster in clusters)


def visual_text(line: SetLine) -> str:
    """The texts of a line's clusters from the left end to the right."""
    placed = [
        (pen, cluster.text) for strip in line.strips for pen, cluster in zip(strip.pens, strip.clusters, strict=True)
    ]
    return "".join(text for _, text in sorted(placed))
