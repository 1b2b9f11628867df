"""What may lock a copy, and what is guessed too soon."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brochure.base.origin import Origin
from brochure.pdf.passwords import password_bytes, password_faults

RECIPIENT = ("Stanisława", "Kowalska-Nowak", "A-10042", "12.03.1957", "s.kowalska@example.org", "Dr Ng", "")


def told(password: str, values: tuple[str, ...] = RECIPIENT) -> list[str]:
    """What is said of a password, less the words that every message begins with."""
    return [each.message.removeprefix("password ") for each in password_faults(password, values)]


@pytest.mark.parametrize(
    "password",
    [
        "correct horse battery staple",
        "7vK-x2Q-m9Lp",
        "481-203-957-112",
        "żółw śpi pod kładką",
        "Apfelbaum 1957 am Fluss",
        "十二個字的密碼應該夠長吧了",
        "كلمة سر طويلة جدا",
        "nowak's neighbour keeps bees",
        "the 12th night of the play",
        "19571303 is not my number",
    ],
)
def test_a_good_password_is_passed(password: str) -> None:
    """In any script; a year, or one word that is also a name, does no harm in a long one."""
    assert told(password) == []


@pytest.mark.parametrize(
    "password",
    [
        *("19570312", "12031957", "03121957", "120357", "570312", "031257"),
        *("12.03.1957", "12.3.57", "1957-03-12", "12/03/1957", "3/12/1957", "1957/3/12", "12 03 1957", "12_03_1957"),
        *("31.03.1957", "03/31/1957"),
        *("12 March 1957", "March 12, 1957", "12th of March 1957", "12mar1957", "12-Mar-57"),
        *("12. März 1957", "12 de marzo de 1957", "12 marca 1957", "12 mars 1957", "1957年3月12日", "١٢٫٠٣٫١٩٥٧"),
        *(" 12 . 03 . 1957 ", "１９５７０３１２", "(12.03.1957)"),
    ],
)
def test_a_birth_date_is_no_password(password: str) -> None:
    """CR02: there are 40,000 days in a century, and everybody writes them alike."""
    assert "is a date, as of birth" in told(password, ())


@pytest.mark.parametrize("password", ["19571340", "99.99.1957", "12.03.3057", "481203957112", "12 birds 1957", "1957"])
def test_other_figures_are_no_date(password: str) -> None:
    """A rule that cries wolf is forced by habit."""
    assert "is a date, as of birth" not in told(password, ())


@pytest.mark.parametrize(
    "password",
    [
        *("Stanisława", "stanislawa", "STANISŁAWA KOWALSKA", "KowalskaNowak", "nowak-kowalska-stanisława"),
        *("a10042", "A-10042", "A-١٠٠٤٢", "s.kowalska@example.org", "Kowalska10042"),
        *("Stanisława12031957", "Kowalska, 12. March 1957"),
    ],
)
def test_the_recipients_own_fields_are_no_password(password: str) -> None:
    """CR02: who finds the file often knows whose it is; case, accents, order and signs hide nothing."""
    assert "is made of the recipient's own fields" in told(password)


@pytest.mark.parametrize("password", ["Kowalska 7519", "kowalska!!secret", "x12.03.1957yz", "Nowak-Kowalska-abc"])
def test_a_name_with_little_beside_it_is_no_password(password: str) -> None:
    """Four figures after a name are ten thousand guesses."""
    assert "has fewer than 8 characters beside dates and the recipient's own fields" in told(password)


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("aaaaaaaaaaaaaaaa", "is all one character"),
        ("................", "is all one character"),
        ("AaAaAaAaAaAaAaAa", "is all one character"),
        ("1212121212121212", "has fewer than 4 different characters"),
        ("123456789012", "is a row of keys or letters in their order"),
        ("098765432109", "is a row of keys or letters in their order"),
        ("abcdefghijklmn", "is a row of keys or letters in their order"),
        ("QWERTYuiopasdf", "is a row of keys or letters in their order"),
        ("elevenchars", "has fewer than 12 characters"),
        ("Größe", "has fewer than 12 characters"),
    ],
)
def test_what_is_tried_first_is_no_password(password: str, reason: str) -> None:
    """CR02: the first that a guesser tries."""
    assert told(password) == [reason]


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("", "is empty"),
        ("\u00ad\u200d\ufeff", "is empty"),
        ("twelve\tcharacters", "has a character"),
        ("twelve\x00characters", "has a character"),
        ("private \ue000 character", "has a character"),
        ("turned \u202e round again", "has a character"),
        ("half a \ud800 character", "has a character"),
        ("four 🐴 horses ride", "has a character"),
        ("x" * 128, "is longer than 127 bytes"),
        ("ö" * 64, "is longer than 127 bytes"),
        ("كلمة سر and more", "mixes writing"),
        ("كلمة and كلمة", "mixes writing"),
        ("كلمة سر طويلة 12", "mixes writing"),
    ],
)
def test_what_readers_do_not_take_alike_cannot_be_forced(password: str, reason: str) -> None:
    """CR01, and RFC 4013: the patient would have the right password and a shut file."""
    (found,) = password_faults(password, RECIPIENT)

    assert found.code == "bad-password"
    assert found.message.startswith(f"password {reason}")
    with pytest.raises(ValueError, match=r"^password ") as refused:
        password_bytes(password)
    assert str(refused.value) == found.message


@pytest.mark.parametrize(
    "password", ["secret7", "12.03.1957", "Stanisława", "KowalskaNowak", "turned\u202eround", "zz" * 80]
)
def test_no_finding_repeats_the_password_or_a_field(password: str) -> None:
    """A report is read by more people than the list; it names the row, the column and the rule."""
    origin = Origin("list.csv", 7, 3)
    found = password_faults(password, RECIPIENT, origin=origin)

    assert found
    for each in found:
        assert each.blocks
        assert each.hint
        assert each.origin == origin
        for secret in (password, *RECIPIENT[:-1]):
            assert secret.casefold() not in repr(each).casefold()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Größe", "Größe"),
        (unicodedata.normalize("NFD", "Größe"), "Größe"),
        ("ﬁnd ａ １", "find a 1"),
        ("no\u00a0break", "no break"),
        ("no\u1680break", "no break"),
        ("no\u200bwidth", "nowidth"),
        ("soft\u00adhyphen", "softhyphen"),
        ("I\u00adX", "IX"),
        ("ª", "a"),
        ("Ⅸ", "IX"),
        ("USER", "USER"),
    ],
)
def test_a_password_is_prepared_as_saslprep_says(typed: str, meant: str) -> None:
    """The last four are the examples of RFC 4013, clause 3."""
    assert password_bytes(typed) == meant.encode()


@given(st.text(max_size=200), st.lists(st.text(max_size=30), max_size=5))
def test_any_text_is_judged_and_never_breaks_the_judge(password: str, values: list[str]) -> None:
    """What cannot lock is `bad-password`, everything else can; and the verdict is the same for what it prepares to."""
    codes = {each.code for each in password_faults(password, values)}

    if codes == {"bad-password"}:
        with pytest.raises(ValueError, match=r"^password "):
            password_bytes(password)
    else:
        prepared = password_bytes(password)
        assert 0 < len(prepared) <= 127
        assert codes <= {"weak-password"}
        assert password_bytes(prepared.decode()) == prepared
