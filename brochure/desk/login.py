"""Who logs in to the mail server: from the environment, a keyring, or a prompt; never from a file or an argument."""

import getpass
import importlib
import os
import sys

from brochure.send.submission import Login, Server

USER, PASSWORD = "BROCHURE_SMTP_USER", "BROCHURE_SMTP_PASSWORD"
_SERVICE = "brochure"


def login_at_desk(server: Server) -> Login | None:
    """The login for a server; none where the way to it is open."""
    return None if server.security == "insecure-loopback" else find_login(server.host)


def find_login(host: str) -> Login | None:
    """The login for this server; none where nobody is named and nobody at a terminal is to be asked.

    A password is looked for in the environment, then in the system's keyring (service `brochure`), then asked for.
    """
    user = os.environ.get(USER, "")
    asks = sys.stdin.isatty() and sys.stderr.isatty()
    if not user and asks:
        print(f"user name at {host} (empty for no login): ", end="", file=sys.stderr, flush=True)
        user = sys.stdin.readline().strip()
    if not user:
        return None
    password = os.environ.get(PASSWORD) or _of_keyring(user)
    if password is None and asks:
        password = getpass.getpass(f"password of {user} at {host}: ", stream=sys.stderr)
    return Login(user, password or "")


def _of_keyring(user: str) -> str | None:
    """The password that a keyring holds, where there is one; its faults are as good as none."""
    try:
        said = importlib.import_module("keyring").get_password(_SERVICE, user)
    except Exception:  # a backend may fail in any way that its system knows
        return None
    return said if isinstance(said, str) else None
