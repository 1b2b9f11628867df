"""The order in which a reader meets panels and stories."""

from brochure.base.design import Layout
from brochure.base.story import Story


def repeated_name(panel: str, number: int) -> str:
    """The name of a repeated panel on its page, by the number that it carries there."""
    return f"{panel}-{number}"


def page_number(panel: str) -> int:
    """The number in the name of a repeated panel."""
    return int(panel.rpartition("-")[2])


def declared_name(panel: str, layout: Layout) -> str:
    """The name that the layout gives a panel: that of the repeated one for each of its pages."""
    repeats = layout.repeats.text if layout.repeats else ""
    return repeats if repeats and panel.startswith(f"{repeats}-") else panel


def rank_of(panel: str, layout: Layout) -> tuple[int, int]:
    """The place of a panel in the order of reading."""
    declared = declared_name(panel, layout)
    number = int(panel.removeprefix(f"{declared}-")) if panel != declared else 0
    return [said.text for said in layout.reading].index(declared), number


def ordered_stories(stories: tuple[Story, ...], layout: Layout) -> list[tuple[str, Story]]:
    """The stories as a reader meets them, each with the panel at which it begins."""
    panel_of_frame = {frame.name.text: frame.panel.text for frame in layout.frames}
    panels = [said.text for said in layout.reading]
    first_panel, rank = {}, {}
    for at, plan in enumerate(layout.stories):
        for place, name in enumerate(plan.written):
            first_panel[name] = panel_of_frame[plan.frames[0].text]
            rank[name] = (panels.index(first_panel[name]), at, place)
    ordered = sorted(stories, key=lambda story: rank[story.name])
    return [(first_panel[story.name], story) for story in ordered]
