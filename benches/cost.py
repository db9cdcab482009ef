#!/usr/bin/env python3
"""Measures what a build costs: CPU seconds (user and system) and peak memory of the whole process.

    cargo build --release && python3 benches/cost.py [PROGRAM]

Peak memory is what GNU time (`apt-get install time`) says: a process that Python starts would count Python's own.
Each size is built several times, the sizes taking turns so that noise of the machine meets all of them alike; medians
are printed. The project of N installations repeats the shipped ones under other ids.
"""

import os
import re
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SIZES = [11, 110, 550]
ROUNDS = 9
GNU_TIME = "/usr/bin/time"


def enlarge(folder: Path, copies: int) -> None:
    """Writes the shipped project with every installation `copies` times."""
    text = (ROOT / "installations.toml").read_text()
    head, first, rest = text.partition("[[installations]]\n")
    body, mark, tail = rest.partition("\n# A training cycle")
    sections = first + body
    out = [head]
    for copy in range(copies):
        name = (lambda match, copy=copy: f'id = "{match.group(1)}-{copy}"') if copy else (lambda match: match.group(0))
        out.append(re.sub(r'(?m)^id = "([^"]+)"', name, sections))
    (folder / "installations.toml").write_text("\n".join(out) + mark + tail)
    data = folder / "data"
    data.mkdir()
    for source in sorted((ROOT / "data").glob("*.csv")):
        lines = source.read_text().splitlines()
        rows = [lines[0]]
        for copy in range(copies):
            for line in lines[1:]:
                installation, comma, values = line.partition(",")
                rows.append((f"{installation}-{copy}" if copy else installation) + comma + values)
        (data / source.name).write_text("\n".join(rows) + "\n")


def measure(program: str, folder: Path) -> tuple[float, float]:
    """Returns CPU seconds and peak memory in MB of one build."""
    peak = folder / "peak"
    process = subprocess.Popen(
        [GNU_TIME, "-f", "%M", "-o", peak, program, "build", "--quiet", "--period", "M7-M12"],
        cwd=folder,
        stdout=subprocess.DEVNULL,
    )
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        raise SystemExit(f"the build in {folder} failed with status {status}")
    return usage.ru_utime + usage.ru_stime, int(peak.read_text()) * 1024 / 1e6


def main() -> None:
    if not Path(GNU_TIME).exists():
        raise SystemExit(f"{GNU_TIME} is missing: apt-get install time")
    program = sys.argv[1] if len(sys.argv) > 1 else str(ROOT / "target/release/va-report")
    results: dict[int, list[tuple[float, float]]] = {size: [] for size in SIZES}
    with tempfile.TemporaryDirectory() as scratch:
        for size in SIZES:
            folder = Path(scratch) / str(size)
            folder.mkdir()
            enlarge(folder, size // 11)
            measure(program, folder)
        for _ in range(ROUNDS):
            for size in SIZES:
                results[size].append(measure(program, Path(scratch) / str(size)))
    print(f"{'installations':>13} {'CPU, s':>8} {'peak, MB':>9}   medians of {ROUNDS} builds")
    for size, runs in results.items():
        cpu = statistics.median(run[0] for run in runs)
        peak = statistics.median(run[1] for run in runs)
        print(f"{size:>13} {cpu:>8.3f} {peak:>9.1f}")


if __name__ == "__main__":
    main()
