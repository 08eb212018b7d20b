"""The SPARQL editor: its page, what it completes, answers that are triples, and a browser at it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser
from importlib import resources
from itertools import pairwise
from typing import Any
from urllib.parse import quote

import httpx
import pyoxigraph as ox
import pytest

from scograph.query import catalog
from scograph.rdf.namespaces import PREFIXES, SCOD, SCOG
from scograph.store import cache
from scograph.web.pages import drawing, triples
from scograph.web.pages.explorer import Explorer
from scograph.web.pages.links import LANGUAGES, Addresses, Files, Page
from scograph.web.pages.texts import Texts
from tests.support.server import Server
from tests.support.terminal import scograph

HTML = {"Accept": "text/html"}
HOSTILE = "</textarea><script>alert(1)</script>\"'&lt; {{ 7*7 }}"
SELECT = "SELECT ?s ?name {\n  ?s a scog:Summit ; skos:prefLabel ?name . # all\n} LIMIT 3"
CONSTRUCT = (
    "CONSTRUCT { ?m scog:heldIn ?c } WHERE { ?m a scog:Summit ; scog:heldIn ?c } ORDER BY ?m"
)


@pytest.fixture(scope="module")
def graph() -> ox.Store:
    return cache.open()


class Seen(HTMLParser):
    """The elements of a page with their attributes, and the text of each textarea."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self._in_area = False
        self.area = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self._in_area = tag == "textarea" or self._in_area

    def handle_endtag(self, tag: str) -> None:
        self._in_area = self._in_area and tag != "textarea"

    def handle_data(self, data: str) -> None:
        if self._in_area:
            self.area += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]

    @property
    def query(self) -> str:
        """What stands in the editor: HTML drops the first line break of a textarea."""
        return self.area.removeprefix("\n")


def page(server: Server, **given: str) -> tuple[httpx.Response, Seen]:
    response = server.client.get("/sparql", params=given, headers=HTML)
    assert response.status_code == 200
    assert response.headers["content-type"].startswith("text/html")
    return response, Seen(response.text)


def does_nothing_by_itself(seen: Seen) -> None:
    """No script but the files, no handlers and no styles, which the policy would refuse anyway."""
    for tag, attributes in seen.elements:
        assert not [name for name in attributes if name.startswith("on") or name == "style"]
        assert tag != "style"
        for name in ("href", "src", "action"):
            assert not (attributes.get(name) or "").lower().startswith(("javascript:", "data:"))
    assert all("src" in script for script in seen.all("script"))


