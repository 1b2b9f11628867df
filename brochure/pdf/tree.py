"""The structure tree: the stories once more, as a screen reader walks through them."""

from collections.abc import Sequence
from itertools import groupby
from typing import assert_never

from brochure.base.design import Layout
from brochure.base.geometry import Box, around
from brochure.base.page import Page, PlacedLine, PlacedPath, PlacedPicture
from brochure.base.reading import ordered_stories, rank_of
from brochure.base.story import (
    Block,
    Figure,
    Group,
    ItemList,
    ListSign,
    Note,
    Story,
    TableBlock,
    Words,
    leaves,
)
from brochure.paint import Mark
from brochure.pdf.links import Annotation
from brochure.pdf.objects import Gap, PdfName, Value, Whole, text, wide_text

WITHOUT_NOTE = "without a safety note"  # by its kind: whoever checks the file looks for none


class Node(Whole):
    """One structure element; built when the document is numbered, so the tree may grow until then."""

    __slots__ = ("attributes", "kids", "kind", "parent", "top")

    def __init__(self, kind: str, parent: "Node", **attributes: Value) -> None:
        super().__init__()
        self.kind = kind
        self.parent: Node | None = parent
        self.top: Root = parent.top
        self.kids: list[Node | Mark | Annotation] = []
        self.attributes = attributes
        parent.kids.append(self)

    def built(self) -> Value:
        pages = {kid.page for kid in self.kids if isinstance(kid, Mark)}
        own_page = min(pages) if len(pages) == 1 else None
        said: dict[str, Value] = {"S": PdfName(self.kind), "P": self.parent}
        if self.top.namespace is not None and self.kind not in _ONLY_OLD:
            said["NS"] = self.top.namespace
        if self.kids:
            kids = tuple(self._kid(kid, own_page) for kid in self.kids)
            said["K"] = kids[0] if len(kids) == 1 else kids
        if own_page is not None:
            said["Pg"] = self.top.sheets[own_page]
        return {**said, **self.attributes}

    def _kid(self, kid: "Node | Mark | Annotation", own_page: int | None) -> Value:
        if isinstance(kid, Node):
            return kid
        if isinstance(kid, Annotation):
            return {"Type": PdfName("OBJR"), "Pg": self.top.sheets[kid.place.page], "Obj": kid.thing}
        if kid.page == own_page:
            return kid.mcid
        return {"Type": PdfName("MCR"), "Pg": self.top.sheets[kid.page], "MCID": kid.mcid}


class Root(Node):
    """The root of the tree with the way back from marked content to its element."""

    __slots__ = ("annotated", "elements", "looks", "namespace", "owners", "sheets")

    def __init__(self, sheets: Sequence[Whole]) -> None:
        Whole.__init__(self)
        self.parent = None
        self.top = self
        self.namespace: Whole | None = None  # of the elements, where the file is a PDF 2.0
        self.elements: dict[int, Node] = {}  # leaf of words -> its element
        self.looks: set[str] = set()  # types that PDF 1.7 does not know
        self.sheets = sheets  # the objects of the pages
        self.kids = []
        self.owners: dict[int, dict[int, Node]] = {}  # page -> MCID -> element
        self.annotated: dict[int, Node] = {}  # key in the parent tree -> element

    def built(self) -> Value:
        rows: list[Value] = []
        met: list[Node] = []
        for page, row in sorted(self.owners.items()):
            nodes = [row[mcid] for mcid in sorted(row)]
            rows += page, tuple(nodes)
            met += nodes
        for key, node in sorted(self.annotated.items()):
            rows += key, node
            met.append(node)
        self.early = tuple(met)
        more: dict[str, Value] = {"Namespaces": (self.namespace,)} if self.namespace else {}
        if self.looks and not self.namespace:
            more["RoleMap"] = {look: PdfName("Span") for look in sorted(self.looks)}
        return {
            "Type": PdfName("StructTreeRoot"),
            **more,
            "K": tuple(self._kid(kid, None) for kid in self.kids),
            "ParentTree": {"Nums": tuple(rows)},
            "ParentTreeNextKey": max([*self.owners, *self.annotated], default=-1) + 1,
        }


