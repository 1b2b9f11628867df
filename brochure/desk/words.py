"""What came of making and merging, in words."""

from typing import TYPE_CHECKING

from brochure.base.events import FileWritten
from brochure.base.findings import Finding
from brochure.base.made import Made, Together
from brochure.base.report import count_line, report
from brochure.base.wishes import MergeWish

if TYPE_CHECKING:
    from brochure.copies.merging import MergeDone


def written_words(event: FileWritten) -> str:
    """A file or a folder that stands, and what was proved of it."""
    if event.files > 1:
        return f"{event.path}: {event.files} files, {event.size / 1000:.0f} KB"
    line = f"{event.path}  {event.size / 1000:.1f} KB"
    return line if event.made is None else f"{line}\n{_made_words(event.made)}"


def _made_words(made: Made) -> str:
    if made.fit is None:
        return f"  proved: {made.words} words, each once, in order, and read back from the file"
    fit = made.fit
    fills = ", ".join(f"{fill.panel} {fill.fill:.0%}" for fill in fit.panels)
    title = f", title {fit.title_size:.3g} pt" if fit.title_size else ""
    return (
        f"  body {fit.body_size:g} pt on {fit.leading:g} pt{title}; filled: {fills}\n"
        f"  proved: {made.words} words, each once, in order, {_visible(made)}, and read back from the file"
    )


def _visible(made: Made) -> str:
    """A plain build knows the places only; the pixels are looked at by whatever is to reach a patient."""
    return "seen on the painted pages" if made.is_seen else "visible by their places"


def proved_words(together: Together) -> str:
    """What editions have in common; nothing where they do not say the same."""
    orders, made, _ = together
    if not made:
        return ""
    names = ", ".join(each.edition.name for each in made)
    same = f"the same in {len(made)} of {len(orders)} editions"
    seen = " and seen on the painted pages" if any(each.is_seen for each in made) else ""
    return (
        f"{orders[0].leaflet}.{orders[0].language}: {names}\n"
        f"  proved: {made[0].words} words in {len(made[0].spoken)} leaves, {same}{seen}"
    )


def pass_words(findings: list[Finding], spent: float, *, is_build: bool, colour: bool) -> str:
    """A pass of `watch`, which took so many milliseconds: a build, or a look at what it painted."""
    done, failed = ("built", "not built") if is_build else ("seen on the painted pages", "not seen")
    faults = [finding for finding in findings if finding.blocks]
    if faults:
        more = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
        return f"{failed}: {report(faults[:1], 'concise', colour=colour)}{more}"
    said = f"; {count_line(findings)}" if findings and is_build else ""
    return f"{done} in {spent:.0f} ms{said}"


def merge_words(wish: MergeWish, done: "MergeDone") -> str:
    """How many copies there are; nothing of a preview, whose file is told."""
    out = "1 row" if done.left_out == 1 else f"{done.left_out:,} rows"
    if wish.dry_run:
        return f"{done.made:,} copies would be made; {out} left out"
    if wish.row is not None:
        return ""
    what = "records" if wish.print_file else "copies"
    return f"{done.target}: {done.made:,} {what} made, {done.there:,} there already, {out} left out"
