"""What goes wrong around the studio: the disk, the files, the outbox, a list that is too long."""

import errno
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

import pytest

from brochure import files
from brochure.content.shelf import open_shelf
from brochure.studio.history import version_of
from tests.conftest import signed, with_own_words
from tests.send.mail_server import MailServer
from tests.studio.asking import Answer, Visitor
from tests.studio.test_letters import HOME, MAIL, ROWS, Clerk, over, taken

HOLD = """
import sys, time
from pathlib import Path
from brochure.send.outbox import LOCK, _take_lock
lock = _take_lock(Path(sys.argv[1]) / LOCK)
print("held", flush=True)
time.sleep(60)
"""  # as another sending of this program holds it
LEAFLET = "/api/l/acupuncture-pain/en"
FILE = "content/acupuncture-pain/en.yaml"


@pytest.fixture
def small_disk(tmp_path: Path, clinic: Path) -> Iterator[Path]:
    """A clinic's folder on a disk of its own with little room; where the machine forbids that, the test is skipped."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", disk], capture_output=True, check=False)
    if mounted.returncode:
        pytest.skip("this machine mounts no disk for a test")
    try:
        for part in ("content", "layouts"):
            shutil.copytree(clinic / part, disk / part)
        yield disk
    finally:
        subprocess.run(["umount", "-l", disk], check=True)


def saved(visitor: Visitor, clinic: Path, text: str) -> Answer:
    version = version_of((clinic / FILE).read_bytes())
    return visitor.post(f"{LEAFLET}/save", {"version": version, "texts": [{"field": "title", "text": text}]})


@pytest.mark.parametrize("how", ["full", "read-only"])
def test_a_disk_that_refuses_leaves_all_as_it_was(small_disk: Path, how: str) -> None:
    """A real one: the page opens still, says what is wrong, and saves as soon as there is room."""
    visitor, before = Visitor(open_shelf(small_disk)), (small_disk / FILE).read_bytes()
    names = sorted(each.name for each in (small_disk / FILE).parent.iterdir())
    remount = ["mount", "-o", "remount,ro" if how == "read-only" else "remount", small_disk]
    filler = small_disk / "filler"
    if how == "full":
        handle = os.open(filler, os.O_CREAT | os.O_WRONLY)
        with pytest.raises(OSError):
            while True:
                os.write(handle, bytes(4096))
        os.close(handle)
    else:
        subprocess.run(remount, check=True)
    refused = saved(visitor, small_disk, "Needles")

    assert refused.status == 422
    assert [each["code"] for each in refused.said["findings"]] == ["not-written"]
    assert ("no space left" if how == "full" else "read-only file system") in refused.body.decode().lower()
    assert (small_disk / FILE).read_bytes() == before
    assert sorted(each.name for each in (small_disk / FILE).parent.iterdir()) == names
    assert visitor.get("/l/acupuncture-pain/en").status == 200
    tried = visitor.post(f"{LEAFLET}/try", {"version": "", "texts": [], "page": "a"})
    assert len(tried.said["sides"]) == 2
    if how == "full":
        filler.unlink()
    else:
        subprocess.run(["mount", "-o", "remount,rw", small_disk], check=True)
    assert saved(visitor, small_disk, "Needles").status == 200
    assert "title: Needles\n" in (small_disk / FILE).read_text(encoding="utf-8")


def test_a_way_back_that_cannot_be_kept_costs_no_word(clinic: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The history alone is refused: what is typed is in the file."""
    visitor, real = Visitor(open_shelf(clinic)), files._move_in

    def refuse(path: Path, data: bytes, mode: int) -> None:
        if ".brochure" in path.parts:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        real(path, data, mode)

    monkeypatch.setattr(files, "_move_in", refuse)

    assert saved(visitor, clinic, "Needles").status == 200
    assert "title: Needles\n" in (clinic / FILE).read_text(encoding="utf-8")


