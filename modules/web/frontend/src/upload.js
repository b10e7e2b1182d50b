// Takes files that are dropped anywhere on the form, and says how far their transfer has come.
// Without this script the form is sent as any other.
const BARS = "form progress[data-sending]";

const equip = (bar) => {
  const form = bar.closest("form");
  const field = form.querySelector("input[type=file]");
  const status = form.querySelector("[role=status]");
  const { sending, reading, broken, unsure, large } = bar.dataset;
  let busy = false;

  const say = (text) => {
    status.textContent = text;
  };

  const carriesFiles = (event) => event.dataTransfer?.types.includes("Files");

  form.addEventListener("dragover", (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    form.classList.add("al-drop--over");
  });
  form.addEventListener("dragleave", () => form.classList.remove("al-drop--over"));
  form.addEventListener("drop", (event) => {
    form.classList.remove("al-drop--over");
    if (!carriesFiles(event)) return;
    event.preventDefault();
    if (!busy) field.files = event.dataTransfer.files;
  });

  const end = (text) => {
    busy = false;
    bar.hidden = true;
    form.removeAttribute("aria-busy");
    say(text);
  };

  // What was refused is said on the same page; everything else stands at an address of its own.
  const arrived = (request, whole) => {
    if (request.status < 400) {
      location.assign(request.responseURL);
      return;
    }
    const answer = new DOMParser().parseFromString(request.responseText, "text/html");
    const main = answer.querySelector("main");
    if (!main) {
      end(request.status === 413 ? large : whole ? unsure : broken);
      return;
    }
    document.title = answer.title;
    document.querySelector("main").replaceWith(main);
    main.querySelectorAll(BARS).forEach(equip);
    main.tabIndex = -1;
    main.focus();
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (busy) return;
    busy = true;
    form.setAttribute("aria-busy", "true");
    bar.hidden = false;
    bar.value = 0;
    let tens = -1;
    let whole = false;
    const request = new XMLHttpRequest();
    request.upload.addEventListener("progress", ({ loaded, total }) => {
      const percent = total ? Math.floor((100 * loaded) / total) : 0;
      bar.value = percent;
      if (percent < 100 && Math.floor(percent / 10) > tens) {
        tens = Math.floor(percent / 10);
        say(sending.replace("{0}", percent));
      }
    });
    request.upload.addEventListener("load", () => {
      whole = true;
      bar.removeAttribute("value");
      say(reading);
    });
    request.addEventListener("load", () => arrived(request, whole));
    request.addEventListener("error", () => end(whole ? unsure : broken));
    request.open("POST", form.action);
    request.setRequestHeader("Accept", "text/html");
    request.send(new FormData(form, event.submitter));
  });
};

document.querySelectorAll(BARS).forEach(equip);
