"""All that was read for one order: words, looks, shape and pictures."""

from datetime import datetime
from typing import Final

from brochure.base.art import Drawing, Picture
from brochure.base.brand import Brand
from brochure.base.design import Layout
from brochure.base.directions import Dress
from brochure.base.edition import Edition
from brochure.base.language import Language
from brochure.base.leaflet import Leaflet
from brochure.base.records import NamedTuple, dataclass
from brochure.base.units import Pt


class TemplateText(NamedTuple):
    """A template as read; `name` is how messages call it."""

    text: str
    name: str


WORDMARK: Final = 2.0  # widths to the height from which a mark holds the name itself


class Artwork(NamedTuple):
    """The pictures that a leaflet and its brand bring."""

    logo: Drawing | Picture
    logo_reversed: Drawing | Picture
    photo: Picture | None
    pictures: tuple[tuple[str, Drawing | Picture], ...] = ()  # of the body, by the names of their files
    partners: tuple[tuple[str, Drawing | Picture], ...] = ()  # marks of partners, likewise
    cover: Picture | None = None

    def picture(self, file: str) -> Drawing | Picture:
        """A picture of the body."""
        return next(art for name, art in self.pictures if name == file)

    def partner(self, file: str) -> Drawing | Picture:
        """The mark of a partner."""
        return next(art for name, art in self.partners if name == file)

    @property
    def is_wordmark(self) -> bool:
        """Whether the mark of the cover is so wide that no name has room beside it, nor is needed."""
        return self.logo_reversed.width >= WORDMARK * self.logo_reversed.height


@dataclass(frozen=True, slots=True)
class Manuscript:
    """What goes into the rooms."""

    leaflet: Leaflet
    brand: Brand
    layout: Layout
    layout_name: str
    language: Language
    edition: Edition
    template: TemplateText
    artwork: Artwork
    made_at: datetime  # the time that stands in the file
    profile: bytes = b""  # the ICC profile of the edition, where it needs one
    condition: str = ""  # the printing condition that the profile describes, or the name of the profile
    mark: str = ""  # of its words, by which a copy is found again
    signed: bool = False  # somebody stands for the words as they are
    dress: Dress | None = None  # the art direction that draws its covers and bands; none for the line

    @property
    def bleed(self) -> Pt:
        """Ink beyond the trim."""
        said = self.layout.bleed
        return said.points if said and self.edition.bleed else self.edition.bleed

    @property
    def margin(self) -> Pt:
        """Outer strip of the sheet that stays free of ink."""
        office = self.brand.office if self.edition.form == "sheet" and self.edition.margin else None
        return office.margin.points if office else self.edition.margin
