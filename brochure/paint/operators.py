"""Numbers and paths as PDF writes them."""

from functools import lru_cache

from brochure.base.art import Segment


def number(value: float) -> str:
    """At most three decimals, no exponent."""
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


# QR code and calming line make up most of a page's operators, and are the same from build to build.
@lru_cache(maxsize=256)
def path_operators(path: tuple[Segment, ...]) -> str:
    """The construction operators of a path. Source: ISO 32000-1, table 59."""
    return " ".join(" ".join([*map(number, numbers), kind]) for kind, numbers in path)
