#!/usr/bin/env node
// Builds pages and uses them in a real browser: with and without script, wide and narrow, light, dark and on paper, by
// keyboard, and before the rules of axe.
//
// Run by `.ci/run` after `.ci/install-viewers`. Prints what it looked at, and exits with 1 at the first fault. Where the
// browser could not be installed it says so and exits with 0. With a folder as argument it leaves pictures there.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const PROGRAM = join(ROOT, "target/release/va-report");
const BROWSER = "/usr/bin/chromium";
const TOOLS = join(ROOT, "target/viewers/node_modules");
const OPTIONS = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync",
];
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const PICTURES = process.argv[2];

for (const needed of [BROWSER, join(TOOLS, "playwright-core"), join(TOOLS, "axe-core")]) {
  if (!existsSync(needed)) {
    console.log(`NOT LOOKED AT: there is no ${needed}, so no page was opened in a browser`);
    process.exit(0);
  }
}
const require = createRequire(join(TOOLS, "anything.js"));
const { chromium } = require("playwright-core");
const axe = readFileSync(join(TOOLS, "axe-core/axe.min.js"), "utf8");

const scratch = mkdtempSync(join(tmpdir(), "pages-"));

function build(name, project, period) {
  const out = join(scratch, `${name}-out`);
  execFileSync(PROGRAM, [
    "build", "--quiet", "--keep-going", "--period", period, "--format", "html", "--config", join(project, "installations.toml"),
    "--out", out,
  ], { stdio: "ignore" });
  return join(out, period, "report.html");
}

/** The shipped project without the texts of its last period: texts of the one before stand in their places. */
function takenOver() {
  const folder = join(scratch, "taken-over");
  for (const part of ["installations.toml", "data", "assessments"]) cpSync(join(ROOT, part), join(folder, part), { recursive: true });
  cpSync(join(folder, "assessments/M7-M12/incd-cpu.md"), join(folder, "assessments/M1-M6/incd-cpu.md"));
  writeFileSync(join(folder, "assessments/M1-M6/ifca-csic-cpu.md"),
    "The cloud was open to all. The *usage* of the cloud decreased since 16 users left. **It served 94,656 CPU-hours.**\n");
  rmSync(join(folder, "assessments/M7-M12"), { recursive: true });
  return folder;
}

/** A project whose texts hold all that a page can choke on. */
function hostile() {
  const folder = join(scratch, "hostile");
  const text = "& < > \" ' </script><script>console.error('run')</script><img src=x onerror=console.error(1)> <!-- \u202eabc\u202c "
    + "\u{1f980} e\u0301 \u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627 " + "x".repeat(3000);
  const quoted = JSON.stringify(text);
  mkdirSync(join(folder, "data"), { recursive: true });
  mkdirSync(join(folder, "assessments/M1-M6"), { recursive: true });
  writeFileSync(join(folder, "installations.toml"), `
[project]
acronym = "A & B <i>"
work_package = "WP1"
start = 2022-09-01
months = 12
[deliverable]
title = ${quoted}
[[providers]]
id = "p"
name = ${quoted}
[[metrics]]
id = "jobs"
nature = "sum"
unit = "jobs"
[[installations]]
id = "one"
title = ${quoted}
provider = "p"
description = ${quoted}
url = "https://example.org/?a=1&b=<2>"
[[installations.metrics]]
metric = "jobs"
name = ${quoted}
measured = ${quoted}
baseline = "N/A"
`);
  writeFileSync(join(folder, "data/p.csv"), "installation,metric,period,value,note\none,jobs,M1-M6,20,\"& < > ' \u{1f980} \u05e9\"\n");
  writeFileSync(join(folder, "assessments/M1-M6/one.md"),
    `It ran **20 jobs & more**. A <script> ${text} [link](https://example.org/?x=1&y=2)[^n]\n\n1. one\n   - two\n2. three\n\n`
    + "| Site | Use[^n] | Share |\n|:--|:-:|--:|\n| *A* `b\\|c` | <https://example.org/t> | 12 % |\n\n|  |  |\n|--|--|\n| no | heads |\n\n"
    + "[^n]: Counted **once**; see <https://example.org/n>.\n");
  return folder;
}

