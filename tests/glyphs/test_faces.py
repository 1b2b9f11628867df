"""Faces: the manifest, what a font says about itself, and damage."""

import hashlib
import json
import shutil
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from brochure.base.findings import BadInput
from brochure.glyphs.faces import Faces, embedding_fault, open_faces
from tests.glyphs.faces_for_tests import FACES, FONTS

ROWS = json.loads((FONTS / "manifest.json").read_text(encoding="utf-8"))


def folder_with(tmp_path: Path, **changes: object) -> Path:
    """A fonts folder with one face, whose row is changed so."""
    row = next(row for row in ROWS if row["name"] == "NotoSansThai-Regular")
    (tmp_path / "scripts").mkdir()
    shutil.copy(FONTS / row["file"], tmp_path / row["file"])
    (tmp_path / "manifest.json").write_text(json.dumps([row | changes]), encoding="utf-8")
    return tmp_path


def findings_of(fault: pytest.ExceptionInfo[BadInput]) -> list[str]:
    return [finding.code for finding in fault.value.findings]


def test_manifest_is_read_without_opening_a_font(tmp_path: Path) -> None:
    """A cold run opens only the fonts that it sets."""
    folder = folder_with(tmp_path)
    (folder / "scripts/NotoSansThai-Regular.ttf").unlink()

    faces = open_faces(folder)

    assert faces.names == ("NotoSansThai-Regular",)


@pytest.mark.parametrize("name", ["SourceSans3-BoldItalic", "NotoSansSC-Regular", "NotoNastaliqUrdu-Bold"])
def test_face_says_what_its_file_says(name: str) -> None:
    """fontTools reads the same tables in its own way."""
    face = FACES.named(name)
    with TTFont(face.path, lazy=True) as font:
        head, os2, post = font["head"], font["OS/2"], font["post"]
        typographic = os2.fsSelection & 0x80
        ascent = os2.sTypoAscender if typographic else font["hhea"].ascent
        descent = os2.sTypoDescender if typographic else font["hhea"].descent

        assert face.units_per_em == head.unitsPerEm
        assert (face.ascent, face.descent) == (ascent, descent)
        assert (face.cap_height, face.x_height) == (os2.sCapHeight, os2.sxHeight)
        assert face.bbox == (head.xMin, head.yMin, head.xMax, head.yMax)
        assert (face.weight_class, face.embedding) == (os2.usWeightClass, os2.fsType)
        assert face.italic_angle == post.italicAngle
        assert face.postscript_name == font["name"].getDebugName(6)


def test_face_has_what_its_font_maps() -> None:
    """Coverage is asked character by character."""
    latin = FACES.named("SourceSans3-Regular")

    assert latin.has("é")
    assert not latin.has("针")
    assert FACES.named("NotoSansSC-Regular").has("针")


@pytest.mark.parametrize(
    ("family", "weight", "name"),
    [
        ("Source Sans 3", "regular", "SourceSans3-Regular"),
        ("Source Sans 3", "semibold", "SourceSans3-Bold"),
        ("Source Serif 4", "regular", "SourceSerif4-SemiBold"),
        ("Noto Sans Thai", "light", "NotoSansThai-Regular"),
        ("Noto Sans Thai", "black", "NotoSansThai-Bold"),
    ],
)
def test_family_gives_upright_face_of_nearest_weight(family: str, weight: str, name: str) -> None:
    """A heading in semibold is bold in a family without semibold, never regular."""
    assert FACES.family(family, weight).name == name


def test_unknown_family_offers_nearest_name() -> None:
    """A slip in a brand file is told, never replaced by a default."""
    with pytest.raises(BadInput) as fault:
        FACES.family("Source Sans", "regular")

    assert findings_of(fault) == ["unknown-face"]
    assert "Source Sans 3" in fault.value.findings[0].hint


def test_unknown_weight_and_unknown_name_are_told() -> None:
    """Neither becomes regular in silence."""
    with pytest.raises(BadInput, match="heavy"):
        FACES.family("Source Sans 3", "heavy")
    with pytest.raises(BadInput, match="Arial"):
        FACES.named("Arial")


def test_faces_of_two_folders_stand_in_their_order(tmp_path: Path) -> None:
    """The program's faces come first, a clinic's own after them."""
    clinic = folder_with(tmp_path, name="Clinic-Thai", family="Clinic Thai")

    faces = open_faces(FONTS, clinic)

    assert faces.names[-1] == "Clinic-Thai"
    assert faces.named("Clinic-Thai").has("ก")


def test_name_declared_twice_is_refused(tmp_path: Path) -> None:
    """Two faces of one name would make it a matter of luck which is printed."""
    with pytest.raises(BadInput, match="declared twice") as fault:
        open_faces(FONTS, folder_with(tmp_path, sha256="0" * 64))

    assert findings_of(fault) == ["font-manifest"]


