// A seal is a link to its entry's page. One tap opens the proof instead, checked in this browser.

const MEMORY = "log:";

export function openSeals() {
  document.addEventListener("click", (event) => {
    const seal = event.target.closest?.("a.seal");
    const plain = !event.button && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
    if (!seal || !plain || event.defaultPrevented) return;
    event.preventDefault();
    show(seal).catch(() => location.assign(seal.href));
  });
  const proof = document.querySelector("#main [data-proof]");
  if (proof) check(proof);
}

async function show(seal) {
  const answer = await fetch(seal.href, { headers: { "HX-Request": "true" } });
  if (!answer.ok) throw new Error(answer.status);
  const dialog = document.createElement("dialog");
  dialog.className = "dialog dialog--proof";
  dialog.setAttribute("aria-labelledby", "proof-title");
  dialog.innerHTML = await answer.text();
  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  document.body.append(dialog);
  dialog.showModal();
  await check(dialog.querySelector("[data-proof]"));
}

async function check(panel) {
  const began = performance.now();
  const log = reader(panel.dataset.ledger);
  const found = await finding(panel, log);
  panel.dataset.milliseconds = Math.round(performance.now() - began);
  panel.dataset.bytes = log.bytes();
  tell(panel, asShown(panel, found));
}

// Beside the proof a page may show the words themselves: they have to be the ones that were proved.
function asShown(panel, found) {
  const differs = found.fields.some(({ name, text }) => {
    const shown = panel.closest("#main")?.querySelector(`[data-passage="${CSS.escape(name)}"]`);
    return shown && text !== undefined && shown.textContent !== text;
  });
  return differs ? { ...found, state: "mismatch", reason: "page" } : found;
}

async function finding(panel, log) {
  if (panel.dataset.index === "") return { state: "pending", fields: [] };
  if (!globalThis.crypto?.subtle) return { state: "unable", fields: [] }; // only pages by https have it
  try {
    const { verifyEntry } = await import("./verify/entry.js");
    const found = await verifyEntry({ index: panel.dataset.index, fetch: log.fetch, memory });
    const other = found.leaf && !found.leaf.startsWith(panel.dataset.short);
    return other ? { ...found, state: "mismatch", reason: "seal" } : found;
  } catch {
    return { state: "unreachable", fields: [] };
  }
}

/** Reads the log's files and counts their bytes. What changes is asked for anew. */
function reader(prefix) {
  let bytes = 0;
  return {
    bytes: () => bytes,
    fetch: async (path) => {
      const answer = await fetch(prefix + path, { cache: path.startsWith("tile/") ? "default" : "no-store" });
      if (answer.status === 404 || answer.status === 410) return null;
      if (!answer.ok) throw new Error(answer.status);
      const raw = new Uint8Array(await answer.arrayBuffer());
      bytes += raw.length;
      return raw;
    },
  };
}

// What this browser saw of each log. One that keeps nothing checks each time as if it were the first.
const memory = {
  get: (origin) => {
    try {
      return JSON.parse(localStorage.getItem(MEMORY + origin));
    } catch {
      return null;
    }
  },
  set: (origin, seen) => {
    try {
      localStorage.setItem(MEMORY + origin, JSON.stringify(seen));
    } catch {
      // then not
    }
  },
};

function tell(panel, { state, reason, by, size, leaf, witnesses = [], known, before, fields }) {
  panel.dataset.state = state;
  for (const sentence of panel.querySelectorAll("[data-says]")) {
    sentence.hidden = !sentence.dataset.says.split(" ").includes(state);
  }
  const times = witnesses.map(({ time }) => Number(time) * 1000);
  fill(panel, {
    reason,
    size: size?.toString(),
    leaf,
    signed: known ? String(witnesses.length) : undefined,
    known: known ? String(known) : undefined,
    time: times.length ? moment(Math.min(...times)) : undefined,
    before: before?.toString(),
  });
  const link = panel.querySelector("[data-by]");
  if (link && by !== undefined) {
    link.href = panel.dataset.ledger + by;
    link.textContent = link.dataset.by.replace("0", by);
  }
  const words = panel.querySelector("[data-words]");
  for (const { text } of fields.filter((field) => field.text)) {
    const line = document.createElement("blockquote");
    line.textContent = text;
    words.append(line);
    words.hidden = false;
  }
}

/** Puts values into [data-fill] and shows the rows that have all of theirs. */
function fill(panel, values) {
  for (const row of panel.querySelectorAll("[data-row]")) {
    const places = [...row.querySelectorAll("[data-fill]")];
    row.hidden = !places.every(({ dataset }) => values[dataset.fill] !== undefined);
    for (const place of places) place.textContent = values[place.dataset.fill] ?? "";
  }
}

function moment(milliseconds) {
  const shape = { dateStyle: "long", timeStyle: "short" };
  const { lang } = document.documentElement;
  return new Intl.DateTimeFormat(lang === "en" ? "en-GB" : lang, shape).format(new Date(milliseconds));
}
