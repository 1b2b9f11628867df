"""Where a word was written. Every scalar of a YAML file keeps its place to the last room."""

from brochure.base.records import NamedTuple


class Origin(NamedTuple):
    """A place in a file that a person can edit; lines and columns count from 1.

    What was never text has line 0 and the path of its key behind the name: `content/my-leaflet/en.yaml: points 3 text`.
    """

    file: str
    line: int
    column: int
    excerpt: str = ""  # the line as written, for the caret

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


class Said(NamedTuple):
    """A text that somebody wrote, and where."""

    text: str
    origin: Origin

    def __str__(self) -> str:
        return self.text
