"""A merged run names its files safely, and its manifest never promises more than there is."""

import json
import os
import signal
import subprocess
import sys
import time
from hashlib import sha256
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brochure.base.findings import BadInput
from brochure.copies.manifest import MANIFEST, Copy, Header, ManifestWriter, file_name, is_run, is_whole, read_manifest
from tests.conftest import ROOT
from tests.test_files import mounted

HEADER = Header("first-visit", "en", "email", "spring", "2026-11-01T00:00:00+00:00", False, "0123abcd")
OF = "0f" * 16  # what each copy was made of


def put(folder: Path, row: int, data: bytes = b"%PDF") -> Copy:
    name = file_name(row, str(row))
    (folder / name).write_bytes(data)
    return Copy(row, f"{row:032x}", name, len(data), sha256(data).hexdigest(), OF)


def written(folder: Path, rows: range, *, resume: bool = False) -> None:
    with ManifestWriter(folder, HEADER, resume=resume) as writer:
        for row in rows:
            writer.add(put(folder, row))


HOSTILE = ["../../x", "/etc/x", "C:\\x", "a\0b", "CON", "nul.pdf", "-rf", ".hidden", "x" * 500, "李雷", "\u202etxt.exe",
           "محمد", "", "..", "a/b", "a:b", "~", "$(x)", "Zoë Ó", "a\nb"]  # fmt: skip


@pytest.mark.parametrize("identity", HOSTILE)
def test_a_file_is_named_by_its_row_and_a_harmless_id(identity: str) -> None:
    """FI01."""
    name = file_name(123, identity)

    assert name.startswith("000123-")
    assert name.endswith(".pdf")
    assert name.isascii()
    assert len(name) <= 60
    assert PurePosixPath(name).name == name
    assert PureWindowsPath(name).name == name
    assert name.count(".") == 1


def test_an_id_that_is_harmless_is_kept() -> None:
    """People look for it."""
    assert file_name(7, "P-0042_b") == "000007-P-0042_b.pdf"
    assert file_name(7, "Zoë Ó'Neil") == "000007-Zoe-O-Neil.pdf"
    assert file_name(1_234_567, "1") == "1234567-1.pdf"


@given(st.integers(1, 10**7), st.text())
def test_no_id_leads_out_of_the_folder(row: int, identity: str) -> None:
    """FI01, for all others."""
    name = file_name(row, identity)

    assert not set(name) - set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-.")
    assert Path("run", name).resolve().parent == Path("run").resolve()


def test_a_manifest_tells_what_was_written(tmp_path: Path) -> None:
    """One header, one line for each copy."""
    written(tmp_path, range(2, 5))

    manifest = read_manifest(tmp_path)

    assert is_run(tmp_path)
    assert manifest.header == HEADER
    assert [copy.row for copy in manifest.copies()] == [2, 3, 4]
    assert all(is_whole(tmp_path, copy) for copy in manifest.copies())
    lines = (tmp_path / MANIFEST).read_text().splitlines()
    assert json.loads(lines[0])["format"] == 2
    assert list(json.loads(lines[1])) == ["row", "recipient", "file", "bytes", "sha256", "of"]


def test_a_second_run_is_refused_unless_it_resumes(tmp_path: Path) -> None:
    """FI02."""
    written(tmp_path, range(2, 4))

    with pytest.raises(BadInput) as caught:
        ManifestWriter(tmp_path, HEADER)

    assert caught.value.findings[0].code == "output-exists"


def test_a_resumed_run_misses_what_is_gone_or_changed(tmp_path: Path) -> None:
    """Digests, not names, tell that a copy is whole."""
    written(tmp_path, range(2, 6))
    (tmp_path / file_name(3, "3")).unlink()
    (tmp_path / file_name(4, "4")).write_bytes(b"%PDX")

    with ManifestWriter(tmp_path, HEADER._replace(made_at="later"), resume=True) as writer:
        missing = [row for row in range(2, 7) if not writer.has(f"{row:032x}", OF)]
        for row in missing:
            writer.add(put(tmp_path, row))

    assert missing == [3, 4, 6]
    with ManifestWriter(tmp_path, HEADER, resume=True) as again:
        assert all(again.has(f"{row:032x}", OF) for row in range(2, 7))