@pytest.mark.parametrize("fault", [errno.ENOSPC, errno.EROFS, errno.EACCES, errno.EIO, errno.EDQUOT])
@pytest.mark.parametrize("gate", ["open", "fsync", "replace"])
def test_at_the_one_gate_of_writing_each_refusal_is_told(
    clinic: Path, monkeypatch: pytest.MonkeyPatch, gate: str, fault: int
) -> None:
    """Opened, flushed, or moved in: whatever the system says, the file is the old one and no other is left."""
    visitor, before = Visitor(open_shelf(clinic)), (clinic / FILE).read_bytes()
    visitor.post(f"{LEAFLET}/try", {"version": "", "texts": [], "page": "a"})
    names = sorted(each.name for each in (clinic / FILE).parent.iterdir())

    def refuse(*_: Any, **__: Any) -> NoReturn:
        raise OSError(fault, os.strerror(fault))

    with monkeypatch.context() as patched:
        if gate == "replace":
            patched.setattr(Path, "replace", refuse)
        else:
            patched.setattr(os, gate, refuse)
        refused = saved(visitor, clinic, "Needles")

    assert (refused.status, [each["code"] for each in refused.said["findings"]]) == (422, ["not-written"])
    assert (clinic / FILE).read_bytes() == before
    assert sorted(each.name for each in (clinic / FILE).parent.iterdir()) == names


def test_a_file_that_was_deleted_while_typing_comes_back_from_the_history(clinic: Path) -> None:
    """The save says that it is gone; the history still has it."""
    visitor, before = Visitor(open_shelf(clinic)), (clinic / FILE).read_bytes()
    visitor.get("/l/acupuncture-pain/en")
    version = version_of(before)
    (clinic / FILE).unlink()
    texts = [{"field": "title", "text": "Needles"}]
    refused = visitor.post(f"{LEAFLET}/save", {"version": version, "texts": texts})
    page = visitor.get("/l/acupuncture-pain/en/history")

    assert [each["code"] for each in refused.said["findings"]] == ["file-missing"]
    assert "History" in refused.said["findings"][0]["way"]
    assert page.status == 200 and f'data-state="{version}"'.encode() in page.body
    back = visitor.post(f"{LEAFLET}/back", {"version": version_of(b""), "state": version})
    assert back.status == 200
    assert (clinic / FILE).read_bytes() == before
    assert visitor.post(f"{LEAFLET}/save", {"version": version, "texts": texts}).status == 200


def test_an_outbox_that_another_sender_holds_is_told_and_waits(clinic: Path) -> None:
    """A command at the same desk sends: the studio says so, nothing goes twice, and later all goes."""
    desk = Clerk(open_shelf(signed(with_own_words(clinic), "your-visit")))
    with MailServer() as server:
        mail = {**MAIL, "server": "127.0.0.1", "port": str(server.port)}
        taken(desk, *ROWS[:1])
        desk.form(f"{HOME}/send", {"act": "trial", **mail})
        over(desk, f"{HOME}/job")
        held = subprocess.Popen([sys.executable, "-c", HOLD, clinic / "outbox"], stdout=subprocess.PIPE, text=True)
        assert held.stdout is not None and held.stdout.readline() == "held\n"
        try:
            desk.form(f"{HOME}/send", {"act": "send", "count": "1", **mail})
            told = over(desk, "/outbox")
        finally:
            held.kill()
            held.wait()
            held.stdout.close()
        assert "Not done" in told and "Another process is at work" in told
        assert server.taken == []
        assert desk.form("/outbox", {"act": "go"}).status == 303
        assert "Done" in over(desk, "/outbox")
        assert len(server.taken) == 1


def test_a_list_of_a_hundred_thousand_rows_is_refused_at_once(clinic: Path) -> None:
    """With the way out; and the next list is taken."""
    visitor = Clerk(open_shelf(clinic))
    rows = "".join(f"{at},Person {at},p{at}@x.test,yes\n" for at in range(100_000))
    begin = time.process_time()
    refused = visitor.form(HOME, {"pasted": ""}, ("long.csv", f"id,name,email,consent\n{rows}".encode()))

    assert time.process_time() - begin < 20
    assert refused.status == 422 and b"more than 5,000 rows" in refused.body and b"Part it" in refused.body
    taken(visitor)
