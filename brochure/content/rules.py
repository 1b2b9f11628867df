"""Rules that no single field can tell: names that must exist, limits that must agree, days in order."""

from collections.abc import Iterable, Iterator

from brochure.base.brand import ROLE_NAMES, RUNNING_STYLES, STYLE_NAMES, WEEK, Brand, Contact, Mark, Style
from brochure.base.colour import NOTE_CONTRAST, Cmyk, Rgb, contrast, hex_name, nearest_passing
from brochure.base.design import Calm, CoverPicture, Ground, Layout, Pattern, RuledFrame, StoryPlan
from brochure.base.edition import Edition
from brochure.base.findings import Finding, did_you_mean
from brochure.base.language import LANGUAGES
from brochure.base.links import link_of
from brochure.base.origin import Said
from brochure.base.units import in_mm, mm

SMALLEST_BODY = 12.0  # points; UKAAF G003, clear print
LEAST_FOLD_CLEARANCE = mm(3)
_WIDTH_SLACK = mm(0.01)
_LEAST_DISC = mm(3.5)  # of a numbered point: the number is half as high
_LEAST_PITCH = mm(2)
_LEAST_SCALE, _MOST_SCALE = 0.1, 20.0  # of type and figures: a poster of A0 has 8


def _language_faults(brand: Brand) -> Iterator[Finding]:
    """Tags of languages in a brand that no leaflet is written in."""
    typed = [brand.language] if brand.language else []
    marks: tuple[Mark, ...] = (brand.logo, *brand.partners)
    for mark in marks:
        typed += [Said(tag, said.origin) for tag, said in (mark.alt_in or {}).items()]
    for said in typed:
        if said.text not in LANGUAGES:
            message = f"language '{said.text}' is not set up"
            yield Finding("unknown-language", message, said.origin, did_you_mean(said.text, LANGUAGES))


def brand_findings(brand: Brand, families: Iterable[str]) -> list[Finding]:
    """What is wrong with a brand as a whole."""
    faults = [*_role_faults(brand), *_paper_faults(brand), *_link_faults(brand.contact), *_language_faults(brand)]
    for face in (brand.faces.text, brand.faces.display):
        if face.text not in families:
            hint = did_you_mean(face.text, families)
            faults.append(Finding("unknown-face", f"there is no face '{face.text}'", face.origin, hint))
    for name in STYLE_NAMES:
        faults += _style_faults(name, brand.style(name))
    faults += _note_size_faults(brand)
    faults += _hours_faults(brand)
    if not faults:
        faults += _note_contrast_faults(brand)
    return faults


def _link_faults(contact: Contact) -> Iterator[Finding]:
    """Addresses in the form of one, behind which there can be no host."""
    every = (("tel:", contact.telephone), ("mailto:", contact.email), *(("", each) for each in _web(contact)))
    for scheme, said in every:
        if not link_of(scheme + said.text):
            hint = "write an https address, a mail address or a telephone number that somebody can follow"
            yield Finding("bad-link", f"nobody can follow '{said.text[:60]}'", said.origin, hint)


def _web(contact: Contact) -> list[Said]:
    return [said for said in (contact.web, contact.map, contact.booking) if said]


def _hours_faults(brand: Brand) -> Iterator[Finding]:
    """Doors that close before they open, and a day that has two lines which overlap."""
    open_on: dict[str, list[tuple[int, int, int]]] = {}  # by day: from and until in minutes, and the line of the file
    for hours in brand.contact.hours:
        opens, closes = _minutes(hours.opens.text), _minutes(hours.closes.text)
        if closes <= opens:
            message = f"the doors open at {hours.opens} and close at {hours.closes}"
            yield Finding("bad-hours", message, hours.closes.origin, "write the hours as 9:00 and 17:00")
            continue
        same = next((span for span in hours.days.text.split(", ") if span[:3] == span[4:]), "")
        if same:
            message = f"'{same}' begins and ends on one day"
            yield Finding("bad-hours", message, hours.days.origin, f"write '{same[:3]}', or Mon-Sun for every day")
            continue
        for day in _days(hours.days.text):
            line = hours.days.origin.line
            clash = next((before for a, b, before in open_on.get(day, ()) if opens < b and a < closes), None)
            open_on.setdefault(day, []).append((opens, closes, line))
            if clash is not None:
                message = f"'{day}' has two lines of hours that overlap: first in line {clash}"
                yield Finding("bad-hours", message, hours.days.origin, "give each day its hours once")
                break


