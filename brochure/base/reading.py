"""The order in which a reader meets the stories of a folded piece."""

from brochure.base.design import Layout
from brochure.base.story import Story


def ordered_stories(stories: tuple[Story, ...], layout: Layout) -> list[tuple[str, Story]]:
    """The stories as a reader meets them, each with the panel at which it begins."""
    panel_of_frame = {frame.name.text: frame.panel.text for frame in layout.frames}
    first_panel = {plan.name.text: panel_of_frame[plan.frames[0].text] for plan in layout.stories}
    rank = {said.text: at for at, said in enumerate(layout.reading)}
    ordered = sorted(stories, key=lambda story: rank[first_panel[story.name]])
    return [(first_panel[story.name], story) for story in ordered]
