"""Which links a leaflet may carry."""

import pytest

from brochure.draft.links import link_of


@pytest.mark.parametrize(
    ("said", "link"),
    [
        ("https://riverside.example/book?x=1#top", "https://riverside.example/book?x=1#top"),
        ("mailto:hello@riverside.example", "mailto:hello@riverside.example"),
        ("tel:01632 960 123", "tel:01632960123"),
        ("tel:+44 (0)1632 960-123", "tel:+4401632960123"),
    ],
)
def test_web_mail_and_telephone_are_linked(said: str, link: str) -> None:
    """What a phone follows with one tap."""
    assert link_of(said) == link


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
