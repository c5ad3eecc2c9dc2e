// <html data-live="URL"> follows the public record; what declares data-live-kinds is told.

export function followRecord(htmx) {
  const url = document.documentElement.dataset.live;
  // A browser has few connections to spare, so only a page that shows something live asks for one.
  if (!url || !document.querySelector("[data-live-kinds]")) return;
  const source = new EventSource(url);
  source.addEventListener("fact", (event) => tell(htmx, JSON.parse(event.data)));
  addEventListener("pagehide", () => source.close());
}

// Readers are many and hear of a fact at once; they ask for what is new one after the other.
const SPREAD = 1500; // milliseconds

function tell(htmx, fact) {
  setTimeout(() => reach(htmx, fact), Math.random() * SPREAD);
}

function reach(htmx, fact) {
  for (const element of document.querySelectorAll("[data-live-kinds]")) {
    const { liveKinds, liveSubject } = element.dataset;
    const concerned = !liveSubject || liveSubject === fact.subject;
    if (concerned && liveKinds.split(/\s+/).includes(fact.kind)) htmx.trigger(element, "fact", fact);
  }
}
