"""A picture is looked at from outside before it is opened, and comes out with pixels only."""

import io
import os
import struct
import zlib
from functools import cache
from pathlib import Path

import pytest
from PIL import Image, PngImagePlugin

from brochure.base.art import Picture
from brochure.base.findings import BadInput, Finding, Severity
from brochure.base.origin import Origin
from brochure.base.units import INCH, mm
from brochure.content.pictures import picture_ppi, read_picture, resolution_findings

HERE = Origin("content/visit/en.yaml", 14, 9)
PNG = b"\x89PNG\r\n\x1a\n"


def chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def png_header(width: int, height: int) -> bytes:
    return chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))


@cache
def bomb() -> bytes:
    packer = zlib.compressobj(9)
    return b"".join(packer.compress(bytes(1_000_000)) for _ in range(200)) + packer.flush()


def encoded(image: Image.Image, kind: str, **options: object) -> bytes:
    stream = io.BytesIO()
    image.save(stream, kind, **options)
    return stream.getvalue()


def read(folder: Path, content: bytes, name: str = "logo.png") -> Picture:
    (folder / name).write_bytes(content)
    return read_picture(Path(name), inside=folder, origin=HERE)


def fault(folder: Path, content: bytes | None, name: str = "logo.png") -> Finding:
    if content is not None:
        (folder / name).write_bytes(content)
    with pytest.raises(BadInput) as caught:
        read_picture(Path(name), inside=folder, origin=HERE)
    assert len(caught.value.findings) == 1
    return caught.value.findings[0]


def test_png_becomes_rows_of_pixels(tmp_path: Path) -> None:
    """The page embeds pixels; the container is left behind."""
    image = Image.new("RGB", (2, 1), (1, 2, 3))
    image.putpixel((1, 0), (4, 5, 6))

    found = read(tmp_path, encoded(image, "PNG"))

    assert found == Picture(2, 1, 3, bytes((1, 2, 3, 4, 5, 6)), is_jpeg=False)


@pytest.mark.parametrize(
    ("mode", "colour", "pixels"),
    [
        ("L", 7, b"\x07"),
        ("1", 1, b"\xff"),
        ("LA", (0, 0), b"\xff"),
        ("RGBA", (255, 0, 0, 0), b"\xff\xff\xff"),
        ("RGBA", (255, 0, 0, 255), b"\xff\x00\x00"),
        ("P", 0, b"\x00\x00\x00"),
        ("I;16", 0x8080, b"\x80"),
    ],
)
def test_each_kind_of_png_becomes_grey_or_rgb_on_white(
    tmp_path: Path, mode: str, colour: int | tuple[int, ...], pixels: bytes
) -> None:
    """Paper is white, and the page knows two kinds of pixels."""
    image = Image.new(mode, (1, 1), colour)
    if mode == "P":
        image.putpalette([0, 0, 0, 255, 255, 255])

    found = read(tmp_path, encoded(image, "PNG"))

    assert (found.channels, found.data) == (len(pixels), pixels)


def test_a_transparent_colour_of_a_palette_shows_the_paper(tmp_path: Path) -> None:
    """Logos are often saved with a palette and one colour to see through."""
    image = Image.new("P", (1, 1), 0)
    image.putpalette([0, 0, 0, 255, 255, 255])

    found = read(tmp_path, encoded(image, "PNG", transparency=0))

    assert found.data == b"\xff\xff\xff"


def test_jpeg_stays_a_jpeg_and_is_not_progressive(tmp_path: Path) -> None:
    """Photographs stay small; some old printers choke on progressive ones."""
    found = read(tmp_path, encoded(Image.new("RGB", (30, 20), "red"), "JPEG", progressive=True), "photo.jpg")

    assert (found.width, found.height, found.channels, found.is_jpeg) == (30, 20, 3, True)
    assert b"\xff\xc0" in found.data
    assert b"\xff\xc2" not in found.data


def test_cmyk_jpeg_becomes_rgb(tmp_path: Path) -> None:
    """The page converts colours once, from the screen's."""
    found = read(tmp_path, encoded(Image.new("CMYK", (8, 8), (0, 0, 0, 0)), "JPEG"), "photo.jpg")

    image = Image.open(io.BytesIO(found.data))
    assert (found.channels, image.mode, image.getpixel((4, 4))) == (3, "RGB", (255, 255, 255))


