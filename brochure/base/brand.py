"""How a clinic looks: palette, type styles, logo, contact."""

from typing import Annotated, Literal, TypeVar

from brochure.base.claims import EMERGENCY, Region
from brochure.base.colour import Colour
from brochure.base.directions import BrandDirection
from brochure.base.language import looked_up
from brochure.base.links import MAIL_ADDRESS, TELEPHONE, WEB_ADDRESS
from brochure.base.model import About, Form, Measure, Model, Press, Ratio, Screen
from brochure.base.origin import Origin, Said

FaceRole = Literal["text", "display"]
Weight = Literal["regular", "semibold", "bold"]

WEEK = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_DAYS = f"({'|'.join(WEEK)})(-({'|'.join(WEEK)}))?"
_CLOCK = r"([01]?\d|2[0-3]):[0-5]\d"
_WEB = "an address that begins with https://, without a password and without spaces"


class Swatch(Model):
    """One colour of the palette with its two recipes."""

    stands_for = "screen"
    screen: Annotated[Screen, About("Colour on a screen or an office printer.", example="#12343b")]
    press: Annotated[Press | None, About("Ink for the print shop.", example="cmyk(85, 50, 50, 60)")] = None


class Colours(Model):
    """Two colours of a clinic, from which the program derives the palette and its roles."""

    main: Annotated[Screen, About("The clinic's colour: grounds, headings and text.", example="#003087")]
    accent: Annotated[
        Screen | None, About("A second one, for numerals, signs and lines; else the first.", example="#d9731a")
    ] = None


class Roles(Model):
    """Which colour of the palette does which work."""

    paper: Annotated[Said, About("The unprinted ground; normally white.")]
    text: Annotated[Said, About("Running text.")]
    heading: Annotated[Said, About("Headings.")]
    accent: Annotated[Said, About("Numerals, bullets, marks.")]
    rule: Annotated[Said, About("Thin rules between entries.")]
    line: Annotated[Said, About("The line across the inside.")]
    band: Annotated[Said, About("Ground behind that line.")]
    cover: Annotated[Said, About("Ground of the cover.")]
    cover_text: Annotated[Said, About("Title and name on the cover.")]
    cover_line: Annotated[Said, About("The line on the cover.")]
    cover_echo: Annotated[Said, About("Its fainter companion.")]
    aside: Annotated[Said, About("Ground of the flap.")]
    note: Annotated[Said, About("Ground of the safety note.")]
    note_text: Annotated[Said, About("Words of the safety note.")]
    note_heading: Annotated[Said, About("Heading of the safety note.")]
    note_bar: Annotated[Said, About("Bar beside the safety note.")]


class Style(Model):
    """A type style: copyfit moves its size between the limits, never past them."""

    face: Annotated[FaceRole, About("Which of the brand's faces.")]
    weight: Annotated[Weight, About("Weight of the face.")] = "regular"
    size: Annotated[Measure, About("Size that the designer wants.", example="13pt")]
    smallest: Annotated[Measure, About("Size below which it is never set.", example="12pt")]
    largest: Annotated[Measure, About("Size above which it is never set.", example="14pt")]
    leading: Annotated[Ratio, About("Distance of baselines as a multiple of the size.", example="1.3")]
    colour: Annotated[Said, About("Colour role.")]
    before: Annotated[Ratio | None, About("Space before, in lines of its own.", example="0.5")] = None


class Styles(Model):
    """The type styles that templates may name."""

    title: Style
    strapline: Style
    name: Style
    lead: Style
    body: Style
    heading: Style
    numeral: Style
    aside_heading: Style
    item: Style
    note_heading: Style
    note: Style
    contact_name: Style
    contact: Style
    caption: Style
    formats: Style
    imprint: Style


class FaceNames(Model):
    """Families from the fonts manifest."""

    text: Annotated[Said, About("Family for running text.", example="Source Sans 3")]
    display: Annotated[Said, About("Family for titles and headings.", example="Source Serif 4")]


_WORDS = About("The mark in words, for a reader who listens.", use="heard", most=200)
_IN = About("The same in other languages, by their tags, for leaflets in them.", use="unseen", most=200)


class Logo(Model):
    """The clinic's mark."""

    file: Annotated[Said, About("SVG, PNG or JPEG beside the brand file.", use="unseen", most=200, example="logo.svg")]
    reversed: Annotated[Said | None, About("The mark for dark grounds.", use="unseen", most=200)] = None
    alt: Annotated[Said, _WORDS]
    alt_in: Annotated[dict[str, Said] | None, _IN] = None


class Partner(Model):
    """The mark of somebody else: a partner, a regulator, an insurer."""

    file: Annotated[Said, About("SVG, PNG or JPEG beside the brand file.", use="unseen", most=200, example="nhs.svg")]
    alt: Annotated[Said, _WORDS]
    alt_in: Annotated[dict[str, Said] | None, _IN] = None


Mark = Logo | Partner
AnyMark = TypeVar("AnyMark", Logo, Partner)


class Social(Model):
    """One account."""

    network: Annotated[Said, About("Name of the network.", use="printed", most=40)]
    account: Annotated[Said, About("Name of the account.", use="printed", most=80)]
    url: Annotated[
        Said | None,
        About(
            "Address of the account, where a tap on it leads.",
            use="leads",
            most=300,
            pattern=WEB_ADDRESS,
            example="https://social.example/@clinic",
            form=_WEB,
        ),
    ] = None


