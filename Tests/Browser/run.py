"""The browser tests: `Scripts/test-browser`. Prints a line a check and exits with 1 where one failed."""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from site_under_test import EMPTY, ROOT, SAMPLES, Site

failures = []
checks = 0


def check(truth, what):
    global checks
    checks += 1
    if not truth:
        failures.append(what)
        print(f"FAILED  {what}", flush=True)


# What sticks out of the window or out of a box that hides it, and words that are set too small to read.
LOOKS = """(smallest) => {
  const wrong = [];
  const tell = (what, e) => wrong.push(`${what}: ${e.outerHTML.slice(0, 90)}`);
  const over = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  if (over > 0) wrong.push(`the page is ${over} pixels wider than the window`);
  for (const e of document.querySelectorAll("body *")) {
    const box = e.getBoundingClientRect(), style = getComputedStyle(e);
    if (!box.width || !box.height || e.closest(".skip, .unseen, datalist, select, svg")) continue;
    const scrolls = e.closest(".scroll, .table-text");
    if (!scrolls && (box.right > innerWidth + 1 || box.left < -1)) tell("beyond the window", e);
    if (/hidden|clip/.test(style.overflowX + style.overflowY) && e.textContent.trim()
      && (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1)) tell("cut off", e);
    if (e.textContent.trim() && e.children.length === 0 && parseFloat(style.fontSize) < smallest && !e.closest("sup"))
      tell(`only ${style.fontSize} high`, e);
  }
  for (const e of document.querySelectorAll("input:not([type=checkbox]):not([type=file]), button, select"))
    if (e.getBoundingClientRect().height && e.getBoundingClientRect().height < 24) tell("too low to hit", e);
  return wrong.slice(0, 5);
}"""


def open_page(context, address, path, what):
    """Opens a page and checks that it came without console errors, asked no other host and has nothing cut off."""
    page = context.new_page()
    problems, foreign = [], []
    page.on("console", lambda m: problems.append(m.text) if m.type in ("error", "warning") else None)
    page.on("pageerror", lambda e: problems.append(str(e)))
    page.on("dialog", lambda d: (problems.append("a dialog"), d.dismiss()))
    page.on("request", lambda r: foreign.append(r.url) if not r.url.startswith((address, "data:")) else None)
    answer = page.goto(address + path, wait_until="load")
    page.wait_for_timeout(60)
    expected = 404 if path == "/nowhere" else 200
    if expected == 404:
        problems[:] = [p for p in problems if "404" not in p]
    check(answer.status == expected, f"{what}: status {answer.status}")
    check(not problems, f"{what}: console {problems[:3]}")
    check(not foreign, f"{what}: asked other hosts {foreign[:3]}")
    wrong = page.evaluate(LOOKS, 10.5)
    check(not wrong, f"{what}: {wrong}")
    check(page.locator("h1").count() == 1, f"{what}: one h1")
    check(page.locator("main").inner_text().strip() != "", f"{what}: something to read")
    return page


def wait(page, expression, argument=None):
    """Asks until the expression holds; the pages' content policy doesn't let a function wait inside them."""
    for _ in range(300):
        if page.evaluate(expression, argument):
            return
        time.sleep(0.1)
    check(False, f"waited in vain for {expression}")


def every_page(browser, site, empty):
    """Each page with and without scripts, light and dark, at 400 and 1,400 pixels; with scripts also by axe-core."""
    axe = Axe()
    violations = pages = 0
    for scripts in (True, False):
        for scheme in ("light", "dark"):
            for width in (400, 1400):
                context = browser.new_context(
                    java_script_enabled=scripts, color_scheme=scheme, viewport={"width": width, "height": 900})
                todo = [(site, name, path) for name, path in site.pages().items()] + [(empty, name, path) for name, path in EMPTY.items()]
                for place, name, path in todo:
                    what = f"{name} ({'with' if scripts else 'without'} scripts, {scheme}, {width})"
                    page = open_page(context, place.address, path, what)
                    pages += 1
                    if scripts:
                        found = axe.run(page).response.get("violations", [])
                        violations += len(found)
                        for violation in found:
                            nodes = [node["target"] for node in violation["nodes"][:3]]
                            check(False, f"{what}: axe {violation['id']} at {nodes}")
                        check(not found, f"{what}: axe")
                    else:
                        check(page.locator(".scripted").count() == 0, f"{what}: scripts are off")
                    page.close()
                context.close()
    print(f"{pages} pages looked at; axe-core: {violations} violations", flush=True)


