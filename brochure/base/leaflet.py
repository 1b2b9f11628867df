"""What a clinic says in one leaflet, in one language."""

from collections.abc import Collection
from typing import Annotated, Final, Literal

from brochure.base.body import FOCUS, BodyBlock, ClaimNames, PictureText
from brochure.base.directions import ArtDirection
from brochure.base.model import About, Choice, Day, Form, Model
from brochure.base.origin import Origin, Said
from brochure.base.records import NamedTuple

Kind = Literal["treatment", "aftercare", "consent", "practical"]
Strength = Literal["strong", "moderate", "limited", "animal"]

Fingerprint = Annotated[
    Said,
    About(
        "Eight hex digits of the source, then of the translation, as `brochure stamp` writes them.",
        pattern=r"[0-9a-f]{8}(-[0-9a-f]{8})?",
        example="3fa1b2c3-90ab12cd",
        form="eight figures and letters from a to f, once or twice",
    ),
]
Paragraphs = Annotated[
    tuple[Said, ...], About("One paragraph, or a list of paragraphs.", use="printed", one_or_many=True, lines=True)
]


FieldKind = Literal["text", "date", "time", "link", "choice"]


class PersonalField(Model):
    """What differs from copy to copy; a text of the leaflet holds it as `{name}`."""

    type: Annotated[FieldKind, About("`date` is typed as 2026-11-01, `time` as 14:30, `choice` as yes or no.")]
    label: Annotated[Said, About("What it is, for whoever fills the list.", most=80)]
    example: Annotated[Said, About("What a copy shows that is made for nobody.", most=240)]
    longest: Annotated[
        Said | None,
        About(
            "Letters that a value may have at most.",
            pattern=r"[1-9]\d{0,2}",
            example="40",
            form="a whole number up to 999",
        ),
    ] = None
    optional: Annotated[
        Choice, About("Whether a person may have none; only the address of a letter takes it, and closes the gap.")
    ] = "no"
    origin: Origin | None = None


class Evidence(Model):
    """One source for a claim. Kept as data; short shapes do not print it."""

    citation: Annotated[Said, About("Who published it, and where to find it.", most=300)]
    year: Annotated[Said, About("Year of publication.", pattern=r"(19|20)\d\d", example="2018", form="a year")]
    strength: Annotated[Strength, About("How far it carries the claim.")]


Short = Annotated[
    Said | None,
    About(
        "One or two sentences in place of the text, for shapes that are too small for it.",
        use="unseen",
        most=300,
        lines=True,
    ),
]


class ShortText(NamedTuple):
    """A short text of the leaflet, and how many letters it saves."""

    said: Said
    saved: int


class Point(Model):
    """One numbered point."""

    heading: Annotated[Said, About("Heading of the point.", use="printed", most=120)]
    text: Paragraphs
    short: Short = None
    claims: ClaimNames = ()
    evidence: Annotated[
        tuple[Evidence, ...],
        About("Sources for what the point says, where no claim of the register names them.", use="unseen"),
    ] = ()


class Section(Model):
    """A heading with paragraphs, a list and a closing paragraph, each where it is wanted."""

    heading: Annotated[Said, About("Heading of the section.", use="printed", most=120)]
    text: Paragraphs = ()
    items: Annotated[tuple[Said, ...], About("A list with bullets.", use="printed", lines=True)] = ()
    closing: Annotated[
        tuple[Said, ...], About("Paragraphs after the list.", use="printed", one_or_many=True, lines=True)
    ] = ()
    short: Short = None
    claims: ClaimNames = ()
    when: Annotated[Said | None, About("Personal field of type `choice`: the section is for a yes.", use="unseen")] = (
        None
    )
    origin: Origin | None = None


