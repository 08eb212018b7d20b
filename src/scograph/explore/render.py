"""Templates to HTML: every value escaped, every name in a template known."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from scograph import __version__
from scograph.explore.links import Links, Page
from scograph.explore.words import Words


def render(template: str, page: Page, links: Links, **values: Any) -> bytes:
    """The page as HTML in UTF-8."""
    text = (
        _environment()
        .get_template(template)
        .render(
            page=page,
            links=links,
            lang=links.lang,
            languages=links.languages,
            t=Words(links.lang),
            Page=Page,
            version=__version__,
            **values,
        )
    )
    return text.encode()


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("scograph.explore"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["json"] = _json
    environment.globals["zip"] = zip
    return environment


def _json(value: Any) -> Markup:
    """JSON that can stand in a script element, whatever its strings hold."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return Markup(text)  # noqa: S704
