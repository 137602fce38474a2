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

  // Read aloud by the browser's own voice: what is asked, and what can be chosen.
  all("[data-read]", (button) => {
    const voice = window.speechSynthesis;
    if (!voice) return;
    const start = button.textContent;
    const still = () => { voice.cancel(); button.textContent = start; };
    button.hidden = false;
    addEventListener("pagehide", still);
    button.addEventListener("click", () => {
      if (button.textContent !== start) return still();
      const said = [...button.form.querySelectorAll("h1, .hint, label, summary")]
        .filter((each) => each.checkVisibility() && !each.closest(".drawing-of, .words"))
        .map((each) => each.textContent.trim().replace(/\s+/g, " ")).filter(Boolean);
      const speech = new SpeechSynthesisUtterance(said.join(". "));
      speech.lang = document.documentElement.lang;
      speech.onend = speech.onerror = still;
      button.textContent = button.dataset.stop;
      voice.speak(speech);
    });
  });

  // A timer for an exercise: hold and rest, so many times. What comes is said once; the clock itself is only seen.
  all("[data-timer]", (timer) => {
    const { hold, rest, sets, holding, resting, ready, stop } = timer.dataset;
    const button = timer.querySelector("button"), label = button.innerHTML;
    const [clock, told] = timer.querySelectorAll("span:not(button span)");
    let running = 0;
    const end = (words) => { clearInterval(running); running = 0; button.innerHTML = label; clock.textContent = told.textContent = words; };
    timer.hidden = false;
    button.addEventListener("click", () => {
      if (running) return end("");
      const parts = [];
      for (let set = 1; set <= Number(sets); set += 1) {
        const count = Number(sets) > 1 ? ` ${set}/${sets}` : "";
        parts.push([holding + count, Number(hold)]);
        if (Number(rest) && set < Number(sets)) parts.push([resting, Number(rest)]);
      }
      const began = performance.now();
      let last = "";
      button.textContent = stop;
      const tick = () => {
        let past = (performance.now() - began) / 1000;
        const at = parts.find(([, seconds]) => { const here = past < seconds; if (!here) past -= seconds; return here; });
        if (!at) return end(ready);
        clock.textContent = `${at[0]}: ${Math.ceil(at[1] - past)}`;
        if (last !== at[0]) told.textContent = last = at[0];
      };
      running = setInterval(tick, 250);
      tick();
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
