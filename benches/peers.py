#!/usr/bin/env python3
"""Asks va-report, DuckDB, Polars and pandas the same question of the same file, and compares answers and costs.

    python3 benches/peers.py --install            once: the peers, into target/peers, with the versions below
    python3 benches/peers.py --rows 10000000      builds, makes the file, and runs all of them in turn

The question, of every installation in every half-year: the CPU-hours and GPU-hours, where what was held over a border is
cut there; exactly how many people, and from exactly how many countries. va-report answers with a whole report, of which
extract.csv is read. The others are given their best form: DuckDB types, no order of insertion, and what straddles a border
in rows of its own by `unnest`; Polars its streaming engine; pandas only the columns that it needs, words as categories.

Speed counts only with equal answers: counts must be equal, and hours equal to ten digits, because the peers add in binary
floating point. Costs are those of whole processes, with one thread or two each; the medians of runs that take turns.
CI never runs this: it downloads the peers.
"""

import argparse
import csv
import io
import os
import platform
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from runs import RELEASE, ROOT, Run, build, median, progress, project, run  # noqa: E402

PINNED = ["duckdb==2.0.0", "polars==2.1.0", "pandas==3.1.1"]
PEERS = ROOT / "target/peers"
TOOLS = ["va-report", "duckdb", "polars", "pandas"]
COLUMNS = ["installation", "metric", "kind", "start", "end", "value", "unit", "entity", "country"]
# The half-years of the project, in seconds since 1970: 1 September and 1 March.
BORDERS = [1661990400, 1677628800, 1693526400, 1709251200, 1725148800, 1740787200, 1756684800]
PERIODS = [f"M{6 * at + 1}-M{6 * at + 6}" for at in range(6)]


def duckdb_asked(path: str, threads: int) -> list:
    import duckdb

    base = duckdb.connect()
    base.execute(f"SET threads={threads}; SET preserve_insertion_order=false;")
    types = {"start": "TIMESTAMP", "end": "TIMESTAMP", "value": "DOUBLE"}
    columns = ", ".join(f"'{name}': '{types.get(name, 'VARCHAR')}'" for name in COLUMNS)

    def half_year(time: str) -> str:
        return f"((year({time}) - 2022) * 12 + month({time}) - 9) // 6"

    first, last = half_year("start"), half_year('("end" - INTERVAL 1 SECOND)')
    return base.execute(f"""
        WITH held AS (
            SELECT installation, metric, value, entity, country, epoch(start)::BIGINT AS s, epoch("end")::BIGINT AS e,
                {first} AS first, {last} AS last
            FROM read_csv('{path}', header=true, auto_detect=false, delim=',', quote='"', escape='"', columns={{{columns}}})
        ), cut AS (
            SELECT installation, metric, value, entity, country, s, e,
                CASE WHEN first = last THEN [first] ELSE range(first, last + 1) END AS periods
            FROM held
        ), parts AS (
            SELECT installation, metric, value, entity, country, s, e, unnest(periods) AS period FROM cut
        ), amounts AS (
            SELECT installation, metric, entity, country, period,
                value * (least(e, {BORDERS}[period + 2]) - greatest(s, {BORDERS}[period + 1])) AS amount
            FROM parts
        )
        SELECT installation, period,
            coalesce(sum(amount) FILTER (metric = 'cpu_hours'), 0) / 3600,
            coalesce(sum(amount) FILTER (metric = 'gpu_hours'), 0) / 3600,
            count(DISTINCT entity), count(DISTINCT country)
        FROM amounts GROUP BY installation, period
    """).fetchall()


