// Small helps on top of pages that work without them. No inline handlers: the pages stand under a strict policy.
"use strict";

// A page that comes back with mistakes takes the reader to the list of them.
const summary = document.getElementById("error-summary");
if (summary) summary.focus();

// A second press while the first is on its way would only meet a refusal: hold it back, and say what is going on.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.sent) { event.preventDefault(); return; }
  if (event.submitter && event.submitter.getAttribute("aria-disabled") === "true") { event.preventDefault(); return; }
  form.dataset.sent = "1";
  const wait = event.submitter && event.submitter.dataset.wait;
  if (wait) {
    const said = document.createElement("span");
    said.className = "small muted";
    said.setAttribute("role", "status");
    said.textContent = wait;
    event.submitter.after(said);
  }
  leaving = true;
});
// Back from the browser's memory: the form may be sent again.
window.addEventListener("pageshow", () => { for (const form of document.forms) delete form.dataset.sent; });

// Text typed and not saved: ask before it is lost.
let leaving = false;
const kept = document.querySelector("form[data-keep]");
if (kept) {
  let touched = false;
  kept.addEventListener("input", () => { touched = true; });
  window.addEventListener("beforeunload", (event) => { if (touched && !leaving) event.preventDefault(); });
}

// A long job in parts: the page that answers one part presses the button of the next, until there is none.
const goOn = document.querySelector("form[data-go-on]");
if (goOn) goOn.requestSubmit(goOn.querySelector("button"));

// Ctrl+K goes to the search, Ctrl+S saves the form, Ctrl+Enter presses the page's main button. No bare letters: they are Telex keys.
document.addEventListener("keydown", (event) => {
  if (!event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.key === "k") {
    const words = document.getElementById("words");
    const find = document.querySelector("[data-find]");
    if (words) { event.preventDefault(); words.focus(); } else if (find) { event.preventDefault(); find.click(); }
  } else if (event.key === "s" && kept) {
    event.preventDefault();
    kept.requestSubmit();
  } else if (event.key === "Enter") {
    const main = document.querySelector(".btn-primary[aria-keyshortcuts]");
    if (main) { event.preventDefault(); main.click(); }
  }
});

// "Thêm dòng": one more copy of a table's last blank row.
for (const button of document.querySelectorAll("button[data-add-row]")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    const body = document.getElementById(button.dataset.addRow);
    const last = body.rows[body.rows.length - 1];
    const copy = last.cloneNode(true);
    for (const field of copy.querySelectorAll("input, textarea, select")) {
      for (const name of ["name", "id"]) {
        field[name] = field[name].replace(/-(\d+)-/, (_all, number) => `-${Number(number) + 1}-`);
      }
      field.value = "";
      const label = field.getAttribute("aria-label");
      if (label) field.setAttribute("aria-label", label.replace(/dòng (\d+)/, (_all, number) => `dòng ${Number(number) + 1}`));
    }
    body.append(copy);
    copy.querySelector("input, textarea, select").focus();
  });
}

// "In sổ" prints what is on the screen; without a script the browser's own menu does the same.
for (const button of document.querySelectorAll("button[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// "Chèn đoạn mẫu" under every long field: the office's clauses, put in where the cursor stands.
const clauses = document.querySelector("form[data-clauses]");
for (const area of clauses ? clauses.querySelectorAll("textarea") : []) {
  const details = document.createElement("details"), choices = document.createElement("div");
  details.className = "small";
  details.innerHTML = "<summary>Chèn đoạn mẫu</summary>";
  details.append(choices);
  area.after(details);
  details.addEventListener("toggle", async () => {
    if (!details.open || choices.hasChildNodes()) return;
    const answer = await fetch(clauses.dataset.clauses, { headers: { "HX-Request": "true" } });
    choices.innerHTML = answer.ok ? await answer.text() : "Không tải được đoạn mẫu; thử lại sau.";
  });
  choices.addEventListener("click", (event) => {
    const clause = event.target.closest("[data-clause]");
    if (!clause) return;
    area.setRangeText(clause.dataset.clause, area.selectionStart, area.selectionEnd, "end");
    area.dispatchEvent(new Event("input", { bubbles: true }));
    area.focus();
  });
}
