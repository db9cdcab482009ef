#!/usr/bin/env python3
"""Builds reports and has other programs read them: Microsoft's validator, LibreOffice, python-docx.

Run by `.ci/run` after `.ci/install-viewers`. Prints what it looked at, and exits with 1 at the first fault.
"""

import json
import re
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TOOLS = ROOT / "target/viewers"
PROGRAM = ROOT / "target/release/va-report"
VALIDATOR = TOOLS / "node_modules/.bin/ooxml-validator"
PYTHON = TOOLS / "python/bin/python"
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


def enlarged(folder: Path, copies: int) -> None:
    sys.path.insert(0, str(ROOT / "benches"))
    import cost

    cost.enlarge(folder, copies)


def build(project: Path, period: str, out: Path, *options: str) -> Path:
    run(PROGRAM, "build", "--quiet", "--period", period, "--config", project / "installations.toml", "--out", out,
        *options)
    return out / period / "report.docx"


def validate(document: Path) -> None:
    for schema in SCHEMAS:
        done = subprocess.run(
            [str(VALIDATOR), str(document), "--officeVersion", schema], capture_output=True, text=True, timeout=600
        )
        report = json.loads(done.stdout)
        if not report["ok"] or report["errors"]:
            raise SystemExit(f"{document} against {schema}:\n{done.stdout[:4000]}")


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


def look(document: Path, tables: int | None, footer: str = r"Page 1 of \d+") -> None:
    """LibreOffice must make pages of it, and no code of a field may show; python-docx must see every table."""
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
    if tables is not None and int(count) != tables:
        raise SystemExit(f"{document}: python-docx sees {count.strip()} tables, not {tables}")
    print(f"  {document.parent.parent.name}: {text.count(chr(12))} pages, {count.strip()} tables, no fault")


def templates(scratch: Path, projects: list) -> None:
    """Foreign templates must be as valid when they are filled, with their cover, header, footers and annex."""
    one = scratch / "one-project"
    one.mkdir()
    text = (ROOT / "tests/fixtures/rules/base/installations.toml").read_text(encoding="utf-8")
    (one / "installations.toml").write_text(text, encoding="utf-8")
    (one / "data").mkdir()
    (one / "data/lab.csv").write_bytes((ROOT / "tests/fixtures/rules/base/data/lab.csv").read_bytes())
    known = {name: (project, period, tables) for name, project, period, tables in projects}
    for template in ["word-like", "libreoffice"]:
        file = ROOT / f"tests/fixtures/templates/{template}.docx"
        for name, (project, period, tables) in {"one": (one, "M1-M6", None), **known}.items():
            if name not in ["one", "shipped", "hostile"] and (name, template) != ("fifty", "word-like"):
                continue
            document = build(project, period, scratch / f"{name}-{template}", "--template", file)
            validate(document)
            # A title of 5,000 letters in the header of the template leaves no room for text on a page.
            if name in ["fifty", "hostile"]:
                print(f"  {name}-{template}: valid")
                continue
            # The template has a table on its cover.
            look(document, tables and tables + 1, r"Page 2\b")
            pages = run("pdftotext", "-layout", document.with_suffix(".pdf"), "-").stdout.split(chr(12))
            if "Funded by the European Union" not in pages[0] or "Funded by the European Union" in "".join(pages[1:]):
                raise SystemExit(f"{document}: the footer of the first page is not on the first page alone")
            if "End of the document" not in "".join(pages[-2:]):
                raise SystemExit(f"{document}: the annex is gone")


def main() -> None:
    run("cargo", "build", "--release", "--locked", cwd=ROOT)
    with tempfile.TemporaryDirectory() as scratch:
        scratch = Path(scratch)
        projects = [
            ("shipped", ROOT, "M7-M12", 3 + 2 * 11),
            ("first-period", ROOT, "M1-M6", 3 + 2 * 11),
            ("records", ROOT / "examples/records", "M7-M12", None),
        ]
        for name, make, period, tables in [
            ("hostile", hostile, "M1-M6", 2 + 2 * 2 + 2),
            ("hostile-taken-over", hostile, "M7-M12", 2 + 2 * 2 + 2),
            ("fifty", lambda folder: enlarged(folder, 50), "M7-M12", 3 + 2 * 550),
        ]:
            folder = scratch / f"{name}-project"
            folder.mkdir()
            make(folder)
            projects.append((name, folder, period, tables))
        draft = build(scratch / "hostile-project", "M1-M6", scratch / "draft", "--comments")
        validate(draft)
        look(draft, None)
        remarks(draft)
        for name, project, period, tables in projects:
            document = build(project, period, scratch / name)
            validate(document)
            if name == "fifty":
                print(f"  {name}: valid")
            else:
                look(document, tables)
        templates(scratch, projects)


if __name__ == "__main__":
    main()
