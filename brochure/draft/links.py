"""Links that a leaflet may carry: web pages, mail, telephone; everything else is refused."""

from brochure.base.brand import MAIL_ADDRESS, WEB_ADDRESS
from brochure.base.patterns import late_pattern

_WEB = late_pattern(WEB_ADDRESS)
_MAIL = late_pattern(f"mailto:{MAIL_ADDRESS}")
_TELEPHONE = late_pattern(r"tel:\+?[0-9()\s/.-]+")
_SPACING = late_pattern(r"[()\s/.-]")


def link_of(said: str) -> str:
    """The link as a program follows it, or an empty text where it is none that a leaflet may carry."""
    if _TELEPHONE.fullmatch(said):
        return "tel:" + _SPACING.sub("", said.removeprefix("tel:"))
    return said if _WEB.fullmatch(said) or _MAIL.fullmatch(said) else ""
