"""Templates to HTML: values are escaped, unknown names are errors."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from scograph import __version__
from scograph.rdf import addresses
from scograph.web import days
from scograph.web.pages.links import Links, Page
from scograph.web.words import Words

# The columns of answers in which four digits are a year.
DATE_COLUMNS = {
    *("date", "since", "until", "start", "end", "first", "last", "otherSince", "otherUntil"),
}  # fmt: skip
_ADDRESS = re.compile(r"(https?://[^\s<>\"]*[^\s<>\".,;)])")


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
        loader=PackageLoader("scograph.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["json"] = _json
    environment.filters["linked"] = _linked
    environment.filters["host"] = _host
    environment.globals["zip"] = zip
    environment.globals["date_columns"] = DATE_COLUMNS
    environment.tests["dated"] = days.is_date
    return environment


def _linked(text: str) -> Markup:
    """A text whose addresses are links; a name such as 24.kg is none."""
    found = (
        Markup('<a href="{0}">{0}</a>').format(part) if at % 2 else escape(part)
        for at, part in enumerate(_ADDRESS.split(text))
    )
    return Markup("").join(found)


def _host(url: str) -> str:
    """The name of the server of an address, as the text of a link to it.

    >>> _host("https://www.tass.com/politics/2024")
    'tass.com'
    """
    parts = addresses.parts(url)
    return ((parts and parts.hostname) or url).removeprefix("www.")


def _json(value: Any) -> Markup:
    """JSON for a script element, with all markup escaped."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return Markup(text)  # noqa: S704
