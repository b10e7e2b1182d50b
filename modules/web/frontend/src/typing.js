// Keeps what is typed into the form of a draft, so that a closed window loses next to nothing, and
// shows how good the description has become. Without this script the buttons of the form save it.
const PAUSE = 1200;

// What a browser sends on when the page has gone.
const MOST_KEPT_ALIVE = 60_000;

const form = document.querySelector("form[data-typing]");
const said = document.getElementById("typing");
const wrong = document.getElementById("typing-wrong");
const touched = new Set(
  [...form.querySelectorAll("[aria-invalid=true]")].map((field) => field.name),
);

let waiting = 0;
let typed = false;
let sending = null;
let stopped = false;

const show = (html) => {
  const answer = new DOMParser().parseFromString(html, "text/html");
  const kept = answer.querySelector("[data-change]");
  form.elements.change.value = kept.dataset.change;
  // What follows from what was typed, in the fields that nobody has touched.
  for (const { dataset, value } of answer.querySelectorAll("[data-field]")) {
    const field = form.elements[dataset.field];
    if (field && !touched.has(field.name)) field.value = value;
  }
  document
    .getElementById("score")
    .replaceChildren(...answer.querySelector("[data-score]").childNodes);
  said.textContent = kept.textContent;
  wrong.textContent = [...answer.querySelectorAll("[data-unclear]")]
    .map((unclear) => unclear.textContent)
    .join(" ");
};

const send = async () => {
  typed = false;
  const body = new URLSearchParams(new FormData(form)).toString();
  const response = await fetch(form.dataset.typing, {
    method: "POST",
    headers: { "Content-Type": "application/x-www-form-urlencoded" },
    body,
    keepalive: body.length < MOST_KEPT_ALIVE,
  });
  if (!response.ok) {
    stopped = response.status === 409 || response.status === 403;
    const { changed, ended, failed } = form.dataset;
    throw new Error(response.status === 409 ? changed : response.status === 403 ? ended : failed);
  }
  show(await response.text());
};

const keep = () => {
  clearTimeout(waiting);
  if (sending) {
    sending.then(keep);
    return;
  }
  if (!typed || stopped) return;
  sending = send()
    .catch((failure) => {
      typed = true;
      wrong.textContent = failure instanceof TypeError ? form.dataset.failed : failure.message;
    })
    .finally(() => {
      sending = null;
    });
};

form?.addEventListener("input", (event) => {
  if (!event.target.closest("#open, #description")) return;
  touched.add(event.target.name);
  typed = true;
  clearTimeout(waiting);
  waiting = setTimeout(keep, PAUSE);
});

document.addEventListener("visibilitychange", () => {
  if (form && document.visibilityState === "hidden") keep();
});

// What is on its way arrives before the form, which goes on from it.
form?.addEventListener("submit", async (event) => {
  clearTimeout(waiting);
  typed = false;
  if (!sending) return;
  event.preventDefault();
  await sending;
  typed = false;
  form.requestSubmit(event.submitter);
});
