// Keeps what is typed into the form of a draft, so that a closed window loses nothing, and shows how
// good the description has become. Without this script the buttons of the form save it.
const PAUSE = 1200;

const form = document.querySelector("form[data-typing]");
const said = document.getElementById("typing");
const wrong = document.getElementById("typing-wrong");

let waiting = 0;
let typed = false;
let sending = null;
let stopped = false;

const show = (html) => {
  const answer = new DOMParser().parseFromString(html, "text/html");
  form.elements.change.value = answer.querySelector("[data-change]").dataset.change;
  document
    .getElementById("score")
    .replaceChildren(...answer.querySelector("[data-score]").childNodes);
  answer.querySelector("[data-score]").remove();
  said.replaceChildren(...answer.body.childNodes);
  wrong.textContent = "";
};

const send = async (leaving) => {
  typed = false;
  const response = await fetch(form.dataset.typing, {
    method: "POST",
    body: new URLSearchParams(new FormData(form)),
    keepalive: leaving,
  });
  stopped = response.status === 409;
  if (!response.ok) throw new Error(String(response.status));
  show(await response.text());
};

const keep = (leaving = false) => {
  clearTimeout(waiting);
  if (sending || !typed || stopped) return;
  sending = send(leaving)
    .catch(() => {
      typed = true;
      wrong.textContent = stopped ? form.dataset.changed : form.dataset.failed;
    })
    .finally(() => {
      sending = null;
    });
};

const later = () => {
  clearTimeout(waiting);
  waiting = setTimeout(async () => {
    await sending;
    keep();
  }, PAUSE);
};

form?.addEventListener("input", (event) => {
  if (!event.target.closest("#open, #description")) return;
  typed = true;
  later();
});

document.addEventListener("visibilitychange", () => {
  if (form && document.visibilityState === "hidden") keep(true);
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
