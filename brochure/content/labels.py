"""Plain words for what has another name in a file; nobody has to know the words of the trade."""

import re
from typing import Final

GROUPS: Final = {
    "On the cover": ("title", "strapline", "cover"),
    "Opening": ("address", "lead", "intro", "short"),
    "": ("easy", "body", "points", "sections"),  # a group for each entry
    "Beside the text": ("aside",),
    "Safety note": ("safety",),
    "Pictures": ("drawing", "photo"),
    "Booking": ("booking",),
    "Closing line": ("formats",),
}
BRAND_GROUPS: Final = {
    "The clinic": ("name",),
    "How people reach you": (
        "contact.address", "contact.telephone", "contact.email", "contact.web", "contact.booking", "contact.map",
    ),
    "Opening hours": ("contact.hours",),
    "Other places": ("contact.social",),
    "Logo": ("logo",),
    "Marks of partners": ("partners",),
    "In an emergency": ("emergency", "region"),
    "Colours": ("colours.main", "colours.accent"),
}  # fmt: skip
ABOUT: Final = "About this leaflet"
ABOUT_FIELDS: Final = (
    "code", "version", "issued", "review_by", "author", "kind", "layout", "art_direction",
    "file_title",
)  # fmt: skip
ENTRIES: Final = {"points": "Point", "sections": "Section", "body": "Part", "easy": "Easy read"}
HIDDEN: Final = frozenset(
    ("claims", "evidence", "focus", "when", "link", "schema", "made_from", "origin", "status", "reviewer")
)
ADDS: Final = {  # what a leaflet may say besides
    "points": "A numbered point", "sections": "A section", "aside": "Words beside the text", "safety": "A safety note",
    "easy": "Lines in easy read", "booking": "A QR code for booking", "drawing": "The line that grows calm",
}  # fmt: skip
ART: Final = {"cover": "A picture for the cover", "photo": "A picture on the flap"}
BRAND_ADDS: Final = {"contact.hours": "Opening hours", "contact.social": "An account elsewhere"}
LIST_LABELS: Final = {"list": "A list", "items": "A list", "closing": "Words after the list", "do": "What to do",
                      "do_not": "What not to do", "telephones": "Telephone numbers", "hours": "Opening hours",
                      "tell_us": "What to tell us first", "urgent": "When to get help at once"}  # fmt: skip
