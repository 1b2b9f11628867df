"""A real browser without a window, spoken to over a pipe: no port, no network, no library."""

import base64
import json
import os
import subprocess
from pathlib import Path
from typing import Any

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--remote-debugging-pipe",
]
REQUESTS, ANSWERS = 3, 4  # the files on which the browser listens and speaks


class Browser:
    """One page in one browser; a context that ends the process that it began."""

    def __init__(self, program: str, profile: Path) -> None:
        requests, self.write = os.pipe()
        self.read, answers = os.pipe()
        # The browser wants its pipe at fixed numbers, which this process uses for files of its own.
        joined = f'exec "$0" "$@" {REQUESTS}<&{requests} {ANSWERS}>&{answers}'
        words = [program, *FLAGS, f"--user-data-dir={profile}", "about:blank"]
        self.process = subprocess.Popen(
            ["bash", "-c", joined, *words], pass_fds=(requests, answers), stderr=subprocess.DEVNULL
        )
        os.close(requests)
        os.close(answers)
        self.count = 0
        self.rest = b""
        self.session = ""
        pages = self.ask("Target.getTargets")["targetInfos"]
        page = next(each for each in pages if each["type"] == "page")
        self.session = self.ask("Target.attachToTarget", targetId=page["targetId"], flatten=True)["sessionId"]
        self.ask("Page.enable")

    def __enter__(self) -> "Browser":
        return self

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        self.process.wait(20)
        os.close(self.write)
        os.close(self.read)

    def show(self, page: Path, width: int, *, zoom: float = 1.0) -> None:
        """Open a file in a window so many CSS pixels wide, its type enlarged by `zoom`."""
        self.ask("Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=False)
        self.ask("Page.navigate", url=page.as_uri())
        while self.value("document.readyState") != "complete" or self.value("location.href") != page.as_uri():
            pass
        self.value(f"document.documentElement.style.setProperty('font-size', '{112.5 * zoom}%')")

    def value(self, expression: str) -> Any:
        """What an expression comes to on the page."""
        answer = self.ask("Runtime.evaluate", expression=expression, returnByValue=True)
        return answer["result"].get("value")

    def picture(self) -> bytes:
        """The whole page as PNG."""
        return base64.b64decode(self.ask("Page.captureScreenshot", captureBeyondViewport=True)["data"])

    def printed(self) -> bytes:
        """The page as the browser prints it on A4, without grounds, as browsers do."""
        return base64.b64decode(self.ask("Page.printToPDF", paperWidth=8.27, paperHeight=11.69)["data"])

    def ask(self, method: str, **params: Any) -> dict[str, Any]:
        """One call of the DevTools protocol and its answer; what the browser says between is let pass."""
        self.count += 1
        call: dict[str, Any] = {"id": self.count, "method": method, "params": params}
        if self.session:
            call["sessionId"] = self.session
        os.write(self.write, json.dumps(call).encode() + b"\0")
        while (answer := self._next()).get("id") != self.count:
            pass
        assert "error" not in answer, answer["error"]
        result: dict[str, Any] = answer["result"]
        return result

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self.rest:
            more = os.read(self.read, 1 << 16)
            assert more, "the browser has gone"
            self.rest += more
        message, self.rest = self.rest.split(b"\0", 1)
        read: dict[str, Any] = json.loads(message)
        return read
