"""A copy with a password: who has it reads every word, who has not reads none."""

import builtins
import copy
import io
import os
import pickle
import re
import secrets
import subprocess
import sys
import traceback
import unicodedata
from pathlib import Path

import pikepdf
import pypdf
import pypdfium2
import pytest
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC, ECB

from brochure.base.findings import BadInput
from brochure.content.shelf import Shelf
from brochure.pdf.lock import PERMISSIONS, Lock, make_lock
from brochure.pdf.objects import Hex, PdfName, PdfReference, SerialObject, Value
from brochure.pdf.writer import write_document
from tests.conftest import ROOT, Judge
from tests.pdf.copies import Copies, copies_of

PASSWORD = "Größe unterm Apfelbaum"
WRONG = "Größe unterm Birnbaum"
STREAM = re.compile(rb"\d+ 0 obj\n(<<[^\n]*>>)\nstream\n")


@pytest.fixture(scope="module")
def copies(shelf: Shelf) -> Copies:
    return copies_of("acupuncture-pain", shelf, lock_for(PASSWORD))


@pytest.fixture
def locked_file(copies: Copies, tmp_path: Path) -> Path:
    path = tmp_path / "locked.pdf"
    path.write_bytes(copies.locked)
    return path


@pytest.fixture
def plain_file(copies: Copies, tmp_path: Path) -> Path:
    path = tmp_path / "plain.pdf"
    path.write_bytes(copies.plain)
    return path


def lock_for(password: str) -> Lock:
    return make_lock(password, randomness=secrets.token_bytes)


def streams(data: bytes) -> list[tuple[bytes, bytes]]:
    """Dictionary and bytes of every stream, found without reading any cross-reference."""
    found, at = [], 0
    while head := STREAM.search(data, at):
        length = re.search(rb"/Length (\d+)", head[1])
        assert length
        at = head.end() + int(length[1])
        found.append((head[1], data[head.end() : at]))
    return found


class Known:
    """Randomness that a test can read afterwards."""

    def __init__(self) -> None:
        self.given: list[bytes] = []

    def __call__(self, count: int) -> bytes:
        self.given.append(os.urandom(count))
        return self.given[-1]


def known_lock() -> tuple[Lock, bytes]:
    """A lock, and the key of its file: the first bytes that it asked for."""
    known = Known()
    lock = make_lock(PASSWORD, randomness=known)
    return lock, known.given[0]


# Whoever judges: with the password every word, without it none.


@pytest.mark.judge
def test_qpdf_opens_it_with_the_password_and_finds_nothing_to_say(locked_file: Path, judge: Judge) -> None:
    """Structure, padding, lengths and cross-references are right."""
    found = judge("qpdf", "--check", f"--password={PASSWORD}", locked_file)

    assert found.returncode == 0, found.stdout + found.stderr
    assert b"WARNING" not in found.stdout + found.stderr


@pytest.mark.judge
@pytest.mark.parametrize("words", [[], [f"--password={WRONG}"], ["--password="]])
def test_qpdf_does_not_open_it_without(locked_file: Path, judge: Judge, words: list[str]) -> None:
    """Neither with none, an empty one, nor another."""
    found = judge("qpdf", "--check", *words, locked_file)

    assert found.returncode != 0
    assert b"invalid password" in found.stderr


@pytest.mark.judge
def test_it_is_aes_256_of_revision_6_and_can_be_listened_to(locked_file: Path, judge: Judge) -> None:
    """CR05: who listens to the leaflet is not shut out, and nobody was given the owner's rights."""
    said = judge("qpdf", "--show-encryption", f"--password={PASSWORD}", locked_file).stdout.decode()

    assert "R = 6" in said
    assert "Supplied password is user password" in said
    assert "file encryption method: AESv3" in said
    assert "extract for accessibility: allowed" in said
    assert "print high resolution: allowed" in said
    assert "modify anything: not allowed" in said
    assert "owner password" not in said


@pytest.mark.judge
def test_poppler_reads_the_same_words(locked_file: Path, plain_file: Path, judge: Judge) -> None:
    """With the password; without it not one."""
    read = judge("pdftotext", "-upw", PASSWORD, locked_file, "-")
    shut = judge("pdftotext", locked_file, "-")
    wrong = judge("pdftotext", "-upw", WRONG, locked_file, "-")

    assert b"Acupuncture" in read.stdout
    assert read.stdout == judge("pdftotext", plain_file, "-").stdout
    assert read.stderr == b""
    assert (shut.returncode, shut.stdout) == (wrong.returncode, wrong.stdout) == (1, b"")