def _minutes(clock: str) -> int:
    hour, minute = clock.split(":")
    return 60 * int(hour) + int(minute)


def _days(said: str) -> Iterator[str]:
    """Every day of `Mon-Fri, Sun`; `Sat-Mon` goes over the end of the week."""
    for span in said.split(", "):
        first, _, last = span.partition("-")
        at, end = WEEK.index(first), WEEK.index(last or first)
        yield from (WEEK[each % 7] for each in range(at, end + 1 if end >= at else end + 8))


def _role_faults(brand: Brand) -> Iterator[Finding]:
    for name in ROLE_NAMES:
        said: Said = getattr(brand.roles, name)
        if said.text not in brand.palette:
            message = f"role '{name}' names colour '{said.text}', which is not in the palette"
            yield Finding("unknown-colour", message, said.origin, did_you_mean(said.text, brand.palette))


def _paper_faults(brand: Brand) -> Iterator[Finding]:
    """Nobody paints the paper: words that are judged on a ground which is not there may be as pale as the sheet."""
    said = brand.roles.paper
    swatch = brand.palette.get(said.text)
    if swatch is None:
        return
    is_bare = swatch.press is None or swatch.press.colour == Cmyk(0, 0, 0, 0)
    if swatch.screen.colour != Rgb(1, 1, 1) or not is_bare:
        message = f"role 'paper' names colour '{said.text}', which is not white; paper is not printed"
        hint = 'name a colour with screen: "#ffffff" and press: "cmyk(0, 0, 0, 0)", and tint panels in the layout'
        yield Finding("paper-not-white", message, said.origin, hint)


def _style_faults(name: str, style: Style) -> Iterator[Finding]:
    if not style.smallest.points <= style.size.points <= style.largest.points:
        message = f"style '{name}' asks for a size outside its own limits"
        yield Finding("bad-limits", message, style.size.origin, "keep smallest <= size <= largest")
    if style.largest.points > 200:
        message = f"style '{name}' allows {style.largest.points:g} pt"
        yield Finding("bad-limits", message, style.largest.origin, "200pt is the largest size")
    if name in RUNNING_STYLES and style.smallest.points < SMALLEST_BODY:
        message = f"style '{name}' may shrink to {style.smallest.points:g} pt; running text is never under 12 pt"
        yield Finding("type-too-small", message, style.smallest.origin, "write smallest: 12pt or more")
    if style.colour.text not in ROLE_NAMES:
        message = f"style '{name}' names colour role '{style.colour.text}'"
        yield Finding("unknown-colour", message, style.colour.origin, did_you_mean(style.colour.text, ROLE_NAMES))
    if not 1.0 <= style.leading.value <= 2.5:
        message = f"style '{name}' has leading {style.leading.value:g}"
        yield Finding("bad-limits", message, style.leading.origin, "choose a leading from 1.0 to 2.5")


def _note_size_faults(brand: Brand) -> Iterator[Finding]:
    note, body = brand.styles.note, brand.styles.body
    for field in ("smallest", "size", "largest"):
        own, other = getattr(note, field), getattr(body, field)
        if own.points < other.points:
            message = (
                f"the safety note is set smaller than the body: {field} {own.points:g} pt under {other.points:g} pt"
            )
            yield Finding("note-small", message, own.origin, f"write {field}: {other.points:g}pt or more")
    heading = brand.styles.note_heading
    if heading.smallest.points < body.smallest.points:
        message = "the heading of the safety note may shrink below the body"
        yield Finding("note-small", message, heading.smallest.origin, f"write smallest: {body.smallest.points:g}pt")
    for name, style in (("note", note), ("note_heading", heading)):
        wanted = "note_text" if name == "note" else "note_heading"
        if style.colour.text != wanted:
            message = f"style '{name}' takes colour role '{style.colour.text}'"
            yield Finding("note-recoloured", message, style.colour.origin, f"write colour: {wanted}")


def _note_contrast_faults(brand: Brand) -> Iterator[Finding]:
    ground = brand.colour("note").screen
    for role in ("note_text", "note_heading"):
        ink = brand.colour(role).screen
        ratio = contrast(ink, ground)
        if ratio < NOTE_CONTRAST:
            said: Said = getattr(brand.roles, role)
            better = nearest_passing(ink, ground, NOTE_CONTRAST)
            hint = f"use {hex_name(better)} or darker" if better else "choose a lighter ground for the note"
            message = f"'{role}' has contrast {ratio:.1f}:1 on the safety note; {NOTE_CONTRAST:.0f}:1 is needed"
            yield Finding("note-contrast", message, said.origin, hint)


