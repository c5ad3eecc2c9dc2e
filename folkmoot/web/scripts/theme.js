// Light, dark, or as the device says. A cookie, so that the server's first paint is right.

const YEAR = 365 * 24 * 60 * 60;

export function readyTheme() {
  for (const button of document.querySelectorAll("[data-theme-switch]")) {
    button.hidden = false;
    name(button);
    button.addEventListener("click", () => {
      choose(isDark() ? "light" : "dark");
      document.querySelectorAll("[data-theme-switch]").forEach(name);
    });
  }
}

function isDark() {
  const { theme } = document.documentElement.dataset;
  return theme ? theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

// A choice that is what the device says anyway is no choice: it follows the device again.
function choose(theme) {
  const device = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  const kept = theme !== device;
  if (kept) document.documentElement.dataset.theme = theme;
  else delete document.documentElement.dataset.theme;
  const secure = location.protocol === "https:" ? "; secure" : "";
  document.cookie = `theme=${theme}; path=/; max-age=${kept ? YEAR : 0}; samesite=lax${secure}`;
}

function name(button) {
  const label = isDark() ? button.dataset.toLight : button.dataset.toDark;
  button.setAttribute("aria-label", label);
  button.title = label;
}
