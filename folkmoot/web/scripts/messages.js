// When an act is refused, the page stays as it is and says why.

export function showRefusals() {
  document.addEventListener("htmx:responseError", (event) => say(sentence(event.detail.xhr)));
  document.addEventListener("htmx:sendError", () => say(words().offline));
  document.addEventListener("htmx:beforeRequest", () => document.querySelector("#refused")?.remove());
}

function sentence(xhr) {
  const page = new DOMParser().parseFromString(xhr.responseText, "text/html");
  return page.querySelector("[data-refusal]")?.textContent.trim() || words().failed;
}

function say(text) {
  const notice = document.createElement("p");
  notice.id = "refused";
  notice.className = "notice";
  notice.dataset.tone = "broken";
  notice.textContent = text;
  document.querySelector("#refused")?.remove();
  document.querySelector("#messages").append(notice);
  notice.scrollIntoView({ block: "nearest" });
}

function words() {
  return document.querySelector("#messages").dataset;
}
