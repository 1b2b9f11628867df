"""The body of a leaflet as blocks of a story, in the order in which it was written."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

from brochure.base.body import (
    Align,
    BodyBlock,
    CodeText,
    Entries,
    Fact,
    Fill,
    InnerBlock,
    NumberedPoint,
    Outline,
    PictureText,
    Quote,
    Risk,
    Site,
    StepText,
    TableText,
    TintedBox,
    Urgent,
)
from brochure.base.findings import Finding
from brochure.base.language_words import Labels
from brochure.base.links import link_of
from brochure.base.manuscript import Manuscript
from brochure.base.origin import Said
from brochure.base.records import replace
from brochure.base.story import (
    DECORATION,
    Block,
    Figure,
    FigureKind,
    Group,
    Item,
    ItemList,
    ListSign,
    Note,
    Run,
    TableBlock,
    TextTag,
    Words,
)
from brochure.base.units import mm
from brochure.draft.inline import runs_of
from brochure.draft.note import note_lists, note_paragraphs
from brochure.draft.typography import tidy

LINE_TO_WRITE: Final = mm(9)  # from one line to the next; handwriting takes 8 mm
_CODE_HEIGHT: Final = mm(24)
_BODY_HEIGHT: Final = mm(80)
_TIGHT = 0.25  # lines before an entry of a list
_CLOSE = 0.0  # lines before what follows its heading
_SIGNS: Final[dict[str, ListSign]] = {"list": "bullet", "numbered": "number", "ticks": "tick", "crosses": "cross"}


class BodyWriter:
    """Writes the blocks of one leaflet; `count` gives each leaf and block its number.

    What is wrong with a mark inside a text is among the `faults`.
    """

    def __init__(self, manuscript: Manuscript, count: Callable[[], int]) -> None:
        self.manuscript = manuscript
        self.count = count
        self.faults: list[Finding] = []
        labels = manuscript.language.labels
        assert labels is not None, "a leaflet in a language without labels is refused"
        self.labels: Labels = labels
        self.is_in_cards = manuscript.layout.tables == "cards" or manuscript.edition.form == "text"
        self.is_under_heading = bool(manuscript.leaflet.points or manuscript.leaflet.sections)
        # What stands in a body only; `_inner` writes what stands in boxes and columns too.
        self.writers: dict[str, Callable[[Any], Iterable[Block]]] = {
            "subheading": lambda block: (self._strong(block.subheading, self._below(), colour="heading"),),
            "do": self._advice,
            "do_not": lambda block: () if block.do else self._advice(block),
            "points": lambda block: (self._points(block.points),),
            "steps": lambda block: (self._steps(block.steps),),
            "table": lambda block: (self._table(block.table),),
            "picture": lambda block: (self._picture(block.picture),),
            "facts": lambda block: (self._facts(block.facts),),
            "urgent": lambda block: (self._urgent(block.urgent),),
            "box": lambda block: (self._box(block.box),),
            "quote": lambda block: (self._quote(block.quote),),
            "risk": lambda block: self._risk(block.risk),
            "outline": lambda block: (self._outline(block.outline),),
            "fill": lambda block: (self._fill(block.fill),),
            "sign": lambda block: (self._sign_lines(block.sign),),
            "safety": lambda _: self._note(),
            "code": lambda block: self._code(block.code),
            "contact": lambda block: self._site(block.contact),
            "columns": lambda block: (self._pair(self._inners(each.body) for each in block.columns),),
            "references": lambda block: (self._references(block.references),),
        }

    def blocks(self, body: tuple[BodyBlock, ...]) -> Iterator[Block]:
        """Every block, in its order."""
        for each in body:
            yield from self._block(each)

    def _block(self, block: BodyBlock) -> Iterator[Block]:
        if block.text and block.picture:
            yield from self._with_picture(tuple(self._inner(block)), block.picture)
            return
        yield from self._inner(block)
        for name in block.names:
            if name in self.writers:
                yield from self.writers[name](block)

    def _inner(self, block: BodyBlock | InnerBlock) -> Iterator[Block]:
        """What stands in boxes and columns too."""
        if block.heading:
            self.is_under_heading = True
            yield self._words(block.heading, "H2", "heading")
        for said in block.text:
            yield self._words(said)
        for name, sign in _SIGNS.items():
            if entries := getattr(block, name):
                yield self._list(entries, sign)
        if block.tick:
            items = tuple(
                Item(self._sign("box", self.labels.box), (self._words(said, before=_TIGHT),)) for said in block.tick
            )
            yield ItemList(self.count(), False, False, items, "figure")

    def _below(self) -> TextTag:
        """The level under a heading; the heading's own where there is none. Source: ISO 14289-1:2014, 7.4.2."""
        return "H3" if self.is_under_heading else "H2"

    def _inners(self, blocks: tuple[InnerBlock, ...]) -> tuple[Block, ...]:
        return tuple(each for block in blocks for each in self._inner(block))

    def _runs(self, said: Said) -> tuple[Run, ...]:
        runs, faults = runs_of(said.text, self.manuscript.language)
        self.faults += (Finding(fault.code, fault.message, said.origin, fault.hint) for fault in faults)
        return runs

    def _words(
        self, said: Said, tag: TextTag = "P", style: str = "body", *, colour: str = "", before: float | None = None
    ) -> Words:
        runs = self._runs(said)
        return Words(self.count(), tag, style, runs, said.origin, colour, before, texts=(said.origin,))

    def _strong(
        self, said: Said, tag: TextTag, *, colour: str = "", before: float | None = None, align: Align = "text"
    ) -> Words:
        runs = tuple(run._replace(strong=True) for run in self._runs(said))
        return Words(self.count(), tag, "body", runs, said.origin, colour, before, texts=(said.origin,), align=align)

    def _own(self, text: str, tag: TextTag) -> Words:
        """Words of the program's own."""
        return Words(self.count(), tag, "body", (Run(text, strong=True),), None, "heading")

    def _list(self, entries: Entries, sign: ListSign, *, silent: bool = False, colour: str = "") -> ItemList:
        """A list; `silent`: a heading says what its signs mean."""
        number, items = self.count(), []
        for at, entry in enumerate(entries, 1):
            label: Words | Figure | None = None
            if sign == "number":
                label = self._label(at)
            elif sign == "tick" and not silent:
                label = self._sign("tick", self.labels.yes)
            elif sign == "cross" and not silent:
                label = self._sign("cross", self.labels.no)
            before = _CLOSE if at == 1 and sign in ("tick", "cross") and silent else _TIGHT if at > 1 else None
            blocks: list[Block] = [self._words(entry.text, colour=colour, before=before)]
            if entry.items:
                inner = tuple(Item(None, (self._words(said, colour=colour, before=_TIGHT),)) for said in entry.items)
                blocks.append(ItemList(self.count(), False, False, inner))
            items.append(Item(label, tuple(blocks)))
        return ItemList(
            number, sign == "number", False, tuple(items), "figure" if items[0].label and sign != "number" else sign
        )

    def _label(self, at: int) -> Words:
        return Words(self.count(), "Lbl", "body", (Run(str(at), strong=True),), None, "heading")

    def _sign(self, kind: FigureKind, alt: str) -> Figure:
        return Figure(self.count(), kind, alt, None)

    def _advice(self, block: BodyBlock) -> Iterator[Block]:
        signs: tuple[tuple[Entries, str, ListSign], ...] = (
            (block.do, self.labels.do, "tick"),
            (block.do_not, self.labels.do_not, "cross"),
        )
        written = (
            (self._own(said, self._below()), self._list(entries, sign, silent=True))
            for entries, said, sign in signs
            if entries
        )
        yield self._pair(written)

    def _note(self) -> Iterator[Block]:
        safety = self.manuscript.leaflet.safety
        if safety is not None:
            number = self.count()
            blocks: list[Block] = [self._words(safety.heading, "H2", "note_heading")]
            blocks += (self._words(said, style="note") for said in note_paragraphs(safety))
            for each in note_lists(safety, self.manuscript):
                blocks.append(self._words(Said(each.lead, each.entries[0].origin), style="note"))
                list_number = self.count()
                items = tuple(Item(None, (self._words(said, style="note", before=0.0),)) for said in each.entries)
                blocks.append(ItemList(list_number, False, False, items))
            yield Note(number, tuple(blocks))

    def _fill(self, fill: Fill) -> Group:
        number = self.count()
        return Group(number, "write", self._blank(fill.label, int(fill.lines.text) if fill.lines else 1))

    def _sign_lines(self, names: tuple[Said, ...]) -> Group:
        number = self.count()
        return Group(number, "sign", tuple(each for said in names for each in self._blank(said, 1)))

    def _references(self, references: tuple[Said, ...]) -> ItemList:
        number = self.count()
        items = tuple(
            Item(self._label(at), (self._words(said, before=_TIGHT),)) for at, said in enumerate(references, 1)
        )
        return ItemList(number, True, False, items, "number")

    def _pair(self, columns: Iterable[tuple[Block, ...]]) -> Group:
        number = self.count()
        return Group(number, "pair", tuple(Group(self.count(), "column", blocks) for blocks in columns))

    def _points(self, points: tuple[NumberedPoint, ...]) -> ItemList:
        """As the leaflet's own `points:` are, which templates place."""
        number, items = self.count(), []
        for at, point in enumerate(points, 1):
            label = Words(self.count(), "Lbl", "numeral", (Run(str(at)),), None)
            heading = self._words(point.heading, self._below(), "heading")
            items.append(Item(label, (heading, *(self._words(said, before=_CLOSE) for said in point.text))))
        return ItemList(number, True, False, tuple(items))

    def _steps(self, steps: tuple[StepText, ...]) -> ItemList:
        number, items = self.count(), []
        for at, step in enumerate(steps, 1):
            label = self._label(at)
            said = tuple(self._words(each) for each in step.say)
            items.append(Item(label, self._with_picture(said, step.picture) if step.picture else said))
        return ItemList(number, True, False, tuple(items), "number")

    def _with_picture(self, said: tuple[Block, ...], picture: PictureText) -> tuple[Block, ...]:
        """Words and their picture, beside them or below."""
        if picture.place == "full":
            return (*said, replace(self._picture(picture), belongs=True))
        column = Group(self.count(), "column", said)
        pair = (column, self._picture(picture))
        return (Group(self.count(), "beside", pair[::-1] if self.manuscript.edition.is_easy else pair),)

    def _table(self, table: TableText) -> TableBlock:
        return self._cards(table) if self.is_in_cards else self._rows(table)

    def _cards(self, table: TableText) -> TableBlock:
        """Each row as labels with what they say, one under the other."""
        number = self.count()
        caption = self._strong(table.caption, "Caption", colour="heading") if table.caption else None
        rows = tuple(
            (self._strong(column.label, "TH"), self._named(said, is_head=at == 0 and column.align == "text"))
            for row in table.rows
            for at, (column, said) in enumerate(zip(table.columns, row.cells, strict=True))
        )
        return TableBlock(number, caption, (), rows, False, len(table.columns), table.origin)

    def _named(self, said: Said, *, is_head: bool) -> Words | None:
        """A cell of a card; the one that names it is strong, as a heading would be."""
        cell = self._cell(said, "text", is_head=is_head)
        return replace(cell, runs=tuple(run._replace(strong=True) for run in cell.runs)) if cell and is_head else cell

    def _rows(self, table: TableText) -> TableBlock:
        number = self.count()
        caption = self._strong(table.caption, "Caption", colour="heading") if table.caption else None
        labels = tuple(self._strong(each.label, "TH", align=each.align) for each in table.columns)
        rows = tuple(
            tuple(
                self._cell(said, table.columns[at].align, is_head=at == 0 and table.columns[0].align == "text")
                for at, said in enumerate(row.cells)
            )
            for row in table.rows
        )
        return TableBlock(number, caption, labels, rows, table.leader == "yes", origin=table.origin)

    def _cell(self, said: Said, align: Align, *, is_head: bool) -> Words | None:
        """A cell; nothing where somebody is to write in it."""
        if not said.text:
            return None
        tag: TextTag = "TH" if is_head else "TD"
        runs = self._runs(said)
        if align == "figures":  # a figure keeps its unit
            runs = tuple(run._replace(text=run.text.replace(" ", "\u00a0")) for run in runs)
        return Words(self.count(), tag, "body", runs, said.origin, before=_CLOSE, texts=(said.origin,), align=align)

    def _facts(self, facts: tuple[Fact, ...]) -> TableBlock:
        number = self.count()
        rows = tuple((self._strong(each.label, "TH"), self._cell(each.value, "text", is_head=False)) for each in facts)
        return TableBlock(number, None, (), rows)

    def _picture(self, picture: PictureText) -> Group:
        number = self.count()
        alt, leaf = picture.alt, DECORATION if picture.decorative == "yes" else self.count()
        figure = Figure(
            leaf,
            "picture",
            tidy(alt.text, self.manuscript.language) if alt else "",
            picture.file.origin,
            source=picture.file.text,
            texts=(alt.origin,) if alt else (),
            focus=picture.focus.text if picture.focus else "",
        )
        said = tuple(
            self._words(each, "Caption", "caption", before=0.3) for each in (picture.caption, picture.credit) if each
        )
        return Group(number, "picture", (figure, *said))

    def _urgent(self, urgent: Urgent) -> Group:
        ink = "cover_text"
        number = self.count()
        blocks: list[Block] = [self._words(urgent.heading, "H2", "heading", colour=ink)]
        blocks += [self._words(said, colour=ink) for said in urgent.text]
        if urgent.list:
            blocks.append(self._list(urgent.list, "bullet", colour=ink))
        if urgent.call:
            call = self._words(urgent.call, style="heading", colour=ink)
            blocks.append(self._linked(call, f"tel:{urgent.call.text}"))
        return Group(number, "urgent", tuple(blocks))

    def _box(self, box: TintedBox) -> Group:
        number = self.count()
        heading = (self._words(box.heading, "H2", "heading"),) if box.heading else ()
        return Group(number, "box", (*heading, *self._inners(box.body)))

    def _quote(self, quote: Quote) -> Group:
        number = self.count()
        said = self._words(quote.who, style="caption", before=0.3) if quote.who else None
        who = (replace(said, runs=(Run("– "), *said.runs)),) if said else ()
        return Group(number, "quote", (*(self._words(said) for said in quote.words), *who))

    def _risk(self, risk: Risk) -> Iterator[Block]:
        share = f"{risk.count.text}/{risk.of.text}"
        yield Figure(self.count(), "risk", share, risk.count.origin, source=share)
        yield self._words(risk.say, before=0.3)

    def _outline(self, outline: Outline) -> Group:
        number = self.count()
        source = f"{outline.view}:{','.join(said.text for said in outline.places)}"
        alt, place = tidy(outline.alt.text, self.manuscript.language), outline.places[0].origin
        figure = Figure(self.count(), "outline", alt, place, _BODY_HEIGHT, source, texts=(outline.alt.origin,))
        said = (self._words(outline.caption, "Caption", "caption", before=0.3),) if outline.caption else ()
        return Group(number, "picture", (figure, *said))

    def _blank(self, label: Said, lines: int) -> tuple[Block, ...]:
        words = self._words(label)
        alt = self.labels.write
        return words, Figure(self.count(), "blank", alt, label.origin, lines * LINE_TO_WRITE, str(lines))

    def _code(self, code: CodeText) -> Iterator[Block]:
        """On paper a code with words beside it; nobody scans the screen that they read on."""
        link, leads = link_of(code.link.text), (code.link.origin,)
        if self.manuscript.edition.is_on_screen:
            words = self._words(code.label, style="contact_name", colour="cover_text")
            yield replace(words, link=link, leads=leads, is_button=True)
            return
        alt = tidy(code.alt.text, self.manuscript.language)
        yield Figure(self.count(), "qr", alt, code.link.origin, _CODE_HEIGHT, link, "", link, (code.alt.origin,), leads)
        yield self._words(code.label, style="caption", before=0.3)

    def _site(self, site: Site) -> Iterator[Block]:
        yield self._strong(site.name, "H3", colour="heading")
        for said in site.address:
            yield self._words(said, before=_CLOSE)
        for telephone in site.telephones:
            line = self._linked(self._words(telephone.number, before=_CLOSE), f"tel:{telephone.number.text}")
            if telephone.word:
                word = telephone.word
                texts = (word.origin, telephone.number.origin)
                line = replace(line, runs=(*self._runs(word), Run(" "), *line.runs), texts=texts)
            yield line
        for said in site.hours:
            yield self._words(said, before=_CLOSE)

    @staticmethod
    def _linked(words: Words, target: str) -> Words:
        return replace(words, link=link_of(target))
