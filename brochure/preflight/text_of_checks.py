"""`docs/checks.md`, from the register."""

from brochure.preflight.register import CHECKS, PROFILES, Check, Find

_HEAD = """# Checks

This page is made from the register in `brochure/preflight/checks/`: do not edit it. After a change run
`brochure check --rules > docs/checks.md`; a test holds the two in step.

`brochure check FILE.pdf --profile NAME` asks of a file what stands here under that name: **E** is an error, **w** a
warning, **n** a note, and an empty field is not asked. Places are millimetres from the top left corner of the trim.

All rules but those of place are asked inside patterns, drawn letters (Type 3) and soft masks too; such a fault has
the place of what is painted with them. Contrast under 3:1 is an error under every name, whatever the table says of
`faint-text`.

What a file may cost is bounded before it is spent: 150,000 units of work a page and 1.5 million a file (a unit is
what one operator costs; large transparent areas, fine tilings and pictures cost more), 80 MB for a stream and 200 MB
for all that a page refers to, 20 million pixels of a page that is looked at. At the desk no page is begun after 12
seconds. What is left out is an error, `damaged-page`, with its reason, and such a page is given to no renderer. A
file that is damaged and that pdfium repairs is checked as repaired, and `index-misplaced` tells it.

## How to add a check
Write one function in the module of `brochure/preflight/checks/` that looks at the same thing, under `@check`
with all its columns: the name of the fault, the rule, why, whose rule it is, the way out, and how grave it is for whom.
It takes a `Job`, yields a `FaultSpot` for each place, and touches nothing. A job holds some pages at a time, and each
function is asked again for the next ones; what is asked of the file as a whole, or of pages beside each other, stands
under `@file_check` and is asked once, after the last page, with what `job.gathered` knows of them. Then give it a page
that passes and one that fails in `tests/preflight/cases.py`. The tests refuse a row that lacks any of these.

Folds are read from a page's private key, which our own files carry, unless `--folds` says otherwise:
`/PieceInfo << /Brochure << /Private << /Folds [x ...] >> >> >>`, in points from the left edge of the trim. The day of
review is read from `/ReviewBy (YYYY-MM-DD)` in the same key of the catalogue.

## The table
"""
_LETTER = {"error": "E", "warning": "w", "note": "n"}


def checks_page() -> str:
    """The whole page, in Markdown."""
    rows = [f"| check | {' | '.join(PROFILES)} |", f"| --- | {' | '.join(':-:' for _ in PROFILES)} |"]
    for row in CHECKS.values():
        letters = (_LETTER[row.severity[each].value] if each in row.severity else "" for each in PROFILES)
        rows.append(f"| [`{row.code}`](#{row.code}) | {' | '.join(letters)} |")
    parts = [_HEAD, "\n".join(rows), f"\n\n{len(CHECKS)} checks.\n"]
    room = ""
    for row in CHECKS.values():
        if (title := _room(row.find)) != room:
            room = title
            parts.append(f"\n## {room}\n")
        parts.append(_part(row))
    return "".join(parts)


def _room(find: Find) -> str:
    """What the checks of a module look at: the beginning of its docstring."""
    import sys  # noqa: PLC0415 - the only place that asks a function for its module

    return (sys.modules[find.__module__].__doc__ or "").split(":")[0].split(".")[0].strip()


def _part(row: Check) -> str:
    return f"\n### {row.code}\n{row.title}.\n\n- why: {row.why}\n- source: {row.source}\n- way out: {row.remedy}\n"
