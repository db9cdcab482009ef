#!/usr/bin/env python3
"""Builds reports and has other programs read them: Microsoft's validator, two further checkers, LibreOffice, python-docx.

Run by `.ci/run` after `.ci/install-viewers`. Prints what it looked at, and exits with 1 at the first fault.
"""

import csv
import io
import json
import re
import subprocess
import sys
import tempfile
import zipfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Callable

ROOT = Path(__file__).resolve().parent.parent
TOOLS = ROOT / "target/viewers"
PROGRAM = ROOT / "target/release/va-report"
VALIDATOR = TOOLS / "node_modules/.bin/ooxml-validator"
PYTHON = TOOLS / "python/bin/python"
INTEGRITY = TOOLS / "python/bin/ooxml-integrity"
AUDIT = TOOLS / "python/bin/openxml-audit"
SCHEMAS = ["Office2019", "Microsoft365"]
# Tables of assessments stand in content controls, where `Document.tables` does not look.
COUNT = (
    "import sys, docx; from docx.table import Table; body = docx.Document(sys.argv[1]).element.body; "
    "print(sum(len(Table(table, body).rows) > 0 for table in body.xpath('.//w:tbl')))"
)

HOSTILE = (
    "& < > \" ' ]]> {{va:x}} \\ \u0001\u000b\ufffe\t\u202eabc\u202c \U0001f980 e\u0301 "
    "\u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627 " + "x" * 5000
)


def run(*command: object, cwd: Path | None = None) -> subprocess.CompletedProcess:
    done = subprocess.run([str(part) for part in command], cwd=cwd, capture_output=True, text=True, timeout=600)
    if done.returncode != 0:
        raise SystemExit(f"{' '.join(map(str, command))}\n{done.stdout}\n{done.stderr}")
    return done


def hostile(folder: Path) -> None:
    """Writes a project whose texts hold all that a document can choke on."""
    (folder / "data").mkdir()
    (folder / "assessments/M1-M6").mkdir(parents=True)
    quoted = json.dumps(HOSTILE, ensure_ascii=False)
    (folder / "installations.toml").write_text(
        f'''[project]
acronym = "A & B <i>"
work_package = "WP1"
start = 2022-09-01
months = 12
[deliverable]
title = {quoted}
[[providers]]
id = "p"
name = {quoted}
[[metrics]]
id = "jobs"
nature = "sum"
unit = "jobs"
[[installations]]
id = "one"
title = {quoted}
provider = "p"
description = {quoted}
url = "https://example.org/?a=1&b=<2>"
[[installations.metrics]]
metric = "jobs"
name = {quoted}
measured = {quoted}
baseline = "N/A"
[[installations]]
id = "empty"
title = "Empty"
provider = "p"
''',
        encoding="utf-8",
    )
    (folder / "data/p.csv").write_text(
        "installation,metric,period,value,note\none,jobs,M1-M6,20,\"& < > ' \U0001f980 \u05e9\"\n", encoding="utf-8"
    )
    # In the second period it is taken over, with a figure that no longer holds.
    text = "It ran **20 jobs & more**. A *b* **c** <script> & [link](https://example.org/?x=1&y=2)\n\n1. one\n   - two\n2. three\n\n"
    text += "| Site | Use[^n] | Share |\n|:--|:-:|--:|\n| *A* `b\\|c` | <https://example.org/t> | 12 % |\n| \U0001f980 \u05e9<br>d |\n\n"
    text += "|  |  |\n|--|--|\n| no | heads |\n\n[^n]: Counted **once**; see <https://example.org/n>.\n"
    (folder / "assessments/M1-M6/one.md").write_text(text, encoding="utf-8")


def lone(folder: Path) -> None:
    """Writes a project of one installation, in its first period."""
    hostile(folder)
    (folder / "assessments/M1-M6/one.md").unlink()
    text = (folder / "installations.toml").read_text(encoding="utf-8").replace(json.dumps(HOSTILE, ensure_ascii=False), '"One"')
    (folder / "installations.toml").write_text(text.partition('[[installations]]\nid = "empty"')[0], encoding="utf-8")
    (folder / "data/p.csv").write_text("installation,metric,period,value\none,jobs,M1-M6,20\n", encoding="utf-8")


