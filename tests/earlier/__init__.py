"""The leaflet of an earlier day, in five languages: tests change its words, which those that ship may outgrow."""

import re
from pathlib import Path

_HERE = Path(__file__).parent
_BRAND = "content/brands/riverside/brand.yaml"


def with_earlier_leaflet(clinic: Path) -> Path:
    """The folder with the earlier leaflet in place of the one that ships, and a brand of no region."""
    for path in sorted(_HERE.glob("*.yaml")):
        (clinic / "content/acupuncture-pain" / path.name).write_bytes(path.read_bytes())
    brand = clinic / _BRAND
    text = brand.read_text(encoding="utf-8")
    assert "region: uk\n" in text
    brand.write_text(text.replace("region: uk\n", 'emergency: "999"\n'), encoding="utf-8")
    return clinic


def with_short_note(text: str) -> str:
    """The text of a leaflet whose safety note is one sentence, for shapes that hold no more."""
    note = "safety:\n  heading: Care\n  text: Keep taking your medicines.\n\n"
    return re.sub(r"(?ms)^safety:\n.*?(?=^\S)", note, text, count=1)
