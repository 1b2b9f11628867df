"""Fonts as a clinic has them: OpenType, variable, one weight of two; each joins as a face that sets a leaflet."""

import io
import json
from itertools import pairwise
from pathlib import Path
from string import ascii_letters

import pikepdf
import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables.TupleVariation import TupleVariation

from brochure.base.findings import BadInput
from brochure.base.order import Order
from brochure.content.shelf import open_shelf
from brochure.desk.arguments import parser
from brochure.desk.commands import COMMANDS
from brochure.desk.joining import join_fonts
from brochure.pipeline import make
from tests.body.page import leaflet_of

SHIPPED = Path(__file__).parents[2] / "fonts" / "latin-hyperlegible"
REGULAR, BOLD = SHIPPED / "AtkinsonHyperlegibleNext-Regular.ttf", SHIPPED / "AtkinsonHyperlegibleNext-Bold.ttf"


def named(source: Path, family: str, weight: str = "Regular") -> TTFont:
    """A shipped face under another name, as if a foundry had sold it."""
    font = TTFont(source)
    for number, text in {1: family, 4: f"{family} {weight}", 6: f"{family}-{weight}", 16: family}.items():
        font["name"].setName(text, number, 3, 1, 0x409)
    return font


def postscript(folder: Path, source: Path = REGULAR, weight: str = "Regular") -> Path:
    """An OpenType font with PostScript outlines: each curve of the shipped face as cubic ones."""
    font = named(source, "Clinic Sans", weight)
    drawn, order = font.getGlyphSet(), font.getGlyphOrder()
    strings = {}
    for name in order:
        pen = T2CharStringPen(font["hmtx"][name][0], drawn)
        drawn[name].draw(pen)
        strings[name] = pen.getCharString()
    builder = FontBuilder(font=font)
    for tag in ("glyf", "loca", "gasp", "fpgm", "prep", "cvt "):
        if tag in font:
            del font[tag]
    font.sfntVersion = "OTTO"
    builder.isTTF = False
    builder.setupCFF(f"ClinicSans-{weight}", {"FullName": "Clinic Sans"}, strings, {})
    font["maxp"].tableVersion = 0x00005000
    path = folder / f"ClinicSans-{weight}.otf"
    font.save(path)
    return path


