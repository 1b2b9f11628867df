"""What a text may claim and on what ground: the register, the word lists of a language, those of a region.

All are files of their own under `content/_claims/`, the same for every leaflet; none says that a claim is true.
"""

from typing import Annotated, Final, Literal

from brochure.base.model import About, Choice, Day, Model
from brochure.base.origin import Origin, Said
from brochure.base.records import NamedTuple

CLAIMS: Final = "_claims"  # folder under `content/`; a name with `_` is no leaflet
Region = Literal["none", "uk", "au", "us", "de"]
EMERGENCY: Final[dict[Region, str]] = {"uk": "999", "au": "000", "us": "911", "de": "112"}  # the number to call there
Strength = Literal["strong", "moderate", "limited", "animal", "none"]

_NAME = About("Names.", use="unseen", pattern=r"[a-z0-9][a-z0-9-]*", one_or_many=True, most=60, example="kim-2016",
              form="small letters, figures and hyphens")  # fmt: skip
_WORD = About("Words to look for.", use="unseen", one_or_many=True, most=120)
Names = Annotated[tuple[Said, ...], _NAME]
Words = Annotated[tuple[Said, ...], _WORD]


class ClaimSource(Model):
    """One source, and what it finds."""

    kind: Annotated[Literal["review", "trial", "study", "guideline", "survey"], About("What it is.", use="unseen")]
    seen_in: Annotated[Literal["people", "animals"], About("Whom it looked at.", use="unseen")]
    cite: Annotated[Said, About("Who published it, and where.", use="unseen", most=300)]
    year: Annotated[Said, About("Year of publication.", use="unseen", pattern=r"(19|20)\d\d", example="2018",
                                form="a year")]  # fmt: skip
    doi: Annotated[Said | None, About("Its DOI.", use="unseen", pattern=r"10\.\d{4,9}/\S+", most=120,
                                      example="10.1155/2016/9874207", form="a DOI")] = None  # fmt: skip
    read: Annotated[Day, About("Day on which somebody of the clinic read it last.", use="unseen")]
    finds: Annotated[Said, About("What it finds, in a sentence.", use="unseen", most=400, lines=True)]
    origin: Origin | None = None


class Ruling(Model):
    """What a region's authority has said about a claim."""

    region: Annotated[Literal["uk", "au", "us", "de"], About("Where it holds.", use="unseen")]
    refused: Annotated[Choice, About("`yes`: the claim is not to be made there at all.", use="unseen")] = "no"
    needs: Words = ()  # each stands beside the claim, or one of those that a `|` parts
    never: Words = ()  # words that were ruled out
    ruling: Annotated[Said, About("Which ruling says so.", use="unseen", most=300, lines=True)]
    day: Annotated[Day, About("Day of the ruling.", use="unseen")]
    origin: Origin | None = None


class Claim(Model):
    """What texts say, and what carries it."""

    about: Annotated[
        Literal["condition", "effect", "mechanism", "harm", "practice"], About("What it speaks of.", use="unseen")
    ]
    covers: Names  # topics of the word lists whose words it may stand behind
    strength: Annotated[Strength, About("How far its sources carry it.", use="unseen")]
    sources: Names = ()  # none only for a practice
    hedge: Annotated[Choice, About("Whether its texts need a word such as `may`.", use="unseen")] = "yes"
    say: Words = ()  # allowed words, for whoever writes
    never: Words = ()  # words that its sources do not carry
    rulings: Annotated[tuple[Ruling, ...], About("What regions have said.")] = ()
    origin: Origin | None = None


class ClaimRegister(Model):
    """One subject: its sources, and what may be claimed on them."""

    sources: Annotated[dict[str, ClaimSource], About("Sources by their names.")]
    claims: Annotated[dict[str, Claim], About("Claims by their names.")]


class WordList(Model):
    """The words of one language that make a claim, hedge it, deny, or keep somebody at their medicines.

    `*` at the end or the beginning of a word is any letters, `#` a number, ` .. ` up to four words between.
    """

    language: Annotated[Said, About("Language tag.", use="unseen")]
    day: Annotated[Day, About("Day on which the list was last gone through.", use="unseen")]
    triggers: Annotated[dict[str, Words], About("Words that make a claim, by their topics.")]
    no_triggers: Words = ()  # phrases with such a word that claim nothing
    hedges: Annotated[dict[str, Words], About("Words that hold a claim back, by their kinds.")]
    ask: Words  # that invite to ask
    negations: Words  # that deny
    no_negations: Words = ()  # phrases with such a word that deny nothing more
    keep_taking: Words  # verbs that keep somebody at their medicines
    numbers: Annotated[dict[str, Words], About("Numbers that are also written as words, months too.")]


class RegionRow(Model):
    """Words that a region has ruled out in any text for patients."""

    never: Words  # in any language
    ruling: Annotated[Said, About("Which rule or ruling says so.", use="unseen", most=300, lines=True)]
    day: Annotated[Day, About("Day of the rule or ruling.", use="unseen")]
    origin: Origin | None = None


class RegionList(Model):
    """A dated list of words of one region."""

    region: Annotated[Region, About("Its name in a brand.", use="unseen")]
    name: Annotated[Said, About("The authority.", use="unseen", most=120)]
    day: Annotated[Day, About("Day on which the list was last gone through.", use="unseen")]
    rows: Annotated[tuple[RegionRow, ...], About("Words with their rulings.")]


class ClaimBook(NamedTuple):
    """All that the texts of one leaflet are held against."""

    register: ClaimRegister | None = None  # none where the folder holds none
    words: WordList | None = None  # of the leaflet's language
    source_words: WordList | None = None  # of the language that it was translated from
    region: Region = "none"
    ruled_out: RegionList | None = None
