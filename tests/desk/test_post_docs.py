"""What docs/post.md shows is typed here as it stands there."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from brochure.base.events import LetterState
from brochure.desk.commands import OUTBOX_TASKS
from brochure.people.recipients import KNOWN
from tests.conftest import ROOT

TEXT = (ROOT / "docs" / "post.md").read_text(encoding="utf-8")


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
    return port


@pytest.mark.skipif(os.name != "posix", reason="the commands are for a POSIX shell")
def test_the_commands_of_the_first_section_work_as_they_stand(tmp_path: Path) -> None:
    """A new user types them in this order."""
    if not (Path(sys.executable).parent / "brochure").exists():
        pytest.skip("the tests are not run from an environment as the README makes it")
    section = TEXT.split("\n## ")[1]
    first, *commands = [line.strip() for line in section.splitlines() if line.startswith("    ")]
    port = str(free_port())
    (tmp_path / ".venv").symlink_to(Path(sys.executable).parent.parent)
    shutil.copytree(ROOT / "content", tmp_path / "content")
    shutil.copytree(ROOT / "layouts", tmp_path / "layouts")
    server_words = first.replace("8025", port).split()
    environment = {name: value for name, value in os.environ.items() if not name.startswith("BROCHURE")}
    printed = tmp_path / "printed.txt"
    with (
        printed.open("w") as paper,
        subprocess.Popen(["env", "PYTHONUNBUFFERED=1", *server_words], cwd=tmp_path, stdout=paper) as server,
    ):
        _wait_for(int(port))
        script = "\n".join(commands).replace("8025", port)
        done = subprocess.run(
            ["bash", "-c", script],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        server.terminate()

    assert "Traceback" not in done.stderr, done.stderr
    assert "one sample sent" in done.stdout
    assert "4 sent now; in all 4 sent, 2 held" in done.stdout, done.stdout + done.stderr
    assert len(re.findall(r"^To: ", printed.read_text(), re.M)) == 5
    assert "row 6      held      bad address" in done.stdout


def _wait_for(port: int) -> None:
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port)).close()
            return
        except OSError:
            time.sleep(0.05)
    raise TimeoutError("the test server never came")


def test_every_state_and_every_column_is_explained() -> None:
    """What `outbox list` prints is looked up here."""
    assert [state for state in LetterState if f"| {state} |" not in TEXT] == []
    assert [column for column in KNOWN if f"| `{column}` |" not in TEXT] == []


def test_every_task_of_the_outbox_is_explained() -> None:
    """What is not in the docs is found by nobody."""
    assert [task for task in OUTBOX_TASKS if f"`brochure outbox {task}" not in TEXT] == []