def lengthened(folder: Path, periods: int) -> None:
    """Writes the shipped project as it may stand after more periods: figures of those that are to come are invented."""
    text = (ROOT / "installations.toml").read_text(encoding="utf-8")
    months = f"months = {max(36, 6 * periods)}"
    (folder / "installations.toml").write_text(text.replace("months = 36", months, 1), encoding="utf-8")
    later = ["GR", "HR", "DK", "SE", "FI", "PL", "AT", "CZ", "US", "CA"]
    (folder / "data").mkdir()
    for source in sorted((ROOT / "data").glob("*.csv")):
        rows = list(csv.reader(source.read_text(encoding="utf-8").splitlines()))
        # The number of countries is counted from their names.
        for row in [row for row in rows if row[2] == "M7-M12" and row[1] != "countries"]:
            for number in range(3, periods + 1):
                value = row[3]
                if row[1] == "country_names":
                    value = value and ", ".join([value.replace("0", "FR"), *later[: number - 2]])
                elif value.replace(".", "").isdigit():
                    value = str(int(float(value)) * number + 101 * number)
                rows.append([*row[:2], f"M{6 * number - 5}-M{6 * number}", value, *row[4:]])
        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerows(rows)
        (folder / "data" / source.name).write_text(text.getvalue(), encoding="utf-8")


def enlarged(folder: Path, copies: int) -> None:
    sys.path.insert(0, str(ROOT / "benches"))
    import cost

    cost.enlarge(folder, copies)


def build(project: Path, period: str, out: Path, *options: str) -> Path:
    run(PROGRAM, "build", "--quiet", "--period", period, "--config", project / "installations.toml", "--out", out,
        *options)
    return out / period / "report.docx"


def validate(document: Path) -> None:
    """No validator may find an error: Microsoft's for two versions of Word, and two that are not Microsoft's."""
    for schema in SCHEMAS:
        done = subprocess.run(
            [str(VALIDATOR), str(document), "--officeVersion", schema], capture_output=True, text=True, timeout=600
        )
        report = json.loads(done.stdout)
        if not report["ok"] or report["errors"]:
            raise SystemExit(f"{document} against {schema}:\n{done.stdout[:4000]}")
    run(INTEGRITY, "check", "--no-config", "--fail-on", "warn", document)
    [report] = json.loads(run(AUDIT, "--format", "microsoft365", "--output", "json", document).stdout)
    if not report["valid"] or report["error_count"] or report["warning_count"]:
        raise SystemExit(f"{document}: openxml-audit finds\n{json.dumps(report, indent=1)[:4000]}")


def remarks(document: Path) -> None:
    """LibreOffice must find every comment of a draft, by the program and with its text."""
    profile = document.parent / "profile"
    run("soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", "fodt",
        "--outdir", document.parent, document)
    text = document.with_suffix(".fodt").read_text(encoding="utf-8")
    found = re.findall(r"<office:annotation .*?</office:annotation>", text, re.DOTALL)
    written = zipfile.ZipFile(document).read("word/comments.xml").decode().count("<w:comment ")
    by_program = [one for one in found if "<dc:creator>va-report</dc:creator>" in one and re.search("VA[0-9]{3} ", one)]
    if not written or len(by_program) != written:
        raise SystemExit(f"{document}: LibreOffice finds {len(by_program)} of {written} comments")
    print(f"  {document.parent.parent.name}: {written} comments")


def look(document: Path, footer: str = r"Page 1 of \d+") -> None:
    """LibreOffice must make pages of it, and no code of a field may show; python-docx must see as many tables as
    Markdown has."""
    pages = document.with_suffix(".pdf")
    profile = document.parent / "profile"
    run("soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", "pdf",
        "--outdir", document.parent, document)
    if not pages.exists():
        raise SystemExit(f"LibreOffice made no pages of {document}")
    text = run("pdftotext", "-layout", pages, "-").stdout
    for trace in ["Error!", "HYPERLINK", "TOC \\", "PAGEREF", "SEQ Table", "{{va:toc", "old entry"]:
        if trace in text:
            raise SystemExit(f"{document}: `{trace}` shows on a page")
    if not re.search(footer, text):
        raise SystemExit(f"{document}: the footer has no page numbers")
    count = run(PYTHON, "-c", COUNT, document).stdout
    markdown = document.with_suffix(".md").read_text(encoding="utf-8")
    tables = len(re.findall(r"^\|(?::?-+:?\|)+$", markdown, re.MULTILINE))
    if int(count) != tables:
        raise SystemExit(f"{document}: python-docx sees {count.strip()} tables, not {tables}")
    print(f"  {document.parent.parent.name}: {text.count(chr(12))} pages, {count.strip()} tables, no fault")