def variable(folder: Path) -> Path:
    """A font whose letters grow wider from 400 to 700."""
    font = named(REGULAR, "Clinic Vario")
    builder = FontBuilder(font=font)
    builder.setupFvar([("wght", 400, 400, 700, "Weight")], [])
    moved: dict[str, list[TupleVariation]] = {}
    for name in font.getGlyphOrder():
        glyph = font["glyf"][name]
        if glyph.numberOfContours > 0:
            points = [(x // 8, 0) for x, _ in glyph.coordinates]
            moved[name] = [TupleVariation({"wght": (0.0, 1.0, 1.0)}, [*points, (0, 0), (60, 0), (0, 0), (0, 0)])]
    font["gvar"] = newTable("gvar")
    font["gvar"].version, font["gvar"].reserved = 1, 0
    font["gvar"].variations = moved
    path = folder / "ClinicVario.ttf"
    font.save(path)
    return path


def leaflet_in(folder: Path, family: str) -> bytes:
    """A leaflet of a clinic with a family of its own."""
    leaflet_of(folder, "- text: Come **ten** minutes early.")
    brand = folder / "content" / "brands" / "riverside"
    brand.mkdir(parents=True, exist_ok=True)
    home = Path(__file__).parents[2] / "content" / "brands" / "riverside"
    for file in home.iterdir():
        (brand / file.name).write_bytes(file.read_bytes())
    text = (brand / "brand.yaml").read_text(encoding="utf-8")
    text = text.replace("text: Source Sans 3", f"text: {family}").replace(
        "display: Source Serif 4", f"display: {family}"
    )
    (brand / "brand.yaml").write_text(text, encoding="utf-8")
    return make(Order("blocks", layout="page-a4"), open_shelf(folder), seen=True).data


def fonts_of(data: bytes) -> list[str]:
    """Names of the embedded fonts, without the mark of a subset."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return [str(font.BaseFont).partition("+")[2] for page in pdf.pages for font in page.Resources.Font.values()]


def test_a_postscript_font_is_converted_and_sets_a_leaflet(tmp_path: Path) -> None:
    """Its letters are where those of the shipped face are, within a thousandth."""
    (face,) = join_fonts([postscript(tmp_path)], tmp_path / "fonts")
    made = TTFont(tmp_path / "fonts" / face.file)
    before, after = TTFont(REGULAR), made

    assert (face.family, face.weight, face.slant, face.script) == ("Clinic Sans", "regular", "upright", "Latn")
    assert {"English", "Polish"} <= set(face.languages)
    assert "Arabic" not in face.languages
    for letter in "agMB&":
        one, two = (font["glyf"][font.getBestCmap()[ord(letter)]] for font in (before, after))
        assert [one.xMin, one.yMin, one.xMax, one.yMax] == pytest.approx(
            [two.xMin, two.yMin, two.xMax, two.yMax], abs=2
        )
    assert set(fonts_of(leaflet_in(tmp_path, "Clinic Sans"))) == {"ClinicSans-Regular"}


def test_a_variable_font_becomes_a_file_for_each_weight(tmp_path: Path) -> None:
    """Regular as it was drawn, bold wider; semibold between them."""
    faces = join_fonts([variable(tmp_path)], tmp_path / "fonts")
    widths = {face.weight: TTFont(tmp_path / "fonts" / face.file)["hmtx"]["a"][0] for face in faces}

    assert widths["regular"] < widths["semibold"] < widths["bold"]
    assert {face.family for face in faces} == {"Clinic Vario"}
    assert "ClinicVario-Bold" in fonts_of(leaflet_in(tmp_path, "Clinic Vario"))


def test_adding_twice_changes_nothing(tmp_path: Path) -> None:
    """The same bytes, and each face once."""
    font = postscript(tmp_path)
    join_fonts([font], tmp_path / "fonts")
    before = (tmp_path / "fonts" / "manifest.json").read_bytes()
    join_fonts([font], tmp_path / "fonts")

    assert (tmp_path / "fonts" / "manifest.json").read_bytes() == before


@pytest.mark.parametrize("bad", ["damaged", "empty", "text", "missing", "restricted", "cut"])
def test_one_bad_file_keeps_all_out(bad: str, tmp_path: Path) -> None:
    """Nothing is written, and the file is named as it was typed."""
    font = tmp_path / "bad.otf"
    data = postscript(tmp_path).read_bytes()
    content = {
        "damaged": data[:300] + bytes(range(256)) * 4 + data[1324:],
        "empty": b"",
        "text": b"no font",
        "cut": data[: len(data) // 2],
    }
    if bad in content:
        font.write_bytes(content[bad])
    elif bad == "restricted":
        sold = TTFont(tmp_path / "ClinicSans-Regular.otf")
        sold["OS/2"].fsType = 2
        sold.save(font)
    with pytest.raises(BadInput) as caught:
        join_fonts([BOLD, font], tmp_path / "fonts")

    assert all(f"'{font}'" in finding.message for finding in caught.value.findings)
    assert not any("fonts add" in finding.hint for finding in caught.value.findings)
    assert not (tmp_path / "fonts").exists()


@pytest.mark.parametrize("kind", ["otf", "ttf"])
def test_a_font_of_signs_is_refused(kind: str, tmp_path: Path) -> None:
    """Its letters lead to glyphs that it calls otherwise, as in Symbol and Dingbats: all words would be lost."""
    font = TTFont(postscript(tmp_path) if kind == "otf" else REGULAR)
    for table in font["cmap"].tables:
        table.cmap |= {ord(letter): after for letter, after in pairwise(ascii_letters)}
    path = tmp_path / f"Signs.{kind}"
    font.save(path)
    with pytest.raises(BadInput, match="signs in the place of letters"):
        join_fonts([path], tmp_path / "fonts")


def test_letters_of_a_script_that_is_not_set_may_be_small(tmp_path: Path) -> None:
    """DejaVu Sans has the finals of Canadian syllabics, which are specks, and sets every leaflet of ours."""
    font = named(REGULAR, "Clinic Sans")
    speck = font.getBestCmap()[ord(".")]
    font["glyf"][speck].coordinates.scale((0.25, 0.25))
    for table in font["cmap"].tables:
        table.cmap[0x141D] = speck
    font.save(tmp_path / "ClinicSans.ttf")
    (face,) = join_fonts([tmp_path / "ClinicSans.ttf"], tmp_path / "fonts")

    assert "English" in face.languages


def test_another_file_of_the_same_name_is_refused(tmp_path: Path) -> None:
    """A manifest that names two files by one name opens neither."""
    join_fonts([postscript(tmp_path)], tmp_path / "fonts")
    other = named(BOLD, "Clinic Sans")
    other.save(tmp_path / "other.ttf")
    with pytest.raises(BadInput, match="already"):
        join_fonts([tmp_path / "other.ttf"], tmp_path / "fonts")

    assert len(json.loads((tmp_path / "fonts" / "manifest.json").read_text(encoding="utf-8"))) == 1


def test_the_command_says_what_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Regular alone: bold words would look like the others."""
    leaflet_of(tmp_path, "- text: A.")
    font = postscript(tmp_path)
    monkeypatch.chdir(tmp_path)
    told: list[str] = []
    arguments = parser("brochure").parse_args(["fonts", "add", str(font)])
    status = COMMANDS["fonts"](arguments, told.append)
    text = "\n".join(told)

    assert status == 0
    assert "Clinic Sans" in text
    assert "has no bold face" in text
    assert "fonts/own/ClinicSans-Regular.ttf" in text
