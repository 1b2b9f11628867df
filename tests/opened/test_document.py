"""What a file says about itself."""

from pikepdf import Array, Dictionary, Name, Pdf

from brochure.opened.document import read_document
from tests.preflight.cases import both, every_page, info, on_page, on_root, put, tagged, xmp
from tests.preflight.made import TRIM, link, press, reader


def test_boxes_fall_back_as_the_standard_says() -> None:
    """CropBox on MediaBox, TrimBox and BleedBox on CropBox; corners in any order."""
    crop = Array([200, 300, 10, 20])
    sheet = read_document(reader(change=on_page(put(CropBox=crop)))).sheets[0]

    assert sheet.crop == sheet.trim == sheet.bleed == (10, 20, 200, 300)
    assert sheet.declared == {"CropBox"}


def test_a_box_without_size_is_none() -> None:
    """It cannot be where the page is cut."""
    sheet = read_document(press(change=on_page(put(TrimBox=Array([5, 5, 5, 5]))))).sheets[0]

    assert sheet.trim == sheet.crop


def test_values_of_the_tree_of_pages_are_inherited() -> None:
    """MediaBox and Rotate may stand above the page."""

    def lift(pdf: Pdf) -> None:
        pages = pdf.Root.Pages
        pages.MediaBox, pages.Rotate = Array([0, 0, 100, 200]), 90
        del pages.Kids[0].MediaBox

    sheet = read_document(reader(change=lift)).sheets[0]

    assert (sheet.media.width, sheet.media.height, sheet.turn) == (100, 200, 90)


def test_xmp_is_read_as_attribute_and_as_element() -> None:
    """Both forms are right; entities are plain characters."""
    document = read_document(press(change=xmp(">Pain<", ">Pain &amp; gain<")))

    assert document.said("dc:title") == "Pain & gain"
    assert document.said("pdf:Trapped") == "False"
    assert document.said("dc:subject") == ""


def test_own_folds_and_review_day_are_read() -> None:
    """From the private keys that our own files carry."""
    private = Dictionary(Brochure=Dictionary(Private=Dictionary(Folds=Array([90, 180.5]), ReviewBy="2028-11-30")))
    document = read_document(press(change=both(every_page(PieceInfo=private), on_root(put(PieceInfo=private)))))

    assert [sheet.own_folds for sheet in document.sheets] == [(90.0, 180.5)] * 2
    assert document.review_by == "2028-11-30"
    assert document.sheets[0].trim == TRIM or abs(document.sheets[0].trim.left - TRIM[0]) < 0.01


def test_links_know_where_they_lead() -> None:
    """Kind, address and words."""
    (found,) = read_document(reader(change=lambda pdf: link(pdf, "tel:123"))).sheets[0].annotations

    assert (found.kind, found.action, found.address, found.contents) == ("Link", "URI", "tel:123", "where it leads")


def test_elements_have_their_text_and_their_standard_kind() -> None:
    """By the role map, with the words of their marked content."""

    def rename(pdf: Pdf) -> None:
        tagged("Lead")(pdf)
        pdf.Root.StructTreeRoot.RoleMap = Dictionary(Lead=Name.P)

    tags = read_document(reader(change=rename)).tags

    assert [(tag.kind, tag.text, tag.parent) for tag in tags] == [
        ("Document", "Take your medicine", ""),
        ("P", "Take your medicine", "Document"),
    ]


def test_a_tree_in_a_ring_ends() -> None:
    """An element may name its own parent as its kid."""

    def ring(pdf: Pdf) -> None:
        element = pdf.Root.StructTreeRoot.K[0]
        element.K.append(element)

    assert len(read_document(reader(change=ring)).tags) == 2


def test_own_files_are_known_by_their_producer() -> None:
    """Only they can be held to a section for the safety note."""
    assert read_document(reader(change=info("Producer", "Brochure"))).is_ours
    assert not read_document(reader()).is_ours
