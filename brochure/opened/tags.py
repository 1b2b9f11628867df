"""The structure tree, flat: every element with its text, in the order in which it is read aloud."""

from collections.abc import Callable, Iterator, Mapping

from brochure.base.records import NamedTuple
from brochure.opened import objects
from brochure.opened.objects import Raw

MOST_TAGS = 50_000
DEEPEST = 60
_HELD = 2_000  # elements whose objects are kept at a time


class Tag(NamedTuple):
    """One structure element."""

    kind: str  # standard type, by the role map
    title: str
    alternative: str
    text: str  # shown by itself and all below it
    parent: str  # kind of the element above
    page: int  # identity of its page object; 0 where it does not say
    language: str = ""  # its own, or that of the nearest above it that says one


class SaidStretch(NamedTuple):
    """What a stretch of marked content shows."""

    text: str
    has_language: bool  # all of it, of its own


_NOTHING = SaidStretch("", True)


def has_tags(root: Raw) -> bool:
    """Whether there is an element below the root."""
    return any(isinstance(node := objects.value(kid), dict) and "/S" in node for kid in _kids(root))


class TagsFound(NamedTuple):
    """The elements of a tree, in reading order."""

    tags: tuple[Tag, ...] = ()
    cut: bool = False  # there are more than MOST_TAGS, or some are deeper than DEEPEST
    unspoken: int = 0  # stretches of words that neither the tags nor the content give a language


def tags_of(root: Raw, texts: Mapping[tuple[int, int], SaidStretch], forget: Callable[[], None]) -> TagsFound:
    """All elements below the root; `texts` gives the text of marked content by page and MCID.

    `forget` lets go of the objects that were read, every so often.
    """
    if root is None:
        return TagsFound()
    walk = _Walk(texts, objects.get(root, "RoleMap"), forget)
    for kid in _kids(root):
        walk.visit(kid, "", 0, 0)
    return TagsFound(tuple(tag for tag in walk.found if tag is not None), walk.cut, walk.unspoken)


class _Walk:
    def __init__(self, texts: Mapping[tuple[int, int], SaidStretch], roles: Raw, forget: Callable[[], None]) -> None:
        self.texts = texts
        self.forget = forget
        self.cut = False
        self.roles = roles
        self.found: list[Tag | None] = []
        self.met: set[int] = set()
        self.language = ""  # of the elements above
        self.unspoken = 0

    def visit(self, raw: Raw, parent: str, page: int, depth: int) -> str:
        """Note the element, and give its text."""
        node = objects.value(raw)
        if depth > DEEPEST or len(self.found) > MOST_TAGS:
            self.cut = True
            return ""
        if isinstance(node, int):
            return self._said((page, int(node)))
        if not isinstance(node, dict):
            return ""
        own = objects.identity(objects.entry(node, "Pg")) if "/Pg" in node else page
        return self._element(node, parent, own, depth) if "/S" in node else self._marked(node, own)

    def _marked(self, node: Raw, page: int) -> str:
        """The text of marked content that is referred to, on a page or in a form."""
        owner = objects.identity(objects.entry(node, "Stm")) if "/Stm" in node else page
        return self._said((owner, int(objects.number(objects.get(node, "MCID"), -1))))

    def _said(self, key: tuple[int, int]) -> str:
        text, has_language = self.texts.get(key, _NOTHING)
        self.unspoken += bool(text.strip()) and not (has_language or self.language.strip())
        return text

    def _element(self, node: Raw, parent: str, page: int, depth: int) -> str:
        identity = objects.identity(node)
        if identity in self.met:  # a tree in a ring
            return ""
        if identity > 0:  # only what is referred to can stand above itself
            self.met.add(identity)
        kind = self._role(objects.name(objects.get(node, "S")))
        at = len(self.found)
        self.found.append(None)
        if at % _HELD == _HELD - 1:
            self.forget()
        above, self.language = self.language, objects.text(objects.get(node, "Lang")) or self.language
        language = self.language
        text = "".join(self.visit(kid, kind, page, depth + 1) for kid in _kids(node))
        self.language = above
        title, alternative, actual = (objects.text(objects.get(node, key)) for key in ("T", "Alt", "ActualText"))
        self.found[at] = Tag(kind, title, alternative, actual or text, parent, page, language)
        return actual or text

    def _role(self, kind: str) -> str:
        for _ in range(8):
            mapped = objects.name(objects.get(self.roles, kind))
            if not mapped or mapped == kind:
                break
            kind = mapped
        return kind


def _kids(node: Raw) -> Iterator[Raw]:
    kids = objects.get(node, "K")
    if isinstance(kids, list):
        yield from kids
    elif kids is not None:
        yield objects.entry(node, "K")