def test_grey_jpeg_stays_grey(tmp_path: Path) -> None:
    """One channel is a third of the bytes, and prints in black ink alone."""
    assert read(tmp_path, encoded(Image.new("L", (8, 8), 90), "JPEG"), "photo.jpg").channels == 1


def test_place_and_camera_are_stripped_and_the_picture_stands_upright(tmp_path: Path) -> None:
    """IM07: a photograph says where and with what it was taken; the leaflet does not."""
    exif = Image.Exif()
    exif[0x0110] = "CAMERA MODEL"
    exif[0x0112] = 6  # a quarter turn
    exif.get_ifd(0x8825)[1] = "N"
    data = encoded(Image.new("RGB", (40, 20), "red"), "JPEG", exif=exif, comment=b"SECRET NOTE", icc_profile=b"PROFILE")

    found = read(tmp_path, data, "photo.jpg")

    assert b"CAMERA MODEL" in data
    assert b"SECRET NOTE" in data
    assert (found.width, found.height) == (20, 40)
    for hidden in (b"Exif", b"CAMERA", b"SECRET", b"PROFILE", b"ICC_"):
        assert hidden not in found.data


def test_a_picture_with_a_huge_header_is_refused_before_it_is_decoded(tmp_path: Path) -> None:
    """IM01: a few bytes can ask for ten thousand million pixels; there are none here to decode."""
    found = fault(tmp_path, PNG + png_header(100_000, 100_000) + chunk(b"IEND", b""))

    assert found.code == "picture-too-large"
    assert "100000 x 100000" in found.message


def test_a_jpeg_with_a_huge_header_is_refused_before_it_is_decoded(tmp_path: Path) -> None:
    """IM01: the same in the other kind of file."""
    data = encoded(Image.new("RGB", (8, 8)), "JPEG")
    at = data.index(b"\xff\xc0") + 5
    found = fault(tmp_path, data[:at] + b"\xff\xff\xff\xff" + data[at + 4 :])

    assert found.code == "picture-too-large"
    assert "65535 x 65535" in found.message


@pytest.mark.parametrize("kind", [b"zTXt", b"iCCP", b"iTXt"])
def test_a_chunk_that_inflates_without_end_is_refused_unread(tmp_path: Path, kind: bytes) -> None:
    """IM03: 200 kB that become 200 MB."""
    content = chunk(kind, b"x\0\0" + bomb())

    found = fault(tmp_path, PNG + png_header(1, 1) + content + chunk(b"IEND", b""))

    assert found.code == "picture-too-large"
    assert "hidden text or profile" in found.message


def test_a_small_profile_is_left_out_without_being_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """IM03: what is under the limit is not inflated either."""
    whole = encoded(Image.new("L", (1, 1), 9), "PNG")
    head = len(PNG) + 25
    extras = chunk(b"iCCP", b"x\0\0" + zlib.compress(b"profile")) + chunk(b"zTXt", b"x\0\0" + zlib.compress(b"text"))
    for kind in ("iCCP", "zTXt"):
        monkeypatch.setattr(PngImagePlugin.PngStream, f"chunk_{kind}", pytest.fail)

    assert read(tmp_path, whole[:head] + extras + whole[head:]).data == b"\x09"


