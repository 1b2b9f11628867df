"""Colours are what a file says, whichever way it says them; the judge is the arithmetic of the standards."""

import io
import struct
import zlib
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from brochure.base.findings import Severity
from brochure.base.icc import LIGHTS, SRGB, Lights, grey_profile, light_profile
from brochure.base.origin import Origin
from brochure.content.pictures import ReadPicture, read_picture
from tests.conftest import ROOT

HERE = Origin("content/visit/en.yaml", 14, 9)
PRESS = (ROOT / "brochure/content/profiles/FOGRA39L_coated.icc").read_bytes()
SCREEN = (ROOT / "brochure/content/profiles/sRGB.icc").read_bytes()
COLOURS = np.array([(200, 30, 30), (30, 160, 60), (40, 60, 190), (240, 220, 90), (128, 128, 128)])  # sRGB
# To XYZ of D65. Source: IEC 61966-2-1; Adobe RGB (1998), 4.3.5; Apple's Display P3 (SMPTE RP 431-2 with D65).
TO_XYZ = {
    "sRGB": ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505)),
    "Adobe RGB": ((0.57667, 0.18556, 0.18823), (0.29734, 0.62736, 0.07529), (0.02703, 0.07069, 0.99134)),
    "Display P3": ((0.48657, 0.26567, 0.19822), (0.22897, 0.69174, 0.07929), (0.0, 0.04511, 1.04394)),
}


def bent(values: Any, curve: float) -> Any:
    """Light to signal."""
    if curve == SRGB:
        return np.where(values <= 0.0031308, values * 12.92, 1.055 * values ** (1 / 2.4) - 0.055)
    return np.power(values, 1 / curve)


def said_in(name: str, curve: float) -> Any:
    """The colours as another space says them, 0 to 255."""
    signal = COLOURS / 255
    light = np.where(signal <= 0.04045, signal / 12.92, ((signal + 0.055) / 1.055) ** 2.4)
    moved = light @ np.array(TO_XYZ["sRGB"]).T @ np.linalg.inv(np.array(TO_XYZ[name])).T
    return np.rint(bent(moved.clip(0, 1), curve) * 255).astype("uint8")


def chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def png(pixels: np.ndarray, *chunks: bytes) -> bytes:
    """The pixels in one row, with chunks behind the header."""
    out = io.BytesIO()
    Image.fromarray(pixels[None]).save(out, "PNG")
    return out.getvalue()[:33] + b"".join(chunks) + out.getvalue()[33:]


def icc(profile: bytes) -> bytes:
    return chunk(b"iCCP", b"its name\0\0" + zlib.compress(profile))


def lights(said: Lights) -> bytes:
    return chunk(b"cHRM", struct.pack(">8I", *(round(part * 100_000) for point in said for part in point)))


def gamma(value: int) -> bytes:
    return chunk(b"gAMA", struct.pack(">I", value))


def read(folder: Path, content: bytes) -> ReadPicture:
    (folder / "a.png").write_bytes(content)
    return read_picture(Path("a.png"), inside=folder, origin=HERE)


def seen(folder: Path, content: bytes) -> np.ndarray:
    found = read(folder, content)
    assert found.findings == ()
    if found.picture.is_jpeg:
        return np.array(Image.open(io.BytesIO(found.picture.data)))
    return np.frombuffer(found.picture.data, "uint8").reshape(-1, found.picture.channels)


def made(name: str, curve: float) -> bytes:
    profile = light_profile(LIGHTS[name], curve)
    assert profile
    return profile


ADOBE, P3 = ("Adobe RGB", 563 / 256), ("Display P3", SRGB)


@pytest.mark.parametrize(("name", "curve"), [ADOBE, P3])
def test_a_profile_is_applied(tmp_path: Path, name: str, curve: float) -> None:
    """Every picture of an iPhone is in Display P3: without its profile, skin loses its red."""
    found = seen(tmp_path, png(said_in(name, curve), icc(made(name, curve))))

    assert np.abs(found.astype(int) - COLOURS).max() <= 4


