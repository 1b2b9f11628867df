"""One piece of text in one face, script and direction, shaped by HarfBuzz; lengths in font units.

Pieces are remembered by all that they depend on, so that to set a changed text again costs only what changed.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from brochure.base.page import Cluster, GlyphAt
from brochure.base.records import NamedTuple
from brochure.glyphs.characters import without_controls
from brochure.glyphs.faces import Face
from brochure.glyphs.harfbuzz import ShapedGlyph

# Letters of these scripts join across a border between two faces; in other scripts HarfBuzz looks at nothing outside.
JOINING_SCRIPTS: Final = frozenset(("Arab", "Syrc", "Nkoo", "Mong", "Mand", "Adlm", "Rohg", "Phag"))
CONTEXT: Final = 5  # characters on each side; HarfBuzz looks at no more


class Setting(NamedTuple):
    """All but the text that a shape depends on."""

    face: Face
    script: str
    language: str  # tag for HarfBuzz
    rtl: bool
    features: tuple[str, ...]


_SHORT = 40  # letters


class Piece(NamedTuple):
    """Shaped text: clusters in logical order; places count from the start of the piece."""

    clusters: tuple[Cluster, ...]
    safe: tuple[int, ...]  # places before which a line may end without shaping the piece again
    absent: tuple[int, ...]  # places of clusters that hold a glyph 0


def shape_piece(text: str, setting: Setting, before: str = "", after: str = "") -> Piece:
    """Shape a text; `before` and `after` are what stands next to it on the same line.

    The text of a cluster is without controls. A cluster that shows nothing has no glyphs.
    """
    # A long one is remembered by its paragraph alone: a letter weighs 300 bytes.
    return (_shape_kept if len(text) <= _SHORT else _shape)(text, setting, before, after)


def _shape(text: str, setting: Setting, before: str, after: str) -> Piece:
    glyphs = setting.face.font.shape(
        text,
        before,
        after,
        script=setting.script,
        language=setting.language,
        rtl=setting.rtl,
        features=setting.features,
    )
    if letters := _letters(glyphs, text, setting):
        return letters
    starts = sorted({glyph.cluster for glyph in glyphs})
    ends = dict(zip(starts, [*starts[1:], len(text)], strict=True))
    groups = _by_cluster(glyphs)
    has_controls = without_controls(text) != text
    clusters = []
    for group in groups:
        start = group[0].cluster
        own = text[start : ends[start]]
        clusters.append(_cluster(group, without_controls(own) if has_controls else own, start, setting.face.space))
    if setting.rtl:
        clusters.reverse()
    if any(cluster.text and not cluster.glyphs for cluster in clusters):
        clusters = _joined(clusters)
        starts = [cluster.start for cluster in clusters]
    unsafe = {glyph.cluster for glyph in glyphs if glyph.breaks_unsafely}
    absent = sorted({glyph.cluster for glyph in glyphs if not glyph.glyph})
    return Piece(tuple(clusters), tuple(start for start in starts if start not in unsafe), tuple(absent))


def _letters(glyphs: Sequence[ShapedGlyph], text: str, setting: Setting) -> Piece | None:
    """The piece where each character is one glyph of its own, in their order, as most are: a short way, for speed."""
    if setting.rtl or len(glyphs) != len(text) or without_controls(text) != text:
        return None
    clusters, safe, space, new = [], [], setting.face.space, tuple.__new__  # as `Cluster(...)`, at a third of its price
    for at, (glyph, cluster, is_unsafe, advance, dx, dy) in enumerate(glyphs):
        if cluster != at or not glyph or (glyph == space and not advance):
            return None
        clusters.append(new(Cluster, ((new(GlyphAt, (glyph, dx, dy)),), text[at], advance, at)))
        if not is_unsafe:
            safe.append(at)
    return Piece(tuple(clusters), tuple(safe), ())


_shape_kept = lru_cache(maxsize=4096)(_shape)


def _joined(clusters: list[Cluster]) -> list[Cluster]:
    """Joiners that show nothing (U+200C is spelling in Persian and Hindi) are said with the letter before them, or else
    after them: nothing is painted of them alone."""
    joined: list[Cluster] = []
    first = ""
    for cluster in clusters:
        if cluster.glyphs or not cluster.text:
            joined.append(cluster._replace(text=first + cluster.text))
            first = ""
        elif joined:
            joined[-1] = joined[-1]._replace(text=joined[-1].text + cluster.text)
        else:
            first += cluster.text
    return joined


def _by_cluster(glyphs: Sequence[ShapedGlyph]) -> list[list[ShapedGlyph]]:
    groups: list[list[ShapedGlyph]] = []
    for glyph in glyphs:
        if groups and groups[-1][0].cluster == glyph.cluster:
            groups[-1].append(glyph)
        else:
            groups.append([glyph])
    return groups


def _cluster(group: Sequence[ShapedGlyph], text: str, start: int, space: int) -> Cluster:
    placed = []
    pen = 0
    for glyph, _, _, advance, dx, dy in group:
        # HarfBuzz shows a control or joiner as a space without width.
        if glyph != space or advance:
            placed.append(GlyphAt(glyph, pen + dx, dy))
        pen += advance
    return Cluster(tuple(placed), text, pen, start)
