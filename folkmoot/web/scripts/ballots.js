// A vote in <form data-ballot="address of the server's number">. The voter's number and the key to
// the paper are made here, so that the server can neither choose the tracker nor replace the paper.
// Without this script, or where the browser has no cryptography, the server makes both and says so.

import { concat, encode, toHex } from "./verify/bytes.js";
import { openNote, parseKey } from "./verify/notes.js";

const BYTES = 16;
const TRACKER_BYTES = 10;

export function keepBallots(root) {
  if (!globalThis.crypto?.subtle) return;
  const forms = [...root.querySelectorAll("form[data-ballot]")];
  if (root.matches?.("form[data-ballot]")) forms.push(root);
  for (const form of forms) {
    form.querySelector("[data-plain]").hidden = true;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      cast(form);
    });
  }
}

async function cast(form) {
  const button = form.querySelector("button");
  button.disabled = true;
  const nonce = random(), key = random();
  let tracker = "";
  try {
    const salt = await saltFor(form, await hash(nonce));
    tracker = toHex((await digest(concat(nonce, salt))).slice(0, TRACKER_BYTES));
    const lock = await hash(key);
    fill(form, { nonce: toHex(nonce), salt: toHex(salt), lock });
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form) });
    await show(await answer.text(), { tracker, lock, key: toHex(key), verifier: form.dataset.verifier });
  } catch {
    tellLost(form, tracker, toHex(key));
    button.disabled = false;
  }
}

const random = () => crypto.getRandomValues(new Uint8Array(BYTES));
const digest = async (bytes) => new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
const hash = async (bytes) => toHex(await digest(bytes));

// The server sees the hash alone. What it answers is fixed before it sees the number.
async function saltFor(form, shown) {
  const body = new FormData();
  body.set("shown", shown);
  body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  const answer = await fetch(form.dataset.ballot, { method: "POST", body });
  const { salt } = await answer.json();
  if (!/^[0-9a-f]{32}$/.test(salt)) throw new Error("salt");
  return Uint8Array.from(salt.match(/../g), (each) => parseInt(each, 16));
}

function fill(form, values) {
  for (const [name, value] of Object.entries(values)) form.elements[name].value = value;
}

// Whatever page the server answers with stands in the place of this one: a receipt, a form that
// needs another look, or a refusal.
async function show(html, own) {
  const page = new DOMParser().parseFromString(html, "text/html");
  document.title = page.title;
  const main = page.getElementById("main");
  document.getElementById("main").replaceWith(main);
  keepBallots(main);
  await readyReceipt(main, own);
  main.focus();
  scrollTo(0, 0);
}

async function readyReceipt(main, own) {
  const receipt = main.querySelector("[data-receipt]");
  if (!receipt) return;
  receipt.querySelector("[data-key-shown]").textContent = own.key;
  receipt.querySelector((await fits(receipt, own)) ? "[data-same]" : "[data-differs]").hidden = false;
  const save = receipt.querySelector("[data-save]");
  save.hidden = false;
  save.addEventListener("click", () => download(receipt.dataset.receipt, written(receipt, own)));
}

// The tracker comes from both numbers, and the key of this ballot signed it with the own lock.
async function fits(receipt, own) {
  try {
    const raw = encode(`${read(receipt, "signed").trim()}\n`);
    const { text } = await openNote(raw, [await parseKey(own.verifier)]);
    const signed = text.endsWith(`\ntracker ${own.tracker}\nlock ${own.lock}\n`);
    return signed && read(receipt, "tracker") === own.tracker;
  } catch {
    return false;
  }
}

const read = (receipt, name) => receipt.querySelector(`[data-${name}]`).textContent;

function written(receipt, own) {
  const numbers = `key ${own.key}\nnonce ${read(receipt, "nonce")}\nsalt ${read(receipt, "salt")}\n`;
  return `${read(receipt, "signed").trim()}\n\n${numbers}`;
}

function download(name, text) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

function tellLost(form, tracker, key) {
  const lost = form.querySelector("[data-lost]");
  lost.hidden = false;
  lost.querySelector("[data-own-tracker]").textContent = tracker || "–";
  lost.querySelector("[data-own-key]").textContent = key;
}
