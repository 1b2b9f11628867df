"""What came of making and merging, in words."""

from typing import TYPE_CHECKING

from brochure.base.events import FileWritten
from brochure.base.made import Made, Together
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
        f"  proved: {made.words} words, each once, in order, visible, and read back from the file"
    )


def proved_words(together: Together) -> str:
    """What editions have in common; nothing where they do not say the same."""
    orders, made, _ = together
    if not made:
        return ""
    names = ", ".join(each.edition.name for each in made)
    same = f"the same in {len(made)} of {len(orders)} editions"
    return (
        f"{orders[0].leaflet}.{orders[0].language}: {names}\n"
        f"  proved: {made[0].words} words in {len(made[0].spoken)} leaves, {same}"
    )


def merge_words(wish: MergeWish, done: "MergeDone") -> str:
    """How many copies there are; nothing of a preview, whose file is told."""
    out = "1 row" if done.left_out == 1 else f"{done.left_out:,} rows"
    if wish.dry_run:
        return f"{done.made:,} copies would be made; {out} left out"
    if wish.row is not None:
        return ""
    what = "records" if wish.print_file else "copies"
    return f"{done.target}: {done.made:,} {what} made, {done.there:,} there already, {out} left out"