def polars_asked(path: str, threads: int) -> list:
    os.environ["POLARS_MAX_THREADS"] = str(threads)
    import polars as pl

    def half_year(time: pl.Expr) -> pl.Expr:
        return ((time.dt.year() - 2022) * 12 + time.dt.month().cast(pl.Int32) - 9) // 6

    def time(name: str) -> pl.Expr:
        return pl.col(name).str.to_datetime("%Y-%m-%dT%H:%M:%SZ", time_unit="ms", strict=True)

    kinds = {name: pl.Float64 if name == "value" else pl.String for name in COLUMNS}
    held = (
        pl.scan_csv(path, schema=kinds)
        .select("installation", "metric", "value", "entity", "country", start=time("start"), end=time("end"))
        .with_columns(
            first=half_year(pl.col("start")).cast(pl.Int8),
            last=half_year(pl.col("end") - pl.duration(seconds=1)).cast(pl.Int8),
            s=pl.col("start").dt.epoch("s"),
            e=pl.col("end").dt.epoch("s"),
        )
        .drop("start", "end")
    )
    whole = held.filter(pl.col("first") == pl.col("last")).select(
        "installation", "metric", "entity", "country", period="first", amount=pl.col("value") * (pl.col("e") - pl.col("s"))
    )
    torn = (
        held.filter(pl.col("first") != pl.col("last"))
        .with_columns(period=pl.int_ranges(pl.col("first").cast(pl.Int64), pl.col("last").cast(pl.Int64) + 1))
        .explode("period")
        .with_columns(
            from_=pl.max_horizontal("s", pl.col("period").replace_strict(dict(enumerate(BORDERS[:-1])), return_dtype=pl.Int64)),
            to=pl.min_horizontal("e", pl.col("period").replace_strict(dict(enumerate(BORDERS[1:])), return_dtype=pl.Int64)),
        )
        .select(
            "installation", "metric", "entity", "country", pl.col("period").cast(pl.Int8),
            amount=pl.col("value") * (pl.col("to") - pl.col("from_")),
        )
    )

    def hours(metric: str) -> pl.Expr:
        return pl.when(pl.col("metric") == metric).then(pl.col("amount")).otherwise(0.0).sum() / 3600

    return (
        pl.concat([whole, torn])
        .group_by("installation", "period")
        .agg(
            hours("cpu_hours").alias("cpu"),
            hours("gpu_hours").alias("gpu"),
            pl.col("entity").n_unique().alias("users"),
            pl.col("country").n_unique().alias("countries"),
        )
        .collect(engine="streaming")
        .rows()
    )


def pandas_asked(path: str, threads: int) -> list:
    import pandas as pd

    words = {name: "category" for name in ["installation", "metric", "entity", "country"]}
    table = pd.read_csv(
        path, usecols=[*words, "start", "end", "value"], dtype={**words, "value": "float64", "start": "str", "end": "str"}
    )
    for name in ["start", "end"]:
        times = pd.to_datetime(table[name], format="ISO8601", utc=True)
        table[name] = (times - pd.Timestamp(0, tz="UTC")) // pd.Timedelta(seconds=1)
    answers = []
    for period, (first, last) in enumerate(zip(BORDERS, BORDERS[1:])):
        part = table[(table["start"] < last) & (table["end"] > first)]
        seconds = part["end"].clip(upper=last) - part["start"].clip(lower=first)
        amount = part["value"] * seconds / 3600
        hours = amount.groupby([part["installation"], part["metric"]], observed=False).sum()
        people = part.groupby("installation", observed=False)[["entity", "country"]].nunique()
        for installation, row in people.iterrows():
            cpu, gpu = (hours.get((installation, metric), 0.0) for metric in ["cpu_hours", "gpu_hours"])
            answers.append((installation, period, cpu, gpu, int(row["entity"]), int(row["country"])))
    return answers


ASKED = {"duckdb": duckdb_asked, "polars": polars_asked, "pandas": pandas_asked}

Answer = dict[tuple[str, str], tuple[float, float, int, int]]


def of_peer(out: bytes) -> Answer:
    """Reads what a peer answered."""
    rows = csv.reader(io.StringIO(out.decode()))
    return {
        (installation, PERIODS[int(period)]): (float(cpu), float(gpu), int(users), int(countries))
        for installation, period, cpu, gpu, users, countries in rows
    }


def of_report(extract: Path) -> Answer:
    """Reads what a report says."""
    figures: dict[tuple[str, str], dict[str, str]] = {}
    with extract.open() as lines:
        for row in csv.DictReader(lines):
            if row["period"] in PERIODS:
                figures.setdefault((row["installation"], row["period"]), {})[row["metric"]] = row["value"]
    return {
        key: (
            float(row.get("cpu_hours", 0)), float(row.get("gpu_hours", 0)), int(row["users"]), int(row["countries"])
        )
        for key, row in figures.items()
    }  # fmt: skip


def differences(one: Answer, other: Answer) -> list[str]:
    """Says where two answers differ."""
    found = [f"{key} is in one of them only" for key in sorted(set(one) ^ set(other))]
    for key in sorted(set(one) & set(other)):
        for name, first, second in zip(["CPU-h", "GPU-h", "users", "countries"], one[key], other[key]):
            near = abs(first - second) <= 1e-10 * max(abs(first), abs(second))
            if not (near if name.endswith("h") else first == second):
                found.append(f"{key} {name}: {first!r} and {second!r}")
    return found


