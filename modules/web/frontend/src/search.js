// Completes what is typed into a search field, as the combobox pattern of WAI-ARIA has it. Without
// this script the field is a field.
const PAUSE = 120;

for (const field of document.querySelectorAll("input[data-suggest]")) {
  const list = document.createElement("ul");
  list.className = "al-complete";
  list.id = field.id + "-list";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", field.dataset.suggestLabel);
  list.hidden = true;
  const said = document.createElement("span");
  said.className = "kern-sr-only";
  said.setAttribute("role", "status");
  field.after(list, said);
  field.setAttribute("role", "combobox");
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", list.id);
  field.setAttribute("aria-expanded", "false");

  let typed = field.value;
  let chosen = -1;
  let waiting = 0;
  let asked = null;

  const close = () => {
    clearTimeout(waiting);
    asked?.abort();
    list.hidden = true;
    chosen = -1;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  };

  const choose = (next) => {
    const options = list.children;
    options[chosen]?.setAttribute("aria-selected", "false");
    chosen = next < -1 ? options.length - 1 : next >= options.length ? -1 : next;
    const option = options[chosen];
    field.value = option ? option.textContent : typed;
    if (option) {
      option.setAttribute("aria-selected", "true");
      option.scrollIntoView({ block: "nearest" });
      field.setAttribute("aria-activedescendant", option.id);
    } else {
      field.removeAttribute("aria-activedescendant");
    }
  };

  const show = (texts) => {
    list.replaceChildren(
      ...texts.map((text, i) => {
        const option = document.createElement("li");
        option.id = list.id + "-" + i;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        option.textContent = text;
        return option;
      }),
    );
    chosen = -1;
    list.hidden = texts.length === 0;
    field.setAttribute("aria-expanded", String(texts.length > 0));
    field.removeAttribute("aria-activedescendant");
    said.textContent = texts.length ? texts.length + " " + field.dataset.suggestLabel : "";
  };

  const ask = async () => {
    asked = new AbortController();
    try {
      const answer = await fetch(
        field.dataset.suggest + "?size=8&q=" + encodeURIComponent(typed),
        { signal: asked.signal },
      );
      if (answer.ok) {
        const { suggestions } = await answer.json();
        show(suggestions.map((one) => one.text).filter((text) => text !== typed));
      }
    } catch {
      close();
    }
  };

  field.addEventListener("input", () => {
    clearTimeout(waiting);
    asked?.abort();
    typed = field.value;
    if (typed.trim().length < 2) {
      close();
    } else {
      waiting = setTimeout(ask, PAUSE);
    }
  });
  field.addEventListener("keydown", (event) => {
    if (list.hidden) {
      return;
    }
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      choose(event.key === "ArrowDown" ? chosen + 1 : chosen - 1);
    } else if (event.key === "Escape") {
      event.preventDefault();
      field.value = typed;
      close();
    }
  });
  field.addEventListener("blur", close);
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) {
      field.value = option.textContent;
      close();
      field.form.requestSubmit();
    }
  });
}
