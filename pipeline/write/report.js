"use strict";
// The table of a plan: filters and order, which are kept in the address after "#", and the source of a row. The page
// reads without any of it.
(() => {
  const find = (id) => document.getElementById(id);
  const root = document.documentElement, table = find("rows");

  // include search.js
  // include address.js

  const make = (name, values = {}, ...inside) => {
    const element = document.createElement(name);
    Object.assign(element, values);
    element.append(...inside);
    return element;
  };
  // a name in braces
  const fill = (text, values) => text.replace(/\{(\w+)\}/gu, (_, name) => values[name]);

  // A closed details element prints closed
  const folds = [...document.querySelectorAll("details.fold")];
  let opened = [];
  window.addEventListener("beforeprint", () => {
    opened = folds.filter((fold) => !fold.open);
    for (const fold of opened) fold.open = true;
  });
  window.addEventListener("afterprint", () => { for (const fold of opened) fold.open = false; });

  root.classList.add("js");
  if (!table) return;

  const form = find("filters"), search = find("search"), check = find("check"), clear = find("clear");
  const shown = find("shown"), filtered = find("filtered"), noMatch = find("no-match");
  const choices = {};
  for (const name of ["unit", "role", "section", "month", "kind"]) if (find(name)) choices[name] = find(name);

  const parts = [...table.querySelectorAll("tbody.part")];
  const cell = (row, name) => row.querySelector(`:scope > .${name}`);
  const entries = parts.flatMap((part) => [...part.querySelectorAll("tr.row")].map((row) => ({
    row,
    part,
    section: part.dataset.section,
    kind: row.dataset.kind,
    months: row.dataset.months.split(" "),
    units: { lead: JSON.parse(row.dataset.leads), coordinating: JSON.parse(row.dataset.helps) },
    check: "check" in row.dataset,
    boxes: JSON.parse(row.dataset.boxes ?? "[]"),
    // a line feed between the texts, so that no phrase is found across two of them
    text: [...row.querySelectorAll(".find")].map((found) => spread(found.textContent)).join("\n"),
  })));
  const entryOf = new Map(entries.map((entry) => [entry.row, entry]));

  // --- which rows are shown ---

  const ofUnit = (entry, unit, role) => {
    const units = role ? entry.units[role] : [...entry.units.lead, ...entry.units.coordinating];
    return unit === "-" ? !units.length : units.includes(unit);
  };
  const chosen = (name) => choices[name]?.value ?? "";

  const apply = () => {
    const typed = pattern(search.value), unit = chosen("unit"), role = chosen("role");
    const section = chosen("section"), month = chosen("month"), kind = chosen("kind");
    const seen = new Set();
    let count = 0;
    for (const entry of entries) {
      const fits = (unit ? ofUnit(entry, unit, role) : !role || entry.units[role].length > 0)
        && (!section || entry.section === section)
        && (!month || entry.months.includes(month))
        && (!kind || entry.kind === kind)
        && (!check.checked || entry.check)
        && typed.test(entry.text);
      entry.row.hidden = !fits;
      if (fits) {
        count += 1;
        seen.add(entry.part);
      }
    }
    for (const part of parts) part.hidden = sorted.column !== "" || !seen.has(part);
    shown.textContent = fill(shown.dataset.text, { shown: count, total: entries.length });
    noMatch.hidden = count > 0;
    table.hidden = count === 0;
    const words = [];
    for (const choice of Object.values(choices)) {
      choice.classList.toggle("chosen", choice.value !== "");
      if (choice.value) words.push(choice.selectedOptions[0].textContent);
    }
    if (check.checked) words.push(check.parentElement.textContent.trim());
    if (search.value.trim()) words.push(`“${search.value.trim()}”`);
    filtered.textContent = fill(filtered.dataset.text, { filters: words.join("; ") });
    filtered.hidden = !words.length;
    clear.disabled = !words.length;
  };

  // --- their order ---

  const sorted = { column: "", down: false };
  const heads = [...table.querySelectorAll("thead th")];
  const body = make("tbody", { id: "sorted" });
  body.setAttribute("role", "rowgroup");
  table.append(body);
  const { compare } = new Intl.Collator("vi", { numeric: true });
  const textOf = (row, name) => (name === "task" ? row.querySelector(".text") : cell(row, name)).textContent;

  // Numbers and days as such, names syllable by syllable as a Vietnamese dictionary has them
  const keys = {
    number: (row, name) => Number.parseFloat(cell(row, name).textContent.replace(/^\D+/u, "")),
    day: (row, name) => cell(row, name).querySelector("time")?.dateTime ?? "",
    text: (row, name) => textOf(row, name).trim().toLocaleLowerCase("vi").split(/\s+/u),
  };
  const missing = (key) => key === "" || Number.isNaN(key) || (Array.isArray(key) && key[0] === "");
  const held = (one, other) => {
    if (!Array.isArray(one)) return one < other ? -1 : Number(one > other);
    for (let at = 0; at < Math.min(one.length, other.length); at += 1) {
      const order = compare(one[at], other[at]);
      if (order) return order;
    }
    return one.length - other.length;
  };

  // Where the heads of the columns are not shown, a list stands for them
  const list = find("order");
  const order = () => {
    list.value = sorted.column;
    if (list.selectedIndex < 0) list.value = "";
    const head = heads.find((one) => one.className === sorted.column);
    for (const one of heads) {
      if (one === head) one.setAttribute("aria-sort", sorted.down ? "descending" : "ascending");
      else one.removeAttribute("aria-sort");
    }
    table.classList.toggle("sorted", Boolean(head));
    if (!head) {
      for (const entry of entries) entry.part.append(entry.row);
    } else {
      const keyed = entries.map((entry, at) => ({ entry, at, key: keys[head.dataset.sort](entry.row, sorted.column) }));
      // rows without a value stand last, whichever way the others go
      keyed.sort((one, other) => missing(one.key) - missing(other.key)
        || (missing(one.key) ? 0 : held(one.key, other.key) * (sorted.down ? -1 : 1)) || one.at - other.at);
      body.append(...keyed.map(({ entry }) => entry.row));
    }
    // the rows have left their section rows: each says itself where it stands
    if (head && !table.querySelector(".of")) {
      for (const { row, section } of entries) {
        if (section !== "-") row.querySelector(".text").before(make("span", { className: "of", textContent: section }));
      }
    }
  };

  // --- in the address ---

  const remember = () => {
    const wishes = new URLSearchParams();
    for (const [name, choice] of Object.entries(choices)) if (choice.value) wishes.set(name, choice.value);
    if (check.checked) wishes.set("check", "1");
    if (search.value.trim()) wishes.set("q", search.value.trim());
    if (sorted.column) wishes.set("sort", (sorted.down ? "-" : "") + sorted.column);
    putInAddress(wishes);
  };

  const recall = () => {
    const wishes = new URLSearchParams(window.location.hash.slice(1));
    for (const [name, choice] of Object.entries(choices)) {
      choice.value = wishes.get(name) ?? "";
      if (choice.selectedIndex < 0) choice.value = "";
    }
    check.checked = wishes.has("check");
    search.value = wishes.get("q") ?? "";
    const wish = wishes.get("sort") ?? "", column = wish.replace(/^-/u, "");
    sorted.column = heads.some((head) => head.className === column) ? column : "";
    sorted.down = sorted.column !== "" && wish.startsWith("-");
    order();
    apply();
  };

  const change = () => {
    apply();
    remember();
    // what is left starts below the filters, not somewhere above them
    if (table.getBoundingClientRect().top < 0) table.scrollIntoView();
  };

  const reset = () => {
    for (const choice of Object.values(choices)) choice.value = "";
    check.checked = false;
    search.value = "";
    change();
  };

  // A link to a row leads to it, even where the filters hide it
  const follow = () => {
    const { hash } = window.location;
    if (hash.includes("=")) {
      recall();
      return;
    }
    // "#row-12"
    if (!/^#row-\d+$/u.test(hash)) return;
    const row = find(hash.slice(1));
    if (!row) return;
    if (row.hidden) reset();
    row.scrollIntoView({ block: "center" });
    row.focus({ preventScroll: true });
  };

  for (const head of heads) {
    const button = make("button", { type: "button" }, ...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      // up, down, then again in the order of the plan
      if (sorted.column !== head.className) Object.assign(sorted, { column: head.className, down: false });
      else if (!sorted.down) sorted.down = true;
      else Object.assign(sorted, { column: "", down: false });
      order();
      change();
    });
  }
  list.addEventListener("change", () => {
    Object.assign(sorted, { column: list.value, down: false });
    order();
    change();
  });
  for (const choice of [...Object.values(choices), check]) choice.addEventListener("change", change);
  search.addEventListener("input", change);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    reset();
    search.focus();
  });
  window.addEventListener("hashchange", follow);

  // The heads of the columns stick right below the search, however many lines that takes
  new ResizeObserver(() => {
    root.style.setProperty("--filters-height", `${find("seek").offsetHeight}px`);
  }).observe(find("seek"));

  // --- the source of a row ---

  const dialog = find("source"), sheets = find("sheets"), facts = find("facts"), zoom = find("zoom");
  const SVG = "http://www.w3.org/2000/svg";
  const A4 = [595, 842];
  let current = null;

  const draw = (name, values) => {
    const element = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(values)) element.setAttribute(key, value);
    return element;
  };
  const rect = (kind, [, x0, top, x1, bottom]) =>
    draw("rect", { class: kind, x: x0, y: top, width: Math.max(0, x1 - x0), height: Math.max(0, bottom - top), rx: 1 });

  // The size of a page of which no picture is known: A4, across where the print is wider, else what holds the print
  const sizeOf = (boxes) => {
    const right = Math.max(...boxes.map((box) => box[3])), low = Math.max(...boxes.map((box) => box[4]));
    for (const [width, height] of [A4, [A4[1], A4[0]]]) if (right <= width && low <= height) return [width, height];
    return [Math.max(1, right + 36), Math.max(1, low + 36)];
  };

  const sheet = (page, boxes) => {
    const picture = find(`page-${page}`), all = entries.flatMap((entry) => entry.boxes.filter((box) => box[0] === page));
    const [width, height] = picture ? [picture.dataset.width, picture.dataset.height] : sizeOf(all);
    const overlay = draw("svg", { viewBox: `0 0 ${width} ${height}`, preserveAspectRatio: "none", role: "img" });
    const alt = fill(picture ? dialog.dataset.pageAlt : dialog.dataset.sheetAlt, { page });
    overlay.setAttribute("aria-label", alt);
    if (!picture) overlay.append(...all.map((box) => rect("other", box)));
    overlay.append(...boxes.map((box) => rect("box", box)));
    const paper = make("div", { className: picture ? "sheet" : "sheet plain" }, overlay);
    if (picture) paper.prepend(make("img", { alt: "", src: picture.querySelector("img").src }));
    paper.style.aspectRatio = `${width} / ${height}`;
    const note = picture || !boxes.length ? [] : [make("p", { className: "nothing", textContent: dialog.dataset.sheet })];
    const name = make("figcaption", { textContent: fill(dialog.dataset.page, { page }) });
    return make("figure", {}, name, paper, ...note);
  };

  const fact = (name, inside, origin = "") => {
    const value = make("dd", {}, ...inside);
    if (origin) value.append(make("span", { className: "origin", textContent: origin }));
    return make("div", {}, make("dt", { textContent: name }), value);
  };

  const fields = ["task", "products", "lead_units", "coordinating_units", "deadlines", "due", "targets"];
  const told = (entry) => {
    const { row } = entry, origins = new Map(row.dataset.origins.split(" ").map((pair) => pair.split(":")));
    const list = make("dl");
    for (const field of fields) {
      const from = field === "task" ? row.querySelector(".text") : cell(row, field), origin = origins.get(field);
      if (!from.textContent.trim()) continue;
      const word = dialog.getAttribute(`data-origin-${origin}`) ?? origin;
      const inside = [...from.childNodes].map((node) => node.cloneNode(true));
      list.append(fact(
        heads.find((head) => head.className === field).textContent,
        inside,
        origin ? fill(dialog.dataset.origin, { origin: word }) : "",
      ));
    }
    if (entry.section !== "-") list.append(fact(dialog.dataset.section, [entry.section]));
    for (const name of ["confidence", "remarks"]) {
      const from = cell(row, name);
      if (!from.textContent.trim()) continue;
      const inside = [...from.childNodes].map((node) => node.cloneNode(true));
      list.append(fact(heads.find((head) => head.className === name).textContent, inside));
    }
    const more = row.querySelector("dl.more");
    if (more) list.append(...[...more.children].map((node) => node.cloneNode(true)));
    const words = row.querySelector(".words");
    const printed = words ? [make("h3", { textContent: dialog.dataset.printed }), words.cloneNode(true)] : [];
    return [list, ...printed];
  };

  const visible = () => (sorted.column ? [...body.children] : entries.map((entry) => entry.row))
    .filter((row) => !row.hidden);

  const show = (row) => {
    current = row;
    const entry = entryOf.get(row), pages = new Set(entry.boxes.map((box) => box[0]));
    if (!pages.size && row.dataset.page && find(`page-${row.dataset.page}`)) pages.add(Number(row.dataset.page));
    const rows = visible(), at = rows.indexOf(row);
    find("previous").disabled = at <= 0;
    find("next").disabled = at < 0 || at === rows.length - 1;
    find("source-title").textContent = fill(dialog.dataset.title, { row: row.id.slice("row-".length) });
    sheets.replaceChildren(...[...pages].map((page) => sheet(page, entry.boxes.filter((box) => box[0] === page))));
    if (!pages.size) sheets.append(make("p", { className: "nothing", textContent: dialog.dataset.nowhere }));
    dialog.classList.toggle("nowhere", !pages.size);
    zoom.hidden = !sheets.querySelector("img");
    facts.replaceChildren(...told(entry));
    facts.scrollTop = 0;
    if (!dialog.open) dialog.showModal();
    const first = sheets.querySelector(".box");
    sheets.scrollTop = 0;
    if (first) {
      const gap = first.getBoundingClientRect().top - sheets.getBoundingClientRect().top;
      sheets.scrollTop = Math.max(0, gap - sheets.clientHeight / 4);
    }
  };

  const step = (by) => {
    const rows = visible(), row = rows[rows.indexOf(current) + by];
    if (row) show(row);
  };

  table.addEventListener("click", (event) => {
    const button = event.target.closest("button.open");
    if (button) show(button.closest("tr"));
  });
  find("previous").addEventListener("click", () => step(-1));
  find("next").addEventListener("click", () => step(1));
  find("close").addEventListener("click", () => dialog.close());
  zoom.addEventListener("click", () => {
    const on = zoom.getAttribute("aria-pressed") !== "true";
    zoom.setAttribute("aria-pressed", String(on));
    dialog.classList.toggle("zoomed", on);
  });
  dialog.addEventListener("click", (event) => {
    // beside the dialog, or a link to another row, where the keyboard then goes on
    if (event.target.closest("a")) current = null;
    if (event.target === dialog || event.target.closest("a")) dialog.close();
  });
  dialog.addEventListener("close", () => {
    // the keyboard goes on from the row that was shown last
    if (current && !current.hidden) current.querySelector("button.open").focus();
  });

  recall();
  follow();
})();