class SafetyNote(Model):
    """The protected block: present, whole and readable in every edition."""

    heading: Annotated[Said, About("Heading of the safety note.", use="printed", most=80)]
    plan: Annotated[
        Said | None, About("That the treatment is one part of a plan, and who guides it.", use="printed", lines=True)
    ] = None
    keep: Annotated[
        Said | None, About("That nobody stops medicines or other care for it.", use="printed", lines=True)
    ] = None
    text: Annotated[
        tuple[Said, ...],
        About("What else keeps the reader safe.", use="printed", one_or_many=True, lines=True, fewest=1),
    ] = ()
    tell_us: Annotated[
        tuple[Said, ...],
        About(
            "What to say first: ends of a sentence, after 'Tell us if'.", use="printed", lines=True, most=160, fewest=1
        ),
    ] = ()
    urgent: Annotated[
        tuple[Said, ...],
        About(
            "When to get help at once: ends of a sentence, after 'if'.", use="printed", lines=True, most=160, fewest=1
        ),
    ] = ()
    origin: Origin | None = None

    @property
    def says_nothing(self) -> bool:
        """Whether it is a heading and no more."""
        return not (self.plan or self.keep or self.text or self.tell_us or self.urgent)


class Art(Model):
    """The drawing of the leaflet, in words for those who cannot see it."""

    alt: Annotated[Said, About("What the drawing shows, for a reader who listens.", use="heard", most=300)]


class Photo(Model):
    """A picture of the clinic's own, PNG or JPEG."""

    file: Annotated[
        Said, About("File inside the project, beside this file.", use="unseen", most=200, example="room.jpg")
    ]
    alt: Annotated[Said, About("What the picture shows, for a reader who listens.", use="heard", most=300)]


class CoverPhoto(Model):
    """The picture of the cover: decoration, since the title says what the leaflet is about."""

    file: Annotated[
        Said, About("File inside the project, beside this file.", use="unseen", most=200, example="room.jpg")
    ]
    focus: Annotated[
        Said | None,
        About(
            "What stays where it is cropped: parts of its width and height from the top left.",
            use="unseen",
            pattern=FOCUS,
            example="50% 30%",
            form="two shares",
        ),
    ] = None


class Booking(Model):
    """The invitation: on paper words beside a QR code, on a screen a button; the link itself stands in the brand."""

    label: Annotated[Said, About("Words beside the QR code, on paper.", use="printed", most=80)]
    screen: Annotated[
        Said | None,
        About(
            "Words of the button where the leaflet is read on a screen.", use="printed", most=80, example="Book a visit"
        ),
    ] = None
    link: Annotated[Said | None, About("A link in place of the brand's, such as `{link}`.", use="leads", most=300)] = (
        None
    )
    alt: Annotated[Said, About("What the QR code does, for a reader who listens.", use="heard", most=200)]


# What `content/clinic.yaml` may say for all leaflets of a clinic; a leaflet that says it too goes before.
CLINIC_FIELDS = (
    "author", "brand", "version", "kind", "layout", "layouts", "editions", "art_direction", "formats", "booking",
)  # fmt: skip


class VisitTimes(Model):
    """The visit that a personal letter is about, by the names of its fields: letters carry it for a calendar."""

    day: Annotated[Said, About("Field of type `date`.", use="unseen", example="day")]
    hour: Annotated[Said, About("Field of type `time`.", use="unseen", example="hour")]
    minutes: Annotated[
        Said, About("How long it takes.", use="unseen", pattern=r"[1-9]\d{0,2}", example="50", form="whole minutes")
    ]
    zone: Annotated[Said, About("Time zone of the clinic.", use="unseen", most=60, example="Europe/London")]
    place: Annotated[Said | None, About("Field that says where.", use="unseen")] = None
    number: Annotated[Said | None, About("Field that tells one visit from another of that day.", use="unseen")] = None
    title: Annotated[
        Said | None, About("What the calendar calls it, in place of the title.", use="unseen", most=80)
    ] = None


class EasyLine(Model):
    """What the easy read edition says, with a picture that helps to understand it."""

    say: Annotated[
        tuple[Said, ...], About("One short sentence, or two.", use="printed", one_or_many=True, most=160, fewest=1)
    ]
    picture: Annotated[PictureText, About("A file, or one of the program's own: `needle`, `clock`, `talk` ...")]
    alt: Annotated[
        Said | None, About("What the picture shows, where it says more than the words.", use="heard", most=160)
    ] = None
    claims: ClaimNames = ()

    @property
    def block(self) -> BodyBlock:
        """The words with their picture, as the body has them."""
        shown = self.picture.but(alt=self.alt, decorative="no" if self.alt else "yes", place="beside")
        return BodyBlock(text=self.say, picture=shown, claims=self.claims, origin=self.picture.file.origin)


