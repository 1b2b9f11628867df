"""Who signed which text of a leaflet, and what was withdrawn: the model of `_record.yaml`, which only grows."""

from typing import Annotated, Final, Literal

from brochure.base.model import About, Day, Model
from brochure.base.origin import Origin, Said

SignerRole = Literal["clinician", "translator", "editor"]
RECORD: Final = "_record.yaml"  # beside the texts of a leaflet; a name with `_` is no language

_MARK = About("Mark of the text.", use="unseen", most=16, example="7F3C-9A2E")
_DIGEST = "Fingerprint of what stands beside the text: {}."


class Signature(Model):
    """That a named person has read a text and stands for it."""

    language: Annotated[Said, About("Language tag.", use="unseen", example="en")]
    code: Annotated[Said | None, About("Number of the leaflet.", use="unseen", most=40)] = None
    version: Annotated[Said, About("Version of the text.", use="unseen", most=16)]
    kind: Annotated[Said | None, About("Kind of the leaflet.", use="unseen", most=16)] = None
    issued: Annotated[Day | None, About("Day of issue that it says.", use="unseen")] = None
    review_by: Annotated[Day | None, About("Day by which it is to be read again, as it says.", use="unseen")] = None
    text: Annotated[Said, _MARK]
    evidence: Annotated[Said, About(_DIGEST.format("sources and how far they carry"), use="unseen", most=16)]
    brand: Annotated[Said, About(_DIGEST.format("the clinic's name and marks"), use="unseen", most=16)]
    pictures: Annotated[Said | None, About(_DIGEST.format("the pictures"), use="unseen", most=16)] = None
    who: Annotated[Said, About("The person, by name.", use="unseen", most=120, example="Dr A. Example")]
    role: Annotated[SignerRole, About("What they signed as.", use="unseen")]
    day: Annotated[Day, About("Day of signing.", use="unseen")]
    until: Annotated[Day, About("Last day on which it counts.", use="unseen")]
    seen: Annotated[tuple[Said, ...], About("What no program sees and they looked at.", use="unseen", most=40)] = ()
    origin: Origin | None = None


class Withdrawal(Model):
    """That a text may not be given to anybody any more."""

    text: Annotated[Said, _MARK]
    day: Annotated[Day, About("Day on which it was withdrawn.", use="unseen")]
    why: Annotated[Said, About("The reason.", use="unseen", most=300)]
    origin: Origin | None = None


class UserTest(Model):
    """What people who are patients found and understood of a text; none of them is named."""

    language: Annotated[Said, About("Language tag.", use="unseen", example="en")]
    version: Annotated[Said, About("Version of the text.", use="unseen", most=16)]
    text: Annotated[Said, _MARK]
    day: Annotated[Day, About("Day of the test.", use="unseen")]
    people: Annotated[Said, About("How many were asked.", use="unseen", pattern=r"[1-9]\d?", form="a whole number")]
    results: Annotated[
        tuple[Said, ...],
        About(
            "Of each question, how many found the answer, and understood it.",
            use="unseen",
            pattern=r"[a-z-]+=\d{1,2}/\d{1,2}",
            example="may-do=5/4",
            form="a question with two numbers",
        ),
    ]
    changed: Annotated[Said | None, About("What was changed for it.", use="unseen", most=300)] = None
    origin: Origin | None = None


class RecordEntry(Model):
    """One thing that happened to a leaflet."""

    signed: Annotated[Signature | None, About("A text was signed.")] = None
    withdrawn: Annotated[Withdrawal | None, About("A text was withdrawn.")] = None
    tested: Annotated[UserTest | None, About("A text was tested with patients.")] = None
    origin: Origin | None = None


class Record(Model):
    """What happened to a leaflet, in the order of its days."""

    entries: Annotated[tuple[RecordEntry, ...], About("One after another; nothing is ever taken out.")] = ()

    def signatures(self, language: str) -> tuple[Signature, ...]:
        """Of the texts of one language, the last one last."""
        return tuple(each.signed for each in self.entries if each.signed and each.signed.language.text == language)

    def tests(self, language: str) -> tuple[UserTest, ...]:
        """Of the texts of one language, the last one last."""
        return tuple(each.tested for each in self.entries if each.tested and each.tested.language.text == language)

    def withdrawal(self, mark: str) -> Withdrawal | None:
        """Whether a text was withdrawn."""
        found = (each.withdrawn for each in self.entries if each.withdrawn and each.withdrawn.text.text == mark)
        return next(found, None)
