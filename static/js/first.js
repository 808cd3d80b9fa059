"use strict";
// Fills in what a scanned slip holds after the # of its address, which no server sees.
function fill() {
  const given = new URLSearchParams(location.hash.slice(1));
  if (!given.get("code")) return;
  for (const name of ["name", "code"]) {
    const field = document.querySelector(`main form [name=${name}]`);
    if (field && given.get(name)) field.value = given.get(name);
  }
  history.replaceState(null, "", location.pathname + location.search);
  document.querySelector("main form [name=password]")?.focus();
}
addEventListener("hashchange", fill);
fill();
