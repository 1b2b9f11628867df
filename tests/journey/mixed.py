"""Names in Latin letters among words from the right: hyphens, apostrophes, stops, brackets, slashes, figures, hours."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from tests.journey.written import PAGE, SENTENCES

# At the start, in the middle and at the end of lines; as many stretches from the right as from the left, more or fewer.
MIXED: Final = {
    "he": (
        "שלום כהן Smith-Jones,", "עם Smith-Jones כאן.", "שלום כהן O'Brien,", "שלום Smith (כהן),", "Smith-Jones כאן",
        "Smith-Jones, J. (כהן)", "משה O'Brien כהן", "C++ (אבא)", "לוי/Levy", "Jean-Luc (ז׳אן) בא", "שלום Ben (רות),",
        "יוסף (Joe) 9:30 שלום", "לוי 50% Levy-Cohen", "כהן, Dana-Lee", "Dr. Smith (דר׳ סמית) בא 10:30", "אבי-Smith",
        "תור עם Anna-Maria O'Neil ביום שני", "(Smith-Jones) כהן", "A/B כאן", "כאן A/B, C/D-E ושם",
        "עם Smith-Jones Levy-Cohen O'Brien כאן",
    ),
    "ar": (
        "مرحبا أحمد Smith-Jones،", "Dr. Smith (د. سميث)", "فاطمة O'Brien", "علي/Ali", "د. علي 10:30", "مع C++ هنا",
        "عبد الله (Joe) 9:30", "شكرا Smith (سميث)،", "Ali علي Ali-Baba", "موعد Smith-Jones يوم 12/5 الساعة 14:30.",
        "[Smith-Jones] هنا",
    ),
    "fa": (
        "سلام احمد Smith-Jones،", "با O'Brien اینجا.", "علی/Ali آمد", "Jean-Luc (ژان) آمد", "با C++ و A/B ۱۰:۳۰",
        "دکتر Smith (اسمیت)، ساعت 9:30",
    ),
    "ur": (
        "سلام احمد Smith-Jones،", "ڈاکٹر O'Brien یہاں۔", "علی/Ali آئے", "Jean-Luc (ژاں) آئے", "وقت 10:30 Smith-Jones",
        "Dr. Smith (ڈاکٹر اسمتھ)",
    ),
}  # fmt: skip

# The first letter of a name says where it runs from; what stands in brackets may run from elsewhere.
OF_PEOPLE: Final = (
    "Smith (כהן)", "Smith-Jones, J. (כהן)", "Jean-Luc (ז׳אן)", "C++ (אבא)",
    "לוי/Levy", "Dr. Smith (د. سميث)", "כהן O'Brien", "כהן (Joe) 9:30",
)  # fmt: skip


def write_mixed(tag: str, clinic: Path, lines: Iterable[str], example: str = "") -> str:
    """A leaflet of these lines in a clinic's folder; gives its name."""
    one, two = SENTENCES[tag]
    head = PAGE.format(tag=tag, one=one, two=two).partition("body:")[0]
    field = {"name": {"type": "text", "label": "N", "example": example}}
    personal = f'schema: "2"\npersonal: {json.dumps(field, ensure_ascii=False)}\n' if example else ""
    home = clinic / "content" / "mixed"
    home.mkdir(exist_ok=True)
    body = "".join(f"  - text: {json.dumps(line, ensure_ascii=False)}\n" for line in lines)
    (home / f"{tag}.yaml").write_text(f"{personal}{head}body:\n{body}", encoding="utf-8")
    return home.name
