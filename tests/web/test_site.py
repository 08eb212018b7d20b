"""`scograph site`: a folder of files that needs no server of ours, written as a whole or not."""

from __future__ import annotations

import http.server
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import psutil
import pytest

from tests.support.project import CORPUS
from tests.support.terminal import Answer, run
from tests.support.visitor import Visitor, expect
from tests.web.pages.test_pages import Parsed

pytestmark = pytest.mark.slow

SMALL = ("--data", str(CORPUS), "--only-data")


def write(folder: Path, *options: str) -> Answer:
    return run("site", folder, *SMALL, *options)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site in English and Chinese, below a folder that is not its own."""
    folder = tmp_path_factory.mktemp("www") / "some" / "where"
    answer = write(folder, "--lang", "en", "--lang", "zh")
    assert answer.code == 0, answer.err
    number = len(list(folder.rglob("*.html")))
    assert f"{number} pages" in answer.out
    return folder


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *values: Any) -> None:
        pass


@pytest.fixture(scope="module")
def published(site: Path) -> Iterator[str]:
    """The address of the site, which is not at the top of its server."""
    handler = partial(Quiet, directory=str(site.parents[1]))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/some/where"
        server.shutdown()


def test_every_link_leads_to_a_file(site: Path) -> None:
    pages = {path: Parsed(path.read_text(encoding="utf-8")) for path in site.rglob("*.html")}
    assert len(pages) > 100
    for path, page in pages.items():
        assert len(page.ids) == len(set(page.ids)), path
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme:
                assert parts.scheme in ("http", "https"), (path, link)
                assert "127.0.0.1" not in link
                continue
            assert not parts.path.startswith("/"), (path, link)
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            assert target.is_file(), (path, link)
            assert target.is_relative_to(site)
            if parts.fragment and target in pages:
                assert unquote(parts.fragment) in pages[target].ids, (path, link)


def test_nothing_stands_in_the_folder_that_no_page_needs(site: Path) -> None:
    assert {path.name for path in site.iterdir()} == {
        ".scograph-site", "id", "index.html", "names.json", "ontology.html", "ontology.jsonld",
        "ontology.nt", "ontology.ttl", "pictures", "queries", "search.html", "sparql.html",
        "static", "zh",
    }  # fmt: skip
    assert "Arland" in (site / "id" / "arland.html").read_text(encoding="utf-8")
    assert "阿尔兰" in (site / "zh" / "id" / "arland.html").read_text(encoding="utf-8")
    assert "scod:arland" in (site / "id" / "arland.ttl").read_text(encoding="utf-8")


def test_what_needs_a_server_says_so(site: Path) -> None:
    for page in ("sparql.html", "queries/members.html"):
        text = (site / page).read_text(encoding="utf-8")
        assert "scograph serve" in Parsed(text).text, page


def test_it_is_used_from_below_another_address(published: str, browser: Any) -> None:
    with Visitor(browser, published) as visitor:
        page = visitor.open("/index.html")
        field = page.get_by_role("search").first.get_by_role("combobox")
        field.fill("arla")
        page.get_by_role("option").filter(has_text="Arland").first.click()
        page.wait_for_url("**/some/where/id/arland.html")
        expect(page.locator("h1")).to_have_text("Arland")
        page.locator(".languages").get_by_role("link", name="中文").click()
        page.wait_for_url("**/some/where/zh/id/arland.html")
        expect(page.locator("html")).to_have_attribute("lang", "zh")
        field.fill("阿尔兰")
        field.press("Enter")
        page.wait_for_url("**/some/where/zh/search.html?q=*")
        page.locator("main").get_by_role("link").first.click()
        page.wait_for_url("**/some/where/zh/id/*.html")
        assert visitor.barriers() == []


@pytest.mark.parametrize("kind", ["index", "id/arland", "ontology", "search"])
def test_pages_are_read_from_the_disk(kind: str, site: Path, browser: Any) -> None:
    with Visitor(browser, site.as_uri()) as visitor:
        page = visitor.open(f"/{kind}.html")
        expect(page.locator("h1")).to_be_visible()
        assert page.evaluate("getComputedStyle(document.querySelector('.top')).display") == "flex"
        page.locator("nav[aria-label=scograph]").get_by_role("link").first.click()
        expect(page).to_have_url(f"{site.as_uri()}/queries/index.html")


# Local names of things as anybody's data may have them, each with the start of its file name.
NAMES = {
    "../../pwned": "pwned~~", "/etc/passwd": "etc-passwd~~", "x/..": "x~~", "CON": "con~~",
    "nul": "nul~~", "chile": "chile.", "Chile": "chile~~", "chile.html/more": "chile-html-more~~",
    "chile.ttl": "chile.ttl.", "%2e%2e%2fpwned": "2e-2e-2fpwned~~", ".htaccess": "htaccess~~",
    "a~b": "a-b~~", "river/bank": "river", "long" * 1000: "longlong", "a/" * 2000: "a-a-a",
}  # fmt: skip


def test_no_name_in_the_data_leads_out_of_the_folder(tmp_path: Path) -> None:
    data = tmp_path / "names.ttl"
    data.write_text(
        "\n".join(
            f"<https://w3id.org/scograph/id/{name}> a <https://w3id.org/scograph/ontology#State> ; "
            f'<http://www.w3.org/2004/02/skos/core#prefLabel> "Name {number}"@en .'
            for number, name in enumerate(NAMES)
        )
    )
    folder = tmp_path / "www" / "site"
    answer = run("site", folder, "--data", data, "--only-data", "--lang", "en")
    assert answer.code == 0, answer.err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["names.ttl", "www"]
    assert [path.name for path in folder.parent.iterdir()] == ["site"]
    written = {str(path.relative_to(folder / "id")) for path in (folder / "id").rglob("*.html")}
    assert len({path.casefold() for path in written}) == len(NAMES)
    for start in NAMES.values():
        assert any(path.startswith(start) for path in written), start
    pages = {path: Parsed(path.read_text(encoding="utf-8")) for path in folder.rglob("*.html")}
    for path, page in pages.items():
        for link in filter(None, (urlsplit(link).path for link in page.links if "//" not in link)):
            assert (path.parent / unquote(link)).resolve().is_file(), (path, link)


def test_another_folder_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / "letters.txt").write_text("Dear")
    answer = write(tmp_path)
    assert answer.code == 2
    assert f"{tmp_path} holds other things" in answer.err
    assert [path.name for path in tmp_path.iterdir()] == ["letters.txt"]


def test_the_root_of_all_folders_is_not_touched() -> None:
    answer = write(Path("/"))
    assert answer.code == 2
    assert "Name a folder that is new or empty" in answer.err


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    answer = write(tmp_path / "file" / "site")
    assert answer.code == 4
    assert "cannot be written" in answer.err
    assert "Traceback" not in answer.err


def test_an_older_site_is_replaced(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / ".scograph-site").touch()
    (folder / "gone.html").write_text("an older page")
    answer = write(folder, "--lang", "en")
    assert answer.code == 0, answer.err
    assert not (folder / "gone.html").exists()
    (folder / "CNAME").write_text("graph.example.org")
    (folder / "id" / "stale.html").write_text("theirs")
    with (folder / ".scograph-site").open("a", encoding="utf-8") as mark:
        mark.write("\nid/stale.html")
    for _ in range(2):
        answer = write(folder, "--lang", "en")
        assert answer.code == 0, answer.err
        assert (folder / "CNAME").read_text() == "graph.example.org"
        assert not (folder / "id" / "stale.html").exists()
    os.mkfifo(folder / "pipe")
    answer = write(folder, "--lang", "en")
    assert (answer.code, (folder / "CNAME").exists()) == (2, True)
    assert "is not of the site that was written here" in answer.err
    assert (folder / "index.html").is_file()
    assert not (folder / "zh").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_data_that_cannot_be_read_leave_the_older_site(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / ".scograph-site").touch()
    (folder / "index.html").write_text("an older page")
    (tmp_path / "bad.ttl").write_text("this is no Turtle")
    answer = run("site", folder, "--data", tmp_path / "bad.ttl", "--only-data")
    assert answer.code == 3
    assert (folder / "index.html").read_text() == "an older page"
    assert {path.name for path in tmp_path.iterdir()} == {"site", "bad.ttl"}


def running(group: int) -> list[str]:
    """The processes of a group that still do something."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            state, _, of, *_ = path.read_text().rpartition(")")[2].split()
            if int(of) == group and state != "Z":
                found.append(path.parent.name)
    return found