def build_tree(
    stories: tuple[Story, ...],
    layout: Layout,
    pages: Sequence[Page],
    marks: Sequence[Mark],
    annotations: Sequence[Annotation],
    sheets: Sequence[Whole],
) -> Root:
    """Document, a section for each panel, and in it the blocks that begin there, in reading order.

    A list that runs over several panels is one list, where it begins: whoever listens hears how long it is. `sheets`
    are the objects of the pages.
    """
    root = Root(sheets)
    is_noted = any(isinstance(block, Note) for story in stories for block in story.blocks)
    document = Node("Document", root, **({} if is_noted else {"T": text(WITHOUT_NOTE)}))
    by_element: dict[int, list[Mark]] = {}
    read = _read_at(pages, layout) if layout.shape == "booklet" else {}
    for mark in sorted(marks, key=lambda mark: read.get((mark.page, mark.element), _FIRST)) if read else marks:
        by_element.setdefault(mark.element, []).append(mark)
    links: dict[tuple[int, int], list[Annotation]] = {}
    for each in annotations:
        links.setdefault((each.place.element, each.place.lead), []).append(each)
    builder = _Builder(root, by_element, links, _boxes(pages))
    begins = _beginnings(pages) if layout.shape == "sheet" else {}
    section, section_panel = document, ""
    for first, story in ordered_stories(stories, layout):
        panel = first
        for block in story.blocks:
            panel = next((begins[leaf.number] for leaf in leaves((block,)) if leaf.number in begins), panel)
            if panel != section_panel:
                section, section_panel = Node("Sect", document, T=text(panel)), panel
            builder.add(block, section)
    return root


def _read_at(pages: Sequence[Page], layout: Layout) -> dict[tuple[int, int], tuple[int, int]]:
    """When the words of an element on a side of a sheet are read: sides of a booklet do not follow its pages."""
    read: dict[tuple[int, int], tuple[int, int]] = {}
    for at, page in enumerate(pages):
        for item in page.placed:
            if isinstance(item, PlacedLine):
                read.setdefault((at, item.element), rank_of(item.panel, layout))
    return read


def _beginnings(pages: Sequence[Page]) -> dict[int, str]:
    """The panel on which each text begins."""
    begins: dict[int, str] = {}
    for page in pages:
        for item in page.placed:
            if isinstance(item, PlacedLine):
                begins.setdefault(item.element, item.panel)
    return begins


def _boxes(pages: Sequence[Page]) -> dict[int, Box]:
    """The place of each figure on the paper of its page, which begins below the trim where there is a bleed."""
    boxes: dict[int, Box] = {}
    for page in pages:
        edge = page.bleed + page.slug_area
        for item in page.placed:
            if isinstance(item, PlacedPath | PlacedPicture) and item.element:
                box = item.box.shrink(edge, edge, -edge, -edge)
                boxes[item.element] = around(boxes[item.element], box) if item.element in boxes else box
    return boxes


_FIRST = (-1, 0)
_ONLY_OLD = ("BlockQuote",)  # types that PDF 2.0 leaves in the namespace of 1.7. Source: ISO 32000-2, 14.8.6
_NUMBERING: dict[ListSign, str] = {
    "bullet": "Disc", "number": "Decimal", "tick": "None", "cross": "None", "figure": "Square",
}  # fmt: skip


def _kid_of(node: Node) -> Node:
    """The element that was added last."""
    kid = node.kids[-1]
    assert isinstance(kid, Node)
    return kid