BLOCK_LABELS: Final = {  # what a part of the text may be
    "heading": "A heading", "text": "A text", "list": "A list", "table": "A table", "picture": "A picture",
    "subheading": "A small heading", "numbered": "A list with numbers", "ticks": "What is right, with ticks",
    "crosses": "What is not, with crosses", "do": "What to do, and what not", "steps": "Steps",
    "points": "Numbered points", "outline": "Body with places marked",
    "facts": "Labels with what they say", "urgent": "What to do at once", "box": "A tinted box", "quote": "A quotation",
    "risk": "How many of how many", "fill": "A line to write on", "tick": "Boxes to tick", "sign": "Lines to sign on",
    "contact": "A place to reach", "code": "A QR code", "columns": "Two columns", "safety": "The safety note",
    "references": "Where the facts come from",
}  # fmt: skip
ADD_WORDS: Final = {
    "rows": "Add a row",
    "columns": "Add a column",
    "hours": "Add hours",
    "social": "Add an account",
    "steps": "Add a step",
}  # under the last entry of a list
LABELS: Final = {
    "align": "Lines up as", "places": "Place", "view": "Seen from",
    "accent": "Second colour", "account": "Account", "address": "Address",
    "alt": "In words, for people who cannot see it", "art_direction": "Look", "author": "Who answers for the text",
    "booking": "Page for booking", "call": "Number to call", "caption": "Words under the picture",
    "closes": "Closes", "closing": "Closing words", "code": "Number of the leaflet", "columns": "Column",
    "credit": "Who made the picture", "days": "Days", "do": "Do", "do_not": "Do not", "email": "E-mail",
    "emergency": "Number to call", "file_title": "Name of the file",
    "file": "Picture", "reversed": "Logo for dark grounds", "logo": "Logo",
    "formats": "Other formats",
    "heading": "Heading", "intro": "Opening words", "issued": "Day of issue", "items": "Line",
    "keep": "Keep your other care", "kind": "Kind of leaflet", "label": "Label", "layout": "Shape",
    "lead": "Main message", "leader": "Dots to the figures", "list": "Line", "main": "Colour of the clinic",
    "map": "Map", "name": "Name", "network": "Network", "opens": "Opens", "outline": "Body with places marked",
    "personal": "What differs from copy to copy", "plan": "One part of a plan",
    "points": "Point", "region": "Where you are", "review_by": "Read again by", "say": "In words",
    "screen": "On the button, on a screen", "short": "Short form, where there is little room", "steps": "Step",
    "strapline": "Line at the foot of the cover", "telephone": "Telephone", "tell_us": "Tell us if", "text": "Text",
    "tick": "To tick", "title": "Title", "urgent": "Get help at once if", "url": "Its address",
    "value": "What it says", "version": "Version", "web": "Web page", "who": "Who said it",
}  # fmt: skip
PANELS: Final = {
    "back": "back", "cover": "front cover", "flap": "flap", "inside": "inside", "outside": "outside",
    "front": "front",
}  # fmt: skip
STATES: Final = {
    "signed": "Signed", "not signed": "Not signed yet", "changed since": "Changed since it was signed",
    "withdrawn": "Withdrawn", "expired": "Must be read again",
}  # fmt: skip
EDITION_USES: Final = {  # each other one than that for the office printer, and what whoever gets it does with it
    "press": ("For the print shop", "with the marks for cutting and folding, in the inks of a press"),
    "master": ("For the print shop and the archive", "as above, and it can be read aloud and kept for good"),
    "email": ("To send by e-mail", "one column for a phone, with links that work"),
    "large-print": ("In large print", "one column on A4, for people who see little"),
    "easy-read": ("In easy read", "short sentences with pictures"),
    "text": ("As plain text", "for braille, and for the words of a letter"),
    "html": ("As a web page", "one file that opens in every browser"),
}
_NUMBERED = re.compile(r"(inside|page|panel)-(\d+)")
_TOO_LONG = re.compile(r"about (\d+) letters[ ,].*too long for panel '([\w-]+)'")
WORDS = {
    "overset-text": "These words do not fit on the paper",
    "word-too-wide": "A word is wider than its column",
    "empty-text": "This is empty. Write something, or take it out",
    "line-break": "This must stay on one line",
    "translation-changed": "This changed since it was held against the other language",
    "translation-extra": "The other language does not say this",
    "translation-missing": "Nobody has said that this is translated",
    "translation-stale": "The text that this was translated from has changed",
    "short-texts": "The short form is printed here, because there is little room",
    "not-signed": "Nobody has signed this text yet",
}
# Words of the trade, and what a person at a reception calls it.
_PLAIN = tuple((re.compile(trade), plain) for trade, plain in (
    (r"run `brochure stamp`", "press “Mark as up to date”"),
    (r" from the text in line \d+", " letters from it"),
    (r"\b(the|a) story '[\w-]+'|\bstory '[\w-]+'", "the text"), (r"\bstory\b", "text"), (r"\bstories\b", "texts"),
    (r"\bframe\b", "place"), (r"\bframes\b", "places"), (r"\bslugs?\b", "rows"), (r"\borigin\b", "place"),
    (r"\bovers(et|ets)\b", "too long"), (r"\blayout '[\w-]+'", "this shape"), (r" than '[\w-]+-a\d'", ""),
    (r"\blayout\b", "shape"), (r"\blayouts\b", "shapes"), (r"\bYAML file\b", "file"),
    (r"valid YAML", "well formed"),(r"\bYAML\b", "file"),
))  # fmt: skip
_PANEL = re.compile(r"panel '([\w-]+)'")
_FIELD = re.compile(r"`([a-z_]+):`|'([a-z_]+)'")  # as a file calls it
# What is said to whoever types commands; a page has other ways, and names them itself.
_TERMINAL = re.compile(r"(^|[\s`'(])--[a-z]|`(brochure|outbox|chmod) |\bchmod \d|docs/|[A-Z]+_[A-Z]+")
_CLAUSES = re.compile(r"(; then |; |, or |, and |, then |\. | or (?=say |name )| and (?=say |name ))")
_OPTION = re.compile(r"`?--([a-z][a-z-]*)(=[A-Z.]+|=\.\.\.| [A-Z]{3,})?`?")
_WAYS = {
    "not-signed": "open “Sign”, read the text, and sign it", "signed-other-text": "open “Sign”, and read what is new",
    "missing-library": "ask whoever installed the program",
}  # fmt: skip


def label_of(name: str, number: int | None = None) -> str:
    """What a field is called; `number` is that of an entry, from 1."""
    known = LABELS.get(name) or name.replace("_", " ").capitalize()
    return f"{known} {number}" if number else known


def panel_label(name: str) -> str:
    """Where on the paper something stands."""
    if found := _NUMBERED.fullmatch(name):
        return f"{found[1]} {found[2]}"
    return PANELS.get(name, name.replace("-", " "))


def said_plainly(code: str, message: str) -> str:
    """A finding for whoever fills in a form."""
    if found := _TOO_LONG.search(message):
        return f"About {found[1]} letters too many for “{panel_label(found[2])}”"
    return WORDS.get(code) or plainly(message)


def way_out(code: str, hint: str) -> str:
    """What a person at a page can do; nothing where the hint is for the terminal alone."""
    parts = _CLAUSES.split(hint.replace("run `brochure stamp`", "press “Mark as up to date”"))
    kept = [(at, part) for at, part in enumerate(parts[::2]) if not _TERMINAL.search(part)]
    joined = "".join((parts[2 * at - 1] if number else "") + part for number, (at, part) in enumerate(kept))
    return _WAYS.get(code) or plainly(joined)


def plainly(words: str) -> str:
    """A sentence without the words of the trade, of files and of the terminal."""
    words = _OPTION.sub(lambda found: f"“{found[1].replace('-', ' ')}”", words)
    words = _FIELD.sub(_named_plainly, words)
    for trade, plain in _PLAIN:
        words = trade.sub(plain, words)
    words = _PANEL.sub(lambda found: f"“{panel_label(found[1])}”", words)
    return words[:1].upper() + words[1:]


def _named_plainly(found: re.Match[str]) -> str:
    name = found[1] or found[2]
    return f"“{label_of(name)}”" if found[1] or name in LABELS else found[0]