def numbered(document: Path) -> None:
    """Every number in the lists must be the page on which LibreOffice prints what it leads to."""
    body = zipfile.ZipFile(document).read("word/document.xml").decode()
    entries = re.findall(r"PAGEREF (\S+) .*?<w:t [^>]*>([^<]*)</w:t>", body, re.DOTALL)
    pages = [re.sub(r"\s+", " ", page) for page in run("pdftotext", document.with_suffix(".pdf"), "-").stdout.split("\f")]
    if not entries:
        raise SystemExit(f"{document}: no list has a page")
    for name, page in entries:
        start = body.index(f'w:name="{name}"')
        text = "".join(re.findall(r"<w:t [^>]*>([^<]*)</w:t>", body[start : body.index("</w:p>", start)]))
        text = re.sub(r"\s+", " ", text).replace("&amp;", "&").strip()
        if not page.isdigit() or text not in pages[int(page) - 1]:
            raise SystemExit(f"{document}: `{text}` is not on page {page}")
    print(f"  {document.parent.parent.name}: {len(entries)} numbers of pages, all right")


@dataclass
class Sample:
    """A document that is built and looked at."""

    name: str
    period: str
    make: Callable[[Path], None] | None = None
    """Writes the project; the shipped one without it."""
    project: Path = ROOT
    options: tuple[str, ...] = ()
    then: tuple[Callable[[Path], None], ...] = ()
    """What else must hold, after the pages were made."""
    pages: bool = True
    """Whether LibreOffice makes pages of it."""
    template: str | None = None
    """The foreign template that it is put into."""


TEMPLATES = ROOT / "tests/fixtures/templates"
SAMPLES = [
    Sample("shipped", "M7-M12"),
    Sample("native-charts", "M7-M12", options=("--charts", "native")),
    Sample("numbered", "M7-M12", options=("--page-numbers", "libreoffice"), then=(numbered,)),
    Sample("first-period", "M1-M6"),
    Sample("records", "M7-M12", project=ROOT / "examples/records"),
    Sample("one", "M1-M6", lone),
    Sample("six-periods", "M31-M36", lambda folder: lengthened(folder, 6)),
    Sample("twelve-periods", "M67-M72", lambda folder: lengthened(folder, 12),
           options=("--page-numbers", "libreoffice"), then=(numbered,)),
    Sample("hostile", "M1-M6", hostile),
    Sample("hostile-taken-over", "M7-M12", hostile),
    Sample("draft", "M1-M6", hostile, options=("--comments",), then=(remarks,)),
    Sample("fifty", "M7-M12", lambda folder: enlarged(folder, 50), pages=False),
    # A title of 5,000 letters in the header of a template leaves no room for text on a page, so none are made of it.
    *[
        Sample(f"{name}-{template}", period, make, template=template, options=options, pages=name not in ["fifty", "hostile"])
        for template in ["word-like", "libreoffice"]
        for name, period, make, options in [
            ("one", "M1-M6", lone, ()),
            ("shipped", "M7-M12", None, ()),
            ("native-charts", "M7-M12", None, ("--charts", "native")),
            ("six-periods", "M31-M36", lambda folder: lengthened(folder, 6), ("--page-numbers", "libreoffice")),
            ("hostile", "M1-M6", hostile, ("--comments",)),
            ("fifty", "M7-M12", lambda folder: enlarged(folder, 50), ()),
        ]
    ],
]


def examine(sample: Sample, scratch: Path) -> None:
    project = sample.project
    if sample.make:
        project = scratch / f"{sample.name}-project"
        project.mkdir()
        sample.make(project)
    options = sample.options
    if sample.template:
        options = (*options, "--template", TEMPLATES / f"{sample.template}.docx")
    document = build(project, sample.period, scratch / sample.name, *options)
    validate(document)
    if not sample.pages:
        print(f"  {sample.name}: valid")
        return
    if sample.template:
        # The template has a table on its cover, in place of the report's.
        look(document, r"Page 2\b")
        kept(document)
    else:
        look(document)
    for more in sample.then:
        more(document)


def kept(document: Path) -> None:
    """What a foreign template has of its own must be there: the footer of its first page, and its annex."""
    pages = run("pdftotext", "-layout", document.with_suffix(".pdf"), "-").stdout.split(chr(12))
    if "Funded by the European Union" not in pages[0] or "of the first page" in "".join(pages[1:]):
        raise SystemExit(f"{document}: the footer of the first page is not on the first page alone")
    if "End of the document" not in "".join(pages[-2:]):
        raise SystemExit(f"{document}: the annex is gone")


def main() -> None:
    run("cargo", "build", "--release", "--locked", cwd=ROOT)
    wanted = sys.argv[1:]
    samples = [sample for sample in SAMPLES if not wanted or sample.name in wanted]
    with tempfile.TemporaryDirectory() as scratch, ThreadPoolExecutor(2) as pool:
        for done in [pool.submit(examine, sample, Path(scratch)) for sample in samples]:
            try:
                done.result()
            except BaseException:
                pool.shutdown(cancel_futures=True)
                raise


if __name__ == "__main__":
    main()