class TestPage:
    @pytest.mark.slow
    @pytest.mark.parametrize("lang", LANGUAGES)
    def test_has_a_labelled_field_that_sends_by_itself(self, server: Server, lang: str) -> None:
        _, seen = page(server, lang=lang)
        [area] = seen.all("textarea")
        assert area["name"] == "query"
        assert {"class": "hidden", "for": area["id"]} in seen.all("label")
        forms = [form for form in seen.all("form") if form.get("class") == "editor"]
        assert [form["action"] for form in forms] == ["/sparql"]
        assert [one["value"] for one in seen.all("input") if one.get("type") == "hidden"] in (
            [[], ["en"]] if lang == "en" else [[lang, lang]]
        )
        does_nothing_by_itself(seen)

    def test_everything_that_it_loads_is_here(self, server: Server) -> None:
        _, seen = page(server)
        sheets = [one["href"] for one in seen.all("link") if one["rel"] == "stylesheet"]
        loaded = [*sheets, *(one["src"] for one in seen.all("script"))]
        assert "/static/codemirror/codemirror.js" in loaded
        assert "/static/editor.js" in loaded
        for address in loaded:
            assert address is not None
            assert address.startswith("/static/")
            assert server.client.get(address).status_code == 200

    def test_only_this_page_loads_the_editor(self, server: Server) -> None:
        assert "codemirror" not in server.client.get("/", headers=HTML).text

    def test_a_saved_page_has_no_editor(self, graph: ox.Store) -> None:
        explorer = Explorer(graph, catalog.load(), {})
        here = Page("sparql")
        assert b"codemirror" not in explorer.page(here, Files(here))

    @pytest.mark.slow
    def test_an_example_fills_the_field(self, server: Server) -> None:
        _, seen = page(server)
        examples = [
            one["href"] or "" for one in seen.all("a") if "example=" in (one.get("href") or "")
        ]
        assert len(examples) > 20
        for address in examples:
            found = Seen(server.client.get(address, headers=HTML).text)
            assert found.query != seen.query
            asked = server.client.get(
                "/sparql", params={"query": found.query}, headers={"Accept": "*/*"}
            )
            assert asked.status_code == 200, address

    def test_the_page_of_a_question_leads_to_its_sparql(self, server: Server) -> None:
        asked = "/queries/attendees?host=Uzbekistan&from=2004&to=2004&certainly=on&summit="
        shown = server.client.get(asked, headers=HTML).text
        (address,) = {link for link in re.findall('href="(/sparql[^"]+)"', shown) if "host" in link}
        assert len(address) < 200
        found = Seen(server.client.get(unescape(address), headers=HTML).text)
        options = ("--host", "Uzbekistan", "--from", "2004", "--to", "2004", "--certainly")
        assert found.query == scograph("run", "attendees", *options, "--show").out

    @pytest.mark.parametrize(
        "address", ["canned=attendes", "canned=attendees&hst=China", "example=founders&x=y", "x=y"]
    )
    def test_an_address_that_is_wrong(self, server: Server, address: str) -> None:
        assert server.client.get(f"/sparql?{address}", headers=HTML).status_code == 400

    @pytest.mark.parametrize("name", ["query", "edit"])
    def test_hostile_text_stays_text(self, server: Server, name: str) -> None:
        response, seen = page(server, **{name: HOSTILE})
        assert "<script>alert" not in response.text
        assert seen.query == HOSTILE
        does_nothing_by_itself(seen)

    @pytest.mark.parametrize("text", ["\n\nASK {}", " ASK{}\n", "ASK { ?s ?p '  \u2028 ' }"])
    def test_the_query_comes_back_as_it_was(self, server: Server, text: str) -> None:
        assert page(server, query=text)[1].query == text

    def test_says_where_the_query_is_wrong(self, server: Server) -> None:
        response, seen = page(server, query="SELECT ?s {\n  ?s a }")
        [area] = seen.all("textarea")
        assert area["aria-invalid"] == "true"
        assert area["data-line"] == "2"
        assert area["data-column"]
        assert {
            "class": "failed",
            "id": area["aria-describedby"],
            "role": "alert",
            "lang": "en",
        } in (seen.all("p"))
        assert "line 2, column 9" in response.text

    @pytest.mark.parametrize(
        ("lang", "words"),
        [("en", "declared nowhere"), ("ru", "такого имени нет"), ("zh", "本体和数据中")],
    )
    def test_a_term_that_nothing_declares_is_named(
        self, server: Server, lang: str, words: str
    ) -> None:
        query = {"query": "SELECT * { ?s a scog:Sumit }", "lang": lang}
        text = server.client.get("/sparql", params=query, headers=HTML).text
        (note,) = re.findall(r'<p class="note">([^<]*scog:Sumit[^<]*)</p>', text)
        assert words in note
        assert "scog:Summit" in note
        known = {"query": "SELECT * { ?s a scog:Summit }", "lang": lang}
        assert words not in server.client.get("/sparql", params=known, headers=HTML).text

    def test_the_title_tells_the_answer(self, server: Server) -> None:
        assert "<title>3 rows · SPARQL editor" in page(server, query=SELECT)[0].text


class TestTerms:
    def test_has_terms_of_the_ontology_and_of_others(self, server: Server) -> None:
        found = server.client.get("/terms.json").json()
        assert found["prefixes"] == PREFIXES
        assert {"scog:chairedBy", "scog:Summit", "skos:prefLabel", "rdf:type"} <= {*found["terms"]}
        assert found["terms"] == list(found["labels"])
        assert not [term for term in found["terms"] if term.startswith(("scod:", "http"))]

    def test_labels_are_in_the_language(self, server: Server) -> None:
        labels = {
            lang: server.client.get("/terms.json", params={"lang": lang}).json()["labels"]
            for lang in LANGUAGES
        }
        assert labels["en"]["scog:chairedBy"] == "chaired by"
        assert labels["zh"]["scog:chairedBy"] == "主持者"
        assert labels["ru"]["skos:prefLabel"] == ""


