"""The few words that the program itself puts on paper, by language, and how it writes a month."""

from datetime import date
from typing import NamedTuple


class Labels(NamedTuple):
    """Words around the clinic's own words."""

    leaflet: str
    version: str
    issued: str
    review: str
    months: tuple[str, ...]

    def month(self, day: date) -> str:
        """Month and year, as a reader says it; a no-break space keeps them on one line."""
        return f"{self.months[day.month - 1]}\u00a0{day.year}"


_ENGLISH = Labels(
    leaflet="Leaflet",
    version="Version",
    issued="Issued",
    review="Review by",
    months=(
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
)  # fmt: skip

LABELS: dict[str, Labels] = {"en": _ENGLISH, "en-GB": _ENGLISH}
