// Small comforts for fields and buttons.

export function readyFields(root) {
  root.querySelectorAll("textarea[data-count][maxlength]").forEach(countDown);
  root.querySelectorAll("button[data-copy]").forEach(readyCopy);
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