class TestTriples:
    def test_turtle_leads_to_things_and_terms(self, server: Server) -> None:
        response, seen = page(server, query="DESCRIBE scod:tashkent-summit-2004")
        addresses = [one.get("href") for one in seen.all("a")]
        assert "/id/uzbekistan" in addresses
        assert "/ontology#heldIn" in addresses
        assert "http://www.w3.org/2004/02/skos/core#prefLabel" in addresses
        assert "format=jsonld" in response.text
        does_nothing_by_itself(seen)

    def test_hostile_triples_do_nothing(self, server: Server) -> None:
        hostile = (
            "CONSTRUCT { <javascript:alert(1)> <http://e.org/p> <data:text/html,x> ; "
            '<http://e.org/">'
            '"</code><script>alert(1)</script>" } {}'
        ).replace('<http://e.org/">', "<http://e.org/q>")
        response, seen = page(server, query=hostile)
        assert "<script>alert" not in response.text
        assert "&lt;javascript:alert(1)&gt;" in response.text
        does_nothing_by_itself(seen)

    def test_the_pieces_are_the_whole_text(self, graph: ox.Store) -> None:
        found = triples.read(_constructed(graph, "CONSTRUCT WHERE { ?s ?p ?o } LIMIT 400"), 300)
        assert len(found.listed) == 300
        assert found.cut
        pieces = list(triples.pieces(found.turtle, Addresses()))
        assert "".join(piece.text for piece in pieces) == found.turtle

    @pytest.mark.parametrize(
        "literal",
        [r'"a \" scod:sco"', r'"\\"', '"<http://e.org/>"', '"@prefix x: <y> ."', '"x\\n."@en'],
    )
    def test_names_in_strings_are_no_links(self, literal: str) -> None:
        text = f"scod:a\n    scog:b {literal} ;\n.\n"
        found = [piece for piece in triples.pieces(text, Addresses()) if piece.href]
        assert [piece.text for piece in found] == ["scod:a", "scog:b"]

    def test_no_triples_is_no_drawing(self, server: Server) -> None:
        response, _ = page(server, query="CONSTRUCT { ?s ?p ?o } { FILTER(false) }")
        assert "<svg" not in response.text


class TestDrawing:
    def test_each_thing_once_each_line_between_two(self, graph: ox.Store) -> None:
        found = list(_constructed(graph, CONSTRUCT))
        drawn = _drawn(graph, found)
        names = {one.subject for one in found} | {one.object for one in found}
        assert len(drawn.boxes) == len(names)
        assert len(drawn.lines) == len(set(found))
        assert {line.words for line in drawn.lines if line.hangs} == {"held in"}
        assert drawn.left_out == 0

    @pytest.mark.parametrize(
        "query",
        [
            CONSTRUCT,
            "DESCRIBE scod:tashkent-summit-2004",
            "DESCRIBE scod:sco",
            "CONSTRUCT WHERE { ?p scog:attended ?m } LIMIT 200",
            "CONSTRUCT { ?a scog:follows ?b . ?b scog:follows ?a . ?a scog:follows ?a } "
            "{ ?a a scog:Summit . ?b a scog:Summit } LIMIT 400",
            "CONSTRUCT { ?s a ?c } { ?s a ?c . FILTER(?c = scog:Summit) }",
        ],
    )
    def test_boxes_lie_apart_and_on_the_sheet(self, graph: ox.Store, query: str) -> None:
        drawn = _drawn(graph, _constructed(graph, query))
        assert 2 <= len(drawn.boxes) <= drawing.MOST
        for at, one in enumerate(drawn.boxes):
            assert one.x >= 0
            assert one.x + one.wide <= drawn.wide
            assert one.y + one.high <= drawn.high
            for other in drawn.boxes[:at]:
                apart = (
                    one.x + one.wide <= other.x
                    or other.x + other.wide <= one.x
                    or one.y + one.high <= other.y
                    or other.y + other.high <= one.y
                )
                assert apart, (one, other)

    def test_a_chain_runs_to_the_right(self, graph: ox.Store) -> None:
        things = [ox.NamedNode(f"{SCOD}x{n}") for n in range(9)]
        found = [
            ox.Triple(one, ox.NamedNode(SCOG + "succeeds"), other)
            for one, other in pairwise(things)
        ]
        drawn = _drawn(graph, found)
        assert len({box.y for box in drawn.boxes}) == 1
        assert len({box.x for box in drawn.boxes}) == 9

    def test_what_has_no_room_is_counted(self, graph: ox.Store) -> None:
        middle = ox.NamedNode(SCOD + "sco")
        found = [
            ox.Triple(middle, ox.NamedNode(SCOG + "hasResult"), ox.NamedNode(f"{SCOD}x{n}"))
            for n in range(200)
        ]
        assert _drawn(graph, found).left_out == 201 - drawing.MOST

    def test_blank_nodes_and_odd_addresses(self, graph: ox.Store) -> None:
        joins = ox.NamedNode("urn:x:joins")
        found = [
            ox.Triple(ox.BlankNode("a"), joins, ox.NamedNode("javascript:alert(1)")),
            ox.Triple(ox.BlankNode("a"), joins, ox.Literal("text")),
        ]
        drawn = _drawn(graph, found)
        assert [box.name.href for box in drawn.boxes] == [None, None]

    def test_literals_alone_are_not_drawn(self, graph: ox.Store) -> None:
        found = [ox.Triple(ox.BlankNode(), ox.NamedNode(SCOG + "gist"), ox.Literal("x"))]
        assert drawing.draw(found, Texts(graph, Addresses())) is None


