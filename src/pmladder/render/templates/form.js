"use strict";
const form = JSON.parse(document.getElementById("values").textContent);
const key = "pmladder-form:" + form.form;
const get = (id) => document.getElementById(id);
const questions = [...document.querySelectorAll(".question")];
const body = document.body;

// Answers by question: a level, "n" for what does not apply, null for what was skipped. `at` is the question now.
let answers = {}, at = 0, keeps = true;
try {
  const kept = JSON.parse(localStorage.getItem(key) || "{}");
  answers = kept.answers || {};
  at = Math.min(kept.at || 0, questions.length);
} catch {
  keeps = false;
}

function keep() {
  try {
    localStorage.setItem(key, JSON.stringify({ answers, at }));
  } catch {
    keeps = false;
  }
}

function made(tag, text, name) {
  const element = document.createElement(tag);
  if (text !== undefined) element.textContent = text;
  if (name) element.className = name;
  return element;
}

function chosen(number) {
  const said = answers[form.questions[number].skill];
  return said === undefined ? null : said;
}

function answer(number, said) {
  answers[form.questions[number].skill] = said;
  for (const input of questions[number].querySelectorAll("input")) {
    input.checked = input.type === "checkbox" ? said === "n" : typeof said === "number" && Number(input.value) === said;
  }
  keep();
}

function view(name) {
  body.classList.toggle("at-end", name === "end");
  get("end").hidden = name !== "end";
  get("overview").hidden = name !== "overview";
  document.querySelector(".move").hidden = name !== "question";
  questions.forEach((question, number) => question.classList.toggle("now", name === "question" && number === at));
}

function rated() {
  const said = form.questions.map((question, number) => chosen(number));
  return { levels: said.filter((one) => typeof one === "number").length, apart: said.filter((one) => one === "n").length };
}

function show(focus) {
  const bar = document.querySelector("[role=progressbar]");
  bar.setAttribute("aria-valuenow", at);
  get("gone").style.width = (100 * at) / Math.max(questions.length, 1) + "%";
  const open = get("overview-open");
  open.hidden = false;
  if (at === questions.length) {
    const { levels, apart } = rated();
    const skipped = questions.length - levels - apart;
    get("count").textContent = "Finished";
    get("category").textContent = [
      `${levels} of ${questions.length} rated`, skipped && `${skipped} skipped`,
      apart && `${apart} ${apart === 1 ? "does" : "do"} not apply`,
    ].filter(Boolean).join(", ");
    open.textContent = "Change an answer";
    result();
    view("end");
    if (focus) get("thanks").focus();
  } else {
    const question = form.questions[at];
    get("count").textContent = `${at + 1} of ${questions.length}`;
    get("category").textContent = question.category || "";
    open.textContent = "All questions";
    get("previous").disabled = at === 0;
    view("question");
    if (focus) questions[at].querySelector(".heading").focus();
  }
  if (focus) scrollTo(0, 0);
}

function go(to) {
  at = Math.max(0, Math.min(to, questions.length));
  keep();
  show(true);
}

function overview() {
  const list = get("overview-list");
  list.replaceChildren(...form.questions.map((question, number) => {
    const said = chosen(number), row = made("li"), button = made("button");
    button.type = "button";
    const words = typeof said === "number" ? form.scale[said] : said === "n" ? "does not apply" : "not rated";
    button.append(made("b", question.name), made("span", words, "soft"));
    button.addEventListener("click", () => go(number));
    row.append(button);
    return row;
  }));
  view("overview");
  get("overview-title").focus();
  scrollTo(0, 0);
}

// The same rule as everywhere: below the entry is short, nothing said is unknown.
function found(number, asks) {
  const said = chosen(number);
  if (said === "n") return "not-applicable";
  if (said === null) return asks.entry === 0 ? "met" : "unknown";
  return said < asks.entry ? "short" : "met";
}

function bar(said, asks) {
  const cells = made("span", undefined, "bar compact");
  cells.setAttribute("aria-hidden", "true");
  for (let level = 1; level < form.scale.length; level += 1) {
    const cell = made("i");
    if (typeof said === "number" && level <= said) cell.className = "held";
    else if (level <= asks.entry) cell.className = typeof said === "number" ? "show" : "unknown";
    else if (level <= asks.level) cell.className = "grow";
    if (level === asks.entry) cell.classList.add("entry");
    cells.append(cell);
  }
  return cells;
}

function state(said, status, asks) {
  const words = made("span", undefined, "state");
  const pair = (first, second) => words.append(made("span", first), " → ", made("b", form.scale[second]));
  if (status === "short") {
    words.append(made("span", "▲ to show ", "to-show"));
    pair(form.scale[said], asks.entry);
  } else if (status === "unknown") {
    words.append("not rated, asked: ", made("b", form.scale[asks.entry]));
  } else if (status === "not-applicable") {
    words.append("does not apply");
  } else {
    words.append("✓ met");
  }
  return words;
}