def until(holds: Callable[[], object]) -> None:
    deadline = time.monotonic() + 60
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.02)


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_one_that_is_stopped_leaves_the_older_site(number: int, tmp_path: Path) -> None:
    folder, draft = tmp_path / "site", tmp_path / ".site.draft"
    for _ in range(5):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        (folder / ".scograph-site").touch()
        (folder / "index.html").write_text("an older page")
        process = subprocess.Popen(
            [sys.executable, "-m", "scograph", "site", str(folder), *SMALL],
            stderr=subprocess.PIPE,
            encoding="utf-8",
            start_new_session=True,
        )
        until(lambda: (draft / "index.html").exists() or process.poll() is not None)  # noqa: B023
        # A terminal sends Ctrl-C to all processes of the command.
        with suppress(ProcessLookupError):
            (os.killpg if number == signal.SIGINT else os.kill)(process.pid, number)
        err = process.communicate(timeout=60)[1]
        # A site that was whole before it could be stopped is followed by another one.
        if process.returncode != 0:
            break
    assert process.returncode == (130 if number == signal.SIGINT else -number)
    assert "Traceback" not in err
    assert "semaphore" not in err
    until(lambda: not running(process.pid))
    assert [path.name for path in folder.glob("*.html")] == ["index.html"]
    assert (folder / "index.html").read_text() == "an older page"
    assert draft.exists() == (number == signal.SIGKILL)
    assert write(folder, "--lang", "en").code == 0
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


