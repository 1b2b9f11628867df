# ruff: noqa: E501 - a table of ways
"""Ways in which a clinic hides words or marks by its own files, and the sound twin of each."""

import json
from collections.abc import Callable
from copy import deepcopy
from hashlib import sha256
from io import BytesIO
from typing import NamedTuple

from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph
from PIL import Image

from tests.conftest import ROOT
from tests.losses.clinic import BRAND, LAYOUT, Clinic, both, changing

Spoil = Callable[[Clinic], None]


class Hidden(NamedTuple):
    """One way, and its twin."""

    name: str
    code: str  # of the finding that tells it
    way: Spoil
    twin: Spoil
    edition: str = "office"


def _palette(name: str, screen: str, press: str) -> Spoil:
    """Another recipe for one colour of the palette."""

    def change(clinic: Clinic) -> None:
        text = clinic.read(BRAND)
        old = next(line for line in text.splitlines() if line.startswith(f"  {name}: {{screen"))
        clinic.write(BRAND, text.replace(old, f'  {name}: {{screen: "{screen}", press: "{press}"}}'))

    return change


def _screen(name: str, screen: str) -> Spoil:
    return _palette(name, screen, "cmyk(76, 22, 20, 82)")


def _press(name: str, screen: str, press: str) -> Spoil:
    return _palette(name, screen, press)


def _role(role: str, old: str, new: str) -> Spoil:
    return changing(BRAND, f"  {role}: {old}\n", f"  {role}: {new}\n")


def _art(*rows: str) -> Spoil:
    """More art, behind what is there."""

    def change(clinic: Clinic) -> None:
        clinic.write(LAYOUT, clinic.read(LAYOUT).rstrip() + "\n" + "".join(f"  - {{{row}}}\n" for row in rows))

    return change


def _strips(height: float, every: float) -> Spoil:
    rows = [
        f"kind: ground, panel: inside-2, top: {62 + at * every:.1f}mm, height: {height}mm, colour: cover"
        for at in range(40)
    ]
    return _art(*rows)


def _logo(svg: str) -> Spoil:
    """The clinic's mark, in both its versions."""

    def change(clinic: Clinic) -> None:
        for name in ("logo.svg", "logo-reversed.svg"):
            clinic.write(f"content/brands/riverside/{name}", svg)

    return change


def _reversed(svg: str) -> Spoil:
    return lambda clinic: clinic.write("content/brands/riverside/logo-reversed.svg", svg)


def _svg(shapes: str) -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">{shapes}</svg>'


def _photo(*colours: tuple[int, int, int]) -> Spoil:
    """A photograph of two colours, side by side."""

    def change(clinic: Clinic) -> None:
        picture = Image.new("RGB", (900, 600), colours[0])
        picture.paste(colours[1], (450, 0, 900, 600))
        out = BytesIO()
        picture.save(out, "PNG")
        (clinic.folder / "content/ours/photo.png").write_bytes(out.getvalue())
        leaflet = "content/ours/en.yaml"
        clinic.write(leaflet, clinic.read(leaflet) + "\nphoto: {file: photo.png, alt: Two hands}\n")

    return change


def _face(change: Callable[[TTFont], None]) -> Spoil:
    """The clinic's own text face: the shipped one, changed."""

    def spoil(clinic: Clinic) -> None:
        manifest = json.loads((ROOT / "fonts" / "manifest.json").read_text(encoding="utf-8"))
        rows = manifest["faces"] if isinstance(manifest, dict) else manifest
        folder = clinic.folder / "fonts"
        folder.mkdir()
        own = []
        for row in rows:
            if row["family"] != "Source Sans 3" or row["slant"] != "upright":
                continue
            font = TTFont(ROOT / "fonts" / row["file"])
            change(font)
            out = BytesIO()
            font.save(out)
            data = out.getvalue()
            (folder / f"{row['name']}.ttf").write_bytes(data)
            new = {**row, "name": f"Own{row['name']}", "family": "Own Sans", "file": f"{row['name']}.ttf"}
            own.append({**new, "sha256": sha256(data).hexdigest(), **({"bytes": len(data)} if "bytes" in row else {})})
        said = {**manifest, "faces": own} if isinstance(manifest, dict) else own
        (folder / "manifest.json").write_text(json.dumps(said), encoding="utf-8")
        clinic.change(BRAND, "  text: Source Sans 3", "  text: Own Sans")

    return spoil


def _blank(letters: str) -> Callable[[TTFont], None]:
    def change(font: TTFont) -> None:
        names = font.getBestCmap()
        for letter in letters:
            font["glyf"][names[ord(letter)]] = Glyph()

    return change


def _tiny(font: TTFont) -> None:
    glyphs = font["glyf"]
    for name in font.getGlyphOrder():
        glyph = glyphs[name]
        if glyph.numberOfContours > 0:
            glyph.coordinates.scale((0.02, 0.02))
            glyph.recalcBounds(glyphs)


