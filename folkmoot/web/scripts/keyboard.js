// Keys for people at a desk. No key works while something is being typed.

const TYPING = "input:not([type=checkbox], [type=radio], [type=button], [type=submit]), textarea, select, [contenteditable]";

const KEYS = {
  "?": () => document.querySelector("#keys")?.showModal(),
  "/": () => search(),
  j: () => move(1),
  k: () => move(-1),
  o: () => open(),
  Enter: () => document.activeElement?.matches("[data-chosen]") && open(),
};

// Speech input and shaky hands press single keys by accident, so they can be switched off.
const OFF = "keys-off";

export function listenToKeys() {
  document.addEventListener("keydown", onKey);
  const choice = document.querySelector("[data-keys-switch]");
  choice.checked = !isOff();
  choice.addEventListener("change", () => keepOff(!choice.checked));
  for (const opener of document.querySelectorAll("[data-opens]")) {
    opener.hidden = false;
    opener.addEventListener("click", () => document.getElementById(opener.dataset.opens).showModal());
  }
}

function onKey(event) {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) return send(event);
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (isOff() || event.target.closest(TYPING) || document.querySelector("dialog[open]")) return;
  const act = KEYS[event.key] ?? pressable(event.key);
  if (act && act() !== false) event.preventDefault();
}

function isOff() {
  try {
    return localStorage.getItem(OFF) === "1";
  } catch {
    return false;
  }
}

function keepOff(off) {
  try {
    localStorage.setItem(OFF, off ? "1" : "0");
  } catch {
    // A browser that keeps nothing keeps the keys.
  }
}

function send(event) {
  const form = event.target.closest("form");
  if (!form) return;
  event.preventDefault();
  form.requestSubmit();
}

// Any [data-key] can be pressed: first in the chosen item, then anywhere on the page.
function pressable(key) {
  const selector = `[data-key="${CSS.escape(key)}"]:not(:disabled)`;
  const target = chosen()?.querySelector(selector) ?? document.querySelector(selector);
  return target && (() => target.click());
}

function chosen() {
  return document.querySelector("[data-chosen]");
}

function search() {
  const field = document.querySelector("input[type=search]");
  if (field) field.focus();
  else document.querySelector("a[data-search]")?.click();
}

function move(step) {
  const items = [...document.querySelectorAll("[data-list] > *")];
  if (!items.length) return false;
  const place = items.indexOf(chosen());
  const next = items[Math.min(items.length - 1, Math.max(0, place < 0 ? 0 : place + step))];
  chosen()?.removeAttribute("data-chosen");
  next.setAttribute("data-chosen", "");
  next.tabIndex = -1;
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
}

function open() {
  const link = chosen()?.querySelector("a[href]");
  if (!link) return false;
  link.click();
}