const browser = await chromium.launch({ executablePath: BROWSER, args: OPTIONS });

/** Opens a page and returns it; whatever it says or asks for is a fault. */
async function open(file, { width = 1280, scheme = "light", script = true } = {}) {
  const context = await browser.newContext({
    viewport: { width, height: 800 }, colorScheme: scheme, javaScriptEnabled: script, reducedMotion: "reduce",
  });
  const page = await context.newPage();
  const faults = [];
  page.on("console", (message) => faults.push(`it says: ${message.text()}`));
  page.on("pageerror", (error) => faults.push(`it fails: ${error.message}`));
  const address = pathToFileURL(file).href;
  context.on("request", (request) => {
    if (request.url().split("#")[0] !== address) faults.push(`it asks for ${request.url()}`);
  });
  await page.goto(address);
  const done = async () => {
    assert.deepEqual(faults, [], file);
    await context.close();
  };
  return { page, done };
}

async function fits(page, what) {
  const [needs, has] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
  assert.ok(needs <= has, `${what}: the page is ${needs} wide on a screen of ${has}`);
}

async function judged(page, what) {
  await page.evaluate(axe);
  const { violations, passes } = await page.evaluate((rules) => axe.run(document, { runOnly: rules }), RULES);
  const said = violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.slice(0, 3).map((node) => node.html.slice(0, 200)).join(" | ")}`);
  assert.deepEqual(said, [], what);
  assert.ok(passes.length > 20, `${what}: axe looked at ${passes.length} rules only`);
}

/** Presses Tab through the whole page: every stop is seen, and every table that does not fit is one. */
async function walked(page, what) {
  const wide = await page.evaluate(() => {
    const places = [...document.querySelectorAll(".scroll")].filter((place) => place.offsetParent && place.scrollWidth > place.clientWidth);
    places.forEach((place, at) => { place.dataset.wide = at; });
    return places.length;
  });
  const stops = new Set();
  await page.evaluate(() => { document.activeElement?.blur(); scrollTo(0, 0); });
  for (let at = 0; at < 3000; at += 1) {
    await page.keyboard.press("Tab");
    const stop = await page.evaluate(() => {
      const element = document.activeElement;
      if (element === document.body) return null;
      const style = getComputedStyle(element);
      const box = element.getBoundingClientRect();
      return {
        wide: element.dataset.wide, seen: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2 && box.width > 0
          && box.bottom > 0 && box.top < innerHeight,
        words: element.outerHTML.slice(0, 120),
      };
    });
    if (stop === null) break;
    assert.ok(stop.seen, `${what}: the focus is not seen at ${stop.words}`);
    if (stop.wide !== undefined) stops.add(stop.wide);
  }
  assert.equal(stops.size, wide, `${what}: tables that do not fit and cannot be reached by keyboard`);
  return wide;
}

async function skipped(page, what) {
  await page.keyboard.press("Tab");
  const skip = await page.evaluate(() => [document.activeElement.className, document.activeElement.getBoundingClientRect().left >= 0]);
  assert.deepEqual(skip, ["skip", true], what);
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.tagName), "MAIN", what);
}

/** The rows of a table as a reader sees them: words and exact figure of a column. */
const column = (page, table, at) => page.evaluate(([table, at]) =>
  [...document.querySelectorAll("table.sortable")[table].tBodies[0].rows].map(({ cells }) => ({
    words: cells[at].textContent.trim(), value: cells[at].dataset.value, absent: cells[at].classList.contains("absent"),
    row: cells[0].textContent,
  })), [table, at]);

function inOrder(cells, way, what) {
  const rank = ({ value, words, absent }) => (value !== undefined ? 0 : absent || words === "" ? 2 : 1);
  for (let at = 1; at < cells.length; at += 1) {
    const [one, other] = [cells[at - 1], cells[at]];
    assert.ok(rank(one) <= rank(other), `${what}: ${one.words} before ${other.words}`);
    if (rank(one) !== 0 || rank(other) !== 0) continue;
    // Figures of less than 15 digits are told apart by their floating-point values too.
    assert.ok(way * (Number(other.value) - Number(one.value)) >= 0, `${what}: ${one.value} before ${other.value}`);
  }
}

async function sorted(page) {
  const sizes = await page.evaluate(() => [...document.querySelectorAll("table.sortable")].map((table) => table.tHead.rows[0].cells.length));
  let columns = 0;
  for (const [table, size] of sizes.entries()) {
    for (let at = 0; at < size; at += 1) {
      const head = page.locator("table.sortable").nth(table).locator("thead th").nth(at);
      const what = `table ${table + 1}, column ${at + 1}`;
      const printed = await column(page, table, at);
      await head.getByRole("button").focus();
      for (const [key, order, way] of [["Enter", "ascending", 1], ["Space", "descending", -1]]) {
        await page.keyboard.press(key);
        assert.equal(await head.getAttribute("aria-sort"), order, what);
        const now = await column(page, table, at);
        inOrder(now, way, what);
        assert.deepEqual(now.map(({ row }) => row).sort(), printed.map(({ row }) => row).sort(), what);
        // Alike cells keep the order in which they are printed.
        for (const cell of now) {
          const alike = (cells) => cells.filter(({ words }) => words === cell.words).map(({ row }) => row);
          assert.deepEqual(alike(now), alike(printed), what);
        }
      }
      await page.keyboard.press("Enter");
      assert.equal(await head.getAttribute("aria-sort"), "none", what);
      assert.deepEqual(await column(page, table, at), printed, what);
      columns += 1;
    }
  }
  return columns;
}

/** Figures that floating point cannot tell apart, in an order that no text has. */
async function sortedExactly(page) {
  const wanted = ["-12345678901234567890.2", "-12345678901234567890.1", "-0.5", "-0", "0", "0.05", "0.5", "9", "10", "12345678901234567890.1", "12345678901234567890.11"];
  await page.evaluate((values) => {
    const table = document.querySelector("table.sortable:has(tbody tr:nth-child(11)):has(thead th:nth-child(4))");
    table.id = "exact";
    const mixed = [...values].map((value, at) => [value, (at * 7) % values.length]).sort((one, other) => one[1] - other[1]);
    [...table.tBodies[0].rows].forEach((row, at) => { row.cells[3].dataset.value = mixed[at][0]; });
  }, wanted);
  await page.locator("#exact thead th").nth(3).getByRole("button").press("Enter");
  const now = await page.evaluate(() => [...document.querySelectorAll("#exact tbody tr")].map((row) => row.cells[3].dataset.value));
  const zero = (value) => (value === "-0" ? "0" : value);
  assert.deepEqual(now.map(zero), wanted.map(zero));
}

/** The periods whose columns a reader finds, by eye and by the tree that screen readers use. */
const shown = (page) => page.evaluate(() => {
  const isSeen = (cell) => cell.getClientRects().length > 0;
  const heads = [...document.querySelectorAll("th[data-period]")];
  for (const head of heads) {
    for (const row of head.closest("table").rows) {
      if (isSeen(row.cells[head.cellIndex]) !== isSeen(head)) throw new Error("a column is hidden in part");
    }
  }
  return [...new Set(heads.filter(isSeen).map((head) => head.dataset.period))];
});

async function switched(page) {
  const all = await shown(page);
  await page.getByRole("radio", { name: "All" }).focus();
  for (const period of all) {
    await page.keyboard.press("ArrowDown");
    assert.deepEqual(await shown(page), [period]);
    const heads = await page.getByRole("columnheader").allTextContents();
    for (const other of all.filter((one) => one !== period && one !== "cumulative")) {
      assert.ok(heads.every((head) => head.trim() !== other), `${other} is there while ${period} is chosen`);
    }
  }
  await page.keyboard.press("ArrowDown");
  assert.deepEqual(await shown(page), all);
  return all.length;
}

async function found(page) {
  const entries = () => page.locator("nav.contents li:visible").count();
  const before = await entries();
  await page.getByRole("searchbox").fill("incd");
  const now = await entries();
  assert.ok(now > 1 && now < before, `${now} of ${before} entries`);
  assert.ok((await page.locator("nav.contents li:visible").allTextContents()).every((words) => words.toLowerCase().includes("incd")));
  await page.getByRole("searchbox").fill("");
  assert.equal(await entries(), before);
}

async function printed(page, file, least) {
  await page.emulateMedia({ media: "print" });
  for (const left of [".contents", ".skip", "footer"]) assert.ok(!(await page.locator(left).first().isVisible()), `${left} is printed`);
  const ground = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  assert.equal(ground, "rgb(255, 255, 255)");
  const pdf = join(dirname(file), "report.pdf");
  await page.pdf({ path: pdf, preferCSSPageSize: true });
  const pages = execFileSync("pdftotext", ["-layout", pdf, "-"], { encoding: "utf8", maxBuffer: 1 << 26 }).split("\f").slice(0, -1);
  assert.ok(pages.length >= least, `${pages.length} pages`);
  pages.forEach((words, at) => {
    const number = `Page ${at + 1} of ${pages.length}`;
    assert.ok(words.includes(number), `page ${at + 1} has no number`);
    assert.ok(words.replace(number, "").trim().length > 20, `page ${at + 1} is empty`);
  });
  const size = execFileSync("pdfinfo", [pdf], { encoding: "utf8" });
  assert.match(size, /Page size:\s+59[45](\.\d+)? x 84[12]/);
  return pages.length;
}

async function pictured(page, name) {
  if (PICTURES) await page.screenshot({ path: join(PICTURES, `${name}.png`) });
}

async function looked(name, file, { thorough = false, pages = 2 } = {}) {
  const said = [];
  for (const script of [true, false]) {
    for (const width of [1280, 320]) {
      for (const scheme of ["light", "dark"]) {
        const what = `${name}, ${width} px, ${scheme}, ${script ? "with" : "without"} script`;
        const { page, done } = await open(file, { width, scheme, script });
        await fits(page, what);
        const controls = await page.locator("button, input, select").count();
        assert.ok(script || controls === 0, `${what}: ${controls} controls that do nothing`);
        if (script) await judged(page, what);
        if (thorough && scheme === "light") {
          await skipped(page, what);
          const wide = await walked(page, what);
          if (width === 320) assert.ok(wide > 0, what);
        }
        await pictured(page, `${name}-${width}-${scheme}-${script ? "script" : "plain"}`);
        await done();
      }
    }
  }
  if (thorough) {
    const { page, done } = await open(file);
    said.push(`${await sorted(page)} columns sorted`, `${await switched(page)} periods chosen`);
    await found(page);
    await sortedExactly(page);
    await done();
  }
  const { page, done } = await open(file, { scheme: "dark" });
  said.push(`${await printed(page, file, pages)} pages printed`);
  await done();
  console.log(`  ${name}: ${said.join(", ")}, no fault`);
}

try {
  execFileSync("cargo", ["build", "--release", "--locked", "--quiet"], { cwd: ROOT, stdio: "inherit" });
  if (PICTURES) mkdirSync(PICTURES, { recursive: true });
  await looked("shipped", build("shipped", ROOT, "M7-M12"), { thorough: true, pages: 12 });
  await looked("extension", build("extension", join(ROOT, "examples/extension"), "M37-M51"));
  const draft = build("taken-over", takenOver(), "M7-M12");
  assert.ok(readFileSync(draft, "utf8").split("<mark>").length > 2, "no sentence of a text that was taken over is in doubt");
  await looked("taken-over", draft);
  await looked("hostile", build("hostile", hostile(), "M1-M6"));
} finally {
  await browser.close();
  rmSync(scratch, { recursive: true });
}
