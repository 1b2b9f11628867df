"""A picture is looked at from outside before it is opened, and comes out with pixels only."""

import io
import os
import random
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
from brochure.content.pictures import LARGEST_FILE, ReadPicture, picture_ppi, read_picture, resolution_findings

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
    found = read_picture(Path(name), inside=folder, origin=HERE)
    assert found.findings == ()
    return found.picture


def told(folder: Path, content: bytes, name: str = "logo.png") -> ReadPicture:
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
        ("LA", (9, 255), b"\x09"),
        ("RGBA", (255, 0, 0, 255), b"\xff\x00\x00"),
        ("P", 0, b"\x00\x00\x00"),
        ("I;16", 0x8080, b"\x80"),
    ],
)
def test_each_kind_of_png_becomes_grey_or_rgb(
    tmp_path: Path, mode: str, colour: int | tuple[int, ...], pixels: bytes
) -> None:
    """The page knows two kinds of pixels; an alpha that hides nothing costs nothing."""
    image = Image.new(mode, (1, 1), colour)
    if mode == "P":
        image.putpalette([0, 0, 0, 255, 255, 255])

    found = read(tmp_path, encoded(image, "PNG"))

    assert (found.channels, found.data, found.alpha) == (len(pixels), pixels, b"")


@pytest.mark.parametrize("mode", ["RGBA", "LA"])
def test_what_lets_light_through_keeps_how_much(tmp_path: Path, mode: str) -> None:
    """A mark without a ground stands on the colour of the cover, not on a white square."""
    colour = (40,) * len(mode.removesuffix("A"))
    image = Image.new(mode, (3, 1))
    for at, alpha in enumerate((0, 128, 255)):
        image.putpixel((at, 0), (*colour, alpha))

    found = read(tmp_path, encoded(image, "PNG"))

    assert found.alpha == bytes((0, 128, 255))
    assert found.data[-len(colour) :] == bytes(colour)


def test_a_transparent_colour_of_a_palette_shows_what_lies_beneath(tmp_path: Path) -> None:
    """Logos are often saved with a palette and one colour to see through."""
    image = Image.new("P", (2, 1), 0)
    image.putpalette([0, 0, 0, 255, 255, 255])
    image.putpixel((1, 0), 1)

    assert read(tmp_path, encoded(image, "PNG", transparency=0)).alpha == b"\x00\xff"


def test_the_colour_of_what_is_seen_goes_on_under_what_is_not(tmp_path: Path) -> None:
    """A viewer that makes a picture smaller mixes neighbours: black beside a white mark would be a grey rim."""
    image = Image.new("RGBA", (20, 1))
    for at in range(10):
        image.putpixel((at, 0), (255, 255, 255, 255))

    found = read(tmp_path, encoded(image, "PNG"))

    assert found.data[: 12 * 3] == b"\xff" * 36
    assert found.alpha == b"\xff" * 10 + b"\0" * 10


def test_a_picture_of_which_nothing_is_seen_is_refused(tmp_path: Path) -> None:
    """An empty layer was exported instead of the mark."""
    found = fault(tmp_path, encoded(Image.new("RGBA", (4, 4)), "PNG"))

    assert (found.code, found.message) == (
        "picture-damaged", "picture 'logo.png' is transparent all over: nothing of it is seen",
    )  # fmt: skip


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

    found = told(tmp_path, data, "photo.jpg").picture

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


