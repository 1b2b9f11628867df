"""The structure tree: the stories once more, as a screen reader walks through them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any, assert_never

from reportlab.pdfbase.pdfdoc import (
    PDFDictionary,
    PDFDocument,
    PDFName,
    PDFObject,
    PDFString,
)

from brochure.base.design import Layout
from brochure.base.page import Page, PlacedLine
from brochure.base.reading import ordered_stories
from brochure.base.story import Block, Figure, ItemList, Note, Story, Words, leaves
from brochure.paint import Mark
from brochure.pdf.links import Annotation


class Node(PDFObject):
    """One structure element; formatted when the document is written, so the tree may grow until then."""

    __RefOnly__ = 1

    def __init__(self, kind: str, parent: "Node | None", **attributes: Any) -> None:
        self.kind = kind
        self.parent = parent
        self.kids: list[Node | Mark | Annotation] = []
        self.attributes = attributes
        if parent is not None:
            parent.kids.append(self)

    def format(self, document: PDFDocument) -> bytes:
        """The element as PDF syntax."""
        marks = [kid for kid in self.kids if isinstance(kid, Mark)]
        pages = {mark.page for mark in marks}
        own_page = min(pages) if len(pages) == 1 else None
        entries = [f"/S /{self.kind} /P {_reference(self.parent, document)}"]
        if self.kids:
            kids = " ".join(self._kid(kid, own_page, document) for kid in self.kids)
            entries.append(f"/K {kids}" if len(self.kids) == 1 else f"/K [{kids}]")
        if own_page is not None:
            entries.append(f"/Pg {_page_reference(own_page, document)}")
        said = b"".join(b" /%b %b" % (key.encode(), value.format(document)) for key, value in self.attributes.items())
        return b"<<%b%b>>" % (" ".join(entries).encode(), said)

    def _kid(self, kid: "Node | Mark | Annotation", own_page: int | None, document: PDFDocument) -> str:
        if isinstance(kid, Node):
            return _reference(kid, document)
        if isinstance(kid, Annotation):
            page, number = _page_reference(kid.place.page, document), _named(kid.reference.name, document)
            return f"<</Type /OBJR /Pg {page} /Obj {number}>>"
        if kid.page == own_page:
            return str(kid.mcid)
        return f"<</Type /MCR /Pg {_page_reference(kid.page, document)} /MCID {kid.mcid}>>"


class Root(Node):
    """The root of the tree with the way back from marked content to its element."""

    def __init__(self) -> None:
        super().__init__("", None)
        self.owners: dict[int, dict[int, Node]] = {}  # page -> MCID -> element
        self.annotated: dict[int, Node] = {}  # key in the parent tree -> element

    def format(self, document: PDFDocument) -> bytes:
        """The root as PDF syntax."""
        rows = []
        for page in sorted(self.owners):
            row = self.owners[page]
            rows.append(f"{page} [{' '.join(_reference(row[mcid], document) for mcid in sorted(row))}]")
        rows += [f"{key} {_reference(self.annotated[key], document)}" for key in sorted(self.annotated)]
        next_key = max([*self.owners, *self.annotated], default=-1) + 1
        kids = " ".join(self._kid(kid, None, document) for kid in self.kids)
        return (
            f"<</Type /StructTreeRoot /K [{kids}] /ParentTree <</Nums [{' '.join(rows)}]>>"
            f" /ParentTreeNextKey {next_key}>>"
        ).encode()


def build_tree(
    stories: tuple[Story, ...],
    layout: Layout,
    pages: Sequence[Page],
    marks: Sequence[Mark],
    annotations: Sequence[Annotation] = (),
) -> Root:
    """Document, a section for each panel, and in it the blocks that begin there, in reading order.

    A list that runs over several panels of a sheet is a list on each of them, its numbers going on: who holds the paper
    finds the place. On pages, which are read by ear, it stays whole.
    """
    root = Root()
    document = Node("Document", root)
    by_element: dict[int, list[Mark]] = {}
    for mark in marks:
        by_element.setdefault(mark.element, []).append(mark)
    builder = _Builder(root, by_element, {each.place.element: each for each in annotations})
    begins = _beginnings(pages) if layout.shape == "sheet" else {}
    section, section_panel = document, ""
    for first, story in ordered_stories(stories, layout):
        panel = first
        for block, leaf in _parted(story.blocks, begins):
            panel = begins.get(leaf, panel)
            if panel != section_panel:
                section, section_panel = Node("Sect", document, T=PDFString(panel)), panel
            builder.add(block, section)
    return root


def _beginnings(pages: Sequence[Page]) -> dict[int, str]:
    """The panel on which each text begins."""
    begins: dict[int, str] = {}
    for page in pages:
        for item in page.placed:
            if isinstance(item, PlacedLine):
                begins.setdefault(item.element, item.panel)
    return begins


def _parted(blocks: Sequence[Block], begins: dict[int, str]) -> Iterator[tuple[Block, int]]:
    """Blocks with the number of their first leaf; a list is parted where a panel ends."""
    for block in blocks:
        if not isinstance(block, ItemList):
            yield block, next(leaf.number for leaf in leaves((block,)))
            continue
        panel_of = [begins.get(item.blocks[0].number, "") for item in block.items]
        for _, run in groupby(zip(panel_of, block.items, strict=True), lambda each: each[0]):
            items = tuple(item for _, item in run)
            yield replace(block, items=items), items[0].blocks[0].number


class _Builder:
    def __init__(self, root: Root, marks: dict[int, list[Mark]], links: dict[int, Annotation]) -> None:
        self.root = root
        self.marks = marks
        self.links = links

    def add(self, block: Block, parent: Node) -> None:
        match block:
            case Words():
                node = Node(block.tag, parent)
                self._hang(self._linked(node, block.number), block.number)
                self._close(block.number)
            case Figure():
                node = Node("Figure", self._linked(parent, block.number), Alt=_text(block.alt))
                self._hang(node, block.number)
                self._close(block.number)
            case Note():
                section = Node("Sect", parent, T=PDFString("safety note"))
                for words in block.blocks:
                    self.add(words, section)
            case ItemList():
                self._add_list(block, parent)
            case _:
                assert_never(block)

    def _add_list(self, items: ItemList, parent: Node) -> None:
        numbering = "Decimal" if items.numbered else "Disc"
        attributes = PDFDictionary({"O": "/List", "ListNumbering": PDFName(numbering)})
        list_node = Node("L", parent, A=attributes)
        for item in items.items:
            entry = Node("LI", list_node)
            if item.label is not None:
                self.add(item.label, entry)
            body = Node("LBody", entry)
            for words in item.blocks:
                self.add(words, body)

    def _linked(self, parent: Node, element: int) -> Node:
        """A Link inside the parent, where the element leads somewhere; otherwise the parent."""
        annotation = self.links.get(element)
        if annotation is None:
            return parent
        link = Node("Link", parent)
        self.root.annotated[annotation.key] = link
        return link

    def _close(self, element: int) -> None:
        """The annotation comes after what it lies on."""
        annotation = self.links.get(element)
        if annotation is not None:
            self.root.annotated[annotation.key].kids.append(annotation)

    def _hang(self, node: Node, element: int) -> None:
        for mark in self.marks.get(element, ()):
            owner = Node("Span", node, Lang=PDFString(mark.language)) if mark.language else node
            owner.kids.append(mark)
            self.root.owners.setdefault(mark.page, {})[mark.mcid] = owner


def _text(words: str) -> PDFString:
    """ASCII as it is, all else as UTF-16: few readers know PDFDocEncoding by heart, ours among them."""
    return PDFString(words, enc="auto" if words.isascii() else "utf_16_be")


def _reference(thing: Any, document: PDFDocument) -> str:
    """`12 0 R`: ReportLab's own way there formats ten objects for it."""
    return _named(document.Reference(thing).name, document)


def _named(name: str, document: PDFDocument) -> str:
    return f"{document.idToObjectNumberAndVersion[name][0]} 0 R"


def _page_reference(page: int, document: PDFDocument) -> str:
    return _named(f"Page{page + 1}", document)
