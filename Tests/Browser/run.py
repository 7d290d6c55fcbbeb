"""The browser tests: `Scripts/test-browser`. Prints a line a check and exits with 1 where one failed."""
import os
import pathlib
import socket
import sys
import tempfile
import time

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from site_under_test import PAGES, ROOT, SAMPLES, Site

failures = []
checks = 0


def check(truth, what):
    global checks
    checks += 1
    if not truth:
        failures.append(what)
        print(f"FAILED  {what}", flush=True)


def open_page(context, address, path, what):
    """Opens a page and checks that it came without console errors and that nothing is cut off."""
    page = context.new_page()
    problems = []
    page.on("console", lambda m: problems.append(m.text) if m.type in ("error", "warning") else None)
    page.on("pageerror", lambda e: problems.append(str(e)))
    foreign = []
    page.on("request", lambda r: foreign.append(r.url) if not r.url.startswith((address, "data:")) else None)
    answer = page.goto(address + path, wait_until="load")
    page.wait_for_timeout(60)
    expected = 404 if path == "/nowhere" else 200
    if expected == 404:
        problems[:] = [p for p in problems if "404" not in p]
    check(answer.status == expected, f"{what}: status {answer.status}")
    check(not problems, f"{what}: console {problems[:3]}")
    check(not foreign, f"{what}: asked other hosts {foreign[:3]}")
    over = page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")
    check(over <= 0, f"{what}: {over} pixels wider than the window")
    cut = page.evaluate("""() => [...document.querySelectorAll('main *')].filter((e) => {
        const box = e.getBoundingClientRect();
        if (!box.width || e.closest('.scroll, svg, .unseen, .table-text, select, datalist, .panel.is-open')) return false;
        return box.right > innerWidth + 1 || box.left < -1;
    }).slice(0, 3).map((e) => e.outerHTML.slice(0, 90))""")
    check(not cut, f"{what}: cut off {cut}")
    return page


def wait(page, expression, argument=None):
    """Asks until the expression holds; the pages' content policy doesn't let a function wait inside them."""
    for _ in range(300):
        if page.evaluate(expression, argument):
            return
        time.sleep(0.1)
    check(False, f"waited in vain for {expression}")


def every_page(browser, site):
    axe = Axe()
    violations = 0
    for scripts in (True, False):
        for scheme in ("light", "dark"):
            for width in (400, 1400):
                context = browser.new_context(
                    java_script_enabled=scripts, color_scheme=scheme, viewport={"width": width, "height": 900})
                for name, path in PAGES.items():
                    what = f"{name} ({'with' if scripts else 'without'} scripts, {scheme}, {width})"
                    page = open_page_without_scripts(context, site.address, path, what) if not scripts else open_page(
                        context, site.address, path, what)
                    if scripts:
                        result = axe.run(page)
                        found = result.response.get("violations", [])
                        violations += len(found)
                        for violation in found:
                            nodes = [node["target"] for node in violation["nodes"][:3]]
                            check(False, f"{what}: axe {violation['id']} at {nodes}")
                        check(not found, f"{what}: axe")
                    page.close()
                context.close()
    print(f"axe-core: {violations} violations", flush=True)


def open_page_without_scripts(context, address, path, what):
    """Without scripts the page can't be asked; it has to come, hold its heading and be no wider than the window."""
    page = context.new_page()
    answer = page.goto(address + path, wait_until="load")
    check(answer.status == (404 if path == "/nowhere" else 200), f"{what}: status {answer.status}")
    check(page.locator("h1").count() == 1, f"{what}: one h1")
    return page


def printed(browser, site):
    context = browser.new_context()
    with tempfile.TemporaryDirectory() as folder:
        for name, path in PAGES.items():
            page = context.new_page()
            page.goto(site.address + path)
            file = os.path.join(folder, f"{name}.pdf")
            page.pdf(path=file, format="A4")
            check(os.path.getsize(file) > 4000, f"{name}: printed")
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
                check(page.locator(".jobs .done").count() >= 1, "an upload is read")
            page.goto(site.address + "/")
            cards = page.locator(".card").count()
            page.locator(".card a:has-text('Correct')").first.click()
            page.fill("#e-title", "A note")
            page.fill("#e-published", "1913-05")
            page.click("text=Save and code again")
            page.wait_for_url("**/reading")
            for _ in range(40):
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


