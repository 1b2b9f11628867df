"""The clinic's key: made once, for its owner only, and what is hashed with it."""

import os
import stat
from pathlib import Path

import pytest

from brochure.base.findings import BadInput
from brochure.people.keys import Key, open_key, passing_key


def code_of(path: Path) -> str:
    with pytest.raises(BadInput) as caught:
        open_key(path)
    return caught.value.findings[0].code


def test_a_key_is_made_at_its_first_use_and_read_afterwards(tmp_path: Path) -> None:
    """0600: whoever has it can tell who is in an outbox."""
    path = tmp_path / "outbox" / "key"

    first, second = open_key(path), open_key(path)

    assert first == second
    assert len(first.secret) == 32
    assert [entry.name for entry in path.parent.iterdir()] == ["key"]
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.skipif(os.name != "posix", reason="modes of files")
def test_a_key_that_others_may_read_is_refused(tmp_path: Path) -> None:
    """Before anything is hashed with it."""
    path = tmp_path / "key"
    open_key(path)
    path.chmod(0o644)

    assert code_of(path) == "key-shared"


@pytest.mark.parametrize("data", [b"", b"abc", b"00" * 31, b"zz" * 32, b"\xff" * 64])
def test_a_damaged_key_is_refused_and_not_made_anew(data: bytes, tmp_path: Path) -> None:
    """With a new one everybody would be written to again."""
    path = tmp_path / "key"
    path.write_bytes(data)
    path.chmod(0o600)

    assert code_of(path) == "key-damaged"
    assert path.read_bytes() == data


def test_hashes_tell_kinds_campaigns_and_keys_apart() -> None:
    """The same text in another place must not be recognised."""
    key = Key(b"k" * 32)
    hashes = [key.recipient("1"), key.address("1"), key.letter("1", ""), key.letter("", "1"), key.letter("a", "1"),
              passing_key().recipient("1")]  # fmt: skip

    assert len(set(hashes)) == len(hashes)
    assert key.recipient("1") == Key(b"k" * 32).recipient("1")
    assert all(len(each) == 32 for each in hashes)
