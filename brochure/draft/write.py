"""Leaflet and template in, stories out: every word with its style, its tag and its origin."""

from brochure.base.findings import BadInput, Finding, did_you_mean
from brochure.base.leaflet import SafetyNote
from brochure.base.manuscript import Manuscript
from brochure.base.story import Note, Story, Words, leaves
from brochure.draft.elements import Element, place_in, read_elements
from brochure.draft.inline import runs_of
from brochure.draft.note import note_lists, note_paragraphs
from brochure.draft.stories import StoryWriter
from brochure.draft.template import render
from brochure.draft.typography import tidy
from brochure.draft.values import template_data
from brochure.record.standing import draft_line


def write(manuscript: Manuscript) -> tuple[Story, ...]:
    """Fill the layout's template with the leaflet.

    Raises:
        BadInput: a fault of the template, or a safety note that is missing, repeated or changed.
    """
    data = template_data(manuscript)
    root = read_elements(render(manuscript.template, data), manuscript.template, data.origins)
    writer = StoryWriter(manuscript)
    writer.judge(root)
    stories = tuple(story for element in root.children if (story := _write_story(element, writer)))
    faults = [*writer.faults, *_story_faults(root, manuscript), *_note_faults(stories, manuscript)]
    faults += _draft_faults(stories, manuscript)
    if faults:
        raise BadInput(*faults)
    return stories


def _write_story(element: Element, writer: StoryWriter) -> Story | None:
    if element.tag == "story":
        writer.judge(element)
    name = element.attributes.get("name", "")
    blocks = writer.write_blocks(element.children)
    return Story(name, blocks) if blocks else None


def _story_faults(root: Element, manuscript: Manuscript) -> list[Finding]:
    plans = {name: plan for plan in manuscript.layout.stories for name in plan.written}
    written = [element.attributes.get("name", "") for element in root.children]
    faults = []
    for element in root.children:
        name = element.attributes.get("name", "")
        if element.tag != "story" or name not in plans or written.count(name) > 1:
            where = manuscript.template.name
            message = f"template '{where}' writes a story '{name or element.tag}' that the layout has no place for"
            if name in plans and element.tag == "story":
                message = f"template '{where}' writes story '{name}' twice"
            place = place_in(manuscript.template, element.line)
            hint = "write it once" if name in plans else did_you_mean(name, plans)
            faults.append(Finding("unknown-story", message, place, hint))
    for name, plan in plans.items():
        if name not in written:
            message = f"template '{manuscript.template.name}' does not write story '{name}'"
            faults.append(Finding("unknown-story", message, plan.name.origin, "write it, or take its frames out"))
    return faults


def _note_faults(stories: tuple[Story, ...], manuscript: Manuscript) -> list[Finding]:
    """The safety note stands in the stories once, word for word."""
    notes = [block for story in stories for block in story.blocks if isinstance(block, Note)]
    safety = manuscript.leaflet.safety
    if safety is None:
        return []
    origin = safety.heading.origin
    template = manuscript.template.name
    if not notes:
        message = f"template '{template}' leaves the safety note out"
        return [Finding("note-missing", message, origin, "put <note> with heading and text into a story of the spread")]
    said = [[leaf.text for leaf in leaves((note,)) if hasattr(leaf, "text")] for note in notes]
    if len(notes) > 1 or said[0] != _note_texts(safety, manuscript):
        message = f"template '{template}' does not print the safety note word for word, once"
        return [Finding("note-changed", message, origin, "print safety.heading and every paragraph of safety.text")]
    return []


def _draft_faults(stories: tuple[Story, ...], manuscript: Manuscript) -> list[Finding]:
    """A text that nobody has signed says so in the hands of its reader."""
    wanted = draft_line(manuscript.language, signed=manuscript.signed)
    texts = [leaf.text for story in stories for leaf in leaves(story.blocks) if isinstance(leaf, Words)]
    if not wanted or tidy(wanted, manuscript.language) in texts:
        return []
    message = f"template '{manuscript.template.name}' leaves the draft line out"
    hint = "write {% if draft_line %}<p>{{ draft_line }}</p>{% endif %} into a story"
    return [Finding("draft-line-missing", message, manuscript.leaflet.title.origin, hint)]


def _note_texts(safety: SafetyNote, manuscript: Manuscript) -> list[str]:
    said = [safety.heading.text, *(each.text for each in note_paragraphs(safety))]
    for each in note_lists(safety, manuscript):
        said += (each.lead, *(entry.text for entry in each.entries))
    return [runs_of(text, manuscript.language).text for text in said]
