"""Stories in, pages out."""

from collections.abc import Iterator

from brochure.base.design import Ground
from brochure.base.findings import BadInput, Finding, Severity
from brochure.base.geometry import Box
from brochure.base.keep import LastResults
from brochure.base.language import Direction
from brochure.base.manuscript import Manuscript
from brochure.base.order import Fit, PanelFill
from brochure.base.page import Page, Panel, Placed, PlacedLine, PlacedPath, PlacedPicture
from brochure.base.reading import declared_name, page_number, rank_of, repeated_name
from brochure.base.records import NamedTuple
from brochure.base.story import Figure, Story, leaves
from brochure.base.units import Pt, in_mm
from brochure.glyphs import Faces
from brochure.layout.art import ArtPlacer
from brochure.layout.booklet import faced, filled_findings, on_sheets, ruled, spare_pages
from brochure.layout.copyfit import Fitted, fit_stories, frame_box
from brochure.layout.figures import small_figures
from brochure.layout.flow import Column
from brochure.layout.marks import with_marks
from brochure.layout.place import place_column

# A column that did not change is placed as it was: the very same items, which is soon seen when a page is compared.
_PLACED: LastResults[tuple[str, str, int], tuple[Column, Pt, Direction], tuple[Placed, ...]] = LastResults(256)


class SetPages(NamedTuple):
    """The sides of the sheet, and how the words came to fit."""

    pages: tuple[Page, ...]
    fit: Fit
    fitted: Fitted
    over: tuple[PlacedLine, ...] = ()
    findings: tuple[Finding, ...] = ()


def set_pages(stories: tuple[Story, ...], manuscript: Manuscript, faces: Faces, *, whole: bool = True) -> SetPages:
    """Set all stories. Where not the `whole` text is asked for, lines that have no room are in `over`.

    Raises:
        BadInput: text that does not fit at the smallest size, a frame outside its panel, a missing glyph.
    """
    layout = manuscript.layout
    panels = layout.panels(margin=max(manuscript.margin, manuscript.edition.safe))
    faults = list(_frame_faults(manuscript, panels))
    if faults:
        raise BadInput(*faults)
    fitted = fit_stories(stories, manuscript, faces, panels, whole=whole)
    art = ArtPlacer(manuscript, faces, panels)
    figures = _figures(stories)
    columns = _columns(fitted)
    if small := tuple(small_figures(fitted, stories, manuscript)):
        raise BadInput(*small)
    pages: list[Page] = []
    for name, own in _sides(manuscript, fitted, panels):
        declared = name if name not in {panel.name for panel in own} else declared_name(name, layout)
        side = panels[declared][0] if declared in panels and declared != name else name
        words = tuple(_place_stories(columns, manuscript, own))
        placed = (*art.place(side, figures, words), *words)
        if declared != name and layout.shape == "booklet":
            placed += tuple(_ruled(manuscript, own[0], panels)) if name not in columns else ()
        if declared != name and layout.numbers == "yes":
            placed += tuple(art.place_number(own[0]))
        pages.append(Page(name, layout.sheet.width.points, layout.sheet.height.points, own, placed))
    if "marks" in manuscript.edition.features:
        pages = [with_marks(page, manuscript, faces) for page in pages]
    told = (*_empty_panels(manuscript, pages), *_empty_strips(manuscript, pages, panels))
    if layout.imposed:
        told += tuple(filled_findings(manuscript, sum(panel in columns for panel in _inner_names(manuscript, fitted))))
        if not manuscript.bleed:
            pages = on_sheets(pages, layout.imposed, mirrored=manuscript.language.direction == "rtl")
    return SetPages(tuple(pages), _describe(fitted, tuple(pages)), fitted, tuple(_over_lines(fitted, manuscript)), told)


def _sides(
    manuscript: Manuscript, fitted: Fitted, panels: dict[str, tuple[str, Panel]]
) -> Iterator[tuple[str, tuple[Panel, ...]]]:
    """Each page with its panels: the sides of the sheet, the repeated one as often as the text needs."""
    layout = manuscript.layout
    repeats = layout.repeats.text if layout.repeats else ""
    reached = {
        name
        for story in fitted.stories
        for name, column in zip(story.panels, story.columns, strict=True)
        if column.rows
    }
    for side in layout.sides:
        own = tuple(panel for name, panel in panels.values() if name == side.name.text)
        if side.spare == "yes" and not any(panel.name in reached for panel in own):
            continue
        if repeats not in {panel.name for panel in own}:
            yield side.name.text, own
            continue
        for name in _inner_names(manuscript, fitted):
            yield name, tuple(panel._replace(name=name) for panel in own)


def _inner_names(manuscript: Manuscript, fitted: Fitted) -> list[str]:
    """The names of the repeated pages; those of a booklet make whole sheets."""
    layout = manuscript.layout
    repeats = layout.repeats.text if layout.repeats else ""
    found = dict.fromkeys(name for story in fitted.stories for name in story.panels)
    names = [name for name in found if declared_name(name, layout) == repeats]
    spare = spare_pages(len(names)) if layout.shape == "booklet" else ()
    return [*names, *(repeated_name(repeats, number + layout.first_number - 1) for number in spare)]


def _ruled(manuscript: Manuscript, panel: Panel, panels: dict[str, tuple[str, Panel]]) -> Iterator[Placed]:
    """A page for notes."""
    layout = manuscript.layout
    frame = next(frame for frame in layout.frames if declared_name(panel.name, layout) == frame.panel.text)
    inner = page_number(panel.name) - layout.first_number + 1
    column = faced(Column(frame_box(frame, panels), (), 0.0), inner, layout.sheet.width.points)
    yield from ruled(manuscript, column.frame, panel)