@pytest.mark.parametrize("content", [b"%!PS-Adobe-3.0 EPSF-3.0\n", b"GIF89a", b"<html>", b"", b"RIFF1234WEBP"])
def test_what_is_neither_png_nor_jpeg_is_refused_whatever_its_name(tmp_path: Path, content: bytes) -> None:
    """IM04, IM06: no other decoder, and no PostScript interpreter, is ever started."""
    found = fault(tmp_path, content)

    assert found.code == "picture-kind"
    assert "logo.png" in found.message
    assert found.origin == HERE


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_picture_that_breaks_off_is_refused(tmp_path: Path, kind: str) -> None:
    """IM06: half a picture is not printed as half a picture. It is cut at every tenth of its length."""
    whole = encoded(Image.effect_noise((60, 60), 50), kind)

    found = {fault(tmp_path, whole[: len(whole) * tenth // 10]).code for tenth in range(1, 10)}

    assert found == {"picture-damaged"}


def test_damaged_pixels_are_refused(tmp_path: Path) -> None:
    """IM06: the parts are in order, their content is not."""
    body = chunk(b"IDAT", b"not zlib at all") + chunk(b"IEND", b"")

    assert fault(tmp_path, PNG + png_header(4, 4) + body).code == "picture-damaged"


def test_a_jpeg_of_too_many_scans_is_refused(tmp_path: Path) -> None:
    """A small file can ask for the work of a thousand pictures."""
    data = encoded(Image.new("RGB", (8, 8)), "JPEG")

    assert fault(tmp_path, data[:-2] + b"\xff\xda\x00\x02" * 200 + data[-2:]).code == "picture-too-large"


def test_a_png_of_too_many_chunks_is_refused(tmp_path: Path) -> None:
    """A list of a million empty parts would fill the memory."""
    found = fault(tmp_path, PNG + png_header(1, 1) + chunk(b"teXt", b"") * 30_000)

    assert (found.code, found.message) == ("picture-damaged", "picture 'logo.png' has over 20000 chunks")


def test_a_link_that_leads_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    """IM09: a link named logo.png could print any file of the machine."""
    folder, secret = tmp_path / "pictures", tmp_path / "secret"
    folder.mkdir()
    secret.write_bytes(encoded(Image.new("L", (1, 1)), "PNG"))
    (folder / "logo.png").symlink_to(secret)

    assert fault(folder, None).code == "outside-project"
    assert fault(folder, None, "../secret").code == "outside-project"
    assert fault(folder, None, "/dev/zero").code == "outside-project"


def test_a_link_within_the_folder_is_followed(tmp_path: Path) -> None:
    """One logo may have two names."""
    read(tmp_path, encoded(Image.new("L", (1, 1), 5), "PNG"), "mark.png")
    (tmp_path / "logo.png").symlink_to("mark.png")

    assert read_picture(Path("logo.png"), inside=tmp_path, origin=HERE).data == b"\x05"


def test_a_pipe_a_folder_and_a_ring_of_links_are_refused_unopened(tmp_path: Path) -> None:
    """IM09: opening a pipe would wait for ever."""
    os.mkfifo(tmp_path / "pipe.png")
    (tmp_path / "folder.png").mkdir()
    (tmp_path / "ring.png").symlink_to("ring.png")

    for name in ("pipe.png", "folder.png", "ring.png", "missing.png", "nul\0.png"):
        assert fault(tmp_path, None, name).code == "not-a-file"


def test_a_file_of_too_many_bytes_is_refused_unread(tmp_path: Path) -> None:
    """The size is asked of the folder, not of the file."""
    with (tmp_path / "logo.png").open("wb") as opened:
        opened.truncate(20_000_001)

    assert fault(tmp_path, None).code == "picture-too-large"


def test_resolution_is_counted_at_the_width_on_paper() -> None:
    """The same file is fine as a stamp and coarse as a poster."""
    picture = Picture(300, 100, 3, b"", is_jpeg=False)

    assert picture_ppi(picture, INCH) == 300
    assert picture_ppi(picture, 2 * INCH) == 150


@pytest.mark.parametrize(
    ("pixels", "press", "severities"),
    [
        (72, False, [Severity.WARNING]),
        (72, True, [Severity.ERROR]),
        (170, True, [Severity.WARNING]),
        (200, True, []),
    ],
)
def test_a_coarse_picture_is_told_and_stops_the_press(pixels: int, press: bool, severities: list[Severity]) -> None:
    """IM10: a logo from a web page is coarse on paper; a screen may still show it."""
    picture = Picture(pixels, pixels, 3, b"", is_jpeg=False)

    found = resolution_findings(picture, INCH, HERE, press=press)

    assert [finding.severity for finding in found] == severities
    assert all(f"{pixels} ppi" in finding.message for finding in found)


def test_the_hint_says_how_many_pixels_and_how_wide() -> None:
    """The reader has a ruler and a picture program, not a formula."""
    picture = Picture(144, 100, 3, b"", is_jpeg=False)

    found = resolution_findings(picture, mm(50.8), HERE, press=True)

    assert found[0].message == "picture has 72 ppi at 51 mm, 200 are wanted"
    assert found[0].hint == "give a picture 400 pixels wide, or show it at most 18 mm wide"