def ask(tool: str, folder: Path, threads: int, ending: str) -> tuple[Run, Answer]:
    """Asks a tool."""
    if tool == "va-report":
        out = folder / "out"
        command = [RELEASE / "va-report", "build", "--quiet", "--period", PERIODS[-1], "--out", out]
        cost = run(command, cpus=threads, cwd=folder)
        return cost, of_report(out / PERIODS[-1] / "extract.csv")
    command = [PEERS / "bin/python", __file__, "--child", tool, folder / f"data/usage.csv{ending}", threads]
    cost = run(command, cpus=threads)
    return cost, of_peer(cost.out)


def install() -> None:
    """Installs the peers."""
    subprocess.run([sys.executable, "-m", "venv", PEERS], check=True)
    subprocess.run([PEERS / "bin/pip", "install", "--quiet", *PINNED], check=True)


def packed(folder: Path, kind: str) -> Path:
    """Returns a project whose usage file is packed."""
    other = folder.with_name(f"{folder.name}.{kind}")
    target = other / f"data/usage.csv.{kind}"
    if not target.exists() or target.stat().st_mtime < (folder / "data/usage.csv").stat().st_mtime:
        target.parent.mkdir(parents=True, exist_ok=True)
        (other / "installations.toml").write_text((folder / "installations.toml").read_text())
        program = {"gz": ["gzip", "-6"], "zst": ["zstd", "-q", "-3"]}[kind]
        with target.open("wb") as out:
            subprocess.run([*program, "-c", folder / "data/usage.csv"], stdout=out, check=True)
    return other


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    words.add_argument("--install", action="store_true", help="install the peers and end")
    words.add_argument("--rows", type=int, default=1_000_000)
    words.add_argument("--users", type=int, default=20_000)
    words.add_argument("--quotes", choices=["none", "some", "all"], default="none")
    words.add_argument("--order", choices=["random", "time"], default="random")
    words.add_argument("--packed", choices=["gz", "zst"], help="pack the file")
    words.add_argument("--threads", type=int, default=2)
    words.add_argument("--rounds", type=int, default=3)
    words.add_argument("--tools", nargs="+", choices=TOOLS, default=TOOLS)
    words.add_argument("--no-build", action="store_true", help="measure the programs that were built before")
    words.add_argument("--child", nargs=3, metavar=("TOOL", "FILE", "THREADS"), help=argparse.SUPPRESS)
    asked = words.parse_args()
    if asked.child:
        tool, path, threads = asked.child
        csv.writer(sys.stdout).writerows(ASKED[tool](path, int(threads)))
        return
    if asked.install:
        install()
        return
    if set(asked.tools) != {"va-report"} and not PEERS.exists():
        raise SystemExit("the peers are not installed: python3 benches/peers.py --install")
    if not asked.no_build:
        progress("building")
        build()
    folder = project(asked.rows, users=asked.users, quotes=asked.quotes, order=asked.order)
    ending = f".{asked.packed}" if asked.packed else ""
    folder = packed(folder, asked.packed) if asked.packed else folder
    costs: dict[str, list[Run]] = {tool: [] for tool in asked.tools}
    first: tuple[str, Answer] | None = None
    wrong = False
    for turn in range(asked.rounds):
        for tool in asked.tools:
            progress(f"round {turn + 1} of {asked.rounds}: {tool}")
            cost, answer = ask(tool, folder, asked.threads, ending)
            costs[tool].append(cost)
            first = first or (tool, answer)
            found = differences(first[1], answer)
            wrong |= bool(found)
            for text in found[:5]:
                print(f"{first[0]} and {tool} differ: {text}")
    size = next((folder / "data").iterdir()).stat().st_size
    load = os.getloadavg()[0]
    print(f"{asked.rows:,} rows, {size / 1e6:,.0f} MB{ending}, {asked.threads} threads, medians of {asked.rounds} runs in turn")
    print(f"{', '.join(PINNED)}; {os.cpu_count()} processors, {platform.machine()}, load {load:.1f}")
    print(f"{'':>10} {'CPU, s':>8} {'wall, s':>8} {'peak, MiB':>10}   times the first: {'CPU':>6} {'wall':>6} {'peak':>6}")
    base = costs[asked.tools[0]]
    for tool, runs in costs.items():
        values = [median(runs, of) for of in ["cpu", "wall", "peak"]]
        ratios = [value / median(base, of) for value, of in zip(values, ["cpu", "wall", "peak"])]
        print(
            f"{tool:>10} {values[0]:>8.2f} {values[1]:>8.2f} {values[2]:>10.1f}   "
            f"{'':>16} {ratios[0]:>6.1f} {ratios[1]:>6.1f} {ratios[2]:>6.1f}"
        )
    if wrong:
        raise SystemExit("the answers differ: no figure of this run counts")
    print(f"all answers are equal: {len(first[1] if first else {})} rows")


if __name__ == "__main__":
    main()