@pytest.mark.judge
def test_ghostscript_reads_the_same_words(locked_file: Path, plain_file: Path, judge: Judge) -> None:
    """With the password; without it not one."""
    words = ("-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=txtwrite", "-o", "-")
    read = judge("gs", *words, f"-sPDFPassword={PASSWORD}", locked_file)

    assert b"Acupuncture" in read.stdout
    assert read.stdout == judge("gs", *words, plain_file).stdout
    assert b"Acupuncture" not in judge("gs", *words, locked_file).stdout
    assert b"Acupuncture" not in judge("gs", *words, f"-sPDFPassword={WRONG}", locked_file).stdout


def test_pdfium_reads_the_same_words(copies: Copies) -> None:
    """The reader inside the browsers that most patients have."""

    def words(data: bytes, password: str | None) -> list[str]:
        with pypdfium2.PdfDocument(data, password=password) as pdf:
            return [page.get_textpage().get_text_range() for page in pdf]

    assert any("Acupuncture" in page for page in words(copies.locked, PASSWORD))
    assert words(copies.locked, PASSWORD) == words(copies.plain, None)
    for password in (None, WRONG):
        with pytest.raises(pypdfium2.PdfiumError, match="password"):
            words(copies.locked, password)


def test_pypdf_opens_it_as_a_reader_and_not_as_its_owner(copies: Copies) -> None:
    """A second program that computes the hashes by itself, and checks the copy of the permissions."""
    reader = pypdf.PdfReader(io.BytesIO(copies.locked))

    assert reader.decrypt(WRONG) == pypdf.PasswordType.NOT_DECRYPTED
    assert reader.decrypt(PASSWORD) == pypdf.PasswordType.USER_PASSWORD
    assert reader.metadata
    assert reader.metadata.title == "Pain Management"


@pytest.mark.judge
def test_a_password_with_accents_opens_however_they_were_typed(copies: Copies, tmp_path: Path, judge: Judge) -> None:
    """CR04: a list from one system has letters in two parts where the patient's keyboard has them in one."""
    decomposed = unicodedata.normalize("NFD", "Größe")
    assert decomposed != "Größe"
    path = tmp_path / "accents.pdf"
    path.write_bytes(write_document(copies.document, lock=lock_for(decomposed)))

    assert b"Acupuncture" in judge("pdftotext", "-upw", "Größe", path, "-").stdout
    assert judge("qpdf", "--check", "--password=Größe", path).returncode == 0
    words = ("-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=txtwrite", "-o", "-")
    assert b"Acupuncture" in judge("gs", *words, "-sPDFPassword=Größe", path).stdout
    with pypdfium2.PdfDocument(path, password="Größe") as pdf:
        assert len(pdf) > 1
    with pikepdf.open(path, password="Größe") as opened:
        assert opened.user_password_matched


# What the file shows to those who have no password.


def test_no_stream_of_the_open_copy_is_in_the_locked_one(copies: Copies) -> None:
    """CR05: metadata, fonts, pages and the packed dictionaries with all their strings."""
    plain = [data for head, data in streams(copies.plain) if b"/Type/XRef" not in head]

    assert len(plain) == len(streams(copies.locked)) - 1 > 10
    for data in plain:
        assert data in copies.plain
        assert data[:16] not in copies.locked


def test_no_word_of_the_leaflet_stands_in_the_file(copies: Copies) -> None:
    """CR05: no title, no author, no XMP packet; only what a reader needs to ask for the password."""
    unlocked = b"".join(each.written().body for each in copies.document.objects)
    for word in (b"Pain Management", b"Riverside", b"pdfuaid", b"xpacket", b"/Title", b"/StructElem", b"/URI"):
        assert word not in copies.locked
    assert b"Pain Management" in unlocked

    outside = copies.locked
    for _, data in streams(copies.locked):
        outside = outside.replace(data, b"")
    assert b"(" not in outside
    assert len(re.findall(rb"(?<!<)<[0-9A-Fa-f]+>", outside)) == 5 + 2  # of the lock, and the two names of the file


