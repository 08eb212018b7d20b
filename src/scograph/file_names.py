"""Names from data as paths of files: they stay in their folder, on every system.

Names of things come from everybody's data: one may be `../../x`, `CON`, or longer than a file
system takes, and two may differ in their case alone. All names that become paths come through
`relative`, and all files of a folder of generated files are written through `inside`.
"""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from scograph.errors import StoreError

_LONGEST = 160  # Bytes, so that an ending fits in the 255 of most file systems.
# What no Windows takes, what a shell or a web server reads otherwise, and what joins names.
_ODD = re.compile(r"[\x00-\x20\x7f-\x9f<>:\"|?*\\~#%&]|^[.-]|[. ]$|^$")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|clock\$|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?:\..*)?")


def relative(name: str) -> str:
    """The relative path, with `/`, of a name: the name itself, or a stable replacement.

    No two names have the same path, not even where the system ignores the case of letters.

    >>> relative("tashkent-summit-2004"), relative("river/bank")
    ('tashkent-summit-2004', 'river/bank')
    >>> relative("../../pwned")
    'pwned~~19ebe2efaa5205a2'
    >>> relative("nul.txt"), relative("China")
    ('nul-txt~~7f3cbdd58ac559ed', 'china~~10436829032f361a')
    """
    segments = name.split("/")
    fits = len(name.encode("utf-8", "replace")) <= _LONGEST and all(map(_plain, segments))
    # `a.html/b` would want a folder where the page of `a` is.
    if fits and not any("." in segment for segment in segments[:-1]):
        return name
    from hashlib import sha256

    digest = sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    readable = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:40].strip("-")
    return f"{readable or 'name'}~~{digest}"


def inside(folder: Path, path: str) -> Path:
    """The path below a folder; StoreError if it would leave it, over a link for instance."""
    whole = folder / path
    if not whole.resolve().is_relative_to(folder.resolve()):
        raise StoreError(f"{path!r} is outside of {folder}, where it was to be written.")
    return whole


def _plain(segment: str) -> bool:
    return (
        _ODD.search(segment) is None
        and _RESERVED.fullmatch(segment.casefold()) is None
        and segment == segment.casefold()
        and segment == unicodedata.normalize("NFC", segment)
        and (segment.isascii() or segment.isprintable())
        and not any("\ud800" <= char <= "\udfff" for char in segment)
    )
