
"use strict";
(() => {
  const make = (name, properties, ...content) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...content);
    return element;
  };

  const collator = (() => {
    try {
      return new Intl.Collator(document.documentElement.lang, { numeric: true });
    } catch {
      return new Intl.Collator("en", { numeric: true });
    }
  })();

  // Exact decimals of any length, written with digits and a point.
  const parts = (text) => {
    const [whole, part = ""] = text.replace("-", "").split(".");
    const digits = { whole: whole.replace(/^0+/, ""), part: part.replace(/0+$/, "") };
    return { ...digits, minus: text.startsWith("-") && digits.whole + digits.part !== "" };
  };
  const before = (one, other) => (one < other ? -1 : Number(one > other));
  const compareExact = (one, other) => {
    const [a, b] = [parts(one), parts(other)];
    if (a.minus !== b.minus) return a.minus ? -1 : 1;
    const size = a.whole.length - b.whole.length || before(a.whole, b.whole) || before(a.part, b.part);
    return a.minus ? -size : size;
  };

  // Figures come first, then words, then what is not there, whichever way a column is sorted.
  const keyOf = (cell) => {
    const text = cell.textContent.trim();
    if (cell.dataset.value !== undefined) return { rank: 0, value: cell.dataset.value };
    return { rank: text === "" || cell.classList.contains("absent") ? 2 : 1, value: text };
  };
  const compare = (one, other, way) => {
    if (one.rank !== other.rank) return one.rank - other.rank;
    if (one.rank === 2) return 0;
    return way * (one.rank === 0 ? compareExact(one.value, other.value) : collator.compare(one.value, other.value));
  };

  const told = make("p", { className: "unseen" });
  told.setAttribute("role", "status");
  document.querySelector("main").append(told);

  const sortable = (table) => {
    const body = table.tBodies[0];
    const original = [...body.rows];
    const heads = [...table.tHead.rows[0].cells];
    const sort = (column, head) => {
      const next = { ascending: "descending", descending: "none" }[head.getAttribute("aria-sort")] ?? "ascending";
      for (const other of heads) if (other.hasAttribute("aria-sort")) other.setAttribute("aria-sort", "none");
      head.setAttribute("aria-sort", next);
      const rows = original.map((row) => ({ row, key: keyOf(row.cells[column]) }));
      const way = next === "descending" ? -1 : 1;
      if (next !== "none") rows.sort((one, other) => compare(one.key, other.key, way));
      body.append(...rows.map(({ row }) => row));
      const order = { ascending: "smallest first", descending: "largest first", none: "as printed" }[next];
      told.textContent = `${head.querySelector("button").textContent.trim()}: ${order}`;
    };
    heads.forEach((head, column) => {
      if (head.tagName !== "TH") return;
      // A mark that leads to a note stands beside the button, not in it.
      const marks = [...head.querySelectorAll("sup")];
      marks.forEach((mark) => mark.remove());
      const button = make("button", { type: "button" }, make("span", {}, ...head.childNodes));
      button.querySelectorAll("p").forEach((line) => line.replaceWith(make("span", {}, ...line.childNodes), make("br", {})));
      head.replaceChildren(button, ...marks);
      head.setAttribute("aria-sort", "none");
      button.addEventListener("click", () => sort(column, head));
    });
  };
  document.querySelectorAll("table.sortable").forEach(sortable);

  const tools = make("div", { className: "tools" });
  const contents = document.querySelector("nav.contents");

  // Which columns of periods are shown; tables of a period that was not reported keep nothing but their words.
  const columns = [...document.querySelectorAll("th[data-period]")];
  const periods = [...new Set(columns.map((head) => head.dataset.period))].filter((one) => one !== "cumulative");
  const show = (wanted) => {
    for (const head of columns) {
      const hidden = wanted !== "all" && head.dataset.period !== wanted;
      const table = head.closest("table");
      table.querySelectorAll("col")[head.cellIndex].hidden = hidden;
      for (const row of table.rows) row.cells[head.cellIndex].hidden = hidden;
    }
  };
  if (periods.length > 0) {
    const choice = (value, words, checked) => {
      const input = make("input", { type: "radio", name: "period", value, checked });
      input.addEventListener("change", () => show(value));
      return make("label", {}, input, words);
    };
    const choices = [choice("all", "All", true), ...periods.map((one) => choice(one, one, false))];
    if (columns.some((head) => head.dataset.period === "cumulative")) choices.push(choice("cumulative", "Cumulative", false));
    tools.append(make("fieldset", {}, make("legend", {}, "Periods shown in tables"), ...choices));
  }

  const entries = [...contents.querySelectorAll("li")];
  if (entries.length > 8) {
    const input = make("input", { type: "search", autocomplete: "off", spellcheck: false });
    input.addEventListener("input", () => {
      const wanted = input.value.trim().toLowerCase();
      const holds = (entry) => entry.textContent.toLowerCase().includes(wanted);
      for (const entry of entries) entry.hidden = !holds(entry);
      const shown = entries.filter((entry) => !entry.hidden).length;
      told.textContent = `${shown} of ${entries.length} entries of the contents`;
    });
    tools.append(make("label", { className: "find" }, "Find in the contents", input));
  }
  contents.prepend(tools);

  // The contents follow what is read.
  const links = new Map([...contents.querySelectorAll("a")].map((link) => [document.getElementById(link.hash.slice(1)), link]));
  let current = null;
  const follow = () => {
    let next = null;
    for (const [head, link] of links) if (head && head.getBoundingClientRect().top < innerHeight / 3) next = link;
    if (next === current) return;
    current?.removeAttribute("aria-current");
    next?.setAttribute("aria-current", "location");
    current = next;
    if (next && getComputedStyle(contents).position === "sticky") {
      const [place, frame] = [next.getBoundingClientRect(), contents.getBoundingClientRect()];
      if (place.top < frame.top) contents.scrollTop -= frame.top - place.top + 48;
      else if (place.bottom > frame.bottom) contents.scrollTop += place.bottom - frame.bottom + 48;
    }
  };
  let waiting = false;
  addEventListener("scroll", () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      follow();
    });
  }, { passive: true });
  follow();

  // A table that fits its place is no stop on the way of the keyboard.
  const watch = new ResizeObserver((seen) => {
    for (const { target } of seen) {
      if (target.scrollWidth > target.clientWidth) target.tabIndex = 0;
      else target.removeAttribute("tabindex");
    }
  });
  document.querySelectorAll(".scroll").forEach((place) => {
    watch.observe(place);
    watch.observe(place.firstElementChild);
  });
})();