def test_the_same_file_in_two_folders_is_one_face(tmp_path: Path) -> None:
    """A clinic that copied the program's fonts has no fault."""
    assert open_faces(FONTS, folder_with(tmp_path)).names == open_faces(FONTS).names


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"file": "../secret.ttf"}, "outside its folder"),
        ({"file": ""}, "lacks file"),
        ({"weight": "heavy"}, "unknown weight 'heavy'"),
        ({"sha256": "abc"}, "64 small hexadecimal digits"),
    ],
)
def test_bad_row_of_manifest_is_told(tmp_path: Path, changes: dict[str, object], reason: str) -> None:
    """A manifest is written by people; each fault names the face."""
    with pytest.raises(BadInput, match=reason) as fault:
        open_faces(folder_with(tmp_path, **changes))

    assert findings_of(fault) == ["font-manifest"]


@pytest.mark.parametrize("text", ["", "{}", "[1]", "[{]"])
def test_manifest_that_is_no_list_of_faces_is_told(tmp_path: Path, text: str) -> None:
    """No traceback for a file that somebody saved by mistake."""
    (tmp_path / "manifest.json").write_text(text, encoding="utf-8")

    with pytest.raises(BadInput, match=r"manifest\.json"):
        open_faces(tmp_path)


def test_missing_manifest_is_told(tmp_path: Path) -> None:
    """A folder of fonts without a manifest proves nothing."""
    with pytest.raises(BadInput, match="cannot be read"):
        open_faces(tmp_path)


def test_changed_font_file_is_refused_when_it_is_first_used(tmp_path: Path) -> None:
    """One byte that differs from the manifest may be one letter that differs on paper."""
    folder = folder_with(tmp_path)
    file = folder / "scripts/NotoSansThai-Regular.ttf"
    program = bytearray(file.read_bytes())
    program[-5] ^= 1
    file.write_bytes(program)
    face = open_faces(folder).named("NotoSansThai-Regular")

    with pytest.raises(BadInput, match=r"NotoSansThai-Regular\.ttf") as fault:
        face.has("a")

    assert findings_of(fault) == ["font-damaged"]
    assert fault.value.findings[0].hint


def test_missing_font_file_is_told(tmp_path: Path) -> None:
    """The manifest promises what is not there."""
    folder = folder_with(tmp_path)
    (folder / "scripts/NotoSansThai-Regular.ttf").unlink()

    with pytest.raises(BadInput) as fault:
        _ = open_faces(folder).named("NotoSansThai-Regular").ascent

    assert findings_of(fault) == ["font-damaged"]


@pytest.mark.parametrize("cut", [0, 1, 4, 11, 12, 40, 100, 300, 500, 1000, 5000, 10000, 20000, 30000, 40000, 45000])
def test_truncated_font_with_its_own_hash_is_no_traceback(tmp_path: Path, cut: int) -> None:
    """FO01: even a manifest that was made for the damaged file leads to a finding, or to a font that can be read."""
    folder = folder_with(tmp_path)
    file = folder / "scripts/NotoSansThai-Regular.ttf"
    file.write_bytes(file.read_bytes()[:cut])
    row = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))[0]
    row["sha256"] = hashlib.sha256(file.read_bytes()).hexdigest()
    (folder / "manifest.json").write_text(json.dumps([row]), encoding="utf-8")
    face = open_faces(folder).named("NotoSansThai-Regular")

    try:
        height = face.ascent
    except BadInput as fault:
        assert [finding.code for finding in fault.findings] == ["font-damaged"]
    else:
        assert isinstance(height, int)


def test_equal_files_are_equal_faces_whatever_folder_they_lie_in(tmp_path: Path) -> None:
    """What is remembered of a face outlives the shelf that it came from."""
    shutil.copytree(FONTS / "scripts", tmp_path / "scripts")
    rows = [row for row in ROWS if row["file"].startswith("scripts/")]
    (tmp_path / "manifest.json").write_text(json.dumps(rows), encoding="utf-8")

    again = open_faces(tmp_path)

    assert again.named("NotoSansThai-Bold") == FACES.named("NotoSansThai-Bold")
    assert len({again.named("NotoSansThai-Bold"), FACES.named("NotoSansThai-Bold")}) == 1


@pytest.mark.parametrize(
    ("bits", "reason"),
    [(0x0002, "bit 1"), (0x0102, "bit 1"), (0x0100, "bit 8"), (0x0208, "bit 9"), (0, ""), (4, ""), (8, "")],
)
def test_licence_bits_are_read(bits: int, reason: str) -> None:
    """FO04: the bit that forbids is named; preview and editable embedding are allowed."""
    assert (reason in embedding_fault(bits)) if reason else (embedding_fault(bits) == "")


def test_no_face_at_all_is_a_shelf_too() -> None:
    """A shelf without fonts knows no family, and says so."""
    with pytest.raises(BadInput):
        Faces(()).family("Source Sans 3", "regular")
