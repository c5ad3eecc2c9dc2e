// What is typed into <form data-draft="name"> stays in this browser until it is sent.

const PREFIX = "draft:";
const SENT = "sent-draft";
const KEPT = "textarea, input:is([type=text], [type=search], [type=url], [type=number], :not([type])), select";

// A form that was sent is forgotten on the page it leads to: then the server has answered. Whoever
// comes back to the form because the network failed finds the draft.
export function forgetSent() {
  const name = sessionStorage.getItem(SENT);
  const [arrival] = performance.getEntriesByType("navigation");
  sessionStorage.removeItem(SENT);
  if (name && arrival?.type === "navigate" && document.referrer) write(name, null);
}

function noteSent(name) {
  sessionStorage.setItem(SENT, name);
}

export function keepDrafts(root) {
  const forms = [...root.querySelectorAll("form[data-draft]")];
  if (root.matches?.("form[data-draft]")) forms.push(root);
  forms.forEach(keep);
}

function keep(form) {
  const name = PREFIX + location.pathname + ":" + form.dataset.draft;
  restore(form, read(name));
  form.addEventListener("input", () => write(name, typed(form)));
  form.addEventListener("submit", () => form.hasAttribute("hx-post") || noteSent(name));
  form.addEventListener("htmx:afterRequest", (event) => event.detail.successful && write(name, null));
}

function fields(form) {
  return [...form.querySelectorAll(KEPT)].filter((field) => field.name && field.name !== "csrfmiddlewaretoken");
}

function typed(form) {
  return Object.fromEntries(fields(form).map((field) => [field.name, field.value]));
}

// What the server sent stands: a draft fills only what is empty.
function restore(form, draft) {
  for (const field of fields(form)) {
    if (draft?.[field.name] && !field.value) {
      field.value = draft[field.name];
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }
}

function read(name) {
  try {
    return JSON.parse(localStorage.getItem(name));
  } catch {
    return null;
  }
}

function write(name, draft) {
  try {
    if (draft) localStorage.setItem(name, JSON.stringify(draft));
    else localStorage.removeItem(name);
  } catch {
    // A browser that keeps nothing loses the draft and nothing else.
  }
}
