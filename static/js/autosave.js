"use strict";
// Keeps changed answers within a second, in batches; what could not be sent waits and is tried again.
const form = document.getElementById("answers");
const note = document.getElementById("saving");
const words = form.dataset;
const store = `waiting-${words.key}`;
let csrf = form.elements.csrf_token.value;
const kept = new Map();      // position → code that the server has, as far as this page knows
const waiting = new Map();   // position → code that the server has not confirmed
let timer = 0;
let pause = 1000;
let running = null;
let leaving = false;
const evidence = document.getElementById("evidence");
let typing = 0;
let unsaved = false;      // whether evidence was typed that the server does not have

const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
const CHOICES = "input[type=radio], .question input[type=checkbox]";
const UNKNOWN = 254;
const inputs = (position) => [...form.querySelectorAll(CHOICES)].filter((each) => Number(each.name) === position);
// Ticked boxes of one question are one code: a bit for each of them.
const holds = (input, code) => {
  const own = Number(input.value);
  return input.type === "radio" || own === UNKNOWN || code === UNKNOWN ? own === code : Boolean(own & code);
};
const wordsOf = (position, code) =>
  inputs(position).filter((each) => holds(each, code)).map((each) => each.parentElement.textContent.trim()).join(", ") || "–";
const choose = (position, code) => inputs(position).forEach((each) => { each.checked = holds(each, code); });
const codeOf = (input) => {
  if (input.type === "radio" || (Number(input.value) === UNKNOWN && input.checked)) return Number(input.value);
  const ticked = inputs(Number(input.name)).filter((each) => each.checked && Number(each.value) !== UNKNOWN);
  return ticked.reduce((sum, each) => sum + Number(each.value), 0);
};

function show(text, state) {
  note.textContent = text;
  note.dataset.state = state;
}

function remember() {
  if (waiting.size) sessionStorage.setItem(store, JSON.stringify([...waiting]));
  else sessionStorage.removeItem(store);
}

function later(wait) {
  clearTimeout(timer);
  timer = setTimeout(send, wait);
}

function failed(text) {
  show(fill(text, { count: waiting.size }), "waiting");
  pause = Math.min(pause * 2, 30000);
  later(pause);
}

function refused(text) {
  show(`${text} ${fill(words.stopped, { count: waiting.size })}`, "stopped");
}

function settle(batch, version) {
  form.elements.version.value = version;
  for (const [position, code] of batch) {
    kept.set(position, code);
    if (waiting.get(position) === code) waiting.delete(position);
  }
  remember();
}

async function post(address, body) {
  const answer = await fetch(address, {
    method: "POST", body: JSON.stringify(body), keepalive: true, redirect: "error",
    headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": csrf },
  });
  const json = (answer.headers.get("Content-Type") || "").includes("json");
  return { status: answer.status, content: json ? await answer.json() : {} };
}

async function exchange() {
  const batch = [...waiting];
  show(words.saving, "saving");
  let answer;
  const body = { version: Number(form.elements.version.value), codes: Object.fromEntries(batch) };
  try { answer = await post(form.action, body); } catch { failed(words.waiting); return false; }
  const { status, content } = answer;
  if (status === 200) {
    settle(batch, content.version);
    pause = 1000;
    show(fill(words.saved, { time: content.saved }), "saved");
    return waiting.size ? exchange() : true;
  }
  if (status === 409 && content.codes) return merge(batch, content);
  if (status === 401 || (status === 400 && !content.message)) return renew(exchange);
  if (status >= 500 || status === 429) { failed(words.waiting); return false; }
  refused(content.message || words.stale);
  return false;
}

// Signed out, or signed in again in another tab: the page stays and only takes a new token.
async function renew(again) {
  let page;
  try {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
    page = new DOMParser().parseFromString(await answer.text(), "text/html");
  } catch { failed(words.waiting); return false; }
  const token = page.querySelector("#answers input[name=csrf_token]")?.value;
  if (token && token !== csrf) {
    csrf = form.elements.csrf_token.value = token;
    document.querySelectorAll("input[name=csrf_token]").forEach((each) => { each.value = token; });
    return again();
  }
  if (token || !page.querySelector("input[type=password]")) { refused(words.stale); return false; }
  failed(words.signin);
  const link = document.createElement("a");
  link.href = words.signinaddress;
  link.target = "_blank";
  link.textContent = words.signinlink;
  note.append(" ", link);
  return false;
}

// Another tab or device saved in between. What it left alone is sent again; what it changed is asked about.
function merge(batch, { version, codes }) {
  form.elements.version.value = version;
  const differing = batch.filter(([position, code]) => {
    const there = codes[position];
    return there !== undefined && there !== code && there !== (kept.get(position) ?? there);
  });
  if (!differing.length) return exchange();
  differing.forEach(([position, code]) => ask(position, code, codes[position]));
  return false;
}

