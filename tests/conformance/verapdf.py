"""veraPDF, the validator of PDF/UA and PDF/A: files in, verdicts out.

Maven fetches it once into the cache folder of this desk; from then on it needs no network. Java takes far longer to
start than to judge, so every call starts it once for all files.
"""

import hashlib
import json
import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

_ARTIFACT: Final = "org.verapdf.apps:greenfield-apps"
_VERSION: Final = "1.28.2"
_SHA256: Final = "687d4d8bcfec48c9f7e931cf78ed061f1eeccfba55d4cdc000ba9b4d8aa46ce6"
_MAIN: Final = "org.verapdf.apps.GreenfieldCliWrapper"
_FETCH: Final = "org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy"
# One compiler and one collector: half the time for a run of a few seconds.
_JAVA: Final = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Dfile.encoding=UTF-8")
_SECONDS: Final = 300


class JudgeMissing(Exception):
    """veraPDF cannot be asked here; the message says what it lacks."""


class Fault(NamedTuple):
    """A rule of the standard that a file breaks."""

    clause: str  # empty: the file could not be judged at all
    test: int  # number of the test inside the clause
    description: str
    times: int  # checks that failed
    context: str  # the first object that breaks it
    message: str  # what is wrong with that object

    def __str__(self) -> str:
        return f"{self.clause}-{self.test} ({self.times} times): {self.description}; {self.message}; at {self.context}"


class Verdict(NamedTuple):
    """What veraPDF says of one file."""

    file: Path
    profile: str  # name of the standard it was held against, empty where it could not be judged
    compliant: bool
    passed_rules: int
    failed_rules: int
    passed_checks: int
    failed_checks: int
    faults: tuple[Fault, ...]


def validate(files: Sequence[Path], flavour: str, *, password: str = "") -> tuple[Verdict, ...]:
    """One verdict for each file, in their order; `flavour` is a name of veraPDF's, such as `ua1` or `2a`.

    `password` opens a locked file; veraPDF takes those one at a time only.

    Raises:
        JudgeMissing: no Java, or no veraPDF and no way to fetch it.
        RuntimeError: veraPDF did not judge every file; it passes over names that do not end in `.pdf`.
    """
    java = _program("java")
    words = [java, *_JAVA, "-cp", str(_jar()), _MAIN, "--format", "json", "--flavour", flavour]
    words += ["--maxfailuresdisplayed", "1", *(["--password", password] if password else []), *map(str, files)]
    done = subprocess.run(words, capture_output=True, check=False, timeout=_SECONDS)
    complaint = done.stderr.decode(errors="replace").strip()
    try:
        jobs = json.loads(done.stdout)["report"]["jobs"]
    except (ValueError, KeyError) as cause:
        raise RuntimeError(f"veraPDF gave no report: {complaint}") from cause
    judged = [Path(job["itemDetails"]["name"]).name for job in jobs]
    if judged != [file.name for file in files]:
        raise RuntimeError(f"veraPDF judged {judged}: {complaint}")
    return tuple(_verdict(file, job) for file, job in zip(files, jobs, strict=True))


def _verdict(file: Path, job: dict[str, Any]) -> Verdict:
    results = job.get("validationResult")
    if not results:
        broken = job.get("taskException", {}).get("exceptionMessage", "no reason given")
        return Verdict(file, "", False, 0, 0, 0, 0, (Fault("", 0, "the file cannot be judged", 1, "", broken),))
    result = results[0]
    details = result["details"]
    return Verdict(
        file=file,
        profile=result["profileName"],
        compliant=result["compliant"],
        passed_rules=details["passedRules"],
        failed_rules=details["failedRules"],
        passed_checks=details["passedChecks"],
        failed_checks=details["failedChecks"],
        faults=tuple(sorted(_fault(rule) for rule in details["ruleSummaries"])),
    )


def _fault(rule: dict[str, Any]) -> Fault:
    first = rule["checks"][0]
    return Fault(
        clause=rule["clause"],
        test=rule["testNumber"],
        description=rule["description"],
        times=rule["failedChecks"],
        context=first["context"],
        message=first.get("errorMessage") or "",
    )


def _jar() -> Path:
    """veraPDF in the cache, fetched if it is not there or not whole."""
    jar = _cache() / f"greenfield-apps-{_VERSION}.jar"
    if not _is_whole(jar):
        _fetch(jar)
    return jar


def _fetch(jar: Path) -> None:
    mvn = _program("mvn")
    words = [mvn, "--batch-mode", "--quiet", _FETCH, f"-Dartifact={_ARTIFACT}:{_VERSION}"]
    words += [f"-DoutputDirectory={jar.parent}", "-Dmdep.overWriteReleases=true"]
    jar.parent.mkdir(parents=True, exist_ok=True)
    try:
        # Maven reads a pom.xml of the folder it is started in; the cache holds none.
        done = subprocess.run(words, cwd=jar.parent, capture_output=True, check=False, timeout=_SECONDS)
    except subprocess.TimeoutExpired as cause:
        raise JudgeMissing(f"veraPDF did not arrive within {_SECONDS} seconds") from cause
    if done.returncode != 0:
        first, _, _ = done.stdout.decode(errors="replace").strip().partition("\n")
        raise JudgeMissing(f"Maven cannot fetch veraPDF: {first.rpartition('[ERROR] ')[2] or 'no reason given'}")
    if not _is_whole(jar):
        raise JudgeMissing(f"what Maven fetched as veraPDF {_VERSION} has another SHA-256 than the one we know")


def _is_whole(jar: Path) -> bool:
    """Whether the file is there, byte for byte: it is run, and a fetch may have been cut short."""
    return jar.is_file() and hashlib.sha256(jar.read_bytes()).hexdigest() == _SHA256


def _cache() -> Path:
    """Source: XDG Base Directory Specification 0.8."""
    base = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(base) if base else Path.home() / ".cache") / "brochure" / "verapdf"


def _program(name: str) -> str:
    path = shutil.which(name)
    if path is None:
        raise JudgeMissing(f"{name} is not installed")
    return path