def _boxes(font: TTFont) -> None:
    """Every letter is the box of a character that is not there."""
    names = font.getBestCmap()
    for letter in "abcdefghijklmnopqrstuvwxyz":
        font["glyf"][names[ord(letter)]] = deepcopy(font["glyf"][".notdef"])


def _moved(up: int) -> Callable[[TTFont], None]:
    """The letter e off its line."""

    def change(font: TTFont) -> None:
        glyph = font["glyf"][font.getBestCmap()[ord("e")]]
        glyph.coordinates.translate((0, up))
        glyph.recalcBounds(font["glyf"])

    return change


def _flat(font: TTFont) -> None:
    glyph = font["glyf"][font.getBestCmap()[ord("e")]]
    glyph.coordinates.scale((1, 0.12))
    glyph.recalcBounds(font["glyf"])


def _crowded(font: TTFont) -> None:
    names = font.getBestCmap()
    for letter in "abcdefghijklmnopqrstuvwxyz":
        font["hmtx"][names[ord(letter)]] = (150, font["hmtx"][names[ord(letter)]][1])


def _untouched(font: TTFont) -> None:
    """A face of the clinic's own that is sound."""


def _nothing(_: Clinic) -> None:
    """The sample as it stands."""


_DISC = '<circle cx="50" cy="50" r="45" fill="{}"/>'

