"""Paths of the shipped ontology, data and queries, and of the user's cache folder.

In a checkout they are the folders of the repository. An installed wheel has them inside the
package, under `shipped/`, with the store and the compiled queries made when the wheel was built.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_SHIPPED = _PACKAGE / "shipped"
ROOT = _SHIPPED if _SHIPPED.is_dir() else _PACKAGE.parents[1]

ONTOLOGY = ROOT / "ontology"
SHAPES = ONTOLOGY / "shapes"
RULES = ONTOLOGY / "rules"
DATA = ROOT / "data"
QUERIES = ROOT / "queries"
STORE = _SHIPPED / "store"
COMPILED_QUERIES = _SHIPPED / "queries.json"

_PARTS = ("ontology", "data", "queries")
_GIVEN: dict[str, str] = {}


def call(path: Path, name: str) -> Path:
    """The path of a file that was given under another name, such as a pipe, for messages."""
    _GIVEN[str(path)] = name
    return path


def given_name(path: Path | str) -> str:
    """The name under which the user gave a file.

    >>> given_name(call(Path("pipes/1f/pipe.ttl"), "/dev/stdin")), given_name("a.ttl")
    ('/dev/stdin', 'a.ttl')
    """
    return _GIVEN.get(str(path), str(path))


def clone_around(place: Path) -> Path | None:
    """The clone of the project in which a folder is, if its files are not the ones that are read.

    >>> clone_around(ROOT / "docs") is None
    True
    """
    for folder in (place, *place.parents):
        if (folder / "ontology" / "scograph.ttl").is_file() and (folder / "queries").is_dir():
            return None if folder.resolve() == ROOT.resolve() else folder
    return None


def differs(clone: Path) -> bool:
    """True if a file of a clone is not here, or of another size.

    >>> differs(ROOT)
    False
    """
    return any(_sizes(str(clone / part)) != _sizes(str(ROOT / part)) for part in _PARTS)


def _sizes(folder: str) -> dict[str, int]:
    files = walk(folder, (".ttl", ".rq")) if os.path.isdir(folder) else ()  # noqa: PTH112
    return {path.removeprefix(folder): os.stat(path).st_size for path in files}  # noqa: PTH116


def walk(
    folder: str,
    endings: tuple[str, ...],
    above: frozenset[str] = frozenset(),
    passed_over: list[str] | None = None,
) -> Iterator[str]:
    """The paths of the files below a folder with one of the endings, in order, none hidden.

    An ending is the same in capitals. What is passed over is added to `passed_over`: other files,
    hidden ones, and folders, with a separator at the end, whose names say that they are not data.
    Linked folders are followed, but for one that leads back to a folder above it. OSError for what
    cannot be read: a folder without permission, a link to nowhere.
    """
    try:
        with os.scandir(folder) as listing:
            entries = sorted(listing, key=lambda entry: entry.name)
    except FileNotFoundError:
        return
    for entry in entries:
        if entry.name.startswith((".", "__pycache__")):
            if passed_over is not None:
                passed_over.append(entry.path + (os.sep if entry.is_dir() else ""))
        elif entry.is_dir(follow_symlinks=False):
            yield from walk(entry.path, endings, above, passed_over)
        elif entry.is_symlink() and entry.is_dir():
            here, there = os.path.realpath(folder), os.path.realpath(entry.path)
            if there not in above and not (here + os.sep).startswith(there + os.sep):
                yield from walk(entry.path, endings, above | {there, here}, passed_over)
            elif passed_over is not None:
                passed_over.append(entry.path + os.sep)
        elif entry.name.lower().endswith(endings):
            if not entry.is_file():
                Path(entry.path).stat()
                raise OSError(None, "It is no file", entry.path)
            yield entry.path
        elif passed_over is not None:
            passed_over.append(entry.path)


def cache_dir() -> Path:
    """The folder for built stores: `SCOGRAPH_CACHE`, or the platform's usual place.

    The usual place is `$XDG_CACHE_HOME/scograph` or `~/.cache/scograph` on Linux,
    `~/Library/Caches/scograph` on macOS, `%LOCALAPPDATA%\\scograph\\Cache` on Windows.
    """
    named = os.environ.get("SCOGRAPH_CACHE")
    if named:
        return Path(named)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home())) / "scograph" / "Cache"
    if sys.platform == "darwin":
        return _home() / "Library" / "Caches" / "scograph"
    # As XDG has it, what is relative does not count: nobody wants a cache in each folder.
    caches = Path(os.environ.get("XDG_CACHE_HOME", ""))
    return (caches if caches.is_absolute() else _home() / ".cache") / "scograph"


def _home() -> Path:
    """The home folder of HOME, or of the user where HOME names none; RuntimeError without one."""
    if Path(os.environ.get("HOME", "")).is_absolute():
        return Path.home()
    import pwd

    try:
        return Path(pwd.getpwuid(os.getuid()).pw_dir)
    except KeyError:
        raise RuntimeError("The user has no home folder.") from None
