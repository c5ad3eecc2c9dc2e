// Times in words, kept up to date: <time data-relative datetime> and .clock[data-due].

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const SOON = 48 * HOUR;

export function keepClocks() {
  setInterval(update, 30_000);
  document.addEventListener("visibilitychange", () => document.hidden || update());
}

function update() {
  const language = document.documentElement.lang;
  document.querySelectorAll("time[data-relative]").forEach((time) => tell(time, language));
  document.querySelectorAll(".clock[data-due]").forEach((clock) => turn(clock, language));
}

function tell(time, language) {
  const { count, unit } = span(seconds(time.dateTime));
  time.textContent = new Intl.RelativeTimeFormat(language).format(count, unit);
}

// The sentences come from the server, so that they are translated in one place.
function turn(clock, language) {
  const left = seconds(clock.dataset.due);
  const { count, unit } = span(left);
  const length = new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: "long" });
  const sentence = left > 0 ? clock.dataset.running : clock.dataset.overdue;
  clock.dataset.state = left <= 0 ? "overdue" : left <= SOON ? "soon" : "running";
  clock.querySelector(".clock__text").textContent = sentence.replace("{}", length.format(Math.abs(count)));
}

function seconds(moment) {
  return (new Date(moment) - Date.now()) / 1000;
}

// The same steps as templatetags/moment.py.
function span(signed) {
  const size = Math.abs(signed);
  const [unit, length] = size >= DAY ? ["day", DAY] : size >= HOUR ? ["hour", HOUR] : ["minute", MINUTE];
  return { count: Math.sign(signed) * Math.max(1, Math.floor(size / length)), unit };
}