def test_small_extras_are_left_out_without_being_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """IM03: the decoder inflates nothing but pixels; a profile is inflated here, within bounds."""
    whole = encoded(Image.new("L", (1, 1), 9), "PNG")
    head = len(PNG) + 25
    extras = chunk(b"iCCP", b"x\0\0" + zlib.compress(b"profile")) + chunk(b"zTXt", b"x\0\0" + zlib.compress(b"text"))
    for kind in ("iCCP", "zTXt"):
        monkeypatch.setattr(PngImagePlugin.PngStream, f"chunk_{kind}", pytest.fail)

    assert told(tmp_path, whole[:head] + extras + whole[head:]).picture.data == b"\x09"


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
@pytest.mark.parametrize("turn", range(1, 9))
def test_every_turn_of_a_camera_is_taken_back(tmp_path: Path, turn: int, kind: str) -> None:
    """Both kinds of file say it alike; 1 to 8 are the corners that the first pixel may have."""
    upright = Image.new("L", (16, 24))
    upright.paste(200, (0, 0, 8, 12))  # the top left is light
    back = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}  # what a camera did: flip, half turn, flop, and so on
    stored = upright.transpose(Image.Transpose(back[turn])) if turn > 1 else upright
    exif = Image.Exif()
    exif[0x0112] = turn

    found = read(tmp_path, encoded(stored, kind, exif=exif))

    image = Image.open(io.BytesIO(found.data)) if found.is_jpeg else Image.frombytes("L", (16, 24), found.data)
    assert (found.width, found.height) == (16, 24)
    corners = [image.getpixel(at) for at in ((3, 3), (12, 3), (3, 20), (12, 20))]
    assert corners == pytest.approx([200, 0, 0, 0], abs=8)


def test_a_photograph_of_24_megapixels_is_taken(tmp_path: Path) -> None:
    """It is what a telephone takes today."""
    found = read(tmp_path, encoded(Image.new("L", (5712, 4284), 90), "JPEG", quality=30))

    assert (found.width, found.height) == (5712, 4284)


def test_a_larger_photograph_is_decoded_at_half_its_size(tmp_path: Path) -> None:
    """50 megapixels are more than any sheet shows, and would fill the memory."""
    found = read(tmp_path, encoded(Image.new("L", (8160, 6120), 90), "JPEG", quality=30))

    assert (found.width, found.height) == (4080, 3060)


def test_a_large_transparent_picture_is_halved_too(tmp_path: Path) -> None:
    """It is held several times; a mark is never so large."""
    image = Image.new("LA", (4000, 3002), (70, 255))
    image.paste((200, 0), (0, 0, 2000, 3002))

    found = read(tmp_path, encoded(image, "PNG", compress_level=1))

    assert (found.width, found.height, len(found.alpha)) == (2000, 1501, 2000 * 1501)
    assert (found.data[-1], found.alpha[0], found.alpha[-1]) == (70, 0, 255)


@pytest.mark.parametrize(
    ("size", "hint"),
    [
        ((9000, 6000), "export it at most 8831 x 5887 pixels large"),
        ((20_000, 100), "export it at most 16000 x 80 pixels large"),
    ],
)
def test_the_size_that_is_asked_for_is_one_that_is_taken(tmp_path: Path, size: tuple[int, int], hint: str) -> None:
    """A hint that sends to the same refusal is worse than none."""
    data = bytearray(encoded(Image.new("L", (8, 8)), "JPEG"))
    at = data.index(b"\xff\xc0") + 5
    data[at : at + 4] = struct.pack(">HH", *size[::-1])

    assert fault(tmp_path, bytes(data)).hint == hint


