"""Rules across fields: the protected note, the folds, the names; each rule with a file that breaks it."""

from pathlib import Path

import pytest

from brochure.base.brand import Swatch
from brochure.base.colour import Colour, contrast, parse_screen
from brochure.base.findings import BadInput, Finding
from brochure.base.manuscript import Manuscript
from brochure.base.model import Screen
from brochure.base.order import Order
from brochure.content.leaflet_rules import leaflet_findings
from brochure.content.read import read
from brochure.content.rules import brand_findings, layout_findings
from brochure.content.shelf import Shelf, open_shelf
from brochure.pipeline import make
from tests.samples import HERE, greys_about, said


def faults_after(clinic: Path, file: str, old: str, new: str) -> list[Finding]:
    """Change one place of a shipped file and read the order again."""
    path = clinic / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(BadInput) as caught:
        read(Order("acupuncture-pain"), open_shelf(clinic))
    return list(caught.value.findings)


BRAND = "content/brands/riverside/brand.yaml"
LAYOUT = "layouts/trifold-a4/layout.yaml"
LEAFLET = "content/acupuncture-pain/en.yaml"


@pytest.mark.parametrize(
    ("file", "old", "new", "code"),
    [
        (
            BRAND,
            "note: {face: text, size: 13pt, smallest: 12pt",
            "note: {face: text, size: 12pt, smallest: 12pt",
            "note-small",
        ),
        (
            BRAND,
            "note: {face: text, size: 13pt, smallest: 12pt, largest: 14pt",
            "note: {face: text, size: 13pt, smallest: 12pt, largest: 13pt",
            "note-small",
        ),
        (BRAND, "booking: https://riverside.example", "booking: https://-\u00fc.example", "bad-link"),
        (BRAND, "email: hello@riverside.example", "email: hello@\u2603.example", "bad-link"),
        (BRAND, "booking: https://riverside.example", "booking: https://a:b@riverside.example", "bad-form"),
        (BRAND, "note_text: type", "note_text: coral", "note-contrast"),
        (BRAND, 'paper: {screen: "#ffffff"', 'paper: {screen: "#101010"', "paper-not-white"),
        (BRAND, "cmyk(0, 0, 0, 0)", "cmyk(0, 0, 4, 0)", "paper-not-white"),
        (LEAFLET, "title: Pain Management", "title: Pain {word}", "unknown-personal-field"),
        (LEAFLET, "strapline: How", "strapline: How {Name} How", "unknown-personal-field"),
        (BRAND, "note_heading: brick", "note_heading: coral", "note-contrast"),
        (BRAND, "leading: 1.28, colour: note_text", "leading: 1.28, colour: accent", "note-recoloured"),
        (
            BRAND,
            "body: {face: text, size: 13pt, smallest: 12pt",
            "body: {face: text, size: 13pt, smallest: 9pt",
            "type-too-small",
        ),
        (
            BRAND,
            "size: 13pt, smallest: 12pt, largest: 14pt, leading: 1.28, colour: text",
            "size: 15pt, smallest: 12pt, largest: 14pt, leading: 1.28, colour: text",
            "bad-limits",
        ),
        (BRAND, "largest: 44pt", "largest: 4400pt", "bad-limits"),
        (BRAND, "text: Source Sans 3", "text: Source Sans", "unknown-face"),
        (BRAND, "accent: jade", "accent: jad", "unknown-colour"),
        (BRAND, "colour: accent}", "colour: acent}", "unknown-colour"),
        (BRAND, "file: logo.svg", "file: ../../../../../etc/passwd", "outside-project"),
        (BRAND, "file: logo.svg", "file: /etc/passwd", "outside-project"),
        (BRAND, "file: logo.svg", "file: lgoo.svg", "file-missing"),
        (LAYOUT, "{name: cover}", "{name: cover, width: 101mm}", "fold-widths"),
        (LAYOUT, "      - {name: inside-2}\n", "", "fold-panels"),
        (LAYOUT, "fold: letter", "fold: half", "fold-panels"),
        (LAYOUT, "allowance: 3mm", "allowance: 290mm", "fold-widths"),
        (LAYOUT, "fold_clear: 5mm", "fold_clear: 2mm", "fold-clearance"),
        (LAYOUT, "reading: [cover, inside-1,", "reading: [cover,", "reading-order"),
        (LAYOUT, "panel: flap, left", "panel: flop, left", "unknown-panel"),
        (LAYOUT, "frames: [flap]", "frames: [flop]", "unknown-frame"),
        (LAYOUT, "frames: [flap]", "frames: [back-top]", "duplicate-name"),
        (LAYOUT, "trifold-a4/stories.xml", "trifold-a4/storys.xml", "unknown-template"),
        (LAYOUT, "trifold-a4/stories.xml", "../content/acupuncture-pain/en.yaml", "unknown-template"),
        (LAYOUT, "colour: band}", "colour: bond}", "unknown-colour"),
        (LAYOUT, "{kind: ground, panel: flap,", "{kind: ground, panel: flap, side: inside,", "art-place"),
        (LAYOUT, "{kind: ground, panel: flap,", "{kind: ground,", "art-place"),
        (LAYOUT, "weight: 2pt, numbered", "weight: 120pt, numbered", "art-place"),
        (LAYOUT, "side: inside, top: 0mm, height: 46mm", "side: inside, top: 0mm", "art-place"),
        (LAYOUT, "kind: ground, side: inside", "kind: grond, side: inside", "unknown-choice"),
        (LEAFLET, "review_by: 2028-11-01", "review_by: 2025-11-01", "review-before-issue"),
        (LEAFLET, "review_by: 2028-11-01", "review_by: 2128-11-01", "bad-form"),
        (LEAFLET, "issued: 2026-11-01", "issued: 1926-11-01", "bad-form"),
        (BRAND, 'closes: "18:00"', 'closes: "5:00"', "bad-hours"),
        (BRAND, 'closes: "18:00"', 'closes: "9:00"', "bad-hours"),
        (BRAND, "{days: Sat,", "{days: Fri,", "bad-hours"),
        (BRAND, "{days: Sat,", '{days: "Sat, Wed",', "bad-hours"),
        (BRAND, "{days: Sat,", "{days: Sat-Mon,", "bad-hours"),
        (BRAND, "{days: Sat,", "{days: Sat-Sat,", "bad-hours"),
        (LEAFLET, "language: en", "language: tlh", "unknown-language"),
        (LEAFLET, "language: en", "language: en-GB", "language-differs"),
        (LEAFLET, "brand: riverside", "brand: riverside-2", "unknown-brand"),
    ],
)
def test_a_broken_rule_is_told_with_its_place(clinic: Path, file: str, old: str, new: str, code: str) -> None:
    """[YA23 among them] Each rule has a file that breaks it, and a code that names it."""
    found = [fault for fault in faults_after(clinic, file, old, new) if fault.code == code]

    assert found
    assert found[0].origin is not None
    assert found[0].hint


