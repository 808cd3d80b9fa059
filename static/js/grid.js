"use strict";
// Moves between the cells of a table with the arrow keys, and spreads what is pasted from a spreadsheet.
const table = document.getElementById("grid");
const rows = table ? [...table.tBodies[0].rows].map((row) => [...row.querySelectorAll("td > input")]) : [];

function place(cell) {
  const row = rows.findIndex((each) => each.includes(cell));
  return row < 0 ? null : [row, rows[row].indexOf(cell)];
}
function go(row, column) {
  const cell = rows[row]?.[column];
  if (!cell) return false;
  cell.focus();
  cell.select();
  cell.scrollIntoView({ block: "nearest", inline: "nearest" });
  return true;
}
function atEdge(cell, key) {
  const whole = cell.selectionStart === 0 && cell.selectionEnd === cell.value.length;
  if (whole) return true;
  if (cell.selectionStart !== cell.selectionEnd) return false;
  return key === "ArrowLeft" ? cell.selectionStart === 0 : cell.selectionEnd === cell.value.length;
}
table?.addEventListener("keydown", (event) => {
  const found = place(event.target);
  if (!found || event.altKey || event.ctrlKey || event.metaKey || event.isComposing) return;
  const steps = { ArrowUp: [-1, 0], ArrowDown: [1, 0], Enter: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
  const step = steps[event.key];
  if (!step || (step[1] && (event.shiftKey || !atEdge(event.target, event.key)))) return;
  const sign = event.key === "Enter" && event.shiftKey ? -1 : 1;
  if (go(found[0] + sign * step[0], found[1] + step[1]) || event.key === "Enter") event.preventDefault();
});
table?.addEventListener("paste", (event) => {
  const found = place(event.target);
  const text = event.clipboardData?.getData("text/plain").replace(/\r/g, "").replace(/\n$/, "") ?? "";
  if (!found || !/[\t\n]/.test(text)) return;
  event.preventDefault();
  text.split("\n").forEach((line, down) => line.split("\t").forEach((value, across) => {
    const cell = rows[found[0] + down]?.[found[1] + across];
    if (cell) cell.value = value.trim();
  }));
});