# What lines rest on, in closed details.
RESTS = "() => [...document.querySelectorAll('details.rests > ul > li')].slice(0, 5).map((each) => each.textContent.slice(0, 30))"


def printed(browser, site):
    """Each page on A4: its heading is on the paper, and nothing is wider than it."""
    context = browser.new_context(viewport={"width": 718, "height": 1000})
    reader = shutil.which("pdftotext")
    with tempfile.TemporaryDirectory() as folder:
        for name, path in site.pages().items():
            page = context.new_page()
            page.emulate_media(media="print")
            page.goto(site.address + path)
            wrong = page.evaluate(LOOKS, 9)
            check(not wrong, f"{name} (printed): {wrong}")
            file = os.path.join(folder, f"{name}.pdf")
            page.pdf(path=file, format="A4", margin={side: "15mm" for side in ("top", "right", "bottom", "left")})
            check(os.path.getsize(file) > 4000, f"{name}: printed")
            if reader:
                words = subprocess.run([reader, "-raw", file, "-"], capture_output=True, text=True).stdout
                heading = page.locator("h1").inner_text()
                check("".join(heading.split()) in "".join(words.split()), f"{name}: the heading is on paper")
                for unwanted in ("Skip to the contents", "Zoom in", "Choose Files"):
                    check(unwanted not in words, f"{name}: {unwanted!r} is on paper")
                for wanted in page.locator(".pager span").all_inner_texts() + page.evaluate(RESTS):
                    check("".join(wanted.split()) in "".join(words.split()), f"{name}: {wanted!r} isn't on paper")
            page.close()
    context.close()


