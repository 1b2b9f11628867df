"""Names in Latin letters among words from the right: hyphens, apostrophes, stops, brackets, slashes, figures, hours."""

from typing import Final

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