@pytest.mark.parametrize(
    ("content", "kind", "word"),
    [
        (b"\0\0\0\x18ftypheic", "a HEIC picture", "most compatible"),
        (b"\0\0\0\x18ftypavif", "an AVIF picture", "JPEG"),
        (b"RIFF\x1a\0\0\0WEBPVP8 ", "a WebP picture", "JPEG"),
    ],
)
def test_a_kind_that_is_known_is_named(tmp_path: Path, content: bytes, kind: str, word: str) -> None:
    """Who has a telephone is not told that its picture is none."""
    found = fault(tmp_path, content)

    assert found.message == f"picture 'logo.png' is {kind}, whatever its name says"
    assert word in found.hint


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

    found = {fault(tmp_path, whole[: len(whole) * tenth // 10]).code for tenth in range(1, 9)}

    assert found == {"picture-damaged"}


def test_damaged_pixels_are_refused(tmp_path: Path) -> None:
    """IM06: the parts are in order, their content is not."""
    body = chunk(b"IDAT", b"not zlib at all") + chunk(b"IEND", b"")

    assert fault(tmp_path, PNG + png_header(4, 4) + body).code == "picture-damaged"


def test_a_jpeg_of_too_many_scans_is_refused(tmp_path: Path) -> None:
    """A small file can ask for the work of a thousand pictures."""
    data = encoded(Image.new("RGB", (8, 8)), "JPEG")

    found = fault(tmp_path, data[:-2] + b"\xff\xda\x00\x02" * 200 + data[-2:])

    assert (found.code, found.hint) == ("picture-too-large", "export it without 'progressive'")


@pytest.mark.parametrize(
    "behind", [b"\xff\xda\x00\x02" * 200, b"\xff\xd8\xff\xc0" * 50, random.Random(1).randbytes(90_000)]
)
def test_what_lies_behind_the_end_of_a_jpeg_is_no_picture(tmp_path: Path, behind: bytes) -> None:
    """Telephones put a film there; two bytes in it are no scan, and its header is no size."""
    data = encoded(Image.effect_noise((60, 60), 50), "JPEG")

    assert read(tmp_path, data + behind) == read(tmp_path, data)


@pytest.mark.parametrize("progressive", [False, True])
@pytest.mark.parametrize("size", [(60, 60), (61, 33)])
def test_a_jpeg_that_lacks_only_its_end_mark_is_taken(tmp_path: Path, size: tuple[int, int], progressive: bool) -> None:
    """Every browser shows it whole; a progressive one may lack a scan, and nobody can tell."""
    data = encoded(Image.effect_noise(size, 50), "JPEG", progressive=progressive)

    found = told(tmp_path, data[:-2])

    assert found.picture == read(tmp_path, data)
    assert [(each.code, each.severity) for each in found.findings] == [("picture-doubtful", Severity.WARNING)]
    expected = "it may be coarser than it was" if progressive else "all its rows are there"
    assert expected in found.findings[0].message


def test_rows_that_are_missing_are_counted(tmp_path: Path) -> None:
    """The decoder fills them with grey, and does not say so."""
    data = encoded(Image.effect_noise((160, 160), 50), "JPEG", quality=95)

    found = told(tmp_path, data[: len(data) * 96 // 100])

    assert [each.message for each in found.findings] == [
        "picture 'logo.png' breaks off: the last 8 of 160 rows are missing"
    ]


def test_a_picture_that_lacks_many_rows_is_refused(tmp_path: Path) -> None:
    """Half a picture is not printed as half a picture."""
    data = encoded(Image.effect_noise((160, 160), 50), "JPEG", quality=95)

    assert "of 160 rows are missing" in fault(tmp_path, data[: len(data) // 2]).message


def test_a_png_that_lacks_only_its_end_mark_is_taken(tmp_path: Path) -> None:
    """Its rows are counted by what they are packed in."""
    data = encoded(Image.effect_noise((60, 60), 50), "PNG")

    found = told(tmp_path, data[:-12])

    assert found.picture == read(tmp_path, data)
    assert "all its rows are there" in found.findings[0].message
    assert fault(tmp_path, data[:-300]).code == "picture-damaged"


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

    assert read_picture(Path("logo.png"), inside=tmp_path, origin=HERE).picture.data == b"\x05"


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
        opened.truncate(LARGEST_FILE + 1)

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


def test_the_hint_says_how_many_pixels() -> None:
    """The reader has a ruler and a picture program, not a formula."""
    picture = Picture(144, 100, 3, b"", is_jpeg=False)

    found = resolution_findings(picture, mm(50.8), HERE, press=True)

    assert found[0].message == "picture of 144 pixels has 72 ppi at 51 mm, 200 are wanted"
    assert found[0].hint == "give a picture 400 pixels wide, or one that is drawn (SVG)"
