"""The HTML report: whole, quiet, and readable without the pictures."""

import re
from html.parser import HTMLParser

from brochure.preflight import Options, look_at, report_page
from tests.preflight.cases import info, rectangle
from tests.preflight.made import BOTTOM, LEFT, press


def page_of(data: bytes, name: str = "leaflet.pdf") -> str:
    """The report of a file for the press."""
    return report_page(look_at(data, Options("press", folds=(140.0,)), file=name), name=name)


class _Parts(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def parts(page: str) -> _Parts:
    """Tags and words."""
    found = _Parts()
    found.feed(page)
    return found


FAULTY = press(
    rectangle(LEFT + 20, BOTTOM + 20, 20, 20, b"0.9 0.9 0.9 0.9 k") + b"q 0 0 0 1 K 0.1 w 60 60 m 90 90 l S Q"
)


def test_nothing_is_fetched_and_nothing_runs() -> None:
    """It is sent by mail, and opened on the desk of somebody else."""
    found = parts(page_of(FAULTY))
    addresses = [each[key] for _, each in found.tags for key in ("src", "href") if key in each]

    assert not [tag for tag, _ in found.tags if tag in ("script", "link", "iframe", "object")]
    assert all(address and address.startswith(("#", "data:image/png")) for address in addresses)
    assert "url(" not in page_of(FAULTY)


def test_each_finding_is_outlined_and_listed_under_one_number() -> None:
    """The label on the picture leads to the words."""
    found = parts(page_of(FAULTY))
    listed = {each["id"] for tag, each in found.tags if tag == "li"}
    labels = {str(each["href"])[1:] for tag, each in found.tags if tag == "a"}

    assert len(listed) >= 2
    assert labels <= listed
    assert len(labels) >= 2


def test_pictures_have_words_and_headings_go_down_by_one() -> None:
    """For those who do not see the outlines."""
    found = parts(page_of(FAULTY))
    pictures = [each for tag, each in found.tags if tag == "svg"]

    assert len(pictures) == 2
    assert all(each["role"] == "img" and each["aria-label"] for each in pictures)
    assert [tag for tag, _ in found.tags if re.fullmatch(r"h\d", tag)][:2] == ["h1", "h2"]
    assert ("html", {"lang": "en"}) in found.tags


def test_names_from_the_file_are_words_never_markup() -> None:
    """A title may hold anything."""
    page = page_of(press(change=info("Title", "<script>alert(1)</script>")), name="<b>.pdf")

    assert "<script" not in page
    assert "&lt;b&gt;.pdf" in page


def test_inks_and_limit_are_told() -> None:
    """What the print shop asks first."""
    words = " ".join(parts(page_of(FAULTY)).words)

    assert "Cyan, Magenta, Yellow, Black" in words
    assert "of at most 330%" in words


def test_a_file_that_cannot_be_read_has_a_report_too() -> None:
    """With the reason, and no picture."""
    assert "pdf-unreadable" in page_of(b"no pdf")