HIDDEN = (
    Hidden("text as white as the paper", "note-contrast", _screen("type", "#ffffff"), _screen("type", "#202020")),
    Hidden("text of pale grey", "note-contrast", _screen("type", "#b0b0b0"), _screen("type", "#4a4a4a")),
    Hidden("the note in the colour of its ground", "note-contrast", _role("note_text", "type", "blush"), _role("note_text", "type", "ink")),
    Hidden("the note's heading in the colour of its bar", "note-contrast", _role("note_heading", "brick", "coral"), _role("note_heading", "brick", "ink")),
    Hidden("the cover's text in the colour of the cover", "contrast", _role("cover_text", "paper", "ink"), _role("cover_text", "paper", "sand")),
    Hidden("headings in the colour of mist", "contrast", _role("heading", "type", "mist"), _role("heading", "type", "deep")),
    Hidden("numerals in the colour of mist", "contrast", _role("accent", "jade", "mist"), _role("accent", "jade", "deep")),
    Hidden("a ground of the aside as dark as its words", "contrast", _role("aside", "sand", "ink"), _role("aside", "sand", "mist")),
    Hidden("a cover as light as its words", "contrast", _role("cover", "ink", "sand"), _role("cover", "ink", "deep")),
    Hidden("paper that is not white", "paper-not-white", _screen("paper", "#101010"), _palette("paper", "#ffffff", "cmyk(0, 0, 0, 0)")),
    Hidden("a press recipe of nothing", "contrast", _press("type", "#12343b", "cmyk(0, 0, 0, 0)"), _press("type", "#12343b", "cmyk(0, 0, 0, 95)"), "press"),
    Hidden("a press recipe of yellow", "contrast", _press("type", "#12343b", "cmyk(0, 0, 100, 0)"), _press("type", "#12343b", "cmyk(100, 60, 0, 60)"), "press"),
    Hidden("a note's ground of black in the press", "note-contrast", _press("blush", "#fcede7", "cmyk(0, 0, 0, 100)"), _press("blush", "#fcede7", "cmyk(0, 6, 6, 0)"), "press"),
    Hidden("a cover of nothing in the press", "contrast", _press("ink", "#12343b", "cmyk(0, 0, 0, 5)"), _press("ink", "#12343b", "cmyk(76, 22, 20, 70)"), "press"),
    Hidden("a spot ink that is white", "contrast", _press("type", "#12343b", "spot(CLINIC WHITE, 0, 0, 0, 0)"), _press("type", "#12343b", "spot(CLINIC BLUE, 100, 60, 0, 60)"), "press"),
    Hidden("a spot ink that is dark, as a ground", "contrast", _press("sand", "#f7f1e6", "spot(CLINIC BLUE, 100, 60, 0, 60)"), _press("sand", "#f7f1e6", "spot(CLINIC SAND, 2, 4, 10, 0)"), "press"),
    Hidden("paper recipe of the press that is not white", "paper-not-white", _palette("paper", "#ffffff", "cmyk(0, 0, 0, 60)"), _nothing, "press"),
    Hidden("a panel in the colour of the text", "contrast", _art("kind: ground, panel: inside-2, colour: cover"), _art("kind: ground, panel: inside-2, colour: aside")),
    Hidden("a side in the colour of the text", "contrast", _art("kind: ground, side: inside, colour: cover"), _art("kind: ground, side: inside, top: 55mm, height: 150mm, colour: aside")),
    Hidden("one strip through a line", "contrast", _art("kind: ground, panel: inside-1, top: 62mm, height: 4.5mm, colour: cover"), _art("kind: ground, panel: inside-1, top: 62mm, height: 4.5mm, colour: aside")),
    Hidden("two strips through a line", "contrast", _art("kind: ground, panel: inside-1, top: 62mm, height: 1.5mm, colour: cover", "kind: ground, panel: inside-1, top: 64mm, height: 1.5mm, colour: cover"), _art("kind: ground, panel: inside-1, top: 62mm, height: 1.5mm, colour: aside")),
    Hidden("many thin strips", "contrast", _strips(0.7, 1.6), _art("kind: ground, panel: inside-2, top: 62mm, height: 0.7mm, colour: aside")),
    Hidden("strips that are nearly as dark", "contrast", _art("kind: ground, panel: inside-1, top: 62mm, height: 20mm, colour: line"), _art("kind: ground, panel: inside-1, top: 62mm, height: 20mm, colour: band")),
    Hidden("a line drawn over the words", "text-on-art", _art("kind: calm, panel: inside-2, colour: line, top: 60mm, height: 60mm, weight: 2pt"), _nothing),
    Hidden("a mark that is white on white", "figure-unseen", _logo(_svg(_DISC.format("#ffffff"))), _logo(_svg(_DISC.format("#c8553d")))),
    Hidden("a mark of the colour of its cover", "figure-unseen", _reversed(_svg(_DISC.format("#12343b"))), _reversed(_svg(_DISC.format("#ffffff")))),
    Hidden("a mark that lies beside its window", "svg-damaged", _logo(_svg('<circle cx="500" cy="500" r="40" fill="#c8553d"/>')), _logo(_svg('<circle cx="60" cy="60" r="40" fill="#c8553d"/>'))),
    Hidden("a drawing in the colour of its band", "figure-unseen", _role("line", "jade", "sand"), _role("line", "jade", "deep")),
    Hidden("a drawing that is nearly its band", "figure-unseen", _role("line", "jade", "mist"), _role("line", "jade", "coral")),
    Hidden("numbers of half a millimetre", "art-place", changing(LAYOUT, "disc: 8mm", "disc: 1mm"), changing(LAYOUT, "disc: 8mm", "disc: 7mm")),
    Hidden("a spot ink that is none", "bad-form", _press("type", "#12343b", "spot(None, 0, 0, 0, 100)"), _press("type", "#12343b", "spot(Nonesuch, 0, 0, 0, 100)"), "press"),
    Hidden("a photograph in the colour of its ground", "figure-unseen", _photo((247, 241, 230), (247, 241, 230)), _photo((247, 241, 230), (40, 40, 40))),
    Hidden("a face without its e", "font-blank", _face(_blank("e")), _face(_untouched)),
    Hidden("a face without figures", "font-blank", _face(_blank("0123456789")), _face(_blank("§"))),
    Hidden("a face without stops and commas", "font-blank", _face(_blank(".,")), _face(_untouched)),
    Hidden("a face of specks", "font-blank", _face(_tiny), _face(_untouched)),
    Hidden("a face of boxes", "font-blank", _face(_boxes), _face(_untouched)),
    Hidden("a letter off its line", "font-blank", _face(_moved(1300)), _face(_moved(10))),
    Hidden("a letter crushed to a line", "font-blank", _face(_flat), _face(_untouched)),
    Hidden("letters that lie on each other", "font-blank", _face(_crowded), _face(_untouched)),
    Hidden("lines that stand in one another", "bad-limits", changing(BRAND, "smallest: 12pt, largest: 14pt, leading: 1.28, colour: text", "smallest: 12pt, largest: 14pt, leading: 0.3, colour: text"), changing(BRAND, "smallest: 12pt, largest: 14pt, leading: 1.28, colour: text", "smallest: 12pt, largest: 14pt, leading: 1.3, colour: text")),
    Hidden("a frame at the edge of the paper", "frame-outside", changing(LAYOUT, "panel: flap, left: 14mm, right: 12mm, top: 24mm, bottom: 16mm", "panel: flap, left: 1mm, right: 12mm, top: 24mm, bottom: 16mm"), changing(LAYOUT, "panel: flap, left: 14mm", "panel: flap, left: 13mm")),
    Hidden("a frame at the edge of a panel", "frame-outside", changing(LAYOUT, "name: inside-1, panel: inside-1, left: 10mm, right: 10mm", "name: inside-1, panel: inside-1, left: 1mm, right: 10mm"), changing(LAYOUT, "name: inside-1, panel: inside-1, left: 10mm", "name: inside-1, panel: inside-1, left: 9mm")),
    Hidden("one frame over another", "text-on-art", changing(LAYOUT, "right: 13.5mm, top: 48mm", "right: 13.5mm, top: 17mm"), changing(LAYOUT, "right: 13.5mm, top: 48mm", "right: 13.5mm, top: 47mm")),
    Hidden("saver ink on white", "contrast", both(_role("cover_text", "paper", "paper"), _screen("gold", "#ffffff"), _role("accent", "jade", "gold")), _nothing),
)  # fmt: skip
