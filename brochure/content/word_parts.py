"""What the parts of a document of Word say beside its words: where its numbers begin, and in which language it is."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final
from xml.etree.ElementTree import Element, fromstring

from brochure.base.language import LANGUAGES, WRITTEN, looked_up
from brochure.base.records import NamedTuple
from brochure.glyphs.scripts import script_of

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_UNCOUNTED: Final = ("bullet", "none", "")
_COMPLEX: Final = frozenset(("Arab", "Hebr", "Deva", "Beng", "Guru", "Gujr", "Taml", "Thai", "Syrc", "Thaa"))
_OTHER_SCRIPTS: Final = {"Hang": "ko", "Hira": "ja", "Kana": "ja"}  # no leaflet is written in them


class _Numbers(NamedTuple):
    """How a list counts."""

    of: str  # lists of one kind count on
    kind: str
    start: int
    begins_anew: bool


def told_starts(parts: Mapping[str, bytes]) -> Iterator[str]:
    """Numbered lists that do not begin at 1, as a leaflet's lists do: their first words, and where they begin."""
    numbers, styles = dict(_numbers(parts)), dict(_list_styles(parts))
    counted: dict[str, int] = {}
    seen: set[str] = set()
    before = ""
    for paragraph in fromstring(parts["word/document.xml"]).iter(f"{W}p"):
        name, level = _list_of(paragraph, styles)
        row = numbers.get(name)
        if row is None or row.kind in _UNCOUNTED or not _text(paragraph):
            before = name if row else ""
            continue
        if level:
            continue
        if row.of not in counted or (row.begins_anew and name not in seen):
            counted[row.of] = row.start - 1
        counted[row.of] += 1
        if name != before and counted[row.of] != 1:
            yield f"the number of a list, which begins at {counted[row.of]}, and here at 1: '{_text(paragraph)[:60]}'"
        seen.add(name)
        before = name


def _text(paragraph: Element) -> str:
    return " ".join("".join(each.text or "" for each in paragraph.iter(f"{W}t")).split())


def _value(home: Element | None, path: str) -> str:
    found = home.find("/".join(f"{W}{step}" for step in path.split("/"))) if home is not None else None
    return found.get(f"{W}val", "") if found is not None else ""


def _list_of(paragraph: Element, styles: Mapping[str, str]) -> tuple[str, str]:
    """The list of which a paragraph is an entry, and how deep; no depth on the first level."""
    said = paragraph.find(f"{W}pPr")
    style = _value(said, "pStyle")
    if style.casefold().startswith("heading"):
        return "", ""
    return _value(said, "numPr/numId") or styles.get(style, ""), _value(said, "numPr/ilvl").strip("0")


def _list_styles(parts: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    if "word/styles.xml" in parts:
        for style in fromstring(parts["word/styles.xml"]).iter(f"{W}style"):
            if name := _value(style.find(f"{W}pPr"), "numPr/numId"):
                yield style.get(f"{W}styleId", ""), name


def _numbers(parts: Mapping[str, bytes]) -> Iterator[tuple[str, _Numbers]]:
    """The first level of each list, by its number in the file."""
    if "word/numbering.xml" not in parts:
        return
    root = fromstring(parts["word/numbering.xml"])
    kinds = {each.get(f"{W}abstractNumId", ""): _first_level(each) for each in root.iter(f"{W}abstractNum")}
    for each in root.iter(f"{W}num"):
        of = _value(each, "abstractNumId")
        anew = next((_value(one, "startOverride") for one in each.iter(f"{W}lvlOverride") if _is_first(one)), "")
        level = kinds.get(of)
        start = anew or _value(level, "start") or "1"
        number = int(start) if start.isascii() and start.isdigit() and len(start) < 6 else 1
        yield each.get(f"{W}numId", ""), _Numbers(of, _value(level, "numFmt"), number, bool(anew))


def _first_level(kind: Element) -> Element | None:
    return next((level for level in kind.iter(f"{W}lvl") if _is_first(level)), None)


def _is_first(level: Element) -> bool:
    return level.get(f"{W}ilvl", "") == "0"


def language_in(parts: Mapping[str, bytes]) -> str:
    """The tag of the language in which a leaflet can be written and most letters are; empty where there is none.

    Letters tell the script, and the marks of the file the language, which many a file has wrong in another script.
    """
    usual = _usual(parts)
    counted: Counter[tuple[str, str]] = Counter()
    for run in fromstring(parts["word/document.xml"]).iter(f"{W}r"):
        said = run.find(f"{W}rPr/{W}lang")
        for letter in "".join(each.text or "" for each in run.iter(f"{W}t")):
            if letter.isalpha():
                script = script_of(letter)
                name = _attribute_of(script)
                tag = (said.get(f"{W}{name}") if said is not None else None) or usual.get(name, "")
                counted[script, tag] += 1
    scripts: Counter[str] = Counter()
    for (script, _), count in counted.items():
        scripts[script] += count
    if not scripts:
        return looked_up(usual.get("val", ""), WRITTEN)
    (script, _), *_ = scripts.most_common(1)
    tags = [tag for (of, tag), _ in counted.most_common() if of == script]
    fits = [known for tag in tags if (known := looked_up(tag, WRITTEN)) and LANGUAGES[known].script == script]
    if fits:
        return fits[0]
    if script == "Latn" or script in _OTHER_SCRIPTS:
        return ""
    return next((tag for tag in WRITTEN if LANGUAGES[tag].script == script), "")


def _attribute_of(script: str) -> str:
    """The attribute of `w:lang` that speaks of letters of a script."""
    if script in _COMPLEX:
        return "bidi"
    return "eastAsia" if script in ("Hani", "Hira", "Kana", "Hang", "Bopo") else "val"


def _usual(parts: Mapping[str, bytes]) -> dict[str, str]:
    """What the file says where a run says nothing."""
    if "word/styles.xml" not in parts:
        return {}
    found = fromstring(parts["word/styles.xml"]).find(f"{W}docDefaults//{W}lang")
    return {} if found is None else {re.sub(r"\{.*\}", "", name): tag for name, tag in found.attrib.items()}