def test_the_vendored_editor_is_what_its_note_says() -> None:
    folder = resources.files("scograph.web") / "static" / "codemirror"
    note = (folder / "README.md").read_text(encoding="utf-8")
    version = re.search(
        r'CodeMirror\.version = "([\d.]+)"', (folder / "codemirror.js").read_text("utf-8")
    )
    assert version
    assert note.startswith(f"# CodeMirror {version[1]}\n")
    for file in folder.iterdir():
        assert f"`{file.name}`" in note or file.name == "README.md"


def _constructed(graph: ox.Store, query: str) -> ox.QueryTriples:
    found = graph.query(query, prefixes=PREFIXES)
    assert isinstance(found, ox.QueryTriples)
    return found


def _drawn(graph: ox.Store, found: Any) -> drawing.Drawing:
    drawn = drawing.draw(found, Texts(graph, Addresses()))
    assert drawn is not None
    return drawn


class Window:
    """A browser's page of the server, what went wrong in it and what it asked for."""

    def __init__(self, page: Any, url: str) -> None:
        self.page = page
        self.url = url
        self.wrong: list[str] = []
        self.asked: list[str] = []
        page.on("console", lambda message: self.wrong.append(message.text))
        page.on("pageerror", lambda error: self.wrong.append(str(error)))
        page.on("request", lambda request: self.asked.append(request.url))

    def open(self, address: str = "/sparql?edit=") -> None:
        self.page.goto(self.url + address)
        self.page.wait_for_selector(".CodeMirror")

    def write(self, text: str) -> None:
        """Types into the editor, at the end of what is there."""
        self.page.click(".CodeMirror")
        self.page.keyboard.press("Control+End")
        self.page.keyboard.type(text)

    @property
    def text(self) -> str:
        found: str = self.page.evaluate(
            "document.querySelector('.CodeMirror').CodeMirror.getValue()"
        )
        return found

    def offered(self) -> list[str]:
        self.page.wait_for_selector(".CodeMirror-hint")
        texts = self.page.locator(".CodeMirror-hint").evaluate_all(
            "hints => hints.map(hint => hint.firstChild.textContent)"
        )
        return [str(text) for text in texts]

    def focus(self) -> str:
        """The tag or, in the editor, the label of what has the focus."""
        found: str = self.page.evaluate(
            "document.activeElement.ariaLabel || document.activeElement.tagName"
        )
        return found


@pytest.fixture
def window(browser: Any, server: Server) -> Iterator[Window]:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    shown = Window(context.new_page(), server.url)
    yield shown
    context.close()
    assert shown.wrong == []
    assert [url for url in shown.asked if not url.startswith(server.url + "/")] == []