@pytest.mark.parametrize(("name", "curve"), [ADOBE, P3])
def test_a_jpeg_is_turned_through_its_profile_too(tmp_path: Path, name: str, curve: float) -> None:
    """Its profile stands in parts, each within 64 kB."""
    patches = np.kron(said_in(name, curve)[None], np.ones((16, 16, 1), "uint8"))
    out = io.BytesIO()
    Image.fromarray(patches).save(out, "JPEG", quality=95, subsampling=0, icc_profile=made(name, curve))

    found = seen(tmp_path, out.getvalue())[8, 8::16]

    assert np.abs(found.astype(int) - COLOURS).max() <= 8


@pytest.mark.parametrize(
    ("pixels", "chunks"),
    [
        (said_in("Adobe RGB", 2.2), (gamma(45_455), lights(LIGHTS["Adobe RGB"]))),
        (said_in("sRGB", 1.0), (gamma(100_000), lights(LIGHTS["sRGB"]))),
        (said_in("sRGB", 1.8), (gamma(55_556),)),
        (said_in("Display P3", SRGB), (lights(LIGHTS["Display P3"]),)),
        (said_in("Display P3", SRGB), (chunk(b"cICP", bytes((12, 13, 0, 1))),)),
        (said_in("Display P3", 2.2), (chunk(b"cICP", bytes((12, 4, 0, 1))), icc(SCREEN))),
    ],
    ids=["adobe", "linear", "old-mac", "lights-alone", "codes", "codes-before-profile"],
)
def test_lights_and_curves_that_a_png_says_in_numbers_are_applied(
    tmp_path: Path, pixels: np.ndarray, chunks: tuple[bytes, ...]
) -> None:
    """PNG knows four ways of saying colours; clause 4.3 says which comes first."""
    assert np.abs(seen(tmp_path, png(pixels, *chunks)).astype(int) - COLOURS).max() <= 5


@pytest.mark.parametrize(
    "chunks",
    [
        (icc(SCREEN),),
        (chunk(b"sRGB", b"\0"), gamma(100_000)),
        (gamma(45_455), lights(LIGHTS["sRGB"])),
        (gamma(45_455),),
        (chunk(b"cICP", bytes((1, 13, 0, 1))), gamma(100_000)),
        (),
    ],
    ids=["profile", "chunk", "usual-numbers", "usual-gamma", "codes", "nothing"],
)
def test_what_says_srgb_is_left_to_the_last_bit(tmp_path: Path, chunks: tuple[bytes, ...]) -> None:
    """Most files in the world say so; rounding twice would gain nothing."""
    assert (seen(tmp_path, png(COLOURS.astype("uint8"), *chunks)) == COLOURS).all()


def test_grey_stays_grey_through_a_curve_of_its_own(tmp_path: Path) -> None:
    """A scanner writes linear grey; a third of the bytes, and black ink alone."""
    grey = np.array([0, 55, 255], "uint8")

    by_profile = seen(tmp_path, png(grey, icc(grey_profile(1.0))))
    by_number = seen(tmp_path, png(grey, gamma(100_000)))
    by_lights = seen(tmp_path, png(grey, icc(made("sRGB", 1.0))))

    assert by_profile.tolist() == by_number.tolist() == by_lights.tolist()
    assert by_profile[:, 0].tolist() == pytest.approx([0, 128, 255], abs=2)


def test_inks_are_seen_through_their_profile(tmp_path: Path) -> None:
    """Pure cyan of a press is no (0, 255, 255) of a screen: coated offset is near (0, 158, 224)."""
    out = io.BytesIO()
    Image.new("CMYK", (16, 16), (255, 0, 0, 0)).save(out, "JPEG", quality=95, icc_profile=PRESS)

    red, green, blue = seen(tmp_path, out.getvalue())[8, 8].tolist()

    assert red < 40
    assert (green, blue) == pytest.approx((158, 224), abs=14)