function result() {
  const blocks = form.roles.map((role, place) => {
    // The first role lies open; each other one is a line that opens.
    const block = made(form.roles.length > 1 ? "details" : "section"), rows = [];
    if (form.roles.length > 1) block.open = place === 0;
    for (const [number, question] of form.questions.entries()) {
      const asks = question.asks.find((one) => one.role === role.id && one.must_have && one.entry > 0);
      if (asks) rows.push({ question, number, asks, status: found(number, asks) });
    }
    const order = ["short", "unknown", "not-applicable", "met"];
    rows.sort((one, other) => order.indexOf(one.status) - order.indexOf(other.status) || one.number - other.number);
    const of = (status) => rows.filter((row) => row.status === status);
    const sentence = made(form.roles.length > 1 ? "summary" : "p", `For ${role.title} `, "sentence");
    const short = of("short"), unknown = of("unknown");
    if (short.length) sentence.append("you have ", made("b", `${short.length} must-have${short.length > 1 ? "s" : ""} to show`), ".");
    else if (unknown.length) sentence.append(made("b", `${unknown.length} must-have${unknown.length > 1 ? "s are" : " is"} not rated`), ".");
    else sentence.append("no must-have among these skills is short.");
    const list = made("ul");
    list.append(...rows.map((row) => {
      const line = made("li", undefined, row.status === "met" ? "met" : "");
      const said = chosen(row.number);
      line.append(made("span", row.question.name, "name"), bar(said, row.asks), state(said, row.status, row.asks));
      return line;
    }));
    block.append(sentence, list);
    return block;
  });
  const legend = made("p", undefined, "legend");
  for (const [kind, words] of [["held", "your rating"], ["show", "to show"], ["entry", "needed before"], ["grow", "grown into"]]) {
    const entry = made("span"), cells = made("span", undefined, "bar compact");
    cells.setAttribute("aria-hidden", "true");
    cells.append(made("i", undefined, kind));
    entry.append(cells, words);
    legend.append(entry);
  }
  get("results").replaceChildren(...blocks, ...(blocks.length ? [legend] : []));
  get("kept").textContent = keeps
    ? "Your answers stay in this browser until you delete them. Nothing is sent."
    : "This browser keeps nothing: give your answers back before you close the page. Nothing is sent.";
}

// A JSON text is a YAML text too, and one that can hold no second line.
function written() {
  const today = new Date(), two = (number) => String(number).padStart(2, "0");
  const day = `${today.getFullYear()}-${two(today.getMonth() + 1)}-${two(today.getDate())}`;
  const lines = [];
  if (form.name) lines.push(`name: ${JSON.stringify(form.name)}`);
  if (form.present) lines.push(`role: ${JSON.stringify(form.present)}`);
  if (form.size) lines.push(`company: {size: ${form.size}}`);
  const skills = [];
  form.questions.forEach((question, number) => {
    const said = chosen(number);
    if (said === null) return;
    const what = said === "n" ? `not_applicable: ${JSON.stringify(form.apart)}` : `level: ${JSON.stringify(form.scale[said])}`;
    skills.push(`  ${JSON.stringify(question.skill)}: {${what}, rated: ${day}, rater: ${JSON.stringify(form.rater)}}`);
  });
  if (skills.length) lines.push("skills:", ...skills);
  return (lines.length ? lines.join("\n") : "{}") + "\n";
}

function download() {
  const link = made("a");
  link.href = URL.createObjectURL(new Blob([written()], { type: "application/yaml" }));
  link.download = "answers.yaml";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  get("said").textContent = "Saved as answers.yaml, where your browser keeps downloads.";
}

async function copy() {
  const text = get("text");
  text.value = written();
  text.hidden = false;
  text.select();
  let done = false;
  try {
    await navigator.clipboard.writeText(text.value);
    done = true;
  } catch {
    done = document.execCommand("copy");
  }
  get("said").textContent = done ? "Copied." : "Select the text and copy it.";
}

function forget() {
  if (!confirm("Delete all answers of this form from this browser?")) return;
  try {
    localStorage.removeItem(key);
  } catch {
    keeps = false;
  }
  answers = {};
  for (const question of questions) for (const input of question.querySelectorAll("input")) input.checked = false;
  at = 0;
  get("said").textContent = "";
  get("text").hidden = true;
  show(true);
}

function onward() {
  go(at + 1);
}

function skip() {
  answer(at, null);
  onward();
}

questions.forEach((question, number) => {
  answer(number, chosen(number));
  question.addEventListener("change", (event) => {
    const input = event.target;
    answer(number, input.type === "checkbox" ? (input.checked ? "n" : null) : Number(input.value));
  });
});
get("questions").addEventListener("submit", (event) => event.preventDefault());
get("previous").addEventListener("click", () => go(at - 1));
get("skip").addEventListener("click", skip);
get("following").addEventListener("click", onward);
get("overview-open").addEventListener("click", overview);
get("download").addEventListener("click", download);
get("copy").addEventListener("click", copy);
get("delete").addEventListener("click", forget);
document.addEventListener("keydown", (event) => {
  if (document.querySelector(".move").hidden || event.ctrlKey || event.metaKey || event.altKey) return;
  const onButton = event.target.closest("button");
  const level = /^[0-9]$/.test(event.key) ? Number(event.key) : null;
  if (level !== null && level < form.scale.length) answer(at, level);
  else if (event.key === "Enter" && !onButton) onward();
  else if (event.key === "s" || event.key === "S") skip();
  else if (event.key === "n" || event.key === "N") answer(at, chosen(at) === "n" ? null : "n");
  else if (event.key === "ArrowLeft" && event.target.type !== "radio" && at > 0) go(at - 1);
  else return;
  event.preventDefault();
});
body.classList.add("scripted");
if (questions.length) show(false);