@pytest.mark.slow
def test_a_process_for_pages_that_ends_is_told_plainly(tmp_path: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "scograph", "site", str(tmp_path / "site"), *SMALL],
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
    )
    until(lambda: (tmp_path / ".site.draft" / "index.html").exists())
    for one in running(process.pid):
        if int(one) != process.pid and b"spawn_main" in Path(f"/proc/{one}/cmdline").read_bytes():
            os.kill(int(one), signal.SIGKILL)
    err = process.communicate(timeout=60)[1]
    assert process.returncode == 4
    assert "was ended from outside" in err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_one_that_was_killed_between_two_names_is_healed(tmp_path: Path) -> None:
    (tmp_path / ".site.before").mkdir()
    (tmp_path / ".site.before" / ".scograph-site").touch()
    (tmp_path / ".site.before" / "index.html").write_text("an older page")
    assert write(tmp_path / "site", "--lang", "en").code == 0
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


@pytest.mark.skipif(not hasattr(signal, "pthread_sigmask"), reason="signals of POSIX")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_ends_in_order(number: int, tmp_path: Path) -> None:
    """At the start of its processes too, as Ctrl-C in a terminal does: to all of them at once."""
    started = subprocess.Popen(
        [sys.executable, "-m", "scograph", "site", str(tmp_path / "site"), *SMALL],
        stderr=subprocess.PIPE, encoding="utf-8", start_new_session=True,
    )  # fmt: skip
    until(lambda: psutil.Process(started.pid).children())
    until(lambda: list(tmp_path.glob(".*.draft")))
    os.killpg(started.pid, number) if number == signal.SIGINT else started.send_signal(number)
    _, said = started.communicate(timeout=120)
    assert started.returncode in (130, -number), said
    assert "Traceback" not in said
    assert list(tmp_path.iterdir()) == []
