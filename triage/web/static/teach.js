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

  // While a rule is typed: below the line of the caret, what may stand there, as an editor offers it. The focus stays in
  // the text. A text of several lines is no combobox to a browser, so what is open is told by how many there are.
  document.querySelectorAll("[data-offers]").forEach((box) => {
    const text = box.querySelector("textarea"), copy = box.querySelector("[data-copy-of]");
    const list = box.querySelector("[role=listbox]"), told = box.querySelector("[role=status]");
    const hint = document.getElementById("offers-hint");
    const SHOWN = 8, WAIT = 120;
    let typing = 0, number = 0, taking = false;
    let names = [], fitting = [], begin = 0, active = -1;
    hint.hidden = false;
    text.setAttribute("aria-describedby", `offers-hint ${text.getAttribute("aria-describedby") || ""}`.trim());

    const word = () => text.value.slice(0, text.selectionStart).match(/[\w-]*$/)[0];
    const close = () => {
      clearTimeout(typing);
      number += 1;
      names = [];
      active = -1;
      list.hidden = true;
      list.replaceChildren();
      told.textContent = "";
      text.removeAttribute("aria-activedescendant");
    };
    // Where the word begins, on a copy of the text that breaks its lines at the same places.
    const place = () => {
      const mark = document.createElement("span");
      mark.textContent = "\u200b";
      copy.style.width = `${text.clientWidth}px`;
      copy.replaceChildren(text.value.slice(0, begin), mark);
      const top = mark.offsetTop - text.scrollTop, line = mark.offsetHeight, seen = window.visualViewport;
      const below = box.getBoundingClientRect().top + top + line + list.offsetHeight;
      const above = below > seen.height && below - line - 2 * list.offsetHeight > 0;
      list.style.top = `${above ? top - list.offsetHeight : top + line + 2}px`;
      list.style.left = `${Math.max(0, Math.min(mark.offsetLeft, box.clientWidth - list.offsetWidth))}px`;
    };
    // As many as are seen at once, around the one that is chosen.
    const draw = () => {
      const first = Math.max(0, Math.min(active - SHOWN + 2, fitting.length - SHOWN));
      list.replaceChildren(...fitting.slice(first, first + SHOWN).map(([name, words], at) => {
        const option = document.createElement("li"), id = document.createElement("code"), said = document.createElement("span");
        const chosen = first + at === active;
        option.id = `offer-${first + at}`;
        Object.entries({ role: "option", "aria-selected": chosen, "aria-setsize": fitting.length, "aria-posinset": first + at + 1 })
          .forEach(([key, value]) => option.setAttribute(key, value));
        id.textContent = name;
        said.textContent = words;
        option.append(id, " ", said);
        option.addEventListener("click", () => take(first + at));
        return option;
      }));
      list.hidden = false;
      if (active < 0) text.removeAttribute("aria-activedescendant");
      else text.setAttribute("aria-activedescendant", `offer-${active}`);
      place();
    };
    // What begins with the word stands before what has it further on; the word itself alone is nothing to offer.
    const fit = (wanted) => {
      const typed = word(), starts = ([name]) => name.startsWith(typed);
      const has = typed.length > 1 ? names.filter((each) => !starts(each) && each[0].includes(typed)) : [];
      fitting = [...names.filter(starts), ...has];
      if (!fitting.length || (fitting.length === 1 && fitting[0][0] === typed)) {
        const none = told.dataset.none;
        close();
        if (wanted) told.textContent = none;
        return;
      }
      begin = text.selectionStart - typed.length;
      active = typed || wanted ? 0 : -1;
      told.textContent = `${told.dataset.some}: ${fitting.length}`;
      draw();
    };
    const take = (at) => {
      const [name] = fitting[at], typed = word(), more = name.startsWith(typed), from = more ? text.selectionStart : begin;
      taking = true;
      text.focus();
      text.setSelectionRange(from, text.selectionStart);
      // As if it were typed, so that it can be undone.
      const rest = more ? name.slice(typed.length) : name;
      if (!document.execCommand("insertText", false, rest)) text.setRangeText(rest, from, text.selectionEnd, "end");
      taking = false;
      close();
    };
    const ask = async (wanted) => {
      const mine = (number += 1);
      const before = text.value.slice(0, text.selectionStart).split("\n");
      const there = { rule: text.value, line: before.length - 1, column: before.at(-1).length };
      const answer = await fetch(box.dataset.offers, { method: "POST", body: new URLSearchParams(there) });
      const found = answer.ok ? await answer.json() : [];
      if (mine !== number || document.activeElement !== text) return;
      names = found;
      fit(wanted);
    };
    text.addEventListener("input", (event) => {
      if (taking || event.isComposing) return;
      if ((event.inputType || "").startsWith("history")) return close();
      const before = text.value.slice(0, text.selectionStart), typed = word();
      clearTimeout(typing);
      number += 1;
      if (typed && names.length && before.length - typed.length === begin) fit(false);
      else close();
      if (typed || /[ {[,]$/.test(before)) typing = setTimeout(ask, WAIT, false);
    });
    text.addEventListener("keydown", (event) => {
      if (event.isComposing) return;
      if (event.code === "Space" && event.ctrlKey) {
        event.preventDefault();
        return ask(true);
      }
      if (list.hidden || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
      const step = { ArrowDown: 1, ArrowUp: active < 0 ? 0 : -1 }[event.key];
      if (step) {
        active = (active + step + fitting.length) % fitting.length;
        draw();
      } else if (event.key === "Escape") close();
      else if (["Enter", "Tab"].includes(event.key) && active >= 0) take(active);
      else if (event.key.length > 1 && event.key !== "Backspace") return close();
      else return;
      event.preventDefault();
    });
    list.addEventListener("mousedown", (event) => event.preventDefault());  // the focus stays in the text
    text.addEventListener("click", close);
    text.addEventListener("blur", close);
    text.addEventListener("scroll", () => { if (!list.hidden) place(); });
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
