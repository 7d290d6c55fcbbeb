// What makes the pages handier with scripts: keys and a panel without reloading in documents, progress while reading.
"use strict";
(() => {
  document.documentElement.classList.add("scripted");

  // Single keys act unless they are turned off, held with another key, or mean something where the focus is
  // (WCAG 2.1.4).
  const keySwitch = document.getElementById("key-switch");
  try { keySwitch.checked = localStorage.getItem("keys") !== "off"; } catch { /* nothing is kept here */ }
  keySwitch.addEventListener("change", () => {
    try { localStorage.setItem("keys", keySwitch.checked ? "on" : "off"); } catch { /* it holds for this page */ }
  });
  const isTaken = (event) => event.defaultPrevented || event.isComposing || event.metaKey || event.ctrlKey || event.altKey
    || !(event.target instanceof Element) || event.target.closest("input, select, textarea, button, summary, [contenteditable]");

  // Documents: a mark opens its panel in place; the address follows, so that it can be sent.
  const panel = document.getElementById("finding");
  let turn = 0, origin = "", shown = location.pathname + location.search;

  async function show(address, remember) {
    // The last thing asked for is shown, whatever was under way.
    const mine = ++turn;
    try {
      const target = new URL(address, location.href);
      const answer = await fetch(target, { headers: { Accept: "text/html" } });
      if (!answer.ok) { location.assign(address); return; }
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (mine !== turn) return;
      const newPanel = page.getElementById("finding");
      const newText = page.querySelector("article.text");
      const text = document.querySelector("article.text");
      if (!newPanel || !newText || !text) { location.assign(address); return; }
      panel.className = newPanel.className;
      panel.replaceChildren(...newPanel.childNodes);
      text.replaceChildren(...newText.childNodes);
      const title = document.querySelector("h1"), newTitle = page.querySelector("h1");
      if (title && newTitle) title.replaceChildren(...newTitle.childNodes);
      if (remember) history.pushState({}, "", target);
      shown = target.pathname + target.search;
      panel.scrollTop = 0;
      const anchor = target.hash && document.getElementById(target.hash.slice(1));
      if (anchor) {
        const place = anchor.getBoundingClientRect();
        if (place.top < 80 || place.bottom > innerHeight * (innerWidth < 960 ? 0.5 : 0.9)) anchor.scrollIntoView();
      }
      if (panel.classList.contains("is-open")) {
        origin = new URLSearchParams(target.search).get("finding") || "";
        panel.focus({ preventScroll: true });
      } else {
        const mark = [...text.querySelectorAll("a.mark")].find((each) => each.dataset.finding === origin);
        (mark || text).focus({ preventScroll: true });
      }
    } catch {
      location.assign(address);
    }
  }

  if (panel) {
    document.addEventListener("click", (event) => {
      if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
      const link = event.target.closest("a.mark, [data-before], [data-after], [data-close], [data-first], .legend a");
      if (!link) return;
      event.preventDefault();
      show(link.href, true);
    });
    // Going to a note changes no more than the place on the page, which the browser sees to.
    addEventListener("popstate", () => { if (shown !== location.pathname + location.search) show(location.href, false); });
    document.addEventListener("keydown", (event) => {
      if (isTaken(event) || (event.key !== "Escape" && (event.shiftKey || !keySwitch.checked))) return;
      const which = { j: "[data-after], [data-first]", k: "[data-before]", Escape: "[data-close]" }[event.key];
      const link = which && panel.querySelector(which);
      if (!link) return;
      event.preventDefault();
      show(link.href, true);
    });
  }

  // Reading: ask how far it has come until all is done.
  const jobs = document.getElementById("jobs");
  if (jobs && jobs.querySelector("[data-busy]")) {
    const ask = async () => {
      try {
        const answer = await fetch("/reading/list");
        if (answer.ok) {
          const page = new DOMParser().parseFromString(await answer.text(), "text/html");
          // Whoever listens to the page hears what is replaced: that is done only when the words change.
          const bars = [...jobs.querySelectorAll("progress")], newBars = [...page.querySelectorAll("progress")];
          if (page.body.textContent.trim() !== jobs.textContent.trim() || bars.length !== newBars.length) {
            jobs.replaceChildren(...page.body.childNodes);
          } else {
            newBars.forEach((bar, place) => { if (bar.hasAttribute("value")) bars[place].value = bar.value; });
          }
        }
      } catch { /* the server may be starting anew */ }
      if (jobs.querySelector("[data-busy]")) setTimeout(ask, 700);
    };
    setTimeout(ask, 500);
  }

  // Uploads tell that they are on their way.
  const upload = document.querySelector("form.upload");
  if (upload) {
    upload.addEventListener("submit", (event) => {
      const button = upload.querySelector("button"), problem = upload.querySelector(".upload-problem");
      const size = [...upload.querySelector("[type=file]").files].reduce((sum, file) => sum + file.size, 0);
      const limit = Number(upload.dataset.limit);
      if (size > limit * 1048576) {
        event.preventDefault();
        problem.textContent = `That is ${Math.ceil(size / 1048576)} MB; at most ${limit} MB can be sent at once.`;
        return;
      }
      problem.textContent = "";
      button.textContent = "Sending…";
    });
  }

  // What a line rests on is printed with it, also by browsers that know no other way to.
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("details.rests:not([open])")];
    opened.forEach((each) => { each.open = true; });
  });
  addEventListener("afterprint", () => { opened.forEach((each) => { each.open = false; }); opened = []; });

  // "/" goes to the search field.
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || !keySwitch.checked || isTaken(event)) return;
    const field = document.getElementById("q") || document.getElementById("quick-q");
    if (field) { event.preventDefault(); field.focus(); }
  });
})();