def raw(site, text):
    """Sends bytes as they are and gives back what came."""
    host, port = site.address.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=10) as connection:
        connection.sendall(text if isinstance(text, bytes) else text.encode("latin-1"))
        connection.shutdown(socket.SHUT_WR)
        answer = b""
        try:
            while part := connection.recv(65536):
                answer += part
        except OSError:
            pass
        return answer.decode("utf-8", "replace")


def hostile(site):
    """What no browser sends, over the socket; the routes' own tests send some 300 more."""
    name = site.address.removeprefix("http://")
    for host in ("evil.example", "127.0.0.1.evil.example", "evil.example:80", "localhost@evil.example", ""):
        answer = raw(site, f"GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n")
        check("Entente Cordiale" not in answer and " 200 " not in answer[:20], f"the name {host!r} is refused")
    for path in ("/../../../etc/passwd", "//etc/passwd", "/assets/../../etc/passwd", "/assets/..%2f..%2fetc%2fpasswd",
                 "/%2e%2e/%2e%2e/etc/passwd", "http://evil.example/etc/passwd", "*", "/\x00", "\\..\\etc\\passwd"):
        answer = raw(site, f"GET {path} HTTP/1.1\r\nHost: {name}\r\nConnection: close\r\n\r\n")
        check("root:" not in answer and "200 OK" not in answer[:20], f"{path!r} shows no file")
    for text in (b"", b"\r\n\r\n", b"\x16\x03\x01\x02\x00", b"GET / HTTP/9.9\r\n\r\n", b"A" * 100_000,
                 b"GET / HTTP/1.1\r\nHost: " + name.encode() + b"\r\n" + b"X: " + b"y" * 100_000 + b"\r\n\r\n",
                 b"GET / HTTP/1.1\r\nHost: " + name.encode() + b"\r\n" + b"".join(b"X%d: y\r\n" % i for i in range(5000)) + b"\r\n",
                 b"POST /documents HTTP/1.1\r\nHost: " + name.encode() + b"\r\nContent-Length: 99999999999\r\n"
                 b"Sec-Fetch-Site: same-origin\r\nContent-Type: multipart/form-data; boundary=x\r\n\r\n--x",
                 b"POST /documents HTTP/1.1\r\nHost: " + name.encode() + b"\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\nzz",
                 b"POST /samples HTTP/1.1\r\nHost: " + name.encode() + b"\r\nOrigin: http://evil.example\r\nContent-Length: 0\r\n\r\n"):
        answer = raw(site, text)
        check(" 200 " not in answer[:20] and " 303 " not in answer[:20], f"{text[:40]!r} is refused")
    check(" 200 " in raw(site, f"GET / HTTP/1.1\r\nHost: {name}\r\nConnection: close\r\n\r\n")[:20], "the server still answers")


def shots(browser, site):
    folder = ROOT / ".build/screenshots"
    folder.mkdir(parents=True, exist_ok=True)
    with Site() as empty:
        for scheme in ("light", "dark"):
            for width in (400, 1400):
                context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 900})
                page = context.new_page()
                for name, path in {**PAGES, "welcome": "/"}.items():
                    page.goto((empty if name == "welcome" else site).address + path)
                    page.wait_for_timeout(120)
                    page.screenshot(path=folder / f"{name}-{width}-{scheme}.png", full_page=name not in ("finding", "statement"))
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
        every_page(browser, site)
        printed(browser, site)
        journeys(browser, site)
        changes(browser)
        hostile(site)
        browser.close()
    print(f"{checks} checks, {len(failures)} failed, {time.time() - start:.0f} s")
    sys.exit(1 if failures else 0)


main()
