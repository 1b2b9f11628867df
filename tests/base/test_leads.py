"""Which words become links, and that nothing else does."""

import pytest

from brochure.base.brand import Contact
from brochure.base.leads import Lead, Stretch, contact_link, is_allowed, leads_of, stretches, with_links
from brochure.base.story import Run, Story, Words
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


@pytest.mark.parametrize(
    ("typed", "links"),
    [
        ("01632 960 123 / 01632 960 456", {"01632 960 123": "01632960123", "01632 960 456": "01632960456"}),
        ("01632 960 123/01632 960 456", {"01632 960 123": "01632960123", "01632 960 456": "01632960456"}),
        ("01632 960 123, 01632 960 456", {"01632 960 123": "01632960123", "01632 960 456": "01632960456"}),
        (
            "+44 (0)1632 960 123 / +44 (0)1632 960 456 ext. 12",
            {"+44 (0)1632 960 123": "+441632960123", "+44 (0)1632 960 456 ext. 12": "+441632960456;ext=12"},
        ),
        ("(555) 010-0100/(555) 010-0200", {"(555) 010-0100": "5550100100", "(555) 010-0200": "5550100200"}),
        ("01632 960 123 / 124", {"01632 960 123": "01632960123"}),
        ("030 / 123456", {"030 / 123456": "030123456"}),
    ],
)
def test_two_numbers_are_two_links(typed: str, links: dict[str, str]) -> None:
    """Who taps the second rings the second; one that lacks its area nobody can dial."""
    found = list(stretches(f"Ring {typed}.", CONTACT.but(telephone=said(typed))))

    assert "".join(each.text for each in found) == f"Ring {typed}."
    assert {each.text: each.link for each in found if each.link} == {
        text: f"tel:{number}" for text, number in links.items()
    }


def test_a_page_below_the_web_address_is_its_own() -> None:
    """Only between telephone numbers does a stroke part two."""
    (found,) = stretches("https://riverside.example/2", CONTACT)

    assert found.link == "https://riverside.example/2"


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
        ("See www.clinic.example/find.", ["https://www.clinic.example/find"]),
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


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("Ring 01632 960 999.", ["tel:01632960999"]),
        ("(01632) 960999 or +44 (0)1632 960 123", ["tel:01632960999", "tel:+441632960123"]),
        ("0800 1111 222 ext. 12; 07700 900123", ["tel:08001111222;ext=12", "tel:07700900123"]),
        ("030/1234567, 030 / 12345678", ["tel:0301234567", "tel:03012345678"]),
        ("01.42.68.53.00 and 01 42 68 53 00", ["tel:0142685300", "tel:0142685300"]),
        ("(555) 010-0100, 555-010-0100", ["tel:5550100100", "tel:5550100100"]),
        ("\u206601632\u00a0960\u00a0999\u2069 الآن", ["tel:01632960999"]),
    ],
)
def test_a_telephone_number_in_a_sentence_is_live(text: str, links: list[str]) -> None:
    """One that begins as numbers do that somebody dials; two are two links."""
    assert [each.link for each in stretches(text, CONTACT) if each.link] == links


@pytest.mark.parametrize("text", ["01.02.2026 09:30", "2026-01-05", "call 111 or 999", "PM-0123456789", "1 000 000 000",
                                  "ISBN 0-306-40615-2", "943 476 5919", "0.5 mg", "doi 10.1016/0123456789", "01632 960",
                                  "Nr. 012345678901234567", "v0123456789"])  # fmt: skip
def test_other_figures_are_not_dialled(text: str) -> None:
    """Dates, hours, sums, books and numbers of people lead nowhere."""
    assert not [each.link for each in stretches(text, CONTACT) if each.link]


def test_what_needs_no_link_stays_the_same_object() -> None:
    """What was kept for it is still good."""
    plain = Words(1, "P", "body", (Run("No address at 9:00."),), None)
    whole = Words(2, "P", "contact", (Run("01632 960 123"),), None, link="tel:01632960123")
    stories = (Story("back", (plain, whole)),)

    assert with_links(stories, CONTACT)[0].blocks[0] is plain
    assert with_links(stories, CONTACT)[0].blocks[1] is whole
    assert with_links(stories, None)[0].blocks[0] is plain


def test_a_part_that_leads_is_found_by_its_letters() -> None:
    """Runs of one link are one part; where nothing is live there is none."""
    runs = (
        Run("Read "),
        Run("our", strong=True, link="tel:11"),
        Run(" page", link="tel:11"),
        Run(" or ring 01632 960 999."),
    )
    stories = (Story("back", (Words(1, "P", "body", runs, None),)),)
    (live,), (dead,) = with_links(stories, CONTACT)[0].blocks, with_links(stories, None)[0].blocks

    assert isinstance(live, Words) and isinstance(dead, Words)
    assert leads_of(live) == (Lead(5, 13, "tel:11"), Lead(22, 35, "tel:01632960999"))
    assert leads_of(dead) == ()
    assert with_links(stories, CONTACT, but={1}) == stories
