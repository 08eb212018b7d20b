"""All pages as files: whatever a page links to is written too, so that no link leads nowhere."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable, Iterable
from contextlib import suppress
from importlib import resources
from pathlib import Path
from typing import NamedTuple

from scograph.errors import BadRequest, StoreFailed
from scograph.explore.links import LANGUAGES, Files, Page
from scograph.explore.pages import NoPage
from scograph.serve import jobs

_STARTS = ("home", "queries", "pictures", "ontology", "search", "sparql")
_MARK = ".scograph-site"


class Written(NamedTuple):
    """How many pages and other files there are in the folder."""

    pages: int
    files: int


def write(
    served: jobs.Served,
    folder: Path,
    languages: Iterable[str] = LANGUAGES,
    tell: Callable[[int, int], None] = lambda done, known: None,
) -> Written:
    """The site in a folder that is new, empty, or an older site, which it then replaces whole.

    `tell` hears after each page how many are done and how many are known. BadRequest where the
    folder holds something else; StoreFailed where it cannot be written.
    """
    folder = folder.resolve()
    if folder.exists() and any(folder.iterdir()) and not (folder / _MARK).exists():
        raise BadRequest(f"{folder} holds other things. Say a folder that is new or empty.")
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    except OSError as error:
        raise StoreFailed(f"The site cannot be written to {folder}: {error.strerror}.") from None
    try:
        written = _write(served, draft, {code: LANGUAGES[code] for code in languages}, tell)
        (draft / _MARK).touch()
        draft.chmod(0o755)
        if folder.exists():
            shutil.rmtree(folder)
        draft.rename(folder)
    except OSError as error:
        raise StoreFailed(f"The site cannot be written to {folder}: {error.strerror}.") from None
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return written


def _write(
    served: jobs.Served,
    folder: Path,
    languages: dict[str, str],
    tell: Callable[[int, int], None],
) -> Written:
    pages = {
        str(Files.path(Page(kind), lang)): (Page(kind), lang)
        for kind in _STARTS
        for lang in languages
    }
    files: dict[str, tuple[Page, str, str]] = {}
    todo = list(pages)
    for number, path in enumerate(todo, 1):
        page, lang = pages[path]
        links = Files(page, lang, languages)
        _put(folder / path, served.explorer.page(page, links))
        files |= links.files
        for found, what in links.pages.items():
            if found not in pages:
                pages[found] = what
                todo.append(found)
        tell(number, len(todo))
    for path, (page, format_name, lang) in files.items():
        _put(folder / path, _data(served, page, format_name, lang))
    for lang in languages:
        search = Page("search")
        listed = json.dumps(
            served.explorer.names(Files(search, lang, languages)), ensure_ascii=False
        )
        _put((folder / Files.path(search, lang)).with_name("names.json"), listed.encode())
    with resources.as_file(resources.files("scograph.explore") / "static") as static:
        shutil.copytree(static, folder / "static")
    return Written(len(pages), len(files))


def _data(served: jobs.Served, page: Page, format_name: str, lang: str) -> bytes:
    """What a page shows, in a format for machines."""
    job = {"format": format_name, "lang": lang, "rows": 1_000_000, **_JOBS[page.kind](page)}
    with suppress(NoPage):
        reply = jobs.work(served, job)
        if isinstance(reply, jobs.Reply):
            return reply.content
    raise StoreFailed(f"{page.kind} {page.name} could not be written as {format_name}.")


_JOBS: dict[str, Callable[[Page], dict[str, object]]] = {
    "thing": lambda page: {"kind": "thing", "iri": f"{jobs.SCOD}{page.name}"},
    "ontology": lambda page: {"kind": "ontology"},
    "query": lambda page: {"kind": "canned", "name": page.name, "given": dict(page.given)},
    "picture": lambda page: {"kind": "picture", "name": page.name, "given": dict(page.given)},
}


def _put(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
