"""Which links a leaflet may carry, what a telephone dials, and where an address may part."""

import pytest

from brochure.base.links import address_places, addresses_held, link_of


@pytest.mark.parametrize(
    ("said", "link"),
    [
        ("https://riverside.example/book?x=1#top", "https://riverside.example/book?x=1#top"),
        ("mailto:hello@riverside.example", "mailto:hello@riverside.example"),
        ("https://m\u00fcller.example/termin", "https://xn--mller-kva.example/termin"),
        ("https://stra\u00dfe.example:8080/\u00fcber", "https://xn--strae-oqa.example:8080/%C3%BCber"),
        ("mailto:hello@m\u00fcller.example", "mailto:hello@xn--mller-kva.example"),
        ("mailto:o'brien@riverside.example", "mailto:o%27brien@riverside.example"),
    ],
)
def test_web_and_mail_are_linked_in_ascii(said: str, link: str) -> None:
    """What a phone follows with one tap; a host beyond ASCII goes as its A-label of IDNA 2008."""
    assert link_of(said) == link


@pytest.mark.parametrize(
    ("printed", "dialled"),
    [
        ("01632 960 123", "01632960123"),
        ("+44 (0)1632 960-123", "+441632960123"),
        ("+44 (0) 1632 960 123", "+441632960123"),
        ("+49 (0) 30 123456", "+4930123456"),
        ("0044 (0)1632 960 123", "00441632960123"),
        ("(0)1632 960 123", "01632960123"),
        ("(+44) 1632 960 123", "+441632960123"),
        ("01632 960 123 / 124", "01632960123"),
        ("01632 960 123/124", "01632960123"),
        ("01632 960 123, 01632 960 124", "01632960123"),
        ("+44 1632 960 123 / +44 1632 960 124", "+441632960123"),
        ("030 / 123456", "030123456"),
        ("+49 (0)33970 / 12345", "+493397012345"),
        ("(555) 010-0100", "5550100100"),
        ("(01632) 960-123", "01632960123"),
        ("01632 960 123 ext. 12", "01632960123;ext=12"),
        ("01632 960 123, ext 12", "01632960123;ext=12"),
        ("01632 960 123 x12", "01632960123;ext=12"),
        ("+44 1632 960123;ext=12", "+441632960123;ext=12"),
        ("01632 960 123 / 124 x5", "01632960123"),
        ("01632\u00a0960\u00a0123", "01632960123"),
    ],
)
def test_a_telephone_dials_what_is_printed(printed: str, dialled: str) -> None:
    """A zero behind a country code rings nowhere, and two numbers in one ring at a stranger's."""
    assert link_of(f"tel:{printed}") == f"tel:{dialled}"


def test_an_address_parts_before_its_signs_and_never_at_its_own_hyphen() -> None:
    """A hyphen at the end of a line might be the printer's."""
    text = "To a-b@c-d.example or https://x-y.example/z?q=1."
    places = [text[:place].rpartition(" ")[2] for place in address_places(text)]

    assert places == ["a-b", "a-b@c-d", "https://x-y", "https://x-y.example/", "https://x-y.example/z",
                      "https://x-y.example/z?q"]  # fmt: skip
    assert {text[at - 1] for at in addresses_held(text)} == {"-", "/"}
    assert address_places("a well-known and/or co-op") == ()


@pytest.mark.parametrize(
    "said",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "http://riverside.example",
        "https://",
        "https://a b",
        "//riverside.example",
        "data:text/html,x",
        "https://a:b@x.example/",
        "https://-\u00fc.example",
        "mailto:a@-\u00fc.example",
        "mailto:a@b.example?bcc=e@x.test",
        "mailto:a@b.example,c@d.example",
        "mailto:hello",
        "tel:1;ext=2",
        "tel:call me",
        "",
    ],
)
def test_everything_else_is_refused(said: str) -> None:
    """ReportLab would write any of these into the file."""
    assert link_of(said) == ""
