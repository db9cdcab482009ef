"""Runs programs in turn and says what each run cost: for the scripts that compare.

Ratios of medians of runs that take turns are compared, never absolute times: whatever else the machine does meets all of
them alike.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RELEASE = ROOT / "target/release"
GNU_TIME = "/usr/bin/time"


@dataclass
class Run:
    """What one run cost."""

    cpu: float  # seconds of all threads, user and system
    wall: float  # seconds
    peak: float  # MiB
    out: bytes


def run(command: list, cpus: int | None = None, cwd: Path | None = None, codes: tuple = (0,), env: dict | None = None) -> Run:
    """Runs a command on so many processors and waits for it.

    Its peak memory is what GNU time says of it: a process that Python starts would never read below Python's own.
    """
    allowed = sorted(os.sched_getaffinity(0))[:cpus]
    with tempfile.TemporaryFile() as out, tempfile.NamedTemporaryFile() as peak:
        begin = time.monotonic()
        process = subprocess.Popen(
            [GNU_TIME, "--quiet", "-f", "%M", "-o", peak.name, *map(str, command)],
            cwd=cwd,
            stdout=out,
            env={**os.environ, **(env or {})},
            preexec_fn=lambda: os.sched_setaffinity(0, allowed),
        )
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.monotonic() - begin
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in codes:
            raise SystemExit(f"{' '.join(map(str, command))} ended with {process.returncode}")
        out.seek(0)
        kib = int(peak.read().split()[-1])
        return Run(usage.ru_utime + usage.ru_stime, wall, kib / 1024, out.read())


def median(runs: list[Run], of: str) -> float:
    """Returns the median of what runs cost."""
    return statistics.median(getattr(run, of) for run in runs)


def build() -> None:
    """Builds the program, the generator and the bare pass."""
    if not Path(GNU_TIME).exists():
        raise SystemExit(f"{GNU_TIME} is missing: apt-get install time")
    targets = ["--bin", "va-report", "--example", "generate", "--example", "csv-pass"]
    subprocess.run(["cargo", "build", "--release", "--locked", "--quiet", *targets], cwd=ROOT, check=True)


def project(rows: int, **settings) -> Path:
    """Returns the folder of a project with a usage file of so many rows; it is made when it does not exist.

    The name says what it is like, and the generator is part of it: another one makes other files.
    """
    generator = RELEASE / "examples/generate"
    words = [f"--{name}={value}" for name, value in sorted(settings.items())]
    folder = ROOT / "target/measure" / "".join([str(rows), *words])
    made = folder / "made"
    if not made.exists() or made.stat().st_mtime < generator.stat().st_mtime:
        options = [part for word in words for part in word.split("=")]
        subprocess.run([generator, "--rows", str(rows), *options, folder], check=True)
        made.touch()
    return folder


def progress(text: str) -> None:
    """Says what is being done, to those who wait."""
    print(text, file=sys.stderr, flush=True)