def test_a_copy_of_other_values_or_another_password_is_missing(tmp_path: Path) -> None:
    """A list that was mended after the run: the old words must not go out."""
    with ManifestWriter(tmp_path, HEADER) as writer:
        writer.add(put(tmp_path, 2))
        writer.add(put(tmp_path, 3)._replace(lock="0a" * 16))

    with ManifestWriter(tmp_path, HEADER, resume=True) as writer:
        assert writer.has(f"{2:032x}", OF)
        assert not writer.has(f"{2:032x}", "0e" * 16)
        assert writer.has(f"{3:032x}", OF, "0a" * 16)
        assert not writer.has(f"{3:032x}", OF, "0b" * 16)
        assert not writer.has(f"{3:032x}", OF)


@pytest.mark.parametrize("change", [{"leaflet": "other"}, {"campaign": "x"}, {"personal": True}, {"key": "ffffffff"}])
def test_another_run_is_not_mixed_in(change: dict[str, object], tmp_path: Path) -> None:
    """Half of one leaflet and half of another would go out."""
    written(tmp_path, range(2, 4))

    with pytest.raises(BadInput) as caught:
        ManifestWriter(tmp_path, HEADER._replace(**change), resume=True)  # type: ignore[arg-type]

    assert caught.value.findings[0].code == "run-differs"


def test_a_line_that_was_cut_short_is_no_copy_and_is_taken_out(tmp_path: Path) -> None:
    """A process may be killed while it writes."""
    written(tmp_path, range(2, 5))
    path = tmp_path / MANIFEST
    path.write_bytes(path.read_bytes()[:-9])

    assert [copy.row for copy in read_manifest(tmp_path).copies()] == [2, 3]
    with ManifestWriter(tmp_path, HEADER, resume=True) as writer:
        assert not writer.has(f"{4:032x}", OF)
        writer.add(put(tmp_path, 4))
    assert [copy.row for copy in read_manifest(tmp_path).copies()] == [2, 3, 4]


def test_a_header_that_was_cut_short_begins_anew(tmp_path: Path) -> None:
    """The very first write may be the one that is killed."""
    (tmp_path / MANIFEST).write_bytes(b'{"format":1,"leaf')

    written(tmp_path, range(2, 3), resume=True)

    assert read_manifest(tmp_path).header == HEADER


@pytest.mark.parametrize(
    "line",
    ["{}", "not json", '{"row":1,"recipient":"ab","file":"../x.pdf","bytes":1,"sha256":"ab"}',
     '{"row":1,"recipient":"ab","file":"/etc/000001-x.pdf","bytes":1,"sha256":"ab"}',
     '{"row":1,"recipient":"someone@x.test","file":"000001-x.pdf","bytes":1,"sha256":"ab"}',
     '{"row":1,"recipient":"ab","file":"000001-x.pdf","bytes":1,"sha256":"ab","more":1}'],
)  # fmt: skip
def test_a_damaged_or_forged_line_is_refused(line: str, tmp_path: Path) -> None:
    """A manifest could name any file of the machine to be posted."""
    written(tmp_path, range(2, 3))
    with (tmp_path / MANIFEST).open("a") as file:
        file.write(line + "\n")

    with pytest.raises(BadInput) as caught:
        list(read_manifest(tmp_path).copies())

    assert caught.value.findings[0].code == "run-damaged"
    assert "someone" not in caught.value.findings[0].message


@pytest.mark.parametrize("first", ["", "{}\n", '{"format":2}\n', "[]\n"])
def test_a_folder_without_a_sound_header_is_no_run(first: str, tmp_path: Path) -> None:
    """It may be of a later version."""
    (tmp_path / MANIFEST).write_text(first)

    with pytest.raises(BadInput) as caught:
        read_manifest(tmp_path)

    assert caught.value.findings[0].code == "run-damaged"


