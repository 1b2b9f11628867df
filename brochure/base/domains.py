"""Names of domains in ASCII, as the wire takes them."""

import re
import unicodedata

_LABEL = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")
_IN_LABELS = {"Ll", "Lo", "Lm", "Mn", "Mc", "Nd"}
_MOST_DOMAIN = 253  # RFC 5321, 4.5.3.1


def a_labels(domain: str) -> str | None:
    """The domain in ASCII; None where it is no domain of the Internet.

    Each label is lowered and composed, then encoded as it is (RFC 5891, 5): the mapping of the older IDNA 2003, which
    Python's own codec does, would send mail for `straße` to `strasse`, another domain. A sign that would become another
    letter by it, such as KELVIN SIGN (U+212A), is judged before it does.
    """
    if not domain.isascii() and any(unicodedata.normalize("NFKC", each) != each for each in domain):
        return None
    labels = [_a_label(unicodedata.normalize("NFC", label.lower())) for label in domain.split(".")]
    if len(labels) < 2 or not all(labels):
        return None
    whole = ".".join(label for label in labels if label)
    return None if len(whole) > _MOST_DOMAIN or whole.rpartition(".")[2].isdigit() else whole


def _a_label(label: str) -> str | None:
    if not label.isascii():
        if unicodedata.normalize("NFKC", label) != label or unicodedata.category(label[0])[0] == "M":
            return None
        if any(unicodedata.category(each) not in _IN_LABELS and each != "-" for each in label):
            return None
        if "-" in (label[0], label[-1]):  # RFC 5891, 4.2.3.1
            return None
        label = "xn--" + label.encode("punycode").decode("ascii")
    return label if _LABEL.fullmatch(label) else None
