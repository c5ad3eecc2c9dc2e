// Small comforts for fields and buttons.

export function readyFields(root) {
  root.querySelectorAll("textarea[data-count][maxlength]").forEach(countDown);
  root.querySelectorAll("button[data-copy]").forEach(readyCopy);
  root.querySelectorAll("input[data-first-words]").forEach(showFirstWords);
  // Not `autofocus`, which a browser refuses where the address names a part of the page.
  root.querySelector("[data-focus]")?.focus({ preventScroll: true });
}

function countDown(area) {
  const shown = document.createElement("span");
  shown.className = "field__count";
  shown.setAttribute("aria-hidden", "true"); // the field's help says the limit
  area.after(shown);
  const update = () => {
    shown.textContent = `${[...area.value].length} / ${area.maxLength}`;
  };
  area.addEventListener("input", update);
  update();
}

function readyCopy(button) {
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    const source = document.querySelector(button.dataset.copy);
    await navigator.clipboard.writeText(source.value ?? source.textContent.trim());
    button.textContent = button.dataset.done ?? button.textContent;
  });
}

// The title that a text gets if nobody writes another: the same rule as suggestions/rules.py.
const WORDS = 30;

function showFirstWords(field) {
  const source = document.querySelector(field.dataset.firstWords);
  const update = () => {
    field.placeholder = firstWords(source.value);
  };
  source.addEventListener("input", update);
  update();
}

function firstWords(text) {
  const parts = text.split(/[。！？!?\n；;]|\.(?:\s|$)/).map((part) => part.trim());
  const first = [...(parts.find(Boolean) ?? text.trim())];
  if (first.length <= WORDS) return first.join("");
  const cut = first.slice(0, WORDS).join("");
  const space = cut.lastIndexOf(" ");
  return `${space > WORDS / 2 ? cut.slice(0, space) : cut}…`;
}