def test_a_camera_that_says_adobe_rgb_by_two_letters_is_believed(tmp_path: Path) -> None:
    """Many cameras embed no profile; the design rule for their files gives them a mark in its place."""
    patches = np.kron(said_in(*ADOBE)[None], np.ones((16, 16, 1), "uint8"))
    exif = Image.Exif()
    exif[0xA001] = 0xFFFF
    exif.get_ifd(0x8769)[0xA005] = {1: "R03"}
    out = io.BytesIO()
    Image.fromarray(patches).save(out, "JPEG", quality=95, subsampling=0, exif=exif)

    assert np.abs(seen(tmp_path, out.getvalue())[8, 8::16].astype(int) - COLOURS).max() <= 8


P3_PROFILE = made(*P3)
DAMAGED = {
    "no-profile": icc(b"profile"),
    "cut": icc(P3_PROFILE[:200]),
    "not-packed": chunk(b"iCCP", b"its name\0\0" + P3_PROFILE),
    "packed-cut": chunk(b"iCCP", (b"its name\0\0" + zlib.compress(P3_PROFILE))[:-20]),
    "no-name": chunk(b"iCCP", zlib.compress(P3_PROFILE)),
    "inks-for-lights": icc(PRESS[:16] + b"CMYK" + PRESS[20:]) if len(zlib.compress(PRESS)) < 120_000 else icc(b""),
    "grey-for-lights": icc(grey_profile(1.0)),
    "a-link": icc(P3_PROFILE[:12] + b"link" + P3_PROFILE[16:]),
    "lights-of-nothing": lights(Lights((0.3, 0.3), (0.3, 0.3), (0.3, 0.3), (0.3, 0.3))),
    "lights-on-the-axis": lights(Lights((0.3, 0.0), (0.6, 0.3), (0.3, 0.6), (0.1, 0.1))),
    "lights-cut": chunk(b"cHRM", b"\0" * 31),
    "gamma-of-nought": gamma(0),
    "codes-of-another-kind": chunk(b"cICP", bytes((9, 16, 0, 1))),
    "codes-cut": chunk(b"cICP", b"\1"),
}


@pytest.mark.parametrize("said", DAMAGED.values(), ids=DAMAGED.keys())
def test_colours_that_cannot_be_read_are_told_and_taken_for_srgb(tmp_path: Path, said: bytes) -> None:
    """Never silence: somebody looks at the proof, and exports the picture again."""
    found = read(tmp_path, png(COLOURS.astype("uint8"), said))

    (finding,) = found.findings
    assert (finding.code, finding.severity, finding.origin) == ("picture-doubtful", Severity.WARNING, HERE)
    assert "colour profile that cannot be read" in finding.message
    assert found.picture.data == COLOURS.astype("uint8").tobytes()


@pytest.mark.parametrize("part", [b"\2\2", b"\1\2", b"\1", b""])
def test_a_profile_of_which_a_part_is_missing_is_told(tmp_path: Path, part: bytes) -> None:
    """Each part says which of how many it is."""
    out = io.BytesIO()
    Image.new("RGB", (8, 8), (9, 99, 199)).save(out, "JPEG", quality=95)
    body = b"ICC_PROFILE\0" + part + P3_PROFILE * bool(part)
    whole = out.getvalue()
    data = whole[:2] + b"\xff\xe2" + struct.pack(">H", len(body) + 2) + body + whole[2:]

    assert [each.code for each in read(tmp_path, data).findings] == ["picture-doubtful"]


def test_a_profile_that_inflates_without_end_is_not_inflated(tmp_path: Path) -> None:
    """100 kB that become 100 MB."""
    packer = zlib.compressobj(9)
    bomb = b"".join(packer.compress(bytes(1_000_000)) for _ in range(100)) + packer.flush()

    found = read(tmp_path, png(COLOURS.astype("uint8"), chunk(b"iCCP", b"x\0\0" + bomb)))

    assert [each.code for each in found.findings] == ["picture-doubtful"]