@pytest.mark.parametrize(
    "hours",
    [
        '{days: Mon-Fri, opens: "9:00", closes: "12:00"}, {days: Mon-Fri, opens: "13:00", closes: "18:00"}',
        '{days: Fri-Mon, opens: "9:00", closes: "10:00"}, {days: "Tue, Thu", opens: "9:00", closes: "23:59"}',
    ],
)
def test_hours_that_can_be_are_taken(clinic: Path, hours: str) -> None:
    """A break at noon; a week that goes over its end."""
    text = (clinic / BRAND).read_text(encoding="utf-8")
    start, end = text.index("  hours:"), text.index("  social:")
    (clinic / BRAND).write_text(f"{text[:start]}  hours: [{hours}]\n{text[end:]}", encoding="utf-8")

    assert read(Order("acupuncture-pain"), open_shelf(clinic)).findings == ()


def test_words_in_braces_of_a_brand_are_told_at_their_line(clinic: Path) -> None:
    """The brand of a leaflet with personal fields, and of one without."""
    text = (clinic / BRAND).read_text(encoding="utf-8")
    (clinic / BRAND).write_text(text.replace("12 Mill Lane, ", "'{street} 12', "), encoding="utf-8")

    for name in ("acupuncture-pain", "your-visit"):
        with pytest.raises(BadInput) as caught:
            make(Order(name), open_shelf(clinic))

        (fault,) = caught.value.findings
        assert (fault.code, fault.origin and "{street}" in fault.origin.excerpt) == ("unknown-personal-field", True)


def test_folds_that_do_not_register_are_refused(clinic: Path) -> None:
    """Front and back folds lie on each other, or one side folds through its words."""
    path = clinic / LAYOUT
    text = path.read_text(encoding="utf-8")
    for name, width in (("flap", 97), ("back", 100), ("cover", 100), ("inside-1", 97), ("inside-2", 100)):
        text = text.replace(f"      - {{name: {name}}}", f"      - {{name: {name}, width: {width}mm}}")
    text = text.replace("      - {name: inside-3}", "      - {name: inside-3, width: 100mm}")
    path.write_text(text, encoding="utf-8")

    with pytest.raises(BadInput) as caught:
        read(Order("acupuncture-pain"), open_shelf(clinic))

    assert "fold-register" in [fault.code for fault in caught.value.findings]