_MAKER = """
import sys
from pathlib import Path
sys.path.insert(0, {root!r})
from tests.copies.test_manifest import HEADER, OF, put
from brochure.copies.manifest import ManifestWriter
folder = Path(sys.argv[1])
with ManifestWriter(folder, HEADER, resume=True) as writer:
    print("begun", flush=True)
    for row in range(2, 100_000):
        if not writer.has(f"{{row:032x}}", OF):
            writer.add(put(folder, row))
"""


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL")
def test_a_killed_run_leaves_whole_lines_and_goes_on(tmp_path: Path) -> None:
    """FI04: whatever kills it, each line has its copy."""
    for turn in range(3):
        words = [sys.executable, "-c", _MAKER.format(root=str(ROOT)), str(tmp_path)]
        with subprocess.Popen(words, stdout=subprocess.PIPE) as maker:
            assert maker.stdout is not None
            assert maker.stdout.readline()
            while maker.poll() is None and not (tmp_path / MANIFEST).read_bytes().count(b"\n") > 40 * (turn + 1):
                time.sleep(0.002)
            maker.send_signal(signal.SIGKILL)
        copies = list(read_manifest(tmp_path).copies())
        assert len(copies) >= 40 * (turn + 1)
        assert all(is_whole(tmp_path, copy) for copy in copies)
        assert len({copy.row for copy in copies}) == len(copies)


def test_a_full_disk_leaves_whole_lines(tmp_path: Path) -> None:
    """FI04: what could not be noted is made again."""
    with mounted(tmp_path / "disk", "size=64k") as disk:
        with pytest.raises(BadInput) as caught, ManifestWriter(disk, HEADER) as writer:
            for row in range(2, 5_000):
                writer.add(Copy(row, f"{row:032x}", file_name(row, "x"), 1, "ab" * 32, OF))
        rows = [copy.row for copy in read_manifest(disk).copies()]
        assert (disk / MANIFEST).read_bytes().endswith(b"}\n")
        assert rows == list(range(2, len(rows) + 2))
    assert caught.value.findings[0].code == "not-written"


def test_a_long_run_costs_little_memory(tmp_path: Path) -> None:
    """The merge keeps at most 20 MB for 100,000 recipients."""
    lines = [json.dumps({"format": 2, **HEADER._asdict()})]
    data = sha256(b"%PDF").hexdigest()
    (tmp_path / file_name(1, "x")).write_bytes(b"%PDF")
    name = file_name(1, "x")
    lines += [
        json.dumps(Copy(1, sha256(b"%d" % at).hexdigest()[:32], name, 4, data, OF)._asdict()) for at in range(10_000)
    ]
    (tmp_path / MANIFEST).write_text("\n".join(lines) + "\n")
    del lines
    # In a process of its own: what other tests left behind is not to be counted.
    script = (
        "import sys, tracemalloc; from pathlib import Path\n"
        "from brochure.copies.manifest import Header, ManifestWriter\n"
        "folder, told = Path(sys.argv[1]), Header(*eval(sys.argv[2]))\n"
        "tracemalloc.start()\n"
        "with ManifestWriter(folder, told, resume=True) as writer:\n"
        "    print(writer.has(sys.argv[3], sys.argv[4]), tracemalloc.get_traced_memory()[1])\n"
    )
    mark = sha256(b"7").hexdigest()[:32]
    command = [sys.executable, "-c", script, str(tmp_path), repr(tuple(HEADER)), mark, OF]
    there, peak = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()

    assert there == "True"
    assert int(peak) < 4_000_000


def test_a_folder_without_a_manifest_is_no_run(tmp_path: Path) -> None:
    """Its name was mistyped."""
    with pytest.raises(BadInput, match="run-missing"):
        read_manifest(tmp_path)
