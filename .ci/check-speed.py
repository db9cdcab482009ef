#!/usr/bin/env python3
"""Checks that reading records costs as little as it should: on a file of a million rows, in ratios only.

    python3 .ci/check-speed.py [--rows N] [--rounds N] [--no-build] [--cpu-gates]

- CPU of a build at most 7 times that of `cat FILE > /dev/null`;
- CPU of a build at most that of a bare pass of the csv crate, which reads the fields and does nothing with them;
- memory at twice the rows at most 2 MiB more, and never more than 32 MiB;
- the same bytes with one thread and with two.

The first two are printed, and are gates with `--cpu-gates` only.

All programs take turns; medians are compared. Needs GNU time (`apt-get install time`).
"""

import argparse
import hashlib
import shutil
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "benches"))

from runs import RELEASE, Run, build, median, progress, project, run  # noqa: E402

MOST_CATS = 7.0
MOST_PASSES = 1.0
MOST_GROWTH = 2.0
MOST_MEMORY = 32.0


def report(folder: Path, cpus: int) -> tuple[Run, dict[str, str]]:
    """Builds the report of a project; returns what it cost, and the hashes of what was written."""
    out = folder / f"out-{cpus}"
    shutil.rmtree(out, ignore_errors=True)
    command = [RELEASE / "va-report", "build", "--quiet", "--charts", "none", "--period", "M31-M36", "--out", out]
    cost = run(command, cpus=cpus, cwd=folder)
    files = sorted(path for path in out.rglob("*") if path.is_file())
    return cost, {str(path.relative_to(out)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    words.add_argument("--rows", type=int, default=1_000_000)
    words.add_argument("--rounds", type=int, default=5)
    words.add_argument("--no-build", action="store_true", help="measure the programs that were built before")
    # A build is above both limits where it was measured last (docs/performance.md), so they are no gates until it meets them. Memory and bytes hold with room to spare, wherever they are looked at.
    words.add_argument("--cpu-gates", action="store_true", help="let the two limits of CPU be gates too")
    asked = words.parse_args()
    if not asked.no_build:
        progress("building")
        build()
    one, two = project(asked.rows), project(2 * asked.rows)
    usage = one / "data/usage.csv"
    costs: dict[str, list[Run]] = {name: [] for name in ["cat", "pass", "one", "two", "twice"]}
    written = []
    for turn in range(asked.rounds):
        progress(f"round {turn + 1} of {asked.rounds}")
        costs["cat"].append(run(["sh", "-c", 'exec cat "$0" > /dev/null', usage], cpus=1))
        costs["pass"].append(run([RELEASE / "examples/csv-pass", usage], cpus=1))
        for name, folder, cpus in [("one", one, 1), ("two", one, 2), ("twice", two, 1)]:
            cost, files = report(folder, cpus)
            costs[name].append(cost)
            if folder == one:
                written.append(files)
    faults = []

    def limit(what: str, value: float, most: float, unit: str, gate: bool = True) -> None:
        print(f"{'ok' if value <= most else 'TOO MUCH':<9} {what}: {value:.2f} {unit}, at most {most:g}")
        if value > most and gate:
            faults.append(what)

    cpu = median(costs["one"], "cpu")
    limit("CPU of a build to `cat`", cpu / median(costs["cat"], "cpu"), MOST_CATS, "times", asked.cpu_gates)
    limit("CPU of a build to a bare pass of the csv crate", cpu / median(costs["pass"], "cpu"), MOST_PASSES, "times", asked.cpu_gates)
    peak, twice = median(costs["one"], "peak"), median(costs["twice"], "peak")
    limit("memory that twice the rows take more", twice - peak, MOST_GROWTH, "MiB")
    limit("memory with one thread", max(peak, twice), MOST_MEMORY, "MiB")
    limit("memory with two threads", median(costs["two"], "peak"), MOST_MEMORY, "MiB")
    same = all(files == written[0] for files in written)
    print(f"{'ok' if same else 'DIFFERENT':<9} what is written with one thread and with two")
    if not same:
        faults.append("what is written")
    if faults:
        raise SystemExit(f"{len(faults)} do not hold: {'; '.join(faults)}")


if __name__ == "__main__":
    main()
