"""Which words become links, and that nothing else does."""

import pytest

from brochure.base.brand import Contact
from brochure.base.leads import Stretch, contact_link, is_allowed, stretches
from tests.samples import said

CONTACT = Contact(
    address=(said("12 Mill Lane"),),
    telephone=said("01632 960 123"),
    email=said("hello@riverside.example"),
    web=said("https://riverside.example"),
)


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("01632 960 123", "tel:01632960123"),
        ("01632\u00a0960 123", "tel:01632960123"),
        ("hello@riverside.example", "mailto:hello@riverside.example"),
        ("https://riverside.example", "https://riverside.example"),
        ("Monday 9:00", ""),
        ("Call 01632 960 123", ""),
    ],
)
def test_a_line_of_the_contact_leads_somewhere(text: str, link: str) -> None:
    """A reader on a telephone taps the number."""
    assert contact_link(text, CONTACT) == link


def test_the_trunk_zero_is_not_dialled_after_a_country_code() -> None:
    """+44 (0)20 is +4420 from abroad; with the zero nobody answers."""
    contact = CONTACT.but(telephone=said("+44 (0)20 7946 0123"))

    assert contact_link("+44 (0)20 7946 0123", contact) == "tel:+442079460123"


def test_signs_that_would_begin_a_subject_make_no_link() -> None:
    """`?` in an address would begin the subject of the mail; the brand refuses it too."""
    contact = CONTACT.but(email=said("a?cc=b&c@riverside.example"))

    assert contact_link("a?cc=b&c@riverside.example", contact) == ""


@pytest.mark.parametrize("link", ["javascript:alert(1)", "http://riverside.example", "data:text/html,x", "//x", "",
                                  "https://a b", " https://a", "JAVASCRIPT:x", "file:///x"])  # fmt: skip
def test_other_schemes_are_no_links(link: str) -> None:
    """A list of what is allowed cannot be talked round."""
    assert not is_allowed(link)


def test_links_and_times_inside_a_sentence_stand_apart() -> None:
    """A number in a line from right to left would otherwise fall to pieces."""
    found = list(stretches("Call 01632 960 123, 9:00–18:00.", CONTACT))

    assert found == [
        Stretch("Call "),
        Stretch("01632 960 123", "tel:01632960123", isolated=True),
        Stretch(", "),
        Stretch("9:00", isolated=True),
        Stretch("–"),
        Stretch("18:00", isolated=True),
        Stretch("."),
    ]


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("01632 960 1234", ["tel:016329601234"]),
        ("@hello@riverside.example", []),
        ("xhello@riverside.example", ["mailto:xhello@riverside.example"]),
        ("hello@riverside.example.org", ["mailto:hello@riverside.example.org"]),
        ("See (https://riverside.example/book).", ["https://riverside.example/book"]),
        ("Mail care@m\u00fcller.example or look at http://x.example", ["mailto:care@xn--mller-kva.example"]),
    ],
)
def test_an_address_in_a_sentence_is_live_as_a_whole_or_not_at_all(text: str, links: list[str]) -> None:
    """Half a number rings at a stranger's; an address leads where it says, without the stop behind it."""
    found = list(stretches(text, CONTACT))

    assert [stretch.link for stretch in found if stretch.link] == links
    assert "".join(stretch.text for stretch in found) == text


def test_a_clinic_may_have_no_web_address_and_only_an_allowed_one_is_a_link() -> None:
    """An address without https stays words."""
    bare, plain = CONTACT.but(web=None), CONTACT.but(web=said("http://riverside.example"))

    assert contact_link("https://riverside.example", bare) == ""
    assert contact_link("http://riverside.example", plain) == ""
    assert [each.link for each in stretches("hello@riverside.example", bare)] == ["mailto:hello@riverside.example"]
    assert list(stretches("", CONTACT)) == []


@pytest.mark.parametrize("text", ["19:300", "x9:00", "1.9:00", "9:00:00", ":9:00", "9:0"])
def test_figures_that_are_no_time_are_words(text: str) -> None:
    """A ratio or a longer number is not kept apart."""
    assert list(stretches(text, CONTACT)) == [Stretch(text)]