RETIRED: Final = ("status", "reviewer")  # fields of an older form, from before a record kept who signed
_RETIRED: Final = "Of an older form, and without effect; `brochure migrate` takes it out."


class Leaflet(Model):
    """One leaflet in one language."""

    schema: Annotated[Form | None, About("Form of this file; `brochure migrate` writes it.", use="unseen")] = None
    code: Annotated[
        Said,
        About(
            "Number of the leaflet.",
            use="printed",
            most=24,
            pattern=r"[A-Za-z0-9][A-Za-z0-9./-]*",
            example="PM-01",
            form="letters, figures, dots, strokes and hyphens",
        ),
    ]
    version: Annotated[Said, About("Version of the text.", use="printed", most=16, example="1.0")]
    issued: Annotated[Day, About("Day of issue.", use="printed", example="2026-11-01")]
    review_by: Annotated[Day, About("Day by which the text is to be read again.", use="printed", example="2028-11-01")]
    language: Annotated[Said, About("Language tag.", use="unseen", example="en")]
    source: Annotated[
        Said | None,
        About(
            "Language that a translation was made from.",
            use="unseen",
            pattern=r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*",
            example="en",
            form="the tag of a language",
        ),
    ] = None
    author: Annotated[Said, About("Who answers for the text.", use="unseen", most=120)]
    status: Annotated[Said | None, About(_RETIRED, use="unseen")] = None
    reviewer: Annotated[Said | None, About(_RETIRED, use="unseen")] = None
    brand: Annotated[
        Said,
        About(
            "Folder of the brand under `content/brands`.",
            use="unseen",
            pattern=r"[a-z0-9][a-z0-9-]*",
            example="riverside",
            form="small letters, figures and hyphens",
        ),
    ]
    personal: Annotated[dict[str, PersonalField] | None, About("What differs from copy to copy.", use="unseen")] = None
    kind: Annotated[
        Kind,
        About(
            "What the leaflet is; only a `practical` one, such as prices or hours, may leave the safety note out.",
            use="unseen",
        ),
    ] = "treatment"
    layout: Annotated[
        Said | None, About("Layout that it is printed in; `brochure layouts` lists them.", use="unseen", most=80)
    ] = None
    layouts: Annotated[tuple[Said, ...], About("Layouts, where it is printed in several.", use="unseen")] = ()
    editions: Annotated[tuple[Said, ...], About("Editions that a plain `build` makes.", use="unseen")] = ()
    art_direction: Annotated[
        ArtDirection | None,
        About(
            "`line` draws the line that grows calm, an ornament without `drawing:`; `plain` draws none, `band` stripes "
            "on the cover, `photo` the picture under `cover:`; `field`, `halftone`, `letter` and `figure` draw covers "
            "and bands that differ from leaflet to leaflet. Without it the brand says; else a `drawing:` asks for the "
            "line.",
            use="unseen",
        ),
    ] = None
    title: Annotated[Said, About("Title on the cover.", use="printed", most=80)]
    file_title: Annotated[
        Said | None,
        About("What a reader shows as the title of the file, where it is not the title.", use="unseen", most=120),
    ] = None
    strapline: Annotated[Said | None, About("One sentence at the foot of the cover.", use="printed", most=160)] = None
    address: Annotated[
        Said | None,
        About(
            "Who a letter is for, a line for each line of the address; it stands behind the window.",
            use="printed",
            most=400,
            lines=True,
            example="{name}",
        ),
    ] = None
    lead: Annotated[
        Said | None, About("The main message, first thing inside.", use="printed", most=400, lines=True)
    ] = None
    intro: Annotated[
        tuple[Said, ...], About("Paragraphs before the points.", use="printed", one_or_many=True, lines=True)
    ] = ()
    short: Annotated[
        Said | None,
        About(
            "In place of lead and intro, for shapes that are too small for them.", use="unseen", most=240, lines=True
        ),
    ] = None
    claims: ClaimNames = ()
    body: Annotated[tuple[BodyBlock, ...], About("Blocks in the order in which they are read.")] = ()
    points: Annotated[tuple[Point, ...], About("Numbered points; the drawing shows as many.")] = ()
    sections: Annotated[tuple[Section, ...], About("Sections without numbers.")] = ()
    aside: Annotated[Section | None, About("What stands on the flap.")] = None
    easy: Annotated[
        tuple[EasyLine, ...], About("What the edition `easy-read` says in place of all that, in order.")
    ] = ()
    safety: Annotated[SafetyNote | None, About("The safety note. Only a practical leaflet may leave it out.")] = None
    drawing: Annotated[Art | None, About("The line across the inside, in words; needed where a layout draws one.")] = (
        None
    )
    photo: Annotated[Photo | None, About("A picture on the flap.")] = None
    cover: Annotated[
        CoverPhoto | None, About("A picture for the cover, with `art_direction: photo`.", use="unseen")
    ] = None
    visit: Annotated[VisitTimes | None, About("The visit of a personal letter, for a calendar.", use="unseen")] = None
    booking: Annotated[Booking | None, About("Booking by QR code or button.")] = None
    formats: Annotated[Said | None, About("How to get other formats.", use="printed", most=200, lines=True)] = None
    made_from: Annotated[
        dict[str, Fingerprint] | None, About("Which text of the source each block was translated from.", use="unseen")
    ] = None

    def shortened(self, count: int | None = None) -> "Leaflet":
        """The leaflet with short texts in place of long ones: so many, those that save most first; else all.

        The safety note has none.
        """
        taken = {id(each.said) for each in self.short_texts[:count]}
        head = {"lead": self.short, "intro": ()} if id(self.short) in taken else {}
        points = tuple(point.but(text=(point.short,)) if id(point.short) in taken else point for point in self.points)
        sections = tuple(_shortened(section, taken) for section in self.sections)
        return self.but(points=points, sections=sections, aside=self.aside and _shortened(self.aside, taken), **head)

    def easily(self) -> "Leaflet":
        """The leaflet as its easy read edition has it: title, easy lines, safety note, contact."""
        gone = dict.fromkeys(("lead", "short", "aside", "drawing", "photo", "cover", "address"))
        body = tuple(line.block for line in self.easy)
        return self.but(body=body, intro=(), points=(), sections=(), claims=(), easy=(), **gone)

    def for_choices(self, holds: Collection[str]) -> "Leaflet":
        """The leaflet with the sections that are for those for whom these choices hold."""
        kept = tuple(each for each in self.sections if each.when is None or each.when.text in holds)
        return self if len(kept) == len(self.sections) else self.but(sections=kept)

    @property
    def printed_in(self) -> tuple[Said, ...]:
        """The layouts that it names."""
        return self.layouts or ((self.layout,) if self.layout else ())

    @property
    def places_note(self) -> bool:
        """Whether the body says where the safety note stands."""
        return any(block.safety for block in self.body)

    @property
    def pictures(self) -> tuple[PictureText, ...]:
        """The pictures in the body."""
        return tuple(picture for block in self.body for picture in block.pictures)

    @property
    def short_texts(self) -> tuple[ShortText, ...]:
        """The short texts, those that save most letters first; of equals the one that is read first."""
        lead = (self.lead,) if self.lead else ()
        found = [ShortText(self.short, _saved((*lead, *self.intro), self.short))] if self.short else []
        found += [ShortText(point.short, _saved(point.text, point.short)) for point in self.points if point.short]
        for each in (*self.sections, *((self.aside,) if self.aside else ())):
            if each.short:
                found.append(ShortText(each.short, _saved((*each.text, *each.items, *each.closing), each.short)))
        return tuple(sorted(found, key=lambda each: -each.saved))


def _saved(long: tuple[Said, ...], short: Said) -> int:
    return sum(len(said.text) for said in long) - len(short.text)


def _shortened(section: Section, taken: Collection[int]) -> Section:
    return section.but(text=(section.short,), items=(), closing=()) if id(section.short) in taken else section