def test_a_link_that_leads_out_of_the_project_is_not_followed(
    clinic: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """[YA23] The place is judged after links are resolved."""
    outside = tmp_path_factory.mktemp("outside") / "mark.svg"
    outside.write_text("<svg/>")
    link = clinic / "content/brands/riverside/link.svg"
    link.symlink_to(outside)

    faults = faults_after(clinic, BRAND, "file: logo.svg", "file: link.svg")

    assert [fault.code for fault in faults] == ["outside-project"]


def test_faults_of_leaflet_brand_and_layout_come_together(clinic: Path) -> None:
    """One run tells everything that is wrong with an order."""
    (clinic / LAYOUT).write_text(
        (clinic / LAYOUT).read_text(encoding="utf-8").replace("fold_clear: 5mm", "fold_clear: 1mm")
    )
    (clinic / BRAND).write_text((clinic / BRAND).read_text(encoding="utf-8").replace("accent: jade", "accent: jad"))

    faults = faults_after(clinic, LEAFLET, "review_by: 2028", "review_by: 2020")

    assert {"fold-clearance", "unknown-colour", "review-before-issue"} <= {fault.code for fault in faults}


@pytest.mark.parametrize(
    ("order", "code", "hint"),
    [
        (Order("acupunture-pain"), "unknown-leaflet", "acupuncture-pain"),
        (Order("acupuncture-pain", layout="trifold-a5"), "unknown-layout", "trifold-a4"),
        (Order("acupuncture-pain", edition="offce"), "unknown-edition", "office"),
        (Order("acupuncture-pain", language="eng"), "unknown-language", "en"),
    ],
)
def test_a_wrong_name_in_an_order_offers_the_likely_one(order: Order, code: str, hint: str) -> None:
    """Typing slips happen at the desk too."""
    with pytest.raises(BadInput) as caught:
        read(order, open_shelf())

    fault = caught.value.findings[0]
    assert fault.code == code
    assert hint in fault.hint


def test_a_leaflet_with_a_slip_does_not_hide_the_faults_of_its_brand(clinic: Path) -> None:
    """Two files, one run."""
    path = clinic / BRAND
    path.write_text(path.read_text(encoding="utf-8").replace('"#2c7a6b"', '"#2c7a6"', 1), encoding="utf-8")

    faults = faults_after(clinic, LEAFLET, "title: Pain", "tilte: Pain")

    assert [fault.code for fault in faults] == ["unknown-field", "bad-form"]


@pytest.mark.parametrize("role", ["note_text", "note_heading"])
def test_a_brand_is_held_to_seven_to_one_to_a_shade(manuscript: Manuscript, role: str) -> None:
    """The grey at 7:1 passes and the next paler one does not; the hint is a colour that passes."""
    brand, white = manuscript.brand, parse_screen("#ffffff")
    families = (brand.faces.text.text, brand.faces.display.text)

    def found(ink: Colour) -> list[Finding]:
        swatches = {"ink": Swatch(screen=Screen(ink.screen, HERE)), "white": Swatch(screen=Screen(white, HERE))}
        black = {"black": Swatch(screen=Screen(parse_screen("#000000"), HERE))}
        roles = {"note_text": said("black"), "note_heading": said("black"), "note": said("white"), role: said("ink")}
        changed = brand.but(palette={**brand.palette, **swatches, **black}, roles=brand.roles.but(**roles))
        return [fault for fault in brand_findings(changed, families) if fault.code == "note-contrast"]

    passing, failing = greys_about(7.0, white)
    assert found(passing) == []
    (fault,) = found(failing)
    assert (fault.origin, f"'{role}'" in fault.message, "7:1 is needed" in fault.message) == (HERE, True, True)
    assert contrast(parse_screen(fault.hint.split()[1]), white) >= 7.0


def test_a_heading_holds_no_personal_words(shelf: Shelf) -> None:
    """Bookmarks and titles are the same in every copy."""
    leaflet = read(Order("your-visit"), shelf).manuscript.leaflet
    (name, *_) = leaflet.personal or {}

    assert leaflet_findings(leaflet, "en") == []
    (found,) = leaflet_findings(leaflet.but(title=said(f"For {{{name}}}")), "en")
    assert (found.code, found.origin) == ("personal-heading", HERE)


def test_a_leaflet_says_something(manuscript: Manuscript) -> None:
    """Points or sections; a title alone is no leaflet."""
    (found,) = leaflet_findings(manuscript.leaflet.but(points=(), sections=()), "en")

    assert (found.code, found.origin) == ("missing-field", manuscript.leaflet.title.origin)


def test_only_a_layout_of_pages_repeats_a_panel(manuscript: Manuscript) -> None:
    """And it must say which."""
    layout = manuscript.layout
    changed = (layout.but(repeats=said("cover")), layout.but(shape="pages"))

    for each in changed:
        assert "repeated-panel" in [fault.code for fault in layout_findings(each)]
    assert layout_findings(layout) == []


@pytest.mark.parametrize(
    ("said", "codes"),
    [
        ("layout: trifold-a5", {"unknown-layout"}),
        ("layouts: [trifold-a4, trifold-a5]", {"unknown-layout"}),
        ("editions: [offce]", {"unknown-edition"}),
    ],
)
def test_a_leaflet_with_a_slip_does_not_hide_the_names_that_nobody_has(
    said: str, codes: set[str], clinic: Path
) -> None:
    """Whoever mends the slip is not told of the next one then."""
    faults = faults_after(clinic, LEAFLET, "title: Pain", f"{said}\ntilte: Pain")

    assert {"unknown-field", *codes} <= {fault.code for fault in faults}
    assert all(fault.origin and fault.hint for fault in faults if fault.code in codes)
