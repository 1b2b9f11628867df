"""Goldens of findings: what a person is told, word for word, with the place and the way out.

`pytest --update-golden` writes them anew; read each message as a stranger would, then commit.
"""

import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from brochure.base.findings import Finding

FOLDER = Path(__file__).parent / "golden" / "told"


def written(finding: Finding) -> str:
    """One finding on two lines; folders above a file differ from machine to machine and are left out."""
    origin = finding.origin
    place = f"{Path(origin.file).name}:{origin.line}:{origin.column}" if origin else "nowhere"
    message = re.sub(r"(?<![\w.])/[^ ':]*/", "", finding.message)
    return f"{place}: {finding.severity}[{finding.code}]: {message}\n  hint: {finding.hint}\n"


def hold(findings: Iterable[Finding], request: pytest.FixtureRequest) -> None:
    """Hold findings to those that the golden of the test's file has under the test's name."""
    name, path = request.node.name, FOLDER / f"{request.path.parent.name}.{request.path.stem}.txt"
    held = path.read_text(encoding="utf-8") if path.exists() else ""
    parts = {part.partition("\n")[0]: part.partition("\n")[2] for part in re.split("^== ", held, flags=re.M)[1:]}
    found = "".join(map(written, findings))
    if request.config.getoption("--update-golden"):
        parts[name] = found
        path.parent.mkdir(exist_ok=True)
        path.write_text("".join(f"== {key}\n{value}" for key, value in sorted(parts.items())), encoding="utf-8")

    assert found == parts.get(name)
