"""The query parameters of a request, and the language that they choose."""

from __future__ import annotations

from collections.abc import Collection
from urllib.parse import parse_qsl

from starlette.requests import Request

from scograph.web.pages.links import LANGUAGES
from scograph.web.problem import ProblemError


def pairs(request: Request) -> list[tuple[str, str]]:
    """The query parameters in order; ProblemError 400 if they are not percent-encoded UTF-8."""
    return parsed(decoded(request.scope["query_string"]))


def given(request: Request, known: Collection[str] | None) -> dict[str, str]:
    """The query parameters by name; ProblemError 400 for a repeated or unknown one.

    With None for `known`, every name is allowed.
    """
    found: dict[str, str] = {}
    for name, value in pairs(request):
        if name in found:
            raise ProblemError(400, f"The parameter {name[:80]} is given more than once.")
        if known is not None and name not in known:
            has = f" There are {', '.join(sorted(known))}." if known else ""
            raise ProblemError(400, f"There is no parameter {name[:80]}.{has}")
        found[name] = value
    return found


def language(found: dict[str, str]) -> str:
    """The language of a page: `lang` if pages exist in it, otherwise English."""
    lang = found.get("lang", "en")
    return lang if lang in LANGUAGES else "en"


def parsed(text: str) -> list[tuple[str, str]]:
    """The parameters in a query string or form; ProblemError 400 if invalid or too many."""
    try:
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=1000)
    except ValueError:
        raise ProblemError(
            400, "The parameters are not percent-encoded UTF-8, or too many."
        ) from None


def decoded(content: bytes) -> str:
    """The bytes as text; ProblemError 400 if they are not UTF-8."""
    try:
        return content.decode()
    except UnicodeDecodeError:
        raise ProblemError(400, "The request is not UTF-8.") from None
