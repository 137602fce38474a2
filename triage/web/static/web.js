// Only adds: every page is whole without it.
"use strict";
(() => {
  const all = (what, act) => document.querySelectorAll(what).forEach(act);

  // What is wrong is heard first.
  all("[data-focus]", (summary) => summary.focus());

  // "None of these" and "I don't know" take away the other ticks, and the other way round.
  all("form.question", (form) => {
    const boxes = [...form.querySelectorAll("input[type=checkbox]")].filter((box) => box.name !== "unsure");
    form.addEventListener("change", (event) => {
      const box = event.target;
      if (!boxes.includes(box) || !box.checked) return;
      const alone = "alone" in box.dataset;
      boxes.forEach((other) => {
        if (other !== box && (alone || "alone" in other.dataset)) other.checked = false;
      });
    });
  });

  all("[data-print]", (button) => {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  });

  all("[data-copy]", (button) => {
    if (!navigator.clipboard) return;
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).value);
      const told = document.querySelector("[data-copied]");
      told.textContent = told.dataset.copied;
    });
  });

  // Answers in the address are handed in by the form, and taken out of the address: the server gets them with the form
  // alone, and nobody who looks at the address later finds them.
  all("[data-opens]", (form) => {
    const given = location.hash.slice(1);
    if (given.length < 20) return;
    history.replaceState(null, "", location.pathname);
    form.elements.link.value = given;
    form.requestSubmit();
  });
})();