def layout_findings(layout: Layout) -> list[Finding]:
    """What is wrong with a layout as a whole."""
    faults = (_width_faults, _fold_faults, _name_faults, _scale_faults, _art_faults)
    return [finding for each in faults for finding in each(layout)]


def edition_findings(layout: Layout, edition: Edition, name: str) -> Iterator[Finding]:
    """Whether an edition can be set in a layout."""
    form = "pages" if layout.shape == "pages" else "sheet"
    made_of = {"sheet": "a sheet", "pages": "pages", "booklet": "stitched sheets"}[layout.shape]
    if edition.form in ("sheet", "pages") and edition.form != form:
        message = f"edition '{edition.name}' cannot be set in layout '{name}', which is made of {made_of}"
        other = "office for this layout" if edition.layout else "email for this layout"
        hint = f"use --edition {other}, or --layout {edition.layout or 'trifold-a4'} for this edition"
        yield Finding("layout-edition", message, layout.title.origin, hint)


def _width_faults(layout: Layout) -> Iterator[Finding]:
    sheet = layout.sheet.width.points
    for side in layout.sides:
        total = sum(panel.width.points for panel in side.panels if panel.width)
        if abs(total - sheet) > _WIDTH_SLACK:
            message = f"panels of side '{side.name}' make {in_mm(total):.2f} mm on a sheet of {in_mm(sheet):.2f} mm"
            yield Finding("fold-widths", message, side.name.origin, "let the panel widths sum to the sheet")


def _fold_faults(layout: Layout) -> Iterator[Finding]:
    if layout.fold_clear.points < LEAST_FOLD_CLEARANCE - 0.01:
        message = f"words may come within {in_mm(layout.fold_clear.points):.1f} mm of a fold"
        yield Finding("fold-clearance", message, layout.fold_clear.origin, "write 3mm or more; 5mm is better")
    if layout.shape == "sheet" and len(layout.sides) == 2:
        front, back = ([panel.width.points for panel in side.panels if panel.width] for side in layout.sides)
        if any(abs(a - b) > _WIDTH_SLACK for a, b in zip(front, reversed(back), strict=False)) or len(front) != len(
            back
        ):
            message = "the folds of the two sides do not lie on each other"
            yield Finding("fold-register", message, layout.sides[1].name.origin, "mirror the panel widths of side one")


def _name_faults(layout: Layout) -> Iterator[Finding]:
    panels = [panel.name.text for side in layout.sides for panel in side.panels]
    frames = [frame.name.text for frame in layout.frames]
    stories = [story.name.text for story in layout.stories]
    if (layout.repeats is None) != (layout.shape == "sheet"):
        message = "a layout of pages names the panel that `repeats:`, and no other layout does"
        yield Finding("repeated-panel", message, layout.title.origin, "write `shape: pages` and `repeats:` together")
    if (layout.imposed is None) != (layout.shape != "booklet"):
        message = "a booklet names the sheet that it is printed on as `imposed:`, and no other layout does"
        yield Finding("booklet-sheet", message, layout.title.origin, "write `shape: booklet` and `imposed:` together")
    elif layout.imposed and (
        layout.imposed.width.points < 2 * layout.sheet.width.points
        or layout.imposed.height.points < layout.sheet.height.points
    ):
        message = "two pages do not stand beside each other on the sheet that is imposed"
        yield Finding("booklet-sheet", message, layout.imposed.width.origin, "name a larger sheet, or smaller pages")
    for what, names, saids in (
        ("panel", panels, [panel.name for side in layout.sides for panel in side.panels]),
        ("frame", frames, [frame.name for frame in layout.frames]),
        ("story", stories, [story.name for story in layout.stories]),
    ):
        for said in saids:
            if names.count(said.text) > 1:
                yield Finding("duplicate-name", f"{what} '{said.text}' stands twice", said.origin, "rename one of them")
    repeats = (layout.repeats,) if layout.repeats else ()
    for said in (*layout.reading, *layout.spread, *repeats, *(frame.panel for frame in layout.frames)):
        if said.text not in panels:
            yield Finding(
                "unknown-panel", f"there is no panel '{said.text}'", said.origin, did_you_mean(said.text, panels)
            )
    missing = [name for name in panels if name not in [said.text for said in layout.reading]]
    if missing:
        message = f"the reading order leaves out {', '.join(missing)}"
        yield Finding("reading-order", message, layout.reading[0].origin, "name every panel once")
    used = [said.text for story in layout.stories for said in story.frames]
    for story in layout.stories:
        yield from _chain_faults(story, frames, used, stories)


