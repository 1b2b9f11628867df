"""The toner of the office printer spared: no solid panels, the same words, the same note."""

from functools import lru_cache
from typing import Final

from brochure.base.brand import Brand
from brochure.base.manuscript import Manuscript
from brochure.base.records import replace

# Grounds become paper, and what stood on a dark ground takes the colour that it has on paper. The note keeps its own.
_SPARING: Final = {
    "cover": "paper",
    "cover_text": "heading",
    "cover_line": "line",
    "cover_echo": "rule",
    "aside": "paper",
    "band": "paper",
}


def spare_toner(manuscript: Manuscript) -> Manuscript:
    """The manuscript without large grounds; a printer of toner lays down a third of a side for a solid cover."""
    artwork = manuscript.artwork._replace(logo_reversed=manuscript.artwork.logo)
    return replace(manuscript, brand=_without_grounds(manuscript.brand), artwork=artwork)


@lru_cache(maxsize=16)
def _without_grounds(brand: Brand) -> Brand:
    roles = brand.roles
    return brand.but(roles=roles.but(**{role: getattr(roles, other) for role, other in _SPARING.items()}))
