"use strict";
// The filters of a comparison's page. They are kept in the address after "#", so that a link or a bookmark keeps them.
(() => {
  const find = (id) => document.getElementById(id);
  const form = find("filters"), search = find("search"), clear = find("clear"), shown = find("shown");
  const choices = { unit: find("unit"), section: find("section") };
  const filtered = find("filtered"), noMatch = find("no-match"), table = document.querySelector("main table");
  const buttons = [...find("statuses").querySelectorAll("button")];

  // include search.js
  // include address.js

  const entries = [...document.querySelectorAll("tbody.entry")].map((element) => ({
    element,
    status: element.dataset.status,
    section: element.dataset.section,
    units: JSON.parse(element.dataset.units),
    // a line feed between the texts, so that no phrase is found across two of them
    text: [...element.querySelectorAll(".find")].map((part) => spread(part.textContent)).join("\n"),
  }));

  const pressed = () => buttons.filter((button) => button.value && button.getAttribute("aria-pressed") === "true");
  const press = (button, on) => button.setAttribute("aria-pressed", String(on));
  const say = (element, values) => {
    // a name in braces
    element.textContent = element.dataset.text.replace(/\{(\w+)\}/gu, (_, name) => values[name]);
  };

  const apply = () => {
    const statuses = pressed().map((button) => button.value), typed = pattern(search.value);
    press(buttons[0], !statuses.length);
    let count = 0;
    for (const entry of entries) {
      const fits = (!statuses.length || statuses.includes(entry.status))
        && (!choices.unit.value || entry.units.includes(choices.unit.value))
        && (!choices.section.value || entry.section === choices.section.value)
        && typed.test(entry.text);
      entry.element.hidden = !fits;
      count += fits;
    }
    say(shown, { shown: count, total: entries.length });
    noMatch.hidden = count > 0;
    table.hidden = count === 0;
    const words = pressed().map((button) => button.querySelector(".name").textContent);
    for (const choice of Object.values(choices)) {
      choice.classList.toggle("chosen", choice.value !== "");
      if (choice.value) words.push(choice.selectedOptions[0].textContent);
    }
    if (search.value.trim()) words.push(`“${search.value.trim()}”`);
    say(filtered, { filters: words.join("; ") });
    filtered.hidden = !words.length;
    clear.disabled = !words.length;
  };

  const remember = () => {
    const wishes = new URLSearchParams();
    for (const button of pressed()) wishes.append("status", button.value);
    for (const [name, choice] of Object.entries(choices)) if (choice.value) wishes.set(name, choice.value);
    if (search.value.trim()) wishes.set("q", search.value.trim());
    putInAddress(wishes);
  };

  const recall = () => {
    const wishes = new URLSearchParams(window.location.hash.slice(1));
    for (const button of buttons) press(button, button.value && wishes.getAll("status").includes(button.value));
    for (const [name, choice] of Object.entries(choices)) {
      choice.value = wishes.get(name) ?? "";
      if (choice.selectedIndex < 0) choice.value = "";
    }
    search.value = wishes.get("q") ?? "";
    apply();
  };

  // What is left starts below the filters, not somewhere above them
  const change = () => {
    apply();
    remember();
    if (window.scrollY > form.offsetTop && table.getBoundingClientRect().top < 0) table.scrollIntoView();
  };

  for (const button of buttons) {
    button.disabled = button.value !== "" && button.querySelector("b").textContent === "0";
    button.addEventListener("click", () => {
      if (button.value) press(button, button.getAttribute("aria-pressed") !== "true");
      else for (const other of buttons) press(other, false);
      change();
    });
  }
  for (const choice of Object.values(choices)) choice.addEventListener("change", change);
  search.addEventListener("input", change);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    for (const button of buttons) press(button, false);
    for (const choice of Object.values(choices)) choice.value = "";
    search.value = "";
    change();
    search.focus();
  });
  window.addEventListener("hashchange", () => {
    // the link that skips to the comparison changes no filter
    if (window.location.hash !== "#comparison") recall();
  });

  // The heads of the columns stick right below the filters, however many lines these take
  new ResizeObserver(() => {
    document.documentElement.style.setProperty("--filters-height", `${form.offsetHeight}px`);
  }).observe(form);

  // A closed details element prints closed
  const remarks = document.querySelector("details.remarks");
  let open = false;
  window.addEventListener("beforeprint", () => { if (remarks) [open, remarks.open] = [remarks.open, true]; });
  window.addEventListener("afterprint", () => { if (remarks) remarks.open = open; });

  document.documentElement.classList.add("js");
  recall();
})();
