"""The parts of an address that anybody may have written."""

from __future__ import annotations

from urllib.parse import SplitResult, urlsplit


def parts(address: str) -> SplitResult | None:
    """The parts of an address; None where its host cannot be read, as in `http://[x`.

    >>> parts("http://e.org:80/q?a=b").netloc, parts("http://[x"), parts("http://e.org:x/")
    ('e.org:80', None, None)
    """
    try:
        found = urlsplit(address)
        # Decoded only when they are asked for.
        _ = found.hostname, found.port
    except ValueError:
        return None
    return found
