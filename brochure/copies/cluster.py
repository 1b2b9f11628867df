"""The way to a cluster: its address and certificates are judged before a row travels, then it is joined."""

import logging
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from brochure.base.findings import BadInput, Finding, Severity
from brochure.base.wishes import ClusterWish

_PATIENCE = "10s"  # for the scheduler to answer
_FILES = {"--tls-ca-file": "tls_ca_file", "--tls-cert": "tls_cert", "--tls-key": "tls_key"}


def cluster_findings(way: ClusterWish) -> list[Finding]:
    """What is to be said of the way before a row travels over it.

    Raises:
        BadInput: the library is missing, the address is none, or address and certificates do not belong together.
    """
    address = way.address
    named = [option for option, name in _FILES.items() if getattr(way, name)]
    if not address:
        if named:
            message = f"{named[0]} is for a cluster, and none is named"
            raise BadInput(Finding("cluster-tls", message, None, "say --cluster tls://HOST:PORT too"))
        return []
    scheme, host = _parts(address)
    if find_spec("distributed") is None:
        hint = "install it: pip install 'brochure[cluster]'"
        raise BadInput(Finding("cluster-missing", "the library for clusters is not installed", None, hint))
    if scheme == "tls":
        _see_files(way)
        _security(way)
        return []
    if named:
        message = f"{named[0]} is given, and '{address}' is not encrypted"
        raise BadInput(Finding("cluster-tls", message, None, "write tls:// in the place of tcp://"))
    if _is_here(host):
        return []
    message = f"rows hold names, and they travel to '{host}' readable for everybody on the way"
    hint = "start scheduler and workers with TLS, then say --cluster tls://HOST:PORT; docs/merge.md shows how"
    return [Finding("cluster-readable", message, None, hint, Severity.WARNING)]


@contextmanager
def cluster_client(way: ClusterWish) -> Iterator[Any]:
    """The library's client of the cluster; left when the block ends.

    Raises:
        BadInput: the cluster cannot be reached, or one of the two does not trust the other.
    """
    from distributed import Client  # noqa: PLC0415 - an optional library

    # What the library logs when a process dies repeats what that process was given: the rows.
    logging.disable(logging.CRITICAL)
    security = _security(way)
    try:
        client = Client(way.address, timeout=_PATIENCE, security=security, set_as_default=False)
    except (OSError, ValueError, TimeoutError) as fault:
        raise BadInput(_no_answer(fault, encrypted=security is not None)) from None
    with client:
        yield client


def lost() -> BadInput:
    """What is said where the scheduler went away during the run."""
    hint = "start it again; what is written is whole, and --resume goes on from there"
    return BadInput(Finding("cluster-missing", "the scheduler of the cluster went away", None, hint))


def _parts(address: str) -> tuple[str, str]:
    """Scheme and host of an address."""
    try:
        parts = urlsplit(address if "://" in address else f"tcp://{address}")
        scheme, host, port = parts.scheme, parts.hostname or "", parts.port
    except ValueError:
        scheme, host, port = "", "", None
    if scheme not in {"tcp", "tls"} or not host or port is None:
        message = f"'{address}' is no address of a scheduler"
        raise BadInput(
            Finding("cluster-missing", message, None, "write it as tls://HOST:PORT, such as tls://10.0.0.1:8786")
        )
    return scheme, host


def _is_here(host: str) -> bool:
    """Whether what is said to this host leaves the machine: nobody listens on loopback."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host.casefold() == "localhost"


def _see_files(way: ClusterWish) -> None:
    faults = []
    for option, name in _FILES.items():
        path: Path | None = getattr(way, name)
        if path is None:
            hint = "name the three files that the scheduler was started with: --tls-ca-file, --tls-cert, --tls-key"
            faults.append(Finding("cluster-tls", f"a cluster with TLS wants {option}", None, hint))
        elif not path.is_file():
            faults.append(Finding("cluster-tls", f"there is no file '{path}' ({option})", None, "check the name"))
    if faults:
        raise BadInput(*faults)


def _security(way: ClusterWish) -> Any:
    """The certificates as the library wants them; None for a way without TLS."""
    if _parts(way.address)[0] != "tls":
        return None
    from distributed import Security  # noqa: PLC0415 - an optional library

    files = (way.tls_ca_file, way.tls_cert, way.tls_key)
    authority, certificate, key = (str(path.resolve()) for path in files if path is not None)  # as `_see_files` saw
    security = Security(tls_ca_file=authority, tls_client_cert=certificate, tls_client_key=key, require_encryption=True)
    try:
        security.get_connection_args("client")
    except (OSError, ValueError) as fault:  # what ssl refuses is an OSError
        reason = getattr(fault, "reason", "") or getattr(fault, "strerror", "") or "no reason given"
        message = f"the certificates for the cluster cannot be used: {reason.lower().replace('_', ' ')}"
        hint = "name PEM files: the authority, a certificate that it signed, and the key of that certificate"
        raise BadInput(Finding("cluster-tls", message, None, hint)) from None
    return security


def _no_answer(fault: BaseException, *, encrypted: bool) -> Finding:
    cause: BaseException | None = fault
    while cause is not None:
        if isinstance(cause, ssl.SSLError) or type(cause).__name__ == "FatalCommClosedError":
            message = "scheduler and certificates do not agree, so nothing was sent"
            hint = "name the files that the scheduler was started with, and see that it speaks TLS; then say --resume"
            return Finding("cluster-tls", message, None, hint)
        cause = cause.__cause__ or cause.__context__
    message, hint = "the scheduler of the cluster does not answer", "start it, and check its address"
    if encrypted:
        message, hint = f"{message} over TLS", "start it with these certificates, and check its address"
    return Finding("cluster-missing", message, None, f"{hint}; then say --resume")
