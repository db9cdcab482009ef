#!/usr/bin/env python3
"""Measures what a build costs: CPU seconds (user and system) and peak memory of the whole process.

    cargo build --release && python3 benches/cost.py [PROGRAM]

Peak memory is what GNU time (`apt-get install time`) says: a process that Python starts would count Python's own.
The charts are left out, pictures, or such as Word can edit.
Then it measures `check` on 550 installations with 100,000 rows of single records. Each size is built several times, the sizes taking turns so that noise of the machine meets all of them alike; medians
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


def records(folder: Path, rows: int) -> None:
    """Replaces the CPU-hours of the project by `rows` records of processors held for some hours."""
    for source in sorted((folder / "data").glob("*.csv")):
        lines = source.read_text().splitlines()
        source.write_text("\n".join(line for line in lines if ",cpu_hours," not in line) + "\n")
    text = (folder / "installations.toml").read_text()
    owners = [
        match.group(1)
        for match in re.finditer(r'(?ms)^id = "([^"]+)"\ntitle.*?(?=^\[\[installations\]\]|\Z)', text)
        if 'metric = "cpu_hours"' in match.group(0)
    ]
    out = ["installation,metric,start,end,value,unit,kind"]
    for row in range(rows):
        month, day, hour = row % 12, row % 27 + 1, row % 24
        start = f"{2022 + (month + 8) // 12}-{(month + 8) % 12 + 1:02}-{day:02}T{hour:02}:00:00Z"
        end = f"{2022 + (month + 8) // 12}-{(month + 8) % 12 + 1:02}-{day + 1:02}T{hour:02}:30:00Z"
        out.append(f"{owners[row % len(owners)]},cpu_hours,{start},{end},{row % 64 + 1},CPU,interval")
    (folder / "data" / "records.csv").write_text("\n".join(out) + "\n")


def measure(program: str, folder: Path, command: str = "build", *options: str) -> tuple[float, float]:
    """Returns CPU seconds and peak memory in MB of one run; findings are no failure of `check`."""
    peak = folder / "peak"
    process = subprocess.Popen(
        [GNU_TIME, "-f", "%M", "-o", peak, program, command, "--quiet", "--period", "M7-M12", *options],
        cwd=folder,
        stdout=subprocess.DEVNULL,
    )
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0 and not (command == "check" and os.waitstatus_to_exitcode(status) == 1):
        raise SystemExit(f"the run in {folder} failed with status {status}")
    return usage.ru_utime + usage.ru_stime, int(peak.read_text()) * 1024 / 1e6


def main() -> None:
    if not Path(GNU_TIME).exists():
        raise SystemExit(f"{GNU_TIME} is missing: apt-get install time")
    program = sys.argv[1] if len(sys.argv) > 1 else str(ROOT / "target/release/va-report")
    kinds = [(size, charts) for size in SIZES for charts in ("none", "image")] + [(SIZES[0], "native")]
    results: dict[tuple[int, str], list[tuple[float, float]]] = {kind: [] for kind in kinds}
    checks: list[tuple[float, float]] = []
    with tempfile.TemporaryDirectory() as scratch:
        for size in SIZES:
            folder = Path(scratch) / str(size)
            folder.mkdir()
            enlarge(folder, size // 11)
            measure(program, folder)
        checked = Path(scratch) / "records"
        checked.mkdir()
        enlarge(checked, 50)
        records(checked, 100_000)
        for _ in range(ROUNDS):
            for size, charts in kinds:
                run = measure(program, Path(scratch) / str(size), "build", "--charts", charts)
                results[size, charts].append(run)
            checks.append(measure(program, checked, "check"))
    print(f"{'installations':>14} {'CPU, s':>8} {'peak, MB':>9}   medians of {ROUNDS} builds")
    for name, runs in [*((f"{size}, {charts}", runs) for (size, charts), runs in results.items()), ("check, records", checks)]:
        cpu = statistics.median(run[0] for run in runs)
        peak = statistics.median(run[1] for run in runs)
        print(f"{name:>14} {cpu:>8.3f} {peak:>9.1f}")


if __name__ == "__main__":
    main()
