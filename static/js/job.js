"use strict";
// Watches a running job and reloads the page when it has ended.
const note = document.getElementById("job");
const bar = document.querySelector("progress");
async function look() {
  const answer = await fetch(note.dataset.state, { headers: { Accept: "application/json" } });
  if (!answer.ok) return;
  const state = await answer.json();
  if (state.ended) { location.reload(); return; }
  if (state.total) { bar.max = state.total; bar.value = state.done; } else { bar.removeAttribute("value"); }
}
if (note && bar) setInterval(() => look().catch(() => {}), 1000);
