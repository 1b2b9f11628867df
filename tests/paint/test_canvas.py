"""ReportLab's private names that the program stands on; each test is a contract with the library."""

import inspect

import reportlab
from reportlab import rl_config
from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from brochure.paint.canvas import TaggedCanvas, TaggedDocument, TaggedPage


def test_settings_of_the_user_do_not_reach_the_canvas() -> None:
    """ReportLab reads files and variables of the user at import; nothing of them may change a leaflet."""
    assert rl_config.useA85 == 0
    assert rl_config.invariant == 1
    assert rl_config.trustedHosts is None
    assert rl_config.toColorCanUse is None


def test_operators_are_gathered_in_code() -> None:
    """Marked content and text go in there as they are."""
    canvas = TaggedCanvas(100, 100)

    canvas.write("/P <</MCID 0>> BDC")

    assert canvas._code[-1] == "/P <</MCID 0>> BDC"


def test_a_page_carries_the_keys_of_a_tagged_one_and_no_transition() -> None:
    """`addPage` is where a page passes through our hands."""
    canvas = TaggedCanvas(100, 100)
    canvas.finish_page(100, 100)

    page = canvas._doc.idToObject["Page1"]
    text = page.format(canvas._doc)

    assert isinstance(page, TaggedPage)
    assert b"/StructParents 0" in text
    assert b"/Tabs /S" in text
    assert b"/Trans" not in text


def test_marks_count_from_nought_on_every_page() -> None:
    """An MCID is unique on its page only."""
    canvas = TaggedCanvas(100, 100)
    found = []
    for _ in range(2):
        for _ in range(2):
            with canvas.element("P") as mark:
                found.append(mark)
        canvas.finish_page(100, 100)

    assert found == [0, 1, 0, 1]


def test_no_font_is_set_that_nobody_asked_for() -> None:
    """ReportLab's preamble would name Helvetica, which is not embedded."""
    canvas = TaggedCanvas(100, 100)
    canvas.finish_page(100, 100)

    assert "Tf" not in canvas._doc.idToObject["Page1"].stream
    assert canvas._doc.fontMapping == {}


def test_the_document_gives_its_objects_by_number() -> None:
    """The last writer walks over these three maps."""
    document = TaggedCanvas(100, 100)._doc
    thing = pdfdoc.PDFDictionary({"A": 1})
    thing.__RefOnly__ = 1

    name = document.Reference(thing).name

    assert isinstance(document, TaggedDocument)
    number, _ = document.idToObjectNumberAndVersion[name]
    assert document.numberToId[number] == name
    assert document.idToObject[name] is thing
    assert "BasicFonts" in document.idToObject


def test_the_version_is_one_that_was_read() -> None:
    """pyproject pins it; another one needs these contracts read again."""
    assert reportlab.Version.startswith("5.1")
    assert "_make_preamble" in inspect.getsource(Canvas)
    assert pdfdoc.PDFStream(pdfdoc.PDFDictionary({}), b"x", []).filters == []
