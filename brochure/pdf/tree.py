"""The structure tree: the stories once more, as a screen reader walks through them."""

from collections.abc import Sequence
from typing import Any

from reportlab.pdfbase.pdfdoc import (
    PDFDictionary,
    PDFDocument,
    PDFName,
    PDFObject,
    PDFString,
)

from brochure.base.design import Layout
from brochure.base.reading import ordered_stories
from brochure.base.story import Block, Figure, ItemList, Note, Story, Words
from brochure.paint import Mark


class Node(PDFObject):
    """One structure element; formatted when the document is written, so the tree may grow until then."""

    __RefOnly__ = 1

    def __init__(self, kind: str, parent: "Node | None", **attributes: Any) -> None:
        self.kind = kind
        self.parent = parent
        self.kids: list[Node | Mark] = []
        self.attributes = attributes
        if parent is not None:
            parent.kids.append(self)

    def format(self, document: PDFDocument) -> bytes:
        """The element as PDF syntax."""
        marks = [kid for kid in self.kids if isinstance(kid, Mark)]
        pages = {mark.page for mark in marks}
        own_page = min(pages) if len(pages) == 1 else None
        entries = [f"/Type /StructElem /S /{self.kind} /P {_reference(self.parent, document)}"]
        if self.kids:
            kids = " ".join(self._kid(kid, own_page, document) for kid in self.kids)
            entries.append(f"/K {kids}" if len(self.kids) == 1 else f"/K [{kids}]")
        if own_page is not None:
            entries.append(f"/Pg {_page_reference(own_page, document)}")
        said = b"".join(b" /%b %b" % (key.encode(), value.format(document)) for key, value in self.attributes.items())
        return b"<<%b%b>>" % (" ".join(entries).encode(), said)

    def _kid(self, kid: "Node | Mark", own_page: int | None, document: PDFDocument) -> str:
        if isinstance(kid, Node):
            return _reference(kid, document)
        if kid.page == own_page:
            return str(kid.mcid)
        return f"<</Type /MCR /Pg {_page_reference(kid.page, document)} /MCID {kid.mcid}>>"


class Root(Node):
    """The root of the tree with the way back from marked content to its element."""

    def __init__(self) -> None:
        super().__init__("", None)
        self.owners: dict[int, dict[int, Node]] = {}  # page -> MCID -> element

    def format(self, document: PDFDocument) -> bytes:
        """The root as PDF syntax."""
        rows = []
        for page in sorted(self.owners):
            row = self.owners[page]
            rows.append(f"{page} [{' '.join(_reference(row[mcid], document) for mcid in sorted(row))}]")
        kids = " ".join(_reference(kid, document) for kid in self.kids)
        return (
            f"<</Type /StructTreeRoot /K [{kids}] /ParentTree <</Nums [{' '.join(rows)}]>>"
            f" /ParentTreeNextKey {len(self.owners)}>>"
        ).encode()


def build_tree(stories: tuple[Story, ...], layout: Layout, marks: Sequence[Mark]) -> Root:
    """Document, a section for each panel at which a story begins, and the blocks in reading order."""
    root = Root()
    document = Node("Document", root)
    by_element: dict[int, list[Mark]] = {}
    for mark in marks:
        by_element.setdefault(mark.element, []).append(mark)
    builder = _Builder(root, by_element)
    section, section_panel = document, ""
    for panel, story in ordered_stories(stories, layout):
        if panel != section_panel:
            section, section_panel = Node("Sect", document, T=PDFString(panel)), panel
        for block in story.blocks:
            builder.add(block, section)
    return root


class _Builder:
    def __init__(self, root: Root, marks: dict[int, list[Mark]]) -> None:
        self.root = root
        self.marks = marks

    def add(self, block: Block, parent: Node) -> None:
        match block:
            case Words():
                self._hang(Node(block.tag, parent), block.number)
            case Figure():
                self._hang(Node("Figure", parent, Alt=_text(block.alt)), block.number)
            case Note():
                section = Node("Sect", parent, T=PDFString("safety note"))
                for words in block.blocks:
                    self.add(words, section)
            case ItemList():
                self._add_list(block, parent)

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

    def _hang(self, node: Node, element: int) -> None:
        for mark in self.marks.get(element, ()):
            node.kids.append(mark)
            self.root.owners.setdefault(mark.page, {})[mark.mcid] = node


def _text(words: str) -> PDFString:
    """ASCII as it is, all else as UTF-16: few readers know PDFDocEncoding by heart, ours among them."""
    return PDFString(words, enc="auto" if words.isascii() else "utf_16_be")


def _reference(thing: Any, document: PDFDocument) -> str:
    """`12 0 R`: ReportLab's own way there formats ten objects for it."""
    name = document.Reference(thing).name
    return f"{document.idToObjectNumberAndVersion[name][0]} 0 R"


def _page_reference(page: int, document: PDFDocument) -> str:
    return f"{document.idToObjectNumberAndVersion[f'Page{page + 1}'][0]} 0 R"
