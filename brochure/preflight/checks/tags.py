"""What a reader hears: tags, language, title, alternatives."""

import re
from collections.abc import Iterator

from brochure.opened.marks import GlyphRun
from brochure.preflight.job import Job
from brochure.preflight.quoting import printable, quote
from brochure.preflight.register import ERROR, WARNING, FaultSpot, check, file_check, readers

_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*")  # each part has eight letters at most


@file_check(
    "untagged",
    title="The file is tagged",
    why="Without tags a screen reader guesses the order of the words, and reads across the columns.",
    source="ISO 14289-1, 7.1; WCAG 2.2, 1.3.1",
    remedy="write the file with a structure tree and /Marked true",
    severity=readers(ERROR, master=ERROR, any=WARNING),
)
def untagged(job: Job) -> Iterator[FaultSpot]:
    if not job.document.tagged or not job.document.marked:
        yield FaultSpot("the file is not tagged")


@check(
    "untagged-content",
    title="Every mark is tagged, or called decoration",
    why="Words outside the tags are never read aloud; lines outside them are read as noise.",
    source="ISO 14289-1, 7.1; Matterhorn Protocol 1.1, 01-005",
    remedy="tag it, or mark it as an artifact",
    severity=readers(ERROR, master=ERROR),
)
def untagged_content(job: Job) -> Iterator[FaultSpot]:
    if not job.document.tagged:
        return
    for sheet in job.sheets:
        for mark in sheet.marks:
            if not mark.look.artifact and mark.look.mcid is None:
                what = quote(mark) if isinstance(mark, GlyphRun) else "a drawing or picture"
                yield FaultSpot(f"{what} is neither tagged nor an artifact", sheet.number, mark.box)


@file_check(
    "no-language",
    title="The file says its language",
    why="Read aloud with the sounds of another language, no word is understood.",
    source="ISO 14289-1, 7.2; WCAG 2.2, 3.1.1",
    remedy="write /Lang into the catalogue",
    severity=readers(ERROR, master=ERROR, any=WARNING),
)
def no_language(job: Job) -> Iterator[FaultSpot]:
    document = job.document
    if document.language.strip():
        return
    tags = document.tags
    alone = sum(bool(tag.alternative.strip()) and not tag.language.strip() for tag in tags) + document.unspoken
    if alone or not any(tag.text.strip() for tag in tags):
        where = f", nor do {alone} of its stretches of words" if alone and any(tag.language for tag in tags) else ""
        yield FaultSpot(f"the file does not say its language{where}")


@file_check(
    "language-tag",
    title="Languages are named as everybody names them",
    why="A screen reader that does not know the name reads on in its own language.",
    source="RFC 5646, 2.1; ISO 14289-1, 7.2; ISO 32000-1, 14.9.2",
    remedy="write a tag such as en, pt-BR or zh-Hans",
    severity=readers(ERROR, master=ERROR, any=WARNING),
)
def language_tag(job: Job) -> Iterator[FaultSpot]:
    said = {job.document.language, *(tag.language for tag in job.document.tags), *job.gathered.languages}
    for each in sorted(said):
        if each.strip() and not _LANGUAGE.fullmatch(each):
            yield FaultSpot(f"'{printable(each)[:30]}' is no name of a language")


@file_check(
    "title-not-shown",
    title="The window shows the title",
    why="A screen reader reads out the window's name first: the title tells more than the file's name.",
    source="ISO 14289-1, 7.1",
    remedy="write /DisplayDocTitle true into the viewer preferences",
    severity=readers(ERROR, master=ERROR),
)
def title_not_shown(job: Job) -> Iterator[FaultSpot]:
    if not job.document.shows_title:
        yield FaultSpot("viewers show the file's name in place of the title")


@file_check(
    "alternative-missing",
    title="Every figure has words for those who cannot see it",
    why="Someone who listens hears nothing where the picture is.",
    source="ISO 14289-1, 7.3; WCAG 2.2, 1.1.1",
    remedy="write /Alt for the figure, or call it an artifact",
    severity=readers(ERROR, master=ERROR, any=WARNING),
)
def alternative_missing(job: Job) -> Iterator[FaultSpot]:
    for tag in job.document.tags:
        if tag.kind == "Figure" and not tag.alternative.strip() and not tag.text.strip():
            yield FaultSpot("a figure has no alternative text")


@file_check(
    "heading-skipped",
    title="Headings go down one step at a time",
    why="Readers jump from heading to heading; a missing step sounds like a missing part.",
    source="ISO 14289-1, 7.4.2; Matterhorn Protocol 1.1, 14-003",
    remedy="use H1, then H2, then H3",
    severity=readers(ERROR, master=ERROR, any=WARNING),
)
def heading_skipped(job: Job) -> Iterator[FaultSpot]:
    last = 0
    for tag in job.document.tags:
        if len(tag.kind) == 2 and tag.kind[0] == "H" and tag.kind[1].isdigit():
            level = int(tag.kind[1])
            if level > last + 1:
                yield FaultSpot(f"the heading '{tag.text[:40]}' is H{level} after {f'H{last}' if last else 'none'}")
            last = level


@check(
    "tab-order",
    title="The tab key goes through the page as it is read",
    why="Without it the key jumps about in the order in which links were made.",
    source="ISO 14289-1, 7.18.3; Matterhorn Protocol 1.1, 28-009",
    remedy="write /Tabs /S into pages with links",
    severity=readers(ERROR, master=ERROR),
)
def tab_order(job: Job) -> Iterator[FaultSpot]:
    for sheet in job.sheets:
        if sheet.annotations and sheet.tabs != "S":
            yield FaultSpot("the page has links and no /Tabs /S", sheet.number)


@file_check(
    "empty-tag",
    title="No paragraph or heading is empty",
    why="A reader hears 'heading' and then nothing, and looks for what is missing.",
    source="Matterhorn Protocol 1.1, checkpoint 09; PDF/UA practice",
    remedy="take the empty element out",
    severity={"office": WARNING, "email": WARNING, "large-print": WARNING, "master": WARNING},
)
def empty_tag(job: Job) -> Iterator[FaultSpot]:
    for tag in job.document.tags:
        if tag.kind in ("P", "H", "H1", "H2", "H3", "H4", "H5", "H6") and not (tag.text + tag.alternative).strip():
            yield FaultSpot(f"an element {tag.kind} is empty")
