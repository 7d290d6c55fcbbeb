// What makes the pages handier with scripts: keys and a panel without reloading in documents, progress while reading.
"use strict";
(() => {
  document.documentElement.classList.add("scripted");

  // Documents: a mark opens its panel in place; the address follows, so that it can be sent.
  const panel = document.getElementById("finding");
  let turn = 0, shown = location.pathname + location.search;

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
      if (panel.classList.contains("is-open")) panel.focus({ preventScroll: true });
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
      if (event.target.closest("input, select, textarea") || event.metaKey || event.ctrlKey || event.altKey) return;
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
          if (page.body.innerHTML !== jobs.innerHTML) jobs.replaceChildren(...page.body.childNodes);
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

  // "/" goes to the search field.
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.target.closest("input, select, textarea")) return;
    const field = document.getElementById("q") || document.getElementById("quick-q");
    if (field) { event.preventDefault(); field.focus(); }
  });
})();