def _figures(stories: tuple[Story, ...]) -> dict[str, int]:
    """Art that a story made a figure, by name."""
    found = [leaf for story in stories for leaf in leaves(story.blocks) if isinstance(leaf, Figure)]
    return {figure.source: figure.number for figure in found if figure.kind == "art"}


def _empty_panels(manuscript: Manuscript, pages: list[Page]) -> Iterator[Finding]:
    """Panels with a frame for words, on which no words, no picture and no drawing stand."""
    filled = {
        declared_name(item.panel, manuscript.layout)
        for page in pages
        for item in page.placed
        if isinstance(item, PlacedLine | PlacedPicture | PlacedPath)
    }
    story_of = {said.text: plan.name.text for plan in manuscript.layout.stories for said in plan.frames}
    filled |= {panel.name.text for side in manuscript.layout.sides if side.spare == "yes" for panel in side.panels}
    for frame in manuscript.layout.frames:
        panel = frame.panel.text
        if panel not in filled:
            filled.add(panel)
            story = story_of.get(frame.name.text, "")
            yield _empty(f"panel '{panel}'", story, manuscript)


def _empty_strips(manuscript: Manuscript, pages: list[Page], panels: dict[str, tuple[str, Panel]]) -> Iterator[Finding]:
    """Tinted parts of panels with a frame for words, on which no words and no picture stand."""
    layout = manuscript.layout
    said = [i for page in pages for i in page.placed if isinstance(i, PlacedLine | PlacedPicture)]
    story_of = {said.text: plan.name.text for plan in layout.stories for said in plan.frames}
    for ground in layout.art:
        if not (isinstance(ground, Ground) and ground.panel and ground.top and ground.height) or ground.width:
            continue
        panel, top = ground.panel.text, layout.sheet.height.points - ground.top.points
        left, _, right, _ = panels[panel][1].box
        strip = Box(left, top - ground.height.points, right, top)
        frame = next((f for f in layout.frames if f.panel.text == panel and strip.holds(frame_box(f, panels))), None)
        on_it = (i for i in said if i.panel == panel)
        if frame and not any(strip.meets(i.ink if isinstance(i, PlacedLine) else i.box) for i in on_it):
            yield _empty(f"the tinted part of panel '{panel}'", story_of.get(frame.name.text, ""), manuscript)


def _empty(what: str, story: str, manuscript: Manuscript) -> Finding:
    hint = f"write what stands in story '{story}', or choose another layout than '{manuscript.layout_name}'"
    return Finding("empty-panel", f"{what} is empty", manuscript.leaflet.title.origin, hint, Severity.WARNING)


def _frame_faults(manuscript: Manuscript, panels: dict[str, tuple[str, Panel]]) -> Iterator[Finding]:
    for frame in manuscript.layout.frames:
        box, panel = frame_box(frame, panels), panels[frame.panel.text][1]
        if box.width <= 0 or box.height <= 0:
            message = f"frame '{frame.name}' has no room on panel '{panel.name}'"
            yield Finding("frame-outside", message, frame.name.origin, "make its distances from the edges smaller")
        elif not panel.safe.holds(box):
            left, right = in_mm(panel.safe.left - panel.box.left), in_mm(panel.box.right - panel.safe.right)
            message = f"frame '{frame.name}' leaves the safe area of panel '{panel.name}'"
            hint = (
                f"keep {left:.1f} mm from its left edge, {right:.1f} mm from its right, and the margin above and below"
            )
            yield Finding("frame-outside", message, frame.name.origin, hint)


def _columns(fitted: Fitted) -> dict[str, list[Column]]:
    """What stands on each panel, story by story."""
    columns: dict[str, list[Column]] = {}
    for story in fitted.stories:
        for panel, column in zip(story.panels, story.columns, strict=True):
            columns.setdefault(panel, []).append(column)
    return columns


def _place_stories(
    columns: dict[str, list[Column]], manuscript: Manuscript, panels: tuple[Panel, ...]
) -> Iterator[Placed]:
    layout = manuscript.layout
    height = layout.sheet.height.points
    filled = [panel.name for panel in panels if panel.name in columns]
    for panel in sorted(filled, key=lambda name: rank_of(name, layout)):
        for at, column in enumerate(columns[panel]):
            key = (manuscript.layout_name, panel, at)
            given = (column, height, manuscript.language.direction)
            yield from _PLACED.of(key, given) or _PLACED.keep(
                key, given, tuple(place_column(column, panel, *given[1:]))
            )


def _over_lines(fitted: Fitted, manuscript: Manuscript) -> Iterator[PlacedLine]:
    height = manuscript.layout.sheet.height.points
    for panel, column in (over for story in fitted.stories for over in story.over):
        placed = place_column(column, panel, height, manuscript.language.direction)
        yield from (item for item in placed if isinstance(item, PlacedLine))


def _describe(fitted: Fitted, pages: tuple[Page, ...]) -> Fit:
    used: dict[str, float] = {}
    room: dict[str, float] = {}
    for story in fitted.stories:
        for name, column in zip(story.panels, story.columns, strict=True):
            used[name] = used.get(name, 0.0) + column.used
            room[name] = room.get(name, 0.0) + column.frame.height
    words = dict.fromkeys(used, 0)
    for page in pages:
        for item in page.placed:
            if isinstance(item, PlacedLine):
                words[item.panel] += len(item.line.text.split())
    body = fitted.sizes.of("body")
    title = max((story.size for story in fitted.stories), default=0.0)
    fills = tuple(PanelFill(name, words[name], round(used[name] / room[name], 3)) for name in used)
    return Fit(body.size, body.leading, title, fills)
