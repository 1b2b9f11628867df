"""Type styles at a scale: copyfit moves sizes between the limits of the brand, never past them."""

from functools import lru_cache

from brochure.base.brand import RUNNING_STYLES, Brand
from brochure.base.colour import Colour
from brochure.base.edition import Edition
from brochure.base.language import Language
from brochure.base.records import NamedTuple
from brochure.base.units import Pt
from brochure.glyphs import Faces

STEP: Pt = 0.25  # of the body size, from one trial to the next


class TypeSize(NamedTuple):
    """A style ready to set."""

    name: str
    family: str
    weight: str
    size: Pt
    leading: Pt
    ascent: Pt
    descent: Pt  # below the baseline, positive
    cap_height: Pt
    before: float  # lines

    @property
    def baseline(self) -> Pt:
        """From the top of the line to its baseline: the leading shared evenly above and below the letters."""
        return (self.leading + self.ascent - self.descent) / 2


class TypeSizes(NamedTuple):
    """All styles of a brand at one scale."""

    brand: Brand
    language: Language
    faces: Faces
    edition: Edition
    scale: float

    def of(self, name: str, *, size: Pt = 0.0) -> TypeSize:
        """The style at this scale, or at a size of its own."""
        return _type_size(self, name, size)

    def colour(self, style: str, role: str = "") -> Colour:
        """The colour of a style, or of a role that takes its place."""
        return self.brand.colour(role or self.brand.style(style).colour.text)


@lru_cache(maxsize=1024)
def _type_size(sizes: TypeSizes, name: str, size: Pt) -> TypeSize:
    style = sizes.brand.style(name)
    if not size:
        limits = limits_of(sizes.brand, sizes.edition, name)
        wanted = round(style.size.points * sizes.edition.scale * sizes.scale, 2)
        size = min(max(wanted, limits.smallest), limits.largest)
    own = (sizes.brand.faces.display if style.face == "display" else sizes.brand.faces.text).text
    family = sizes.edition.family if sizes.edition.family and sizes.language.script == "Latn" else own
    metrics = _metrics(sizes.faces, family, style.weight)
    leading = round(size * style.leading.value * sizes.language.leading, 2)
    before = style.before.value if style.before else 0.0
    ascent, descent, cap_height = (share * size for share in metrics)
    return TypeSize(name, family, style.weight, size, leading, ascent, descent, cap_height, before)


@lru_cache(maxsize=64)
def _metrics(faces: Faces, family: str, weight: str) -> tuple[float, float, float]:
    face = faces.family(family, weight)
    em = face.units_per_em
    return face.ascent / em, -face.descent / em, face.cap_height / em


class Limits(NamedTuple):
    """Between which sizes a style is set in an edition."""

    smallest: Pt
    largest: Pt


def limits_of(brand: Brand, edition: Edition, name: str) -> Limits:
    """The brand's limits at the scale of the edition, never under the edition's own floor."""
    style = brand.style(name)
    floor = edition.smallest_body if name in RUNNING_STYLES else edition.smallest_text
    smallest = max(style.smallest.points * edition.scale, floor)
    return Limits(smallest, max(style.largest.points * edition.scale, smallest))


def scales(brand: Brand, edition: Edition) -> tuple[float, ...]:
    """Scales to try, from the largest body to the smallest in steps of a quarter point; pages take the designer's."""
    if edition.form == "pages":
        return (1.0,)
    body = brand.styles.body
    sizes = [body.largest.points]
    while sizes[-1] - STEP > body.smallest.points:
        sizes.append(sizes[-1] - STEP)
    if sizes[-1] > body.smallest.points:
        sizes.append(body.smallest.points)
    return tuple(size / body.size.points for size in sizes)
