"""The first page on a slow telephone: a real Chromium on a 3G network, with a processor that is four times as slow.

The network is that of Lighthouse for a slow telephone: 1.6 Mbit a second down, half of that up, 150 ms there and back.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from statistics import median
from typing import Any

from benchmarks.measure import Row, ms
from benchmarks.web import serving

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
NETWORK = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 100_000}
SLOWER = 4
ROUNDS = 9
KILOBYTES = 14
SECONDS = 1.0
SEEN = """() => new Promise(done => new PerformanceObserver(list => done(list.getEntries().at(-1).startTime / 1000))
    .observe({type: 'largest-contentful-paint', buffered: true}))"""


def phone() -> Iterator[Row]:
    """How soon the first page is there for who comes for the first time, and how large all of it is."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  # for tests, and for this

    there = next(filter(None, map(shutil.which, BROWSERS)), None)
    with serving() as (port, _), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=there, args=["--no-sandbox"])
        taken = [_first(browser, f"http://127.0.0.1:{port}/nl") for _ in range(ROUNDS)]
        browser.close()
    seconds = median(seen for seen, _ in taken)
    size = max(size for _, size in taken) / 1000
    yield Row(
        "the first page, all that it needs, over the line", f"{size:.1f} kB", f"{KILOBYTES} kB", size <= KILOBYTES
    )
    yield Row("until all of it is seen, on 3G, a slow processor", ms(seconds), ms(SECONDS), seconds <= SECONDS)


def _first(browser: Any, address: str) -> tuple[float, int]:
    """When the largest part of the page was painted, and how many bytes came, headers included."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    tools = context.new_cdp_session(page)
    sizes: list[int] = []
    tools.on("Network.loadingFinished", lambda told: sizes.append(int(told["encodedDataLength"])))
    tools.send("Network.enable")
    tools.send("Network.emulateNetworkConditions", NETWORK)
    tools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.goto(address, wait_until="networkidle")
    seen = float(page.evaluate(SEEN))
    context.close()
    return seen, sum(sizes)
