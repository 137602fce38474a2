// The desk. Only adds: every page is whole without it.
"use strict";
(() => {
  const all = (what, act) => document.querySelectorAll(what).forEach(act);

  // A switch that is set otherwise shows at once what comes out then. What was asked last counts.
  all("[data-switches]", (form) => {
    const part = document.querySelector("[data-part]");
    let asked = 0;
    // A box that goes with no other takes away the others, and the other way round.
    form.addEventListener("change", (event) => {
      const box = event.target;
      if (box.type === "checkbox" && box.checked) {
        const alone = "alone" in box.dataset;
        form.querySelectorAll(`input[type=checkbox][name="${CSS.escape(box.name)}"]`).forEach((other) => {
          if (other !== box && (alone || "alone" in other.dataset)) other.checked = false;
        });
      }
      show();
    });
    const show = async () => {
      const mine = (asked += 1);
      const fields = new URLSearchParams(new FormData(form));
      fields.set("part", "1");
      const answer = await fetch(form.action, { method: "POST", body: fields });
      if (answer.redirected || !answer.ok) return form.requestSubmit();
      const text = await answer.text();
      if (mine !== asked) return;
      const page = new DOMParser().parseFromString(text, "text/html");
      part.replaceChildren(...page.body.children);
    };
  });

  // A list that a word narrows, as it is typed.
  all("[data-narrows]", (form) => {
    const list = document.getElementById(form.dataset.narrows);
    form.querySelector("input[type=text]").addEventListener("input", (event) => {
      const word = event.target.value.trim().toLowerCase();
      for (const each of list.children) each.hidden = !each.textContent.toLowerCase().includes(word);
    });
  });

  // Letters mark what has the focus, and go on to the next; in a field they are letters.
  all("[data-marks]", (form) => {
    all("[data-keys]", (each) => { each.hidden = false; });
    const parts = [...form.querySelectorAll("[data-marking]")];
    form.addEventListener("keydown", (event) => {
      const at = event.target;
      if (event.ctrlKey || event.metaKey || event.altKey || at.matches("input[type=text], select, textarea")) return;
      const key = event.key.toLowerCase();
      const part = at.closest("[data-marking]");
      const wanted = key === "l" ? form.querySelector('button[data-key="l"]') : part && part.querySelector(`[data-key="${CSS.escape(key)}"]`);
      if (!wanted) return;
      event.preventDefault();
      if (wanted.type !== "radio") return wanted.matches("button") ? wanted.click() : wanted.focus();
      wanted.checked = true;
      const next = key === "a" ? parts[parts.indexOf(part) + 1] : null;
      (next ? next.querySelector("input[type=radio]") : key === "a" ? form.querySelector(".acts button") : part.querySelector('[data-key="r"]')).focus();
    });
  });
})();
