"""Which font files may join a clinic's fonts, and which damage ends only the child that tries them."""

import os
import random
import struct
from io import BytesIO
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables.DefaultTable import DefaultTable

from brochure.glyphs.admit import admit_font
from brochure.glyphs.sfnt import read_glyphs as glyphs_of
from brochure.glyphs.sfnt import read_tables, write_font
from tests.glyphs.faces_for_tests import FACES, FONTS

THAI = (FONTS / "scripts/NotoSansThai-Regular.ttf").read_bytes()
CUTS = (0, 3, 4, 11, 12, 50, 150, 268, 300, 1000, 2000, 4000, 8000, 16000, 20000, 30000, 40000, 45000, 47000, 47483)


def saved(folder: Path, program: bytes, name: str = "font.ttf") -> Path:
    file = folder / name
    file.write_bytes(program)
    return file


def codes_of(file: Path) -> list[str]:
    return [finding.code for finding in admit_font(file)]


def with_tables(**changed: bytes) -> bytes:
    """The Thai font with tables replaced or added, every checksum true."""
    tables = read_tables(THAI)
    return write_font(tables | changed, glyphs_of(tables))


@pytest.mark.parametrize("name", ["NotoSansThai-Regular", "SourceSerif4-SemiBold", "NotoNastaliqUrdu-Bold"])
def test_faces_that_ship_would_be_admitted(name: str) -> None:
    """The trial asks nothing that a good font does not give."""
    assert admit_font(FACES.named(name).path) == ()


@pytest.mark.parametrize("cut", CUTS)
def test_truncated_font_is_refused_by_name(tmp_path: Path, cut: int) -> None:
    """FO01: twenty places to cut, and no traceback."""
    found = admit_font(saved(tmp_path, THAI[:cut], "cut.ttf"))

    assert len(found) == 1
    assert found[0].code in ("font-damaged", "font-kind")
    assert "cut.ttf" in found[0].message
    assert found[0].hint


@pytest.mark.parametrize("seed", range(20))
def test_random_bytes_after_the_magic_are_refused(tmp_path: Path, seed: int) -> None:
    """FO03: a body of 2,000 random bytes, twenty of them."""
    body = random.Random(seed).randbytes(2000)

    assert codes_of(saved(tmp_path, THAI[:4] + body)) == ["font-damaged"]


@pytest.mark.parametrize("seed", range(20))
def test_random_bytes_in_a_whole_font_are_refused(tmp_path: Path, seed: int) -> None:
    """FO03: 2,000 bytes strewn over a font that was good: some table is not what its checksum says."""
    chance = random.Random(seed)
    program = bytearray(THAI)
    for _ in range(2000):
        program[chance.randrange(300, len(program))] = chance.randrange(256)

    assert codes_of(saved(tmp_path, bytes(program))) == ["font-damaged"]


@pytest.mark.parametrize("seed", range(4))
def test_damage_under_true_checksums_ends_at_most_the_child(tmp_path: Path, seed: int) -> None:
    """FO03: whoever forges checksums meets HarfBuzz in the child; the program goes on."""
    chance = random.Random(seed)
    tables = read_tables(THAI)
    layout = {
        tag: bytes(chance.randrange(256) if chance.random() < 0.2 else byte for byte in tables[tag])
        for tag in ("GSUB", "GPOS", "cmap")
    }

    found = admit_font(saved(tmp_path, with_tables(**layout)))

    assert [finding.code for finding in found] in ([], ["font-damaged"])


def test_font_without_glyphs_for_anything_fails_its_trial(tmp_path: Path) -> None:
    """The child looks at what tables mean, not only at their bytes."""
    empty = struct.pack(">HH", 0, 0)

    found = admit_font(saved(tmp_path, with_tables(cmap=empty)))

    assert [finding.code for finding in found] == ["font-damaged"]
    assert "no space" in found[0].message


@pytest.mark.parametrize(("bits", "named"), [(0x0002, "bit 1"), (0x0100, "bit 8"), (0x0200, "bit 9")])
def test_font_that_must_not_be_embedded_is_refused_with_the_bit(tmp_path: Path, bits: int, named: str) -> None:
    """FO04: the foundry said so in the file."""
    os2 = bytearray(read_tables(THAI)["OS/2"])
    struct.pack_into(">H", os2, 8, bits)

    found = admit_font(saved(tmp_path, with_tables(**{"OS/2": bytes(os2)})))

    assert [finding.code for finding in found] == ["font-licence"]
    assert named in found[0].message


def test_svg_table_with_outside_entity_is_never_read(tmp_path: Path) -> None:
    """FO06: the table is neither parsed nor embedded, so nothing that it names is opened."""
    secret = saved(tmp_path, b"a secret of the clinic", "secret.txt")
    drawing = f'<!DOCTYPE svg [<!ENTITY x SYSTEM "{secret.as_uri()}">]><svg>&x;</svg>'.encode()
    font = TTFont(BytesIO(THAI))
    table: DefaultTable = newTable("SVG ")
    table.docList = [(drawing.decode(), 1, 1)]
    font["SVG "] = table
    written = BytesIO()
    font.save(written)
    file = saved(tmp_path, written.getvalue())
    os.utime(secret, (1, 1))

    found = admit_font(file)

    assert found == ()
    assert secret.stat().st_atime == 1


@pytest.mark.parametrize(
    ("program", "kind"),
    [
        (b'<?xml version="1.0"?><designspace format="5.0"/>', "XML"),
        (b"\xef\xbb\xbf<ttFont/>", "XML"),
        (b"OTTO" + THAI[4:], "PostScript outlines"),
        (b"wOFF" + THAI[4:], "WOFF"),
        (b"wOF2" + THAI[4:], "WOFF2"),
        (b"ttcf" + THAI[4:], "collection"),
        (b"", "no font"),
        (b"%PDF-1.7", "no font"),
    ],
)
def test_other_kinds_are_refused_by_their_first_bytes(tmp_path: Path, program: bytes, kind: str) -> None:
    """FO07: the name of a file says nothing; what it is instead is told."""
    found = admit_font(saved(tmp_path, program, "font.ttf"))

    assert [finding.code for finding in found] == ["font-kind"]
    assert kind in found[0].message


def test_variable_font_is_refused(tmp_path: Path) -> None:
    """One file with many weights has no one set of widths."""
    assert codes_of(saved(tmp_path, with_tables(fvar=b"\0" * 16))) == ["font-kind"]


def test_font_without_a_needed_table_is_refused(tmp_path: Path) -> None:
    """Every table that is read later is asked for at the door."""
    tables = read_tables(THAI)
    del tables["post"]

    found = admit_font(saved(tmp_path, write_font(tables, glyphs_of(tables))))

    assert "lacks table post" in found[0].message


def test_too_large_file_is_not_read(tmp_path: Path) -> None:
    """A sparse file of 21 MB costs nothing to make and nothing to refuse."""
    file = tmp_path / "large.ttf"
    with file.open("wb") as large:
        large.truncate(21_000_000)

    assert codes_of(file) == ["font-too-large"]


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    """A pipe would be waited for, a folder cannot be read."""
    pipe = tmp_path / "pipe.ttf"
    os.mkfifo(pipe)

    assert codes_of(pipe) == ["not-a-file"]
    assert codes_of(tmp_path) == ["not-a-file"]
    assert codes_of(tmp_path / "none.ttf") == ["file-missing"]
