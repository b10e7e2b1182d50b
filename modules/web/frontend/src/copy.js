// Puts a button beside each block of code that copies it. Without this script it can be marked and
// copied as any text.
const { copy, copied } = document.querySelector("main").dataset;
const status = document.createElement("span");
status.className = "kern-sr-only";
status.setAttribute("role", "status");

// Browsers keep their clipboard from pages that came without encryption; they still copy what is
// marked.
const take = async (block) => {
  if (navigator.clipboard) {
    await navigator.clipboard.writeText(block.textContent);
    return;
  }
  getSelection().selectAllChildren(block);
  document.execCommand("copy");
};

let number = 0;
for (const block of document.querySelectorAll("code.al-code")) {
  const button = document.createElement("button");
  block.id ||= `code-${++number}`;
  button.type = "button";
  button.className = "al-copy";
  button.textContent = copy;
  button.setAttribute("aria-describedby", block.id);
  button.addEventListener("click", async () => {
    await take(block);
    button.textContent = copied;
    status.textContent = copied;
    setTimeout(() => {
      button.textContent = copy;
      status.textContent = "";
    }, 2000);
  });
  block.after(button);
}
document.querySelector("main").append(status);
