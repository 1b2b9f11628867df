"""Tags of languages are looked up as RFC 4647, 3.4 says: the nearest that is less exact, never a guess."""

import pytest

from brochure.base.language import looked_up

KNOWN = ("en", "zh-Hans", "pl", "sr-Latn")


@pytest.mark.parametrize(
    ("said", "found"),
    [("en", "en"), ("EN", "en"), ("en-GB", "en"), ("en_US", "en"), ("en-GB-oxendict", "en"), ("pl-PL", "pl"),
     ("zh-CN", "zh-Hans"), ("zh", "zh-Hans"), ("zh-SG", "zh-Hans"), ("zh-Hans-CN", "zh-Hans"), ("zh-TW", ""),
     ("zh-Hant", ""), ("en-a-bbb-x-y", "en"), ("sr-Latn-RS", "sr-Latn"), ("sr", ""), ("de", ""), ("english", ""),
     ("e", ""), ("", ""), ("-en", ""), ("\u212a", ""), ("p\u017f", "")],
)  # fmt: skip
def test_a_tag_finds_the_nearest_that_is_less_exact(said: str, found: str) -> None:
    assert looked_up(said, KNOWN) == found


def test_the_exact_tag_wins() -> None:
    assert looked_up("en-gb", ("en", "en-GB")) == "en-GB"
    assert looked_up("zh-TW", ("zh-Hans", "zh-Hant")) == "zh-Hant"
    assert looked_up("zh-CN", ("zh", "zh-Hans")) == "zh-Hans"
