"""Take the pictures of docs/explorer.md: `python docs/screenshots/make.py http://127.0.0.1:8000`.

It needs `scograph serve` at that address, Chromium, and Playwright, which the extra `test` has.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import Literal

from playwright.sync_api import sync_playwright

HERE = Path(__file__).resolve().parent
WIDE, NARROW = (1600, 1000), (360, 740)
SHOTS: dict[str, tuple[str, tuple[int, int], Literal["light", "dark"]]] = {
    "home-wide": ("/", WIDE, "light"),
    "home-narrow": ("/?lang=zh", NARROW, "light"),
    "organisation-wide": ("/id/sco?on=2018-06-20", WIDE, "light"),
    "organisation-narrow": ("/id/sco", NARROW, "dark"),
    "summit-wide": ("/id/tashkent-summit-2004", WIDE, "dark"),
    "summit-narrow": ("/id/tashkent-summit-2004?lang=ru", NARROW, "light"),
    "question-wide": ("/queries/attendees?host=Uzbekistan", WIDE, "light"),
    "question-narrow": ("/queries/attendees?host=Uzbekistan", NARROW, "light"),
    "map-wide": ("/pictures/members", WIDE, "light"),
    "encounters-wide": ("/pictures/encounters", WIDE, "dark"),
    "map-narrow": ("/pictures/hosts", NARROW, "light"),
    "editor-wide": ("/sparql?example=hosts", WIDE, "light"),
    "editor-narrow": ("/sparql?example=hosts", NARROW, "dark"),
}


def main(address: str) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        for name, (path, (width, height), scheme) in SHOTS.items():
            page = browser.new_page(
                viewport={"width": width, "height": height}, color_scheme=scheme
            )
            page.goto(address.rstrip("/") + path, wait_until="networkidle")
            page.screenshot(path=HERE / f"{name}.png")
            page.close()
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1])