def journeys(browser, site):
    context = browser.new_context(viewport={"width": 1400, "height": 900})
    page = context.new_page()

    page.goto(site.address + "/chronicle")
    everything = page.locator(".line").count()
    check(everything > 0, "the chronicle holds lines")
    check(page.locator(".timeline svg rect").count() > 0, "the timeline is drawn")
    page.locator(".filters summary").first.click()
    page.fill("#f-actor", "France")
    page.fill("#f-to", "1900")
    page.click(".filters button")
    check("actor=France" in page.url and "to=1900" in page.url, "the filter stands in the address")
    check(0 < page.locator(".line").count() < everything, "the filter keeps some lines")
    with page.expect_download() as download:
        page.click(".exports a:has-text('CSV')")
    check(pathlib.Path(download.value.path()).read_text().startswith("occurrence,"), "the export holds the list")

    for kind, begin in (("Markdown", "#"), ("JSON", "{")):
        with page.expect_download() as download:
            page.click(f".exports a:has-text('{kind}')")
        check(pathlib.Path(download.value.path()).read_text().startswith(begin), f"the export as {kind} holds the list")
    page.click("text=Clear the filters")
    check(page.url.endswith("/chronicle"), "the filters can be cleared")

    # The timeline: zoom, pan, choose a time by drawing across it; its table holds the same number.
    check(page.locator("[data-zoom=earlier]").is_hidden(), "there is nothing earlier than everything")
    page.click("[data-zoom=in]")
    page.click("[data-zoom=later]")
    check(page.locator(".narrow").is_visible(), "what is zoomed to can be shown alone")
    page.click("[data-zoom=all]")
    box = page.locator(".timeline svg").bounding_box()
    # Across the earlier half of the bars, so that something lies in it and something doesn't.
    bars = sorted(page.evaluate("[...document.querySelectorAll('.timeline svg rect')].map(r => r.getBoundingClientRect()).filter("
                                "r => r.width > 0 && r.width < 60).map(r => r.x + r.width / 2)"))
    page.mouse.move(max(box["x"] + 2, bars[0] - 6), box["y"] + 40)
    page.mouse.down()
    page.mouse.move(bars[len(bars) // 2], box["y"] + 60, steps=5)
    page.mouse.up()
    page.click(".narrow")
    check("from=" in page.url and "to=" in page.url, "a time drawn on the timeline becomes a filter")
    check(0 < page.locator(".line").count() < everything, "and keeps what lies in it")
    for query in ("dated=1&claims=1", "dated=1&facts=1"):
        page.goto(site.address + f"/chronicle?{query}")
        page.locator(".counts summary").click()
        rows = page.locator(".counts tbody tr").all_inner_texts()
        total = sum(int(row.split()[-1].replace(",", "")) for row in rows)
        check(f"{total} happenings" in page.locator(".lede").inner_text(), f"the table behind the timeline holds them all ({query})")

    # From a line to its place and back to the line.
    page.goto(site.address + "/chronicle")
    page.locator(".sentence").first.click()
    page.click(".listed a")
    check("/chronicle?document=" in page.url and "#" in page.url, "a finding leads back to the chronicle")
    check(page.locator(".line:target").count() == 1, "to its own line")

    # A PDF's footnotes stand apart, and what rests on one says so.
    page.goto(site.address + "/documents/2")
    check(page.locator(".apart.note").count() > 3, "notes of a PDF stand apart")
    check(page.locator(".text h2, .text h3").count() > 2, "headings of a PDF stand apart")
    check(page.locator(".page-mark").count() > 0, "a PDF's pages are told")
    page.locator(".text sup a").first.click()
    page.wait_for_selector(".panel.is-open")
    check("finding=c" in page.url, "a note's number leads to its source")
    page.goto(site.address + "/documents/2?marks=event,")
    page.locator(".text sup a").first.click()
    check(page.locator(".apart:target").count() == 1, "or, where sources aren't marked, to the note")
    page.locator(".apart:target .apart-kind a").click()
    check(page.locator("sup:target").count() == 1, "and the note leads back")
    page.goto(site.address + "/documents/2?marks=event,")
    rests = 0
    for place in page.locator("a.mark").evaluate_all("(marks) => marks.map((mark) => mark.getAttribute('href'))"):
        page.goto(site.address + place)
        rests += page.locator(".panel dt:has-text('Rests on')").count()
        if rests:
            break
    check(rests > 0, "an event says which note it rests on")

    # Who they are, and what happened between two.
    page.goto(site.address + "/actors/FRA")
    page.locator("section:has(h2:has-text('With whom')) a:has-text('United Kingdom')").click()
    check(page.url.endswith("/pairs/FRA/GBR"), "an actor leads to a pair")
    check(page.locator(".matrix tbody tr").count() > 2, "a pair shows its categories over time")
    page.click("text=whole chronicle")
    check("actor=FRA" in page.url and "with=GBR" in page.url, "a pair leads to its chronicle")

    page.goto(site.address + "/chronicle")
    page.locator(".sentence").first.click()
    check("finding=" in page.url and page.locator(".panel.is-open h2").count() == 1, "a line leads to its place")
    check(page.locator(".chosen").count() > 0, "the words are lit")
    before = page.url
    page.keyboard.press("j")
    wait(page, "(url) => location.href !== url", before)
    check(page.locator(".panel.is-open").count() == 1, "j goes to the next finding")
    page.go_back()
    wait(page, "(url) => location.href === url", before)
    page.keyboard.press("Escape")
    wait(page, "() => !document.querySelector('.panel.is-open')")
    check("finding=" not in page.url, "Escape closes the panel")
    wait(page, "() => document.activeElement.matches('a.mark')")
    check(page.evaluate("() => document.activeElement.matches('a.mark')"), "the focus is back at the mark")
    page.focus("#quick-q")
    page.focus(".quick button")
    page.keyboard.press("/")
    check(page.evaluate("document.activeElement.id") != "quick-q", "a key is the button's where a button has the focus")
    page.uncheck("#key-switch")
    page.reload()
    page.locator("a.mark").first.focus()
    page.keyboard.press("/")
    check(page.evaluate("document.activeElement.id") != "quick-q", "single keys stay turned off")
    page.check("#key-switch")
    page.locator("a.mark").first.focus()
    page.keyboard.press("/")
    check(page.evaluate("document.activeElement.id") == "quick-q", "single keys can be turned on again")
    page.locator("a.mark").first.click()
    page.wait_for_selector(".panel.is-open")
    check(page.evaluate("document.activeElement.id") == "finding", "the panel has the focus")

    page.goto(site.address + "/")
    page.fill("#quick-q", "convention")
    page.press("#quick-q", "Enter")
    check(page.locator(".hits mark").count() > 0, "the search finds sentences")
    page.locator(".hits .sentence").first.click()
    check(page.locator(".chosen").count() > 0, "a sentence found is lit in its document")

    page.goto(site.address + "/")
    page.keyboard.press("Tab")
    check(page.evaluate("document.activeElement.className") == "skip", "the first key stop skips the head")
    context.close()


def changes(browser):
    with Site() as site:
        for scripts in (True, False):
            context = browser.new_context(java_script_enabled=scripts)
            page = context.new_page()
            page.goto(site.address + "/")
            if scripts:
                check(page.locator(".welcome").count() == 1, "an empty archive welcomes")
                page.click("text=Load the samples")
                page.wait_for_selector(".jobs .done >> nth=1", timeout=60000)
                page.goto(site.address + "/")
                check(page.locator(".card").count() == 2, "the samples are there")
            with tempfile.NamedTemporaryFile("w", suffix=".txt", prefix="note-") as file:
                file.write(f"In {1911 if scripts else 1912} Germany threatened France with war over Morocco.\n" * 3)
                file.flush()
                page.set_input_files("#file", file.name)
                page.click(".upload button")
                page.wait_for_url("**/reading")
                if scripts:
                    wait(page, "() => !document.querySelector('[data-busy]')")
                else:
                    # The page asks again by itself.
                    for _ in range(40):
                        if not page.locator("[data-busy]").count():
                            break
                        time.sleep(0.5)
                page.goto(site.address + "/reading")
                name = os.path.basename(file.name)
                check(page.locator(".jobs .done", has_text=name).count() == 1, "an upload is read")
            if scripts:
                with tempfile.NamedTemporaryFile("w", suffix=".txt", prefix="long-") as file:
                    file.write("\n\n".join(
                        f"In {1800 + n % 120} Germany threatened France with war over the {n}th matter, and Britain stood by."
                        for n in range(6000)))
                    file.flush()
                    page.goto(site.address + "/")
                    page.set_input_files("#file", file.name)
                    page.click(".upload button")
                    page.wait_for_url("**/reading")
                    seen = set()
                    for _ in range(600):
                        value = page.evaluate("document.querySelector('progress[value]')?.value ?? null")
                        if value is not None:
                            seen.add(value)
                        if not page.locator("[data-busy]").count():
                            break
                        time.sleep(0.05)
                    check(len(seen) > 2, f"a long document tells how far it has come: {sorted(seen)}")
                    page.locator(".jobs a").first.click()
                    page.click("text=Remove")
                    page.click("text=Remove it")
            page.goto(site.address + "/")
            cards = page.locator(".card").count()
            page.locator(".card a:has-text('Correct')").first.click()
            page.fill("#e-title", "A note")
            page.fill("#e-published", "1913-05")
            page.click("text=Save and code again")
            page.wait_for_url("**/reading")
            for _ in range(240):
                page.goto(site.address + "/")
                if page.locator("text=A note").count():
                    break
                time.sleep(0.25)
            check(page.locator("h2:has-text('A note')").count() == 1, "metadata is corrected")
            check(page.locator("time:has-text('May 1913')").count() == 1, "the date is shown in words")
            page.locator(".card a:has-text('Remove')").first.click()
            page.click("text=Remove it")
            check(page.locator(".card").count() == cards - 1, "a document is removed")
            context.close()


def attacks(browser):
    """A document that tries to become a page: no script of it runs, and nothing is asked for."""
    evil = ("<script>window.hacked = 1; alert(1)</script><img src=http://evil.example/x onerror=alert(2)>"
            "<svg onload=alert(3)>\"'><a href=\"javascript:alert(4)\">x</a>")
    text = f"{evil}\n\nIn 1904 {evil} France signed a treaty with Britain, \"{evil}\" said Lansdowne {evil}.\n"
    html = f"<title>{evil.replace('<', '&lt;')}</title><p>In 1904 France <a href='javascript:alert(5)'>signed a treaty</a> with Britain. {evil.replace('<', '&lt;')}</p>{evil}"
    with Site() as site:
        context = browser.new_context()
        for name, content in ((f"{evil[:40].replace('/', '')}.txt", text), ("evil.html", html), ("evil.md", f"# {evil}\n\n{text}")):
            page = context.new_page()
            page.goto(site.address + "/")
            page.set_input_files("#file", [{"name": name, "mimeType": "text/plain", "buffer": content.encode()}])
            page.click(".upload button")
            page.wait_for_url("**/reading")
            wait(page, "() => !document.querySelector('[data-busy]')")
            page.close()
        for path in ["/", "/reading", "/chronicle", "/statements", "/figures", "/agreements", "/sources", "/actors",
                     "/search?q=" + "%3Cscript%3Ealert(1)%3C/script%3E", "/chronicle?actor=%22%3E%3Cscript%3E", "/search?q=alert"] + [
                         f"/documents/{number}{end}" for number in (1, 2, 3) for end in ("", "?finding=e1", "?finding=c1", "?finding=s1", "/edit", "/remove")]:
            page = open_page(context, site.address, site.place(path), f"{path} of hostile documents")
            check(page.evaluate("window.hacked === undefined"), f"{path}: a script ran")
            check(page.locator("main img, main svg:not(.timeline svg), a[href^='javascript:']").count() == 0, f"{path}: markup came through")
            page.close()
        context.close()


def shots(browser, site):
    folder = ROOT / ".build/screenshots"
    folder.mkdir(parents=True, exist_ok=True)
    with Site() as empty:
        for scheme in ("light", "dark"):
            for width in (400, 1400):
                context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 900})
                page = context.new_page()
                for place, name, path in [(site, *page) for page in site.pages().items()] + [(empty, *page) for page in EMPTY.items()]:
                    page.goto(place.address + path)
                    page.wait_for_timeout(120)
                    whole = name not in ("finding", "statement", "figure", "agreement", "source")
                    page.screenshot(path=folder / f"{name}-{width}-{scheme}.png", full_page=whole)
                context.close()
    print(f"{len(list(folder.glob('*.png')))} pictures in {folder}")


def main():
    with sync_playwright() as playwright, Site(SAMPLES) as site:
        browser = playwright.chromium.launch(
            executable_path=os.environ["CHROMIUM"], args=["--no-sandbox", "--disable-gpu"])
        if "--shots" in sys.argv:
            shots(browser, site)
            browser.close()
            return
        start = time.time()
        with Site() as empty:
            parts = {
                "pages": lambda: every_page(browser, site, empty), "print": lambda: printed(browser, site),
                "journeys": lambda: journeys(browser, site), "changes": lambda: changes(browser),
                "attacks": lambda: attacks(browser)}
            for name, part in parts.items():
                if "--part" not in sys.argv or name in sys.argv:
                    part()
        browser.close()
    print(f"{checks} checks, {len(failures)} failed, {time.time() - start:.0f} s")
    sys.exit(1 if failures else 0)


main()
