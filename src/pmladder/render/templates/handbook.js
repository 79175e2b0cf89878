"use strict";
// Comfort only: one role at a time, search, filters, two roles compared. Without it everything stands on one long page.
const get = (id) => document.getElementById(id);
const body = document.body;
const articles = [...document.querySelectorAll("article.view")];
const roles = articles.filter((article) => !article.classList.contains("skill"));

function made(tag, text, name) {
  const element = document.createElement(tag);
  if (text !== undefined) element.textContent = text;
  if (name) element.className = name;
  return element;
}

function show() {
  const wanted = decodeURIComponent(location.hash.slice(1)) || "roles";
  const article = articles.find((one) => one.id === wanted);
  const view = article ? article.id : ["compare", "sources", "skills"].includes(wanted) ? wanted : wanted.startsWith("source-") ? "sources" : "roles";
  for (const one of articles) one.classList.toggle("away", view === "skills" ? !one.classList.contains("skill") : one.id !== view);
  get("roles").classList.toggle("away", view !== "roles");
  get("compare").classList.toggle("away", view !== "compare");
  get("sources").classList.toggle("away", view !== "sources");
  get("skills").classList.toggle("away", !(view === "skills" || (article && article.classList.contains("skill"))));
  get("skills").querySelector("h1").classList.toggle("away", view !== "skills");
  body.classList.toggle("all", view === "roles");
  if (view === "compare") compare();
  const place = get(view === "sources" ? wanted : view);
  const heading = place && place.querySelector("h1, h2");
  if (view === "sources" && place) place.scrollIntoView();
  else scrollTo(0, 0);
  if (started && heading) heading.focus({ preventScroll: true });
}

function search() {
  const words = get("find").value.trim().toLowerCase().split(/\s+/).filter(Boolean);
  const pressed = document.querySelector(".tracks [aria-pressed=true]");
  const track = pressed ? pressed.dataset.track : "", family = get("family") ? get("family").value : "";
  const fits = (text) => words.every((word) => text.toLowerCase().includes(word));
  let count = 0;
  for (const element of document.querySelectorAll("#roles .role")) {
    const article = get("role-" + element.dataset.role), cell = element.closest("td"), of = element.closest(".family").dataset.family;
    const seen = fits(article.dataset.title + " " + article.dataset.also) && (!track || (cell && cell.dataset.track === track)) && (!family || of === family);
    element.hidden = !seen;
    count += seen;
  }
  for (const row of document.querySelectorAll(".ladder tbody tr")) row.hidden = !row.querySelector(".role:not([hidden])");
  for (const part of document.querySelectorAll(".family")) part.hidden = !part.querySelector(".role:not([hidden])");
  const skills = words.length ? articles.filter((one) => one.classList.contains("skill") && fits(one.dataset.title + " " + one.dataset.also)) : [];
  get("hits").replaceChildren(...skills.map((skill) => {
    const line = made("li"), link = made("a", skill.dataset.title);
    link.href = "#" + skill.id;
    line.append(link, " ", made("span", "skill", "soft small"));
    return line;
  }));
  get("hits").hidden = !skills.length;
  get("found").textContent = words.length || track || family ? `${count} ${count === 1 ? "role" : "roles"}${words.length ? `, ${skills.length} ${skills.length === 1 ? "skill" : "skills"}` : ""}` : "";
}

function asks(id) {
  const found = new Map();
  for (const row of get("role-" + id).querySelectorAll("[data-skill]")) {
    const [entry, level] = row.dataset.levels.split(" ").map(Number);
    found.set(row.dataset.skill, { entry, level, must: "must" in row.dataset, name: row.querySelector(".name").textContent });
  }
  return found;
}

function compare() {
  const [one, other] = [get("one").value, get("other").value], [from, to] = [asks(one), asks(other)];
  const names = new Map([...from, ...to].map(([skill, asked]) => [skill, asked.name]));
  const scale = [...document.querySelectorAll("#scale li")].map((entry) => entry.textContent);
  const rows = [...names].map(([skill, name]) => ({
    name, from: from.get(skill)?.level ?? 0, to: to.get(skill)?.level ?? 0, must: Boolean(to.get(skill)?.must),
  }));
  const same = rows.filter((row) => row.from === row.to);
  const part = (title, wanted) => {
    const listed = rows.filter(wanted).sort((a, b) => b.must - a.must);
    if (!listed.length) return [];
    const table = made("table", undefined, "compared"), lines = made("tbody");
    const head = made("thead"), heads = made("tr");
    for (const words of ["Skill", "Levels", "From, to"]) {
      const cell = made("th", words, words === "Levels" ? "scale-cell" : "");
      cell.scope = "col";
      heads.append(cell);
    }
    head.append(heads);
    for (const row of listed) {
      const line = made("tr"), name = made("th", row.name, row.must ? "must" : "");
      name.scope = "row";
      if (row.must) name.append(made("span", " must-have", "small soft"));
      const drawn = made("td", undefined, "scale-cell"), bar = made("div", undefined, "scale");
      bar.setAttribute("aria-hidden", "true");
      const at = (level) => (100 * level) / Math.max(scale.length - 1, 1) + "%";
      scale.forEach((_, level) => { const tick = made("span", undefined, "tick"); tick.style.left = at(level); bar.append(tick); });
      const way = made("span", undefined, "way"), first = made("span", undefined, "dot"), last = made("span", undefined, "dot last");
      way.style.left = at(Math.min(row.from, row.to));
      way.style.width = (100 * Math.abs(row.to - row.from)) / Math.max(scale.length - 1, 1) + "%";
      first.style.left = at(row.from);
      last.style.left = at(row.to);
      bar.append(way, first, last);
      drawn.append(bar);
      const words = made("td", `${scale[row.from]} → `);
      words.append(made("b", scale[row.to]));
      line.append(name, drawn, words);
      lines.append(line);
    }
    table.append(head, lines);
    return [made("h2", title), table];
  };
  const folded = made("details", undefined, "same");
  folded.append(made("summary", `The same in both (${same.length})`), made("p", same.map((row) => row.name).join(", "), "soft"));
  get("compared").replaceChildren(
    ...part("What rises", (row) => row.to > row.from), ...part("What falls", (row) => row.to < row.from), ...(same.length ? [folded] : []),
  );
}

let started = false;
for (const element of document.querySelectorAll(".scripted-only, .find")) element.hidden = false;
for (const link of document.querySelectorAll("[data-one]")) {
  link.addEventListener("click", () => { get("one").value = link.dataset.one; });
}
for (const button of document.querySelectorAll(".tracks button")) {
  button.addEventListener("click", () => {
    for (const one of document.querySelectorAll(".tracks button")) one.setAttribute("aria-pressed", String(one === button));
    if (location.hash && location.hash !== "#roles") location.hash = "roles";
    search();
  });
}
if (roles.length > 1) get("other").selectedIndex = 1;
get("find").addEventListener("input", () => {
  if (location.hash && location.hash !== "#roles") location.hash = "roles";
  search();
});
document.querySelector(".find").addEventListener("submit", (event) => event.preventDefault());
if (get("family")) get("family").addEventListener("change", search);
for (const select of [get("one"), get("other")]) select.addEventListener("change", compare);
addEventListener("hashchange", show);
body.classList.add("scripted");
show();
started = true;
