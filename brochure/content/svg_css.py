"""Style sheets of drawings: rules that choose by element, class and id. Source: CSS Syntax Level 3; Selectors 4.

What other selectors choose is not known here, so they are refused by name, and so are rules that fetch or depend on a
screen.
"""

import re
from collections.abc import Iterator

from brochure.base.code_names import Code
from brochure.base.records import NamedTuple
from brochure.content.svg_tree import SvgElement, shown

MOST_RULES = 5_000
MOST_MATCHES = 4_000_000  # rules that are held against elements
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_AT_RULE = re.compile(r"@[\w-]+(?<!@charset)")
_SELECTOR = re.compile(r"(\*|[A-Za-z][\w-]*)?((?:[.#][A-Za-z_-][\w-]*)*)")
_SIMPLE = re.compile(r"[.#][^.#]+")
_IMPORTANT = re.compile(r"!\s*important\s*$", re.IGNORECASE)
_ON_THE_SHAPES = "write the colours on the shapes (export with presentation attributes)"


class CssError(Exception):
    """A style sheet or a `style` that is not taken over."""

    def __init__(self, code: Code, message: str, hint: str = _ON_THE_SHAPES) -> None:
        super().__init__(message)
        self.code, self.message, self.hint = code, message, hint


class CssDeclaration(NamedTuple):
    """One property with its value."""

    name: str
    value: str
    is_important: bool


class CssRule(NamedTuple):
    """What one selector chooses, and what it says of it."""

    element: str  # its name, or empty for any
    classes: frozenset[str]
    ids: frozenset[str]
    weight: tuple[int, int, int]  # ids, classes, names
    declarations: tuple[CssDeclaration, ...]

    def chooses(self, element: SvgElement) -> bool:
        """Whether the selector names the element."""
        given = element.attributes
        return (
            (not self.element or self.element == element.tag)
            and (not self.ids or self.ids == {given.get("id", "")})
            and (not self.classes or self.classes <= set(given.get("class", "").split()))
        )


def read_declarations(style: str) -> tuple[CssDeclaration, ...]:
    """The declarations of a rule or of `style`, without those that have no value.

    Raises:
        CssError: an escape, a block within, or words without a colon.
    """
    text = _plain(style)
    if "{" in text or "}" in text:
        raise CssError("svg-unsupported", f"style '{shown(text.strip())}' holds a block")
    return tuple(_declarations(text))


def _declarations(text: str) -> Iterator[CssDeclaration]:
    for part in _parts(text):
        name, colon, value = part.partition(":")
        name, value = name.strip(), value.strip()
        if not colon and part.strip():
            raise CssError("svg-damaged", f"style '{shown(part.strip())}' has no value", "export it again as plain SVG")
        bare = _IMPORTANT.sub("", value).strip()
        if bare:
            yield CssDeclaration(name if name.startswith("--") else name.lower(), bare, bare != value)


def _parts(text: str) -> list[str]:
    """Parted at semicolons, but for those within brackets, as an address may hold them."""
    parts = [""]
    depth = 0
    for piece in re.split(r"([;()])", text):
        depth = max(0, depth + (piece == "(") - (piece == ")"))
        if piece == ";" and not depth:
            parts.append("")
        else:
            parts[-1] += piece
    return parts


def read_rules(sheet: SvgElement) -> tuple[CssRule, ...]:
    """The rules of a `<style>` in their order.

    Raises:
        CssError: a rule that fetches, depends on a screen, or chooses in a way that is not known here.
    """
    kind, media = (sheet.attributes.get(name, "").strip().lower() for name in ("type", "media"))
    if kind not in {"", "text/css"} or media not in {"", "all", "screen", "print, screen", "screen, print"}:
        raise CssError("svg-unsupported", f"<style> is for '{shown(media or kind)}'")
    text = _plain(sheet.text).replace("<!--", " ").replace("-->", " ")
    lowered = text.lower()
    if "@import" in lowered or "@font-face" in lowered:
        raise CssError("svg-external", "<style> refers to another file")
    if at := _AT_RULE.search(text):
        raise CssError("svg-unsupported", f"<style> has the rule '{shown(at[0])}'")
    rules: list[CssRule] = []
    begun = 0
    while (start := text.find("{", begun)) >= 0:
        end = text.find("}", start)
        if end < 0:
            raise CssError("svg-damaged", "<style> breaks off")
        declarations = read_declarations(text[start + 1 : end])
        rules += [_rule(selector.strip(), declarations) for selector in text[begun:start].split(",")]
        if len(rules) > MOST_RULES:
            raise CssError("svg-too-large", f"<style> has over {MOST_RULES} rules")
        begun = end + 1
    if text[begun:].strip():
        raise CssError("svg-unsupported", f"<style> holds '{shown(text[begun:].strip())}'")
    return tuple(rules)


def _rule(selector: str, declarations: tuple[CssDeclaration, ...]) -> CssRule:
    found = _SELECTOR.fullmatch(selector)
    if found is None or not selector:
        raise CssError("svg-unsupported", f"<style> chooses by '{shown(selector)}'")
    simple = _SIMPLE.findall(found[2])
    ids = frozenset(part[1:] for part in simple if part[0] == "#")
    classes = [part[1:] for part in simple if part[0] == "."]
    element = (found[1] or "").replace("*", "")
    weight = (len(simple) - len(classes), len(classes), 1 if element else 0)
    return CssRule(element, frozenset(classes), ids, weight, declarations)


def _plain(text: str) -> str:
    text = _COMMENT.sub(" ", text)
    if "\\" in text:
        raise CssError("svg-unsupported", "style has an escape")
    if "/*" in text:
        raise CssError("svg-damaged", "style has a comment without an end")
    return text


class SvgStyles:
    """All rules of a drawing, held against its elements."""

    def __init__(self, rules: tuple[CssRule, ...]) -> None:
        # A later rule wins among those of one weight.
        self._rules = sorted(rules, key=lambda rule: rule.weight)
        self._left = MOST_MATCHES
        self._known: dict[SvgElement, dict[str, str]] = {}  # a copy says the same again

    def of(self, element: SvgElement, known: frozenset[str]) -> dict[str, str]:
        """The properties of an element: attributes of the `known` names, then rules, `style`, and what is important.

        Raises:
            CssError: the `style` of the element cannot be read, or all elements together ask too much.
        """
        if element in self._known:
            return self._known[element]
        said = {name: value.strip() for name, value in element.attributes.items() if name in known and value.strip()}
        self._left -= len(self._rules)
        if self._left < 0:
            raise CssError("svg-too-large", "elements and rules of <style> are too many together")
        chosen = [each for rule in self._rules if rule.chooses(element) for each in rule.declarations]
        written = element.attributes.get("style", "")
        own = list(read_declarations(written)) if written else []
        for important in (False, True):
            for declaration in (*chosen, *own):
                if declaration.is_important == important:
                    said[declaration.name] = declaration.value
        self._known[element] = said
        return said
