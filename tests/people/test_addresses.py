"""An address is one mailbox that any server takes, or it is held with the reason."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brochure.people.addresses import AddressFault, Mailbox, folded, is_special_use, mailbox_of


@pytest.mark.parametrize(
    "said",
    ["a@x.test", "first.last+tag@mail.example.co", "o'neil@x.test", "1@2.test", "=cmd@x.test", "a@xn--mller-kva.test"],
)
def test_a_plain_address_is_taken_as_it_is(said: str) -> None:
    """Whatever a server may have given to its users."""
    assert str(mailbox_of(said)) == said


@pytest.mark.parametrize("said", ["a@x.test, b@x.test", "a@x.test;b@x.test", "a@x.test b@x.test", "a@x.test\nb@x.test"])
def test_several_addresses_in_a_cell_are_held(said: str) -> None:
    """EM03: all of them would get one patient's letter."""
    assert mailbox_of(said) is AddressFault.SEVERAL


@pytest.mark.parametrize(
    "said",
    ["<a@x.test>", "a b@x", "a b@x.test", "a@x", "@x.test", "a@", "a", "a..b@x.test", ".a@x.test", "a.@x.test",
     '"a b"@x.test', "a@x..test", "a@-x.test", "a@x.test.", "a@127.0.0.1", "a@[127.0.0.1]", "a@x.test\r", "a@x_y.test",
     "a@b@x.test",
     f"{'a' * 65}@x.test", f"a@{'b' * 64}.test", f"a@{'b.' * 126}test", "Anna <a@x.test>",
     "a\0@x.test", "a@x.te\u200bst"],
)  # fmt: skip
def test_what_is_no_address_is_held(said: str) -> None:
    """EM04."""
    assert isinstance(mailbox_of(said), AddressFault)


def test_a_command_in_an_address_is_held() -> None:
    """EM04."""
    assert isinstance(mailbox_of("a@x.test\nRCPT TO:<e@x.test>"), AddressFault)


@pytest.mark.parametrize("said", ["müller@x.test", "а@x.test", "李雷@x.test"])
def test_letters_beyond_ascii_before_the_at_are_held(said: str) -> None:
    """EM06: only some servers take them, and a Cyrillic letter may look like a Latin one."""
    assert mailbox_of(said) is AddressFault.FOREIGN


@pytest.mark.parametrize(
    ("said", "wire"),
    [
        ("a@müller.test", "a@xn--mller-kva.test"),
        ("a@MÜLLER.Test", "a@xn--mller-kva.test"),
        ("a@mu\u0308ller.test", "a@xn--mller-kva.test"),
        ("a@straße.test", "a@xn--strae-oqa.test"),
        ("a@例え.テスト", "a@xn--r8jz45g.xn--zckzah"),
    ],
)
def test_a_domain_goes_over_the_wire_in_ascii(said: str, wire: str) -> None:
    """EM07; ß stays ß: the older mapping would write to another domain."""
    assert str(mailbox_of(said)) == wire


@pytest.mark.parametrize("said", ["a@ｘ.test", "a@x\u200d.test", "a@☃.test", "a@x。test", "a@xy\u0301\u200c.test"])
def test_a_domain_with_look_alikes_is_held(said: str) -> None:
    """Full-width letters, joiners and signs are in no registered name."""
    assert mailbox_of(said) is AddressFault.MALFORMED


def test_an_empty_cell_is_told_as_such() -> None:
    """Not as a malformed address."""
    assert mailbox_of("") is AddressFault.MISSING


def test_case_makes_no_other_address() -> None:
    """CS09."""
    one, other = mailbox_of("A@x.test"), mailbox_of("a@X.test")

    assert isinstance(one, Mailbox)
    assert isinstance(other, Mailbox)
    assert folded(one) == folded(other)


@given(st.text())
def test_what_is_taken_is_safe_on_the_wire(said: str) -> None:
    """One command takes one address."""
    box = mailbox_of(said)

    if isinstance(box, Mailbox):
        assert str(box).isascii()
        assert str(box).isprintable()
        assert not set(str(box)) & set(' <>,;:"()[]\\')
        assert str(box).count("@") == 1


@pytest.mark.parametrize(
    "said", ["a@\u212a.test", "a@\u212airk.org", "a@x\uff0ecom.org", "a@\u2488.org", "a@\u212bx.org"]
)
def test_a_sign_that_would_become_a_letter_is_judged_before_it_does(said: str) -> None:
    """KELVIN SIGN lowers to k, ANGSTROM SIGN composes to a letter, full width folds to ASCII: each another domain."""
    assert mailbox_of(said) is AddressFault.MALFORMED


def test_a_letter_typed_with_its_accent_apart_is_the_same_domain() -> None:
    assert mailbox_of("a@mu\u0308ller.org") == mailbox_of("a@M\u00fcller.org") == Mailbox("a", "xn--mller-kva.org")


@pytest.mark.parametrize(
    ("domain", "special"),
    [("x.test", True), ("clinic.example", True), ("a.invalid", True), ("b.localhost", True), ("mail.example.com", True),
     ("example.org", True), ("attest.org", False), ("myexample.com", False), ("test.com", False)],
)  # fmt: skip
def test_domains_where_nobody_is_are_known(domain: str, special: bool) -> None:
    assert is_special_use(Mailbox("a", domain)) is special