function ask(position, mine, there) {
  const fieldset = document.getElementById(`q${position}`);
  waiting.delete(position);
  remember();
  kept.set(position, there);
  if (!fieldset) return;
  fieldset.querySelector(".differs")?.remove();
  const box = document.createElement("div");
  box.className = "differs";
  box.setAttribute("role", "alert");
  const text = document.createElement("p");
  text.textContent = fill(words.differs, { kept: wordsOf(position, there), mine: wordsOf(position, mine) });
  box.append(text, button(words.mine, () => changed(position, mine)), button(words.kept, () => {}));
  fieldset.append(box);
  function button(label, act) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "btn btn-outline-primary";
    made.textContent = label;
    made.addEventListener("click", () => { box.remove(); if (act) choose(position, there); act(); note.focus?.(); });
    return made;
  }
}

function changed(position, code) {
  choose(position, code);
  waiting.set(position, code);
  remember();
  if (note.dataset.state === "saved") show(words.saving, "saving");
  later(300);
}

async function send() {
  clearTimeout(timer);
  while (running) await running;
  if (!waiting.size) return true;
  running = exchange();
  try { return await running; } finally { running = null; }
}

form.addEventListener("change", (event) => {
  if (!event.target.matches(CHOICES)) return;
  event.target.closest("fieldset").querySelector(".differs")?.remove();
  changed(Number(event.target.name), codeOf(event.target));
  pace();
});

// How long an item takes is seen from the answers of this sitting; pauses are left out.
const left = document.getElementById("left");
const STEADY = 5, PAUSE = 120000;
let last = Date.now();
function pace() {
  const times = JSON.parse(sessionStorage.getItem("pace") || "[]");
  const taken = Date.now() - last;
  last = Date.now();
  if (taken < PAUSE) times.push(taken);
  sessionStorage.setItem("pace", JSON.stringify(times.slice(-40)));
  tell();
}
function tell() {
  if (!left) return;
  const here = new Set([...form.querySelectorAll(CHOICES)].map((each) => each.name));
  const blank = [...here].filter((name) => !form.querySelector(`input[name="${name}"]:checked`)).length;
  const count = Number(left.dataset.elsewhere) + blank;
  const times = JSON.parse(sessionStorage.getItem("pace") || "[]").sort((a, b) => a - b);
  const minutes = Math.ceil((count * times[Math.floor(times.length / 2)]) / 60000);
  left.textContent = times.length < STEADY || !count
    ? fill(left.dataset.items, { count }) : fill(left.dataset.minutes, { count, minutes });
}
tell();

// Another language keeps what was chosen, and the place on the page.
document.querySelector(".tools form[action*='next=']")?.addEventListener("submit", async (event) => {
  const switching = event.target;
  const seen = [...form.querySelectorAll("fieldset.question")].find((each) => each.getBoundingClientRect().bottom > 80);
  const address = new URL(switching.action);
  if (seen && !address.searchParams.get("next").includes("#")) {
    address.searchParams.set("next", `${address.searchParams.get("next")}#${seen.id}`);
    switching.action = address.href;
  }
  if (!waiting.size && !running && !unsaved) { leaving = true; return; }
  event.preventDefault();
  if (unsaved) await keepEvidence();
  if (await send() && !unsaved) { leaving = true; switching.requestSubmit(event.submitter); }
});

form.addEventListener("submit", async (event) => {
  if (!waiting.size && !running && !unsaved) { leaving = true; return; }
  event.preventDefault();
  if (unsaved) await keepEvidence();
  if (await send() && !unsaved) { leaving = true; form.requestSubmit(event.submitter); }
});

// Evidence is kept as it is typed; the form sends it once more when it goes on.
async function keepEvidence() {
  const text = evidence.value;
  clearTimeout(typing);
  show(words.saving, "saving");
  let answer;
  try { answer = await post(evidence.dataset.address, { text }); } catch { answer = { status: 0, content: {} }; }
  const { status, content } = answer;
  if (status === 200) {
    unsaved = evidence.value !== text;
    show(fill(words.saved, { time: content.saved }), "saved");
  } else if (content.message) {
    show(content.message, "stopped");
  } else {
    typing = setTimeout(keepEvidence, 5000);
    if (status === 401 || status === 400) return renew(keepEvidence);
    show(fill(words.waiting, { count: waiting.size + 1 }), "waiting");
  }
  return !unsaved;
}
evidence?.addEventListener("input", () => {
  unsaved = true;
  clearTimeout(typing);
  typing = setTimeout(keepEvidence, 1000);
});

addEventListener("online", () => { pause = 1000; send(); });
addEventListener("focus", () => { if (waiting.size) send(); else if (unsaved) keepEvidence(); });
document.addEventListener("visibilitychange", () => { if (document.hidden && waiting.size) send(); });
addEventListener("beforeunload", (event) => { if ((waiting.size || unsaved) && !leaving) event.preventDefault(); });

for (const input of form.querySelectorAll(CHOICES)) {
  const position = Number(input.name);
  const before = kept.get(position) ?? 0;
  kept.set(position, input.defaultChecked ? before + Number(input.value) : before);
}
for (const [position, code] of JSON.parse(sessionStorage.getItem(store) || "[]")) changed(position, code);