def _scale_faults(layout: Layout) -> Iterator[Finding]:
    for name, ratio in (("type_scale", layout.type_scale), ("figure_scale", layout.figure_scale)):
        if ratio and not _LEAST_SCALE <= ratio.value <= _MOST_SCALE:
            message = f"`{name}` is {ratio.value:g}, and {_LEAST_SCALE:g} to {_MOST_SCALE:g} make sense"
            yield Finding("layout-scale", message, ratio.origin, "leave it out where nothing is to be larger")


def _chain_faults(story: StoryPlan, frames: list[str], used: list[str], stories: list[str]) -> Iterator[Finding]:
    if story.gives and story.gives.text not in stories:
        hint = did_you_mean(story.gives.text, stories)
        yield Finding("unknown-story", f"there is no story '{story.gives}'", story.gives.origin, hint)
    if story.wordmark and story.wordmark.text not in frames:
        hint = did_you_mean(story.wordmark.text, frames)
        yield Finding("unknown-frame", f"there is no frame '{story.wordmark}'", story.wordmark.origin, hint)
    for said in story.frames:
        if said.text not in frames:
            yield Finding(
                "unknown-frame", f"there is no frame '{said.text}'", said.origin, did_you_mean(said.text, frames)
            )
        elif used.count(said.text) > 1:
            message = f"frame '{said.text}' serves two stories"
            yield Finding("duplicate-name", message, said.origin, "give each story frames of its own")


def _art_faults(layout: Layout) -> Iterator[Finding]:
    panels = [panel.name.text for side in layout.sides for panel in side.panels]
    sides = [side.name.text for side in layout.sides]
    for art in layout.art:
        for role in [art.colour, *([art.echo] if isinstance(art, Calm) and art.echo else [])]:
            if role.text not in ROLE_NAMES:
                hint = did_you_mean(role.text, ROLE_NAMES)
                yield Finding("unknown-colour", f"there is no colour role '{role.text}'", role.origin, hint)
        crossed = art.panels if isinstance(art, Calm) else ()
        if [bool(art.panel), bool(art.side), bool(crossed)].count(True) != 1:
            yield Finding(
                "art-place",
                "art stands on one panel, on panels that meet, or on one side",
                art.colour.origin,
                "write one",
            )
        for said, known in ((art.panel, panels), (art.side, sides), *((each, panels) for each in crossed)):
            if said is not None and said.text not in known:
                hint = did_you_mean(said.text, known)
                yield Finding("unknown-panel", f"there is no '{said.text}' to draw on", said.origin, hint)
        widths = [panel.width.points for side in layout.sides for panel in side.panels if panel.width]
        if isinstance(art, Calm) and art.weight.points > (most := min(art.height.points, *widths) / 4):
            message = f"a line of {art.weight.points:g} pt finds no room to move in"
            yield Finding("art-place", message, art.weight.origin, f"write a weight of at most {most:.1f} pt")
        if isinstance(art, Calm) and art.disc and art.disc.points < _LEAST_DISC:
            message = f"nobody reads a number in a disc of {in_mm(art.disc.points):.1f} mm"
            yield Finding("art-place", message, art.disc.origin, f"write at least {in_mm(_LEAST_DISC):g}mm")
        if isinstance(art, Pattern) and art.pitch.points < _LEAST_PITCH:
            message = f"nobody sees a pattern of {in_mm(art.pitch.points):.1f} mm as one"
            yield Finding("art-place", message, art.pitch.origin, f"write at least {in_mm(_LEAST_PITCH):g}mm")
        if isinstance(art, Ground | RuledFrame | Pattern | CoverPicture) and (art.top is None) != (art.height is None):
            message = "a strip needs both `top` and `height`"
            yield Finding("art-place", message, art.colour.origin, "write both, or neither for the whole panel")
        if isinstance(art, Ground) and (art.left is None) != (art.width is None):
            message = "a short ground needs both `left` and `width`"
            yield Finding("art-place", message, art.colour.origin, "write both, or neither for the whole width")