def test_metadata_is_whole_for_who_has_the_password(copies: Copies) -> None:
    """And it claims no PDF/A, which forbids a lock; PDF/UA allows it."""
    with pikepdf.open(io.BytesIO(copies.locked), password=PASSWORD) as pdf, pdf.open_metadata() as meta:
        assert pdf.encryption.R == 6
        assert pdf.user_password_matched
        assert not pdf.owner_password_matched
        assert meta["dc:title"] == str(pdf.docinfo["/Title"]) == "Pain Management"
        assert meta["pdfuaid:part"] == "1"
        assert "pdfaid:part" not in meta
        assert pdf.Root.Extensions.ADBE.ExtensionLevel == 8
        assert str(pdf.Root.Extensions.ADBE.BaseVersion) == "/1.7"
        assert not pdf.get_warnings()


def test_an_open_copy_names_no_extension(copies: Copies) -> None:
    """Only a lock goes beyond PDF 1.7."""
    with pikepdf.open(io.BytesIO(copies.plain)) as pdf:
        assert "/Extensions" not in pdf.Root


def test_each_locked_copy_has_a_name_of_its_own(copies: Copies) -> None:
    """The file keeps its /ID, and it tells nothing of what is inside."""
    names = set()
    for data in (copies.plain, copies.locked, write_document(copies.document, lock=lock_for(PASSWORD))):
        found = re.search(rb"/ID\[<([0-9A-F]{32})><\1>\]", data)
        assert found
        names.add(found[1])

    assert len(names) == 3


def test_nothing_touches_the_disk_while_a_copy_is_locked(copies: Copies, monkeypatch: pytest.MonkeyPatch) -> None:
    """CR05: the first bytes that can be written are locked ones."""
    lock_for(PASSWORD)  # the library is loaded

    def refuse(*_words: object, **_named: object) -> None:
        raise AssertionError("a file was opened")

    with monkeypatch.context() as patch:
        patch.setattr(builtins, "open", refuse)
        patch.setattr(os, "open", refuse)
        patch.setattr(io, "open", refuse)
        data = write_document(copies.document, lock=lock_for(PASSWORD))

    assert b"/Encrypt" in data


def test_a_string_in_the_dictionary_of_a_stream_stops_the_writer(copies: Copies) -> None:
    """It would stand in the file for all to read. The message does not repeat it."""
    strings: tuple[Value, ...] = (b"Maria", Hex(b"Maria"), (PdfName("Said"), {"Of": b"Maria"}))
    for string in strings:
        guilty = SerialObject(1, {"Length": 3, "Name": string}, b"abc")
        document = copies.document._replace(objects=(guilty, *copies.document.objects[1:]))

        with pytest.raises(AssertionError, match="object 1: a string") as stopped:
            write_document(document, lock=lock_for(PASSWORD))
        assert "Maria" not in str(stopped.value)


@pytest.mark.parametrize("length", [4, None, PdfReference(7)])
def test_a_stream_whose_length_is_not_plain_stops_the_writer(length: Value) -> None:
    """A locked stream is longer; a length that cannot be mended would damage the file."""
    with pytest.raises(AssertionError, match="length"):
        lock_for(PASSWORD).locked(SerialObject(1, {"Length": length}, b"abc"))


def test_a_press_file_has_no_lock(copies: Copies) -> None:
    """PDF/X is older than the lock, and forbids it."""
    with pytest.raises(AssertionError, match="older version"):
        write_document(copies.document, version="1.6", lock=lock_for(PASSWORD))


# The lock itself.


