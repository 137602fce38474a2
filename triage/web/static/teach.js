// Lessons: scrubbing along the steps, and phones that hear when a question opens. Every page is whole without this.
"use strict";
(() => {
  // A page is replaced by another of the same kind, so that one scrubs without a flash.
  let asked = 0;
  const show = async (address, keep) => {
    const mine = (asked += 1);
    const answer = await fetch(address, { headers: { accept: "text/html" } });
    const text = await answer.text();
    if (mine !== asked) return;
    const page = new DOMParser().parseFromString(text, "text/html");
    const focus = document.activeElement && (document.activeElement.id || document.activeElement.dataset.go);
    const open = [...document.querySelectorAll("main details")].map((each) => each.open);
    document.getElementById("main").replaceWith(page.getElementById("main"));
    document.title = page.title;
    const language = document.querySelector("header .language"), other = page.querySelector("header .language");
    if (language && other) language.replaceWith(other);
    if (keep) history.replaceState(null, "", address);
    document.querySelectorAll("main details").forEach((each, place) => { each.open = Boolean(open[place]); });
    ready();
    const again = focus && (document.getElementById(focus) || document.querySelector(`[data-go="${focus}"]`));
    (again || document.getElementById("main")).focus({ preventScroll: true });
  };

  const to = (step) => {
    const form = document.querySelector(".timeline form");
    if (!form) return;
    const fields = new URLSearchParams(new FormData(form));
    fields.set("at", step);
    show(`${form.getAttribute("action")}?${fields}`, true);
  };

  // Something changed in the classroom: the page is fetched anew. A stream that was refused is tried again.
  let source = null;
  const listen = () => {
    const told = document.querySelector("[data-events]");
    if (!told || source) return;
    source = new EventSource(`${told.dataset.events}?since=${told.dataset.since}`);
    source.onmessage = () => show(location.href, false);
    source.onerror = () => {
      if (source.readyState !== EventSource.CLOSED) return;
      source = null;
      setTimeout(() => show(location.href, false), 1500);
    };
  };

  let waiting = 0;
  const ready = () => {
    listen();
    const line = document.querySelector(".timeline");
    if (!line) return;
    line.querySelector("[data-scripted]").hidden = true;
    document.querySelector("[data-keys]").hidden = false;
    const range = line.querySelector("input[type=range]");
    range.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(to, 60, range.value); });
    line.querySelectorAll("[data-go]").forEach((link) => link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      show(link.getAttribute("href"), true);
    }));
  };
  ready();

  // While a rule is typed: what may stand there, as an editor offers it, of which what is typed so far is the beginning.
  document.querySelectorAll("[data-offers]").forEach((box) => {
    const text = document.getElementById("rule"), list = box.querySelector("[role=group]");
    let typing = 0, number = 0;
    const take = (name, begin, end, before) => {
      if (text.value !== before) return text.focus();  // typed on meanwhile: the place is another
      text.setRangeText(name, begin, end, "end");
      box.hidden = true;
      text.focus();
    };
    const offer = async () => {
      const mine = (number += 1);
      const before = text.value.slice(0, text.selectionStart).split("\n");
      const place = { rule: text.value, line: before.length - 1, column: before.at(-1).length };
      const answer = await fetch(box.dataset.offers, { method: "POST", body: new URLSearchParams(place) });
      const names = answer.ok ? await answer.json() : [];
      if (mine !== number) return;
      const typed = before.at(-1).match(/[\w-]*$/)[0], end = text.selectionStart;
      const fitting = names.filter((name) => name.startsWith(typed) && name !== typed).slice(0, 12);
      list.replaceChildren(...fitting.flatMap((name) => {
        const button = document.createElement("button");
        button.type = "button";
        button.className = "second";
        button.textContent = name;
        button.addEventListener("click", () => take(name, end - typed.length, end, place.rule));
        return [button, " "];
      }));
      box.hidden = !fitting.length;
    };
    text.addEventListener("input", () => { clearTimeout(typing); typing = setTimeout(offer, 150); });
  });

  document.addEventListener("keydown", (event) => {
    const line = document.querySelector(".timeline");
    const typing = event.target.matches("input:not([type=range]), textarea, select, .drawn, .written");
    if (!line || typing || event.altKey || event.ctrlKey || event.metaKey) return;
    const at = Number(line.dataset.at), last = Number(line.dataset.steps);
    const step = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 1, End: last }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    if (step >= 1 && step <= last && step !== at) to(step);
  });
})();
