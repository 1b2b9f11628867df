"""A face for a web page, judged by fontTools and HarfBuzz: whole, small, and under a name that its licence allows."""

import hashlib
import io
from dataclasses import replace
from pathlib import Path

import pytest
import uharfbuzz as hb
from fontTools.ttLib import TTFont

from brochure.base.findings import BadInput
from brochure.content.shelf import Shelf
from brochure.glyphs import Face, may_be_shown, web_font
from brochure.glyphs.harfbuzz import OpenFont

NAME = "Brochure Text"
SHIPPED = ["SourceSans3-Regular", "SourceSerif4-SemiBold", "NotoSansArabic-Bold", "NotoSansDevanagari-Regular",
           "NotoSansSC-Regular", "AtkinsonHyperlegibleNext-Bold"]  # fmt: skip
TEXTS = {
    "SourceSans3-Regular": "Après a fine office: AVATAR, 1/2 To",
    "NotoSansArabic-Regular": "قد يخفف الوخز بالإبر الألم، وقد يُطلق الإندورفين لا",
    "NotoNastaliqUrdu-Regular": "ایکیوپنکچر درد میں مدد کر سکتا ہے",
    "NotoSansDevanagari-Regular": "एक्यूपंक्चर दर्द में राहत दे सकता है, क्षेत्र",
}


def opened(data: bytes) -> TTFont:
    return TTFont(io.BytesIO(data))


def shaped(program: bytes, text: str) -> list[tuple[int, int, int, int]]:
    """Cluster, advance and offsets of each glyph."""
    font = hb.Font(hb.Face(hb.Blob(program)))
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    hb.shape(font, buffer, {})
    places = zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
    return [(info.cluster, place.x_advance, place.x_offset, place.y_offset) for info, place in places]


@pytest.mark.parametrize("name", SHIPPED)
def test_the_changed_face_has_another_name_and_keeps_maker_and_licence(shelf: Shelf, name: str) -> None:
    """OFL 1.1, clauses 2 and 3: a reserved name goes, the notice stays."""
    face = shelf.faces.named(name)
    whole, part = TTFont(face.path)["name"], opened(web_font(face, "Abc 12", NAME))["name"]

    assert may_be_shown(face)
    assert {part.getDebugName(number) for number in (0, 13, 14)} == {
        whole.getDebugName(number) for number in (0, 13, 14)
    }
    said = [str(record) for record in part.names if record.nameID not in (0, 13, 14)]
    assert part.getDebugName(1) == NAME and len(said) == 5
    assert not any(word in each for each in said for word in ("Source", "Noto", "Atkinson"))


@pytest.mark.parametrize(("name", "text"), TEXTS.items())
def test_what_shapes_the_letters_stays(shelf: Shelf, name: str, text: str) -> None:
    """Joins, ligatures, kerning and marks as in the whole face."""
    face = shelf.faces.named(name)
    part = opened(web_font(face, "".join(sorted(set(text))), NAME))
    part.flavor = None
    plain = io.BytesIO()
    part.save(plain)

    assert shaped(plain.getvalue(), text) == shaped(face.program, text)
    assert set(map(chr, part.getBestCmap())) == set(text)


def test_the_file_is_whole_and_packed(shelf: Shelf) -> None:
    """Its length, its tables and their sums are what the head says."""
    data = web_font(shelf.faces.named("SourceSans3-Regular"), "Brochure", NAME)
    font = TTFont(io.BytesIO(data), checkChecksums=2)
    tags = list(font.keys())

    assert data[:4] == b"wOFF"
    assert int.from_bytes(data[8:12]) == len(data) < 8_000
    assert all(font[tag] is not None for tag in tags)
    assert "STAT" not in tags
    assert all(entry.offset % 4 == 0 for entry in font.reader.tables.values())


def of_another_licence(shelf: Shelf, folder: Path, program: bytes) -> Face:
    path = folder / "own.ttf"
    path.write_bytes(program)
    return replace(shelf.faces.named("SourceSans3-Regular"), path=path, sha256=hashlib.sha256(program).hexdigest())


def test_a_face_that_was_bought_stays_at_home(shelf: Shelf, tmp_path: Path) -> None:
    """Its licence may allow a PDF, and says nothing of the web."""
    font = TTFont(shelf.faces.named("SourceSans3-Regular").path)
    for number in (13, 14):
        font["name"].removeNames(nameID=number)
    changed = io.BytesIO()
    font.save(changed)

    assert not may_be_shown(of_another_licence(shelf, tmp_path, changed.getvalue()))


def test_a_damaged_face_is_told(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    """By its file, whatever HarfBuzz says of it."""
    face = shelf.faces.named("SourceSans3-Bold")
    monkeypatch.setattr(OpenFont, "subset_of", lambda *_: face.program[:200])

    with pytest.raises(BadInput) as caught:
        web_font(face, "Broken", NAME)

    assert [each.code for each in caught.value.findings] == ["font-damaged"]
    assert "SourceSans3-Bold.ttf" in caught.value.findings[0].message
