"""Someone with a browser, who notes whatever goes wrong on the pages that they open."""

from __future__ import annotations

from types import TracebackType
from typing import TYPE_CHECKING, Any

try:
    from axe_playwright_python.sync_playwright import Axe
    from playwright.sync_api import expect
except ImportError:
    # The fixture `browser` says so.
    Axe = expect = None

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Request, Response

LEVELS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
COLOURS = ("color-contrast", "link-in-text-block")
WATCH = """addEventListener("securitypolicyviolation", (event) =>
  console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`))"""


class Visitor:
    """A page of a browser on the addresses below `base`; leaving fails if anything went wrong.

    Wrong are errors on the console, exceptions, what the security policy forbids, answers other
    than those expected, and every request to an address that is not below `base`.
    """

    def __init__(self, browser: Browser, base: str, **options: Any) -> None:
        self.base = base
        self.wrong: list[str] = []
        self._expected = ""
        self._context = browser.new_context(**options)
        self._context.add_init_script(WATCH)
        self._context.on("request", self._request)
        self._context.on("response", self._response)
        self._context.on("console", self._console)
        self.page: Page = self._context.new_page()
        self.page.on("pageerror", lambda error: self.wrong.append(f"exception: {error}"))

    def __enter__(self) -> Visitor:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._context.close()
        if error is None:
            assert not self.wrong, "\n".join(self.wrong)

    def open(self, path: str, status: int = 200) -> Page:
        """The page at a path; `status` is what the server is expected to answer."""
        address = self.base + path
        self._expected = address if status != 200 else ""
        answer = self.page.goto(address)
        assert answer is not None
        assert answer.status in (status, 0), f"{answer.status} {address}"
        return self.page

    def look(self, *, width: int = 1280, scheme: str = "light") -> None:
        """Makes the window so wide, or the surroundings light or dark."""
        self.page.set_viewport_size({"width": width, "height": 800})
        self.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]

    @property
    def overflow(self) -> int:
        """How many pixels of the page lie beside the window."""
        found: int = self.page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        return found

    def barriers(self, *, colours: bool = False) -> list[str]:
        """What axe finds against WCAG 2.2 at the levels A and AA; by all rules, or by `colours`."""
        rules = (
            {"type": "rule", "values": COLOURS} if colours else {"type": "tag", "values": LEVELS}
        )
        found = Axe().run(self.page, options={"runOnly": rules, "resultTypes": ["violations"]})
        assert found.response["passes"]
        return [
            f"{rule['id']}: {node['html'][:200]} {node['failureSummary']}"
            for rule in found.response["violations"]
            for node in rule["nodes"][:3]
        ]

    @property
    def focused(self) -> Locator:
        """What has the focus of the keyboard."""
        return self.page.locator(":focus")

    def _request(self, request: Request) -> None:
        if not request.url.startswith((self.base, "data:")):
            self.wrong.append(f"request to {request.url}")

    def _response(self, response: Response) -> None:
        if response.status >= 400 and response.url != self._expected:
            self.wrong.append(f"{response.status} {response.url}")

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error" and message.location.get("url") != (self._expected or None):
            self.wrong.append(f"console: {message.text}")