class _Builder:
    def __init__(
        self,
        root: Root,
        marks: dict[int, list[Mark]],
        links: dict[tuple[int, int], list[Annotation]],
        boxes: dict[int, Box],
    ) -> None:
        self.root = root
        self.marks = marks
        self.links = links
        self.boxes = boxes

    def add(self, block: Block, parent: Node) -> None:
        match block:
            case Words():
                node = self.root.elements[block.number] = Node(block.tag, parent)
                self._hang(self._linked(node, block.number), block.number)
                self._close(block.number)
            case Figure(number=0):  # decoration
                pass
            case Figure():
                said = {"Alt": wide_text(block.alt), **self._seen_at(block.number)}
                said |= {"Lang": text(block.language)} if block.language else {}
                node = Node("Figure", self._linked(parent, block.number), **said)
                self._hang(node, block.number)
                self._close(block.number)
            case Note():
                section = Node("Sect", parent, T=text("safety note"))
                for each in block.blocks:
                    self.add(each, section)
            case ItemList():
                self._add_list(block, parent)
            case TableBlock():
                self._add_table(block, parent)
            case Group():
                self._add_group(block, parent)
            case _:
                assert_never(block)

    def _seen_at(self, element: int) -> dict[str, Value]:
        """Where a figure stands on its page. Source: ISO 32000-1, table 344; ISO 32000-2, 14.8.5.4.3."""
        if (box := self.boxes.get(element)) is None:
            return {}
        sides = tuple(round(side, 1) for side in box)
        return {"A": {"O": PdfName("Layout"), "BBox": sides}}

    def _add_list(self, items: ItemList, parent: Node) -> None:
        numbering = "Decimal" if items.numbered else _NUMBERING[items.sign]
        list_node = Node("L", parent, A={"ListNumbering": PdfName(numbering), "O": PdfName("List")})
        for item in items.items:
            entry = Node("LI", list_node)
            if isinstance(item.label, Figure):
                self.add(item.label, Node("Lbl", entry))
            elif item.label is not None:
                self.add(item.label, entry)
            body = Node("LBody", entry)
            for words in item.blocks:
                self.add(words, body)

    def _add_table(self, table: TableBlock, parent: Node) -> None:
        node = Node("Table", parent)
        if table.caption is not None:
            self.add(table.caption, node)
        for row in (table.labels, *table.rows) if table.labels else table.rows:
            entry = Node("TR", node)
            for cell in row:
                if cell is None:
                    Node("TD", entry)
                    continue
                self.add(cell, entry)
                if cell.tag == "TH":
                    scope = "Column" if row is table.labels else "Row"
                    _kid_of(entry).attributes["A"] = {"O": PdfName("Table"), "Scope": PdfName(scope)}

    def _add_group(self, group: Group, parent: Node) -> None:
        match group.kind:
            case "box" | "urgent":
                heading = next((leaf for leaf in leaves(group.blocks) if isinstance(leaf, Words)), None)
                named = {"T": text(heading.text)} if heading is not None and heading.tag == "H2" else {}
                parent = Node("Sect", parent, **named)
            case "quote":
                parent = Node("BlockQuote", parent)
            case "picture":
                self._add_picture(group, parent)
                return
            case "pair" | "beside" | "column" | "write" | "sign" | "marks":
                parent = parent if group.kind in ("pair", "beside") else Node("Div", parent)
            case _:
                assert_never(group.kind)
        for block in group.blocks:
            self.add(block, parent)

    def _add_picture(self, group: Group, parent: Node) -> None:
        """A picture in as many parts as it has captions, each the last in its own. Source: ISO 14289-2, 8.2.5.27."""
        figure, *words = group.blocks
        holders = [parent]
        for _ in words:
            holders.append(Node("Sect", holders[-1]))
        self.add(figure, holders[-1])
        for each, holder in zip(words, reversed(holders[1:]), strict=True):
            self.add(each, holder)

    def _linked(self, parent: Node, element: int, lead: int = 0) -> Node:
        """A Link inside the parent, where the element, or that part of it, leads somewhere; otherwise the parent."""
        annotations = self.links.get((element, lead), ())
        if not annotations:
            return parent
        link = Node("Link", parent)
        self.root.annotated |= dict.fromkeys([each.key for each in annotations], link)
        return link

    def _close(self, element: int, lead: int = 0) -> None:
        """The annotations come after what they lie on."""
        for annotation in self.links.get((element, lead), ()):
            self.root.annotated[annotation.key].kids.append(annotation)

    def _hang(self, node: Node, element: int) -> None:
        marks = self.marks.get(element, [])
        is_turned = any(mark.is_turned for mark in marks)
        kinds = {(mark.lead, mark.language, mark.look) for mark in marks}
        if is_turned and kinds == {(0, "", "")}:
            said = "".join(mark.said for mark in marks)
            node.attributes["ActualText"] = wide_text(said) if said else Gap(element)  # a slot says it in each copy
            is_turned = False
        for lead, led in groupby(marks, lambda mark: mark.lead):
            part = self._linked(node, element, lead) if lead else node
            for look, weighed in groupby(led, lambda mark: mark.look):
                inner = Node(look, part) if look else part
                self.root.looks |= {look} - {""}
                for language, run in groupby(weighed, lambda mark: mark.language):
                    self._hang_stretch(inner, language, list(run), is_turned=is_turned)
            if lead:
                self._close(element, lead)
        for of, lead in self.links:  # of a slot, whose words are one stretch: its links come after them
            if of == element and lead and lead not in {mark.lead for mark in marks}:
                self._linked(node, element, lead)
                self._close(element, lead)

    def _hang_stretch(self, node: Node, language: str, stretch: Sequence[Mark], *, is_turned: bool) -> None:
        """Marks of one language: in a Span where it is not the document's, or where their own order has to be told."""
        owner = node
        if language or is_turned:
            owner = Node("Span", node, **({"Lang": text(language)} if language else {}))
            if is_turned:
                owner.attributes["ActualText"] = wide_text("".join(mark.said for mark in stretch))
        for mark in stretch:
            owner.kids.append(mark)
            self.root.owners.setdefault(mark.page, {})[mark.mcid] = owner
