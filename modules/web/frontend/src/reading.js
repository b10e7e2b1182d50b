// Shows at once what a file would be when it is read another way. Without this script the button
// beside the fields does the same.
const PAUSE = 300;

const fields = document.querySelector("fieldset[data-preview]");
const form = fields?.form;
const preview = document.getElementById("reading-preview");
const status = document.getElementById("reading-status");

if (form && preview && status) {
  let waiting = 0;
  let asked = null;

  const answer = (html) => {
    const read = new DOMParser().parseFromString(html, "text/html");
    for (const place of fields.querySelectorAll("[id$=-wrong]")) {
      place.textContent = "";
    }
    for (const field of fields.querySelectorAll("[aria-invalid]")) {
      field.removeAttribute("aria-invalid");
    }
    for (const wrong of read.querySelectorAll("[data-wrong]")) {
      const field = wrong.dataset.wrong && form.elements["read." + wrong.dataset.wrong];
      if (field) {
        field.setAttribute("aria-invalid", "true");
        document.getElementById(field.id + "-wrong").textContent = wrong.textContent;
      }
    }
    status.textContent = [
      ...[...read.querySelectorAll("[data-wrong]")].map((wrong) => wrong.textContent),
      read.querySelector("[data-said]")?.dataset.said ?? "",
    ].join(" ");
    preview.replaceChildren(...read.body.childNodes);
  };

  const ask = async () => {
    asked?.abort();
    asked = new AbortController();
    const mine = asked;
    status.textContent = fields.dataset.busy;
    preview.setAttribute("aria-busy", "true");
    try {
      const response = await fetch(fields.dataset.preview, {
        method: "POST",
        body: new URLSearchParams(new FormData(form)),
        signal: mine.signal,
      });
      if (!response.ok) throw new Error(String(response.status));
      answer(await response.text());
    } catch (failure) {
      if (failure.name !== "AbortError") status.textContent = fields.dataset.failed;
    } finally {
      if (mine === asked) preview.removeAttribute("aria-busy");
    }
  };

  fields.addEventListener("change", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, PAUSE);
  });
}