class Hours(Model):
    """When the doors are open on some days of the week. The program writes it in the leaflet's language."""

    days: Annotated[
        Said,
        About(
            "Days: `Mon-Fri`, `Sat` or `Mon, Wed`.",
            pattern=rf"{_DAYS}(, {_DAYS})*",
            example="Mon-Fri",
            form="days by three letters each",
        ),
    ]
    opens: Annotated[Said, About("Hour of opening.", pattern=_CLOCK, example="9:00", form="hours and minutes")]
    closes: Annotated[Said, About("Hour of closing.", pattern=_CLOCK, example="18:00", form="hours and minutes")]
    origin: Origin | None = None


class Contact(Model):
    """How to reach the clinic."""

    address: Annotated[tuple[Said, ...], About("Lines of the address.", use="printed", fewest=1)]
    telephone: Annotated[
        Said,
        About(
            "Telephone number.",
            use="printed",
            most=40,
            pattern=TELEPHONE,
            example="01632 960 123",
            form="figures, spaces and brackets, with `ext. 12` behind them for an extension",
        ),
    ]
    email: Annotated[
        Said,
        About(
            "E-mail address.",
            use="printed",
            most=120,
            pattern=MAIL_ADDRESS,
            example="hello@clinic.example",
            form="one address without spaces",
        ),
    ]
    web: Annotated[
        Said | None,
        About(
            "Web address.", use="printed", most=200, pattern=WEB_ADDRESS, example="https://clinic.example", form=_WEB
        ),
    ] = None
    hours: Annotated[tuple[Hours, ...], About("Opening hours, a line each.", use="printed")] = ()
    social: Annotated[tuple[Social, ...], About("Social accounts.")] = ()
    map: Annotated[
        Said | None,
        About(
            "Link to a map.",
            use="leads",
            most=300,
            pattern=WEB_ADDRESS,
            example="https://map.example/clinic",
            form=_WEB,
        ),
    ] = None
    booking: Annotated[
        Said | None,
        About(
            "Link behind the QR code.",
            use="leads",
            most=300,
            pattern=WEB_ADDRESS,
            example="https://clinic.example/book",
            form=_WEB,
        ),
    ] = None
    unsubscribe: Annotated[
        Said | None,
        About(
            "Address at which one click ends letters, with {token} for the mark of the letter.",
            use="unseen",
            most=900,
            pattern=r"https://[!-z|~]+\{token\}[!-z|~]*",
            example="https://clinic.example/stop/{token}",
            form="an https address with {token} in it",
        ),
    ] = None


class Office(Model):
    """How the office edition is printed."""

    margin: Annotated[Measure, About("Outer strip that stays free of ink; most printers need 6.35mm.")]


class Brand(Model):
    """How a clinic looks."""

    schema: Annotated[Form | None, About("Form of this file; `brochure migrate` writes it.", use="unseen")] = None
    name: Annotated[Said, About("Name of the clinic.", use="printed", most=80)]
    language: Annotated[
        Said | None, About("Language of the words in this file, such as `alt:` of a mark.", use="unseen", example="en")
    ] = None
    colours: Annotated[Colours | None, About("Two colours that give palette and roles.", use="unseen")] = None
    palette: Annotated[dict[str, Swatch], About("Named colours.", use="unseen")]
    roles: Annotated[Roles, About("Which colour does which work.", use="unseen")]
    faces: Annotated[FaceNames, About("Type families.", use="unseen")]
    styles: Annotated[Styles, About("Type styles with their limits.", use="unseen")]
    logo: Annotated[Logo, About("The clinic's mark.")]
    contact: Annotated[Contact, About("How to reach the clinic.")]
    partners: Annotated[
        tuple[Partner, ...], About("Marks of partners, in one row above the imprint, all of one weight.")
    ] = ()
    art_direction: Annotated[
        BrandDirection | None,
        About("How covers and bands are drawn, where the leaflet does not say.", use="unseen", example="field"),
    ] = None
    office: Annotated[Office | None, About("Office printing.", use="unseen")] = None
    emergency: Annotated[
        Said | None,
        About(
            "Number that patients call in an emergency, where it is not that of the region.",
            use="unseen",  # it stands in the safety note, which no layout leaves out
            most=40,
            example="112",
        ),
    ] = None
    region: Annotated[
        Region, About("Where the leaflets are given out: whose rulings on claims they are held to.", use="unseen")
    ] = "none"

    @property
    def number_to_call(self) -> str:
        """In an emergency; empty where neither the brand nor its region says one."""
        return self.emergency.text if self.emergency else EMERGENCY.get(self.region, "")

    def for_language(self, tag: str) -> "Brand":
        """The brand with the words for its marks in a language, where it has them."""
        partners = tuple(_worded(each, tag) for each in self.partners)
        return self.but(logo=_worded(self.logo, tag), partners=partners)

    def language_of(self, mark: Mark, tag: str) -> str:
        """The language of the words for a mark, where it is another than that of the leaflet `tag`; empty else."""
        own = self.language.text if self.language else tag
        is_own = mark.alt in (mark.alt_in or {}).values() or looked_up(tag, (own,)) or looked_up(own, (tag,))
        return "" if is_own else own

    def colour(self, role: str) -> Colour:
        """The colour that does this work."""
        said: Said = getattr(self.roles, role)
        swatch = self.palette[said.text]
        return Colour(said.text, swatch.screen.colour, swatch.press.colour if swatch.press else None)

    def style(self, name: str) -> Style:
        """The type style of this name."""
        found: Style = getattr(self.styles, name)
        return found


def _worded(mark: AnyMark, tag: str) -> AnyMark:
    """A mark with its words for a language, where it has them."""
    words = mark.alt_in or {}
    said = looked_up(tag, tuple(words))
    return mark.but(alt=words[said]) if said else mark


ROLE_NAMES = tuple(Roles.__annotations__)
STYLE_NAMES = tuple(Styles.__annotations__)
# Styles of running text: what a reader must be able to read without effort.
RUNNING_STYLES = ("body", "lead", "item", "note", "note_heading", "contact")
