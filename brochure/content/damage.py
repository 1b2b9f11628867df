"""What a parser says of damaged YAML, in words for the person who typed it."""

_SIGNS = ("found character", "alphabetic or numeric", "comment or line break", "not allowed in this context")


def remedy(problem: str, at: int, lines: list[str]) -> str:
    """What to do about a problem on the line `at`, counted from 0, from that line and the one before."""
    line = lines[at] if 0 <= at < len(lines) else ""
    if "\t" in line[: len(line) - len(line.lstrip())]:
        return "indent with spaces, not with tabs"
    before = lines[at - 1] if 0 < at <= len(lines) else ""
    if "#" in before and "did not find expected" in problem:
        return "put the text in quotes: a '#' on the line before begins a comment"
    if "mapping values" in problem:
        return "put the text in quotes: a colon followed by a space ends a key"
    if any(said in problem for said in _SIGNS):
        return "put the text in quotes: it begins with a sign that YAML keeps for itself"
    return "check quotes and indentation on this line and the one before"


def plain(problem: str, context: str | None) -> str:
    """What the parser says, on one line."""
    said = (problem or "cannot be read as YAML").replace("\n", " ").replace("'\\t'", "TAB")
    return f"not valid YAML: {said} {context}" if context else f"not valid YAML: {said}"


def character_name(character: object) -> str:
    """A character that the parser refuses, by its number."""
    code = character if isinstance(character, int) else ord(str(character)[:1] or "\0")
    return f"character U+{code:04X}"