class TestBrowser:
    def test_words_have_colours(self, window: Window) -> None:
        window.open(f"/sparql?edit={quote(SELECT)}")
        for kind in ("keyword", "variable-2", "atom", "comment"):
            assert window.page.locator(f".CodeMirror .cm-{kind}").count()
        colours = {
            window.page.locator(f".CodeMirror .cm-{kind}").first.evaluate(
                "word => getComputedStyle(word).color"
            )
            for kind in ("keyword", "variable-2", "atom", "comment", "bracket")
        }
        assert len(colours) == 5

    def test_a_term_is_completed(self, window: Window) -> None:
        window.open()
        window.write("ASK { ?s scog:chai")
        window.page.keyboard.press("Control+Space")
        assert "scog:chairedBy" in window.offered()
        window.page.keyboard.press("Enter")
        assert window.text == "ASK { ?s scog:chairedBy"

    def test_a_term_is_offered_while_one_types(self, window: Window) -> None:
        window.open()
        window.write("ASK { ?s scog:heldI")
        assert window.offered() == ["scog:heldIn"]
        assert window.page.get_attribute(".CodeMirror-hints", "aria-label") == "Suggestions"

    @pytest.mark.parametrize(
        ("typed", "offered"),
        [
            ("sco", "scog:"),
            ("sel", "SELECT"),
            ("ASK { ?summit a ?su", "?summit"),
            ("ASK { ?s skos:pref", "skos:prefLabel"),
            ("ASK { ?s scog:heldIn scod:tashk", "scod:tashkent-summit-2004"),
            ("chaired", "scog:chairedBy"),
        ],
    )
    def test_what_else_is_completed(self, window: Window, typed: str, offered: str) -> None:
        window.open()
        window.write(typed)
        window.page.keyboard.press("Control+Space")
        assert offered in window.offered()

    def test_labels_in_other_languages_find_terms(self, window: Window) -> None:
        window.open("/sparql?lang=ru&edit=")
        window.write("ASK { ?s scog:chai")
        window.offered()
        assert "под председательством" in window.page.inner_text(".CodeMirror-hints")

    def test_nothing_is_offered_in_a_comment(self, window: Window) -> None:
        window.open()
        window.write("# see scog:chai")
        window.page.wait_for_timeout(300)
        assert window.page.locator(".CodeMirror-hint").count() == 0

    def test_ctrl_enter_asks(self, window: Window) -> None:
        window.open()
        window.write("SELECT ?s { ?s a scog:Summit } LIMIT 4")
        window.page.keyboard.press("Control+Enter")
        window.page.wait_for_selector("section table")
        assert window.page.locator("section tbody tr").count() == 4
        assert window.text == "SELECT ?s { ?s a scog:Summit } LIMIT 4"
        assert "query=SELECT" in window.page.url

    def test_a_long_query_is_asked_in_chinese_too(self, window: Window) -> None:
        window.open("/sparql?lang=zh&edit=")
        long = "SELECT ?s { ?s a scog:Summit } LIMIT 2 #" + "长" * 20_000
        window.page.evaluate(
            "text => document.querySelector('.CodeMirror').CodeMirror.setValue(text)", long
        )
        window.page.click("form.editor button")
        window.page.wait_for_selector("section table")
        assert window.page.locator("html").get_attribute("lang") == "zh"
        assert window.text == long

    def test_tab_indents_and_after_esc_leaves(self, window: Window) -> None:
        window.open()
        window.write("ASK {}")
        assert window.focus() == "SPARQL editor"
        window.page.keyboard.press("Tab")
        assert window.text == "ASK {}  "
        window.page.keyboard.press("Escape")
        window.page.keyboard.press("Tab")
        assert window.focus() == "BUTTON"
        assert window.text == "ASK {}  "
        window.page.keyboard.press("Shift+Tab")
        assert window.focus() == "SPARQL editor"
        window.page.keyboard.press("Escape")
        window.page.keyboard.press("Shift+Tab")
        assert window.focus() not in ("SPARQL editor", "BODY")

    def test_the_first_esc_closes_the_list_only(self, window: Window) -> None:
        window.open()
        window.write("ASK { ?s scog:he")
        window.offered()
        window.page.keyboard.press("Escape")
        assert window.page.locator(".CodeMirror-hint").count() == 0
        window.page.keyboard.press("Tab")
        assert window.focus() == "SPARQL editor"

    def test_the_wrong_place_is_marked_until_one_types(self, window: Window) -> None:
        window.open(f"/sparql?query={quote('SELECT ?s {' + chr(10) + '  ?s a }')}")
        marked = window.page.locator(".CodeMirror .wrong-line")
        assert marked.count() == 1
        field = window.page.locator(".CodeMirror [role=textbox]")
        assert field.get_attribute("aria-invalid") == "true"
        assert field.get_attribute("aria-describedby") == "failed editor-hint"
        window.write(" ")
        assert marked.count() == 0

    def test_a_graph_is_drawn(self, window: Window) -> None:
        window.open(f"/sparql?query={quote(CONSTRUCT)}")
        box = window.page.locator("svg a.box").first
        leads_to = box.get_attribute("href")
        box.click()
        window.page.wait_for_url("**/id/*")
        assert window.page.url.endswith(leads_to)

    @pytest.mark.parametrize("scheme", ["light", "dark"])
    @pytest.mark.parametrize("query", [SELECT, CONSTRUCT, "DESCRIBE scod:sco", "SELECT {"])
    def test_fits_a_phone(self, browser: Any, server: Server, query: str, scheme: str) -> None:
        context = browser.new_context(viewport={"width": 360, "height": 640}, color_scheme=scheme)
        shown = Window(context.new_page(), server.url)
        shown.open(f"/sparql?query={quote(query)}")
        assert shown.page.evaluate("document.documentElement.scrollWidth") <= 360
        assert shown.wrong == []
        context.close()

    def test_all_of_it_works_without_scripts(self, browser: Any, server: Server) -> None:
        context = browser.new_context(java_script_enabled=False)
        shown = context.new_page()
        shown.goto(f"{server.url}/sparql?edit=")
        assert not shown.is_visible("#editor-hint")
        shown.fill("#query", SELECT)
        shown.click("form.editor button")
        assert shown.locator("section tbody tr").count() == 3
        context.close()