@pytest.mark.parametrize("length", [0, 1, 15, 16, 17, 4096])
def test_a_stream_can_be_decrypted_as_the_standard_says(length: int) -> None:
    """A vector of 16 bytes first, then CBC, then 1 to 16 bytes of padding; the third stream as well as the first."""
    lock, key = known_lock()
    for _ in range(3):
        data = os.urandom(length)
        sealed = lock.encrypted(data)
        opened = Cipher(AES(key), CBC(sealed[:16])).decryptor().update(sealed[16:])

        assert len(sealed) == 16 + (length // 16 + 1) * 16
        assert opened == data + bytes([16 - length % 16]) * (16 - length % 16)


def test_equal_streams_look_different(copies: Copies) -> None:
    """In one file and in two: every vector and every key is used once."""
    first, second = lock_for(PASSWORD), lock_for(PASSWORD)
    sealed = [lock.encrypted(bytes(64)) for lock in (first, first, second)]
    blocks = [each[at : at + 16] for each in sealed for at in range(0, len(each), 16)]

    assert len(set(blocks)) == len(blocks)
    for name in ("U", "UE", "O", "OE", "Perms"):
        assert first.dictionary[name] != second.dictionary[name]


def test_the_vectors_do_not_follow_from_one_another() -> None:
    """Each depends on a random block of its own, drawn after the stream before was finished."""
    known = Known()
    lock = make_lock(PASSWORD, randomness=known)
    before = len(known.given)
    for _ in range(3):
        lock.encrypted(b"words")

    assert [len(each) for each in known.given[before:]] == [16, 16, 16]
    assert len(set(known.given)) == len(known.given)


def test_the_permissions_are_sealed_with_the_key() -> None:
    """ISO 32000-2, algorithm 10: a changed permission shows."""
    lock, key = known_lock()
    sealed = lock.dictionary["Perms"]
    assert isinstance(sealed, Hex)
    opened = Cipher(AES(key), ECB()).decryptor().update(sealed)

    assert int.from_bytes(opened[:4], "little", signed=True) == PERMISSIONS
    assert opened[4:12] == b"\xff\xff\xff\xffTadb"
    assert lock.dictionary["P"] == PERMISSIONS


@pytest.mark.parametrize("number", [5, 25, 26, 78])
def test_the_hash_stops_in_the_right_round(number: int, copies: Copies) -> None:
    """One round more or fewer, and a copy in fifty would not open.

    With salts of zeros, the first of these passwords would stop after 63 rounds if it were allowed to, the second stops
    on the greatest value that ends it, the third once passes that by one, and the last takes 90 rounds.
    """
    password = f"a password of round {number}"
    reader = pypdf.PdfReader(io.BytesIO(write_document(copies.document, lock=make_lock(password, randomness=bytes))))

    assert reader.decrypt(password) == pypdf.PasswordType.USER_PASSWORD


@pytest.mark.parametrize(("bit", "allowed"), [(3, 1), (4, 0), (5, 1), (6, 1), (9, 1), (10, 1), (11, 0), (12, 1)])
def test_all_but_changing_is_allowed(bit: int, allowed: int) -> None:
    """Bits count from 1. Source: ISO 32000-2, table 22."""
    assert PERMISSIONS >> (bit - 1) & 1 == allowed


def test_the_reserved_bits_are_as_the_standard_wants_them() -> None:
    """1 and 2 clear, 7, 8 and 13 to 32 set."""
    assert PERMISSIONS & 0xFFFFF0C3 == 0xFFFFF0C0
    assert -(1 << 31) <= PERMISSIONS < 0


@pytest.mark.parametrize("password", ["", "\u00ad", "tab\tinside it", "x" * 128, "ö" * 64])
def test_a_password_that_cannot_lock_is_refused_and_not_repeated(password: str) -> None:
    """CR01: empty, and what SASLprep leaves empty, too."""
    with pytest.raises(ValueError, match=r"^password ") as refused:
        lock_for(password)

    told = "".join(traceback.format_exception(refused.value))
    assert not password or password not in told


@pytest.mark.parametrize("password", ["x" * 127, "ö" * 63])
def test_the_longest_password_opens(password: str, copies: Copies) -> None:
    """127 bytes, whole."""
    with pikepdf.open(io.BytesIO(write_document(copies.document, lock=lock_for(password))), password=password) as pdf:
        assert pdf.user_password_matched


def test_a_lock_shows_no_secret() -> None:
    """Whatever prints it, logs it or sends it to another process."""
    lock, key = known_lock()

    for shown in (repr(lock), str(lock), f"{lock}", f"{lock!r}"):
        assert shown == "Lock()"
    assert not hasattr(lock, "__dict__")
    assert key not in lock.dictionary.values()
    for way in (pickle.dumps, copy.copy, copy.deepcopy):
        with pytest.raises(TypeError, match="holds a key"):
            way(lock)


def test_without_the_library_the_finding_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is an extra: a clinic that locks nothing does not carry it."""
    monkeypatch.setitem(sys.modules, "cryptography", None)
    for name in [each for each in sys.modules if each.startswith("cryptography.")]:
        monkeypatch.setitem(sys.modules, name, None)
    monkeypatch.delitem(sys.modules, "brochure.pdf.aes")

    with pytest.raises(BadInput) as told:
        lock_for(PASSWORD)

    (finding,) = told.value.findings
    assert finding.code == "missing-library"
    assert "brochure[password]" in finding.hint


def test_who_locks_nothing_loads_nothing_of_it() -> None:
    """A cold start pays for what it does."""
    source = (
        "import sys, brochure.pipeline, brochure.pdf.writer\n"
        "print([name for name in ('cryptography', 'stringprep', 'brochure.pdf.lock') if name in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", source], capture_output=True, text=True, check=True, cwd=ROOT)

    assert ran.stdout.strip() == "[]"
