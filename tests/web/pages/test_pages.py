"""The pages as they come over HTTP: what is on them, what guards them, where they lead."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import httpx
import pyoxigraph as ox
import pytest

from scograph.query import catalog
from scograph.rdf import sparql_mistakes
from scograph.web.words import Words
from tests.support.pages import KINDS, LANGUAGES, in_language
from tests.support.server import Server, serving

HTML = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
# The ontology is one page, for those who search it by the browser.
MOST = 112 * 1024
THINGS = ("state", "person", "summit", "organisation", "document", "place", "source")
HOSTILE = Path(__file__).parents[2] / "corpora" / "hostile.ttl"
LEFT_OPEN = {"br", "hr", "img", "input", "link", "meta", "source"}


class Parsed(HTMLParser):
    """A page: `links` it leads to, `ids`, `scripts` and their types, `attributes`, `text`.

    AssertionError where an element is closed that is not the innermost open one.
    """

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.scripts: list[tuple[str | None, str]] = []
        self.names: set[str] = set()
        self.attributes: list[tuple[str, str, str]] = []
        self.text = ""
        self._open: list[str] = []
        self.feed(html)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        given = {name: value or "" for name, value in attrs}
        assert len(given) == len(attrs), self.get_starttag_text()
        self.attributes += [(tag, name, value) for name, value in given.items()]
        self.links += [given[name] for name in ("href", "src", "action") if name in given]
        self.ids += [given["id"]] if "id" in given else []
        if tag == "script":
            self.scripts.append((given.get("type"), given.get("src", "")))
        if tag not in LEFT_OPEN:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open, tag
        assert self._open.pop() == tag, (tag, self.getpos())

    def handle_data(self, data: str) -> None:
        self.text += data


def get(server: Server, address: str) -> httpx.Response:
    """The page at an address, as a browser asks for it."""
    return server.client.get(address, headers=HTML)


def in_languages(name: str, values: Iterable[str]) -> pytest.MarkDecorator:
    """Each value in each language; in one of them, by its position, in the tests of the code."""
    cases = [
        pytest.param(value, lang, marks=[] if (number + place) % 3 == 0 else [pytest.mark.slow])
        for number, value in enumerate(values)
        for place, lang in enumerate(LANGUAGES)
    ]
    return pytest.mark.parametrize((name, "lang"), cases)


@pytest.fixture(scope="module")
def hostile() -> Iterator[Server]:
    with serving("--data", str(HOSTILE), "--only-data", "--asserted") as running:
        yield running


@in_languages("kind", KINDS)
def test_a_page_of_each_kind(kind: str, lang: str, server: Server) -> None:
    answer = get(server, in_language(KINDS[kind], lang))
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    # The page of the ontology has every term there is.
    assert len(answer.content) < (MOST * 5 // 4 if kind == "ontology" else MOST)
    parsed = Parsed(answer.text)
    assert ("html", "lang", lang) in parsed.attributes
    assert len(parsed.ids) == len(set(parsed.ids))
    assert {"main", "h1", "title"} <= parsed.names


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["ru", "zh"])
def test_facts_of_one_kind_are_on_several_pages(lang: str, server: Server) -> None:
    waiting = [in_language("/id/sco?all=Document", lang)]
    rows: dict[str, int] = {}
    while waiting:
        address = waiting.pop()
        if address in rows:
            continue
        answer = get(server, address)
        assert answer.status_code == 200
        assert len(answer.content) < MOST, address
        body = answer.text.partition("<tbody>")[2].partition("</tbody>")[0]
        rows[address] = body.count("<tr>")
        waiting += [
            link
            for link in Parsed(answer.text).links
            if link.startswith("/id/sco?all=Document") and f"lang={lang}" in link
        ]
    query = "SELECT (COUNT(DISTINCT ?d) AS ?n) { ?d a scog:Document ; ?p scod:sco }"
    counted = server.client.get("/sparql", params={"query": query, "format": "csv"}).text
    assert max(rows.values()) == 50
    assert sum(rows.values()) == int(counted.split()[1])


@pytest.mark.parametrize("start", ["0", "-1", "x", "9999", "²", "1e3"])
def test_a_page_of_facts_that_is_none(start: str, server: Server) -> None:
    assert get(server, f"/id/sco?all=Document&start={start}").status_code == 404


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_runs_nothing_but_its_own_script(kind: str, server: Server) -> None:
    answer = get(server, KINDS[kind])
    policy = dict(
        rule.strip().split(" ", 1) for rule in answer.headers["content-security-policy"].split(";")
    )
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == "'self'"
    assert policy["style-src"] == "'self'"
    assert policy["base-uri"] == policy["frame-ancestors"] == "'none'"
    assert answer.headers["x-content-type-options"] == "nosniff"
    parsed = Parsed(answer.text)
    for media, address in parsed.scripts:
        assert media == "application/ld+json" or address.startswith("/static/")
    assert parsed.scripts
    assert "style" not in parsed.names
    for _, name, value in parsed.attributes:
        assert not name.startswith("on")
        assert name != "style"
        assert not value.strip().lower().startswith(("javascript:", "data:"))


def test_a_picture_may_only_have_styles(server: Server) -> None:
    answer = server.client.get("/pictures/encounters.svg")
    assert answer.headers["content-type"].startswith("image/svg+xml")
    assert answer.headers["content-security-policy"] == (
        "default-src 'none'; style-src 'unsafe-inline'"
    )


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_links_lead_somewhere(kind: str, server: Server) -> None:
    page = get(server, KINDS[kind])
    parsed = Parsed(page.text)
    inner: dict[str, set[str]] = {}
    for link in parsed.links:
        whole = urlsplit(urljoin(str(page.url), link))
        assert whole.scheme in ("http", "https"), link
        assert " " not in link, link
        if whole.netloc == urlsplit(server.url).netloc:
            address = whole._replace(scheme="", netloc="", fragment="").geturl() or "/"
            inner.setdefault(address, set()).update({whole.fragment} - {""})
        else:
            assert whole.netloc
    here = urlsplit(KINDS[kind])._replace(fragment="").geturl()
    assert inner.pop(here, set()) <= set(parsed.ids)
    # All kinds of links, and a share of those to things.
    things = sorted(address for address in inner if address.startswith("/id/"))
    for address in (inner.keys() - set(things)) | set(things[:: max(1, len(things) // 8)]):
        answer = get(server, address)
        assert answer.status_code == 200, address
        if inner[address]:
            assert inner[address] <= set(Parsed(answer.text).ids), address


@pytest.mark.parametrize(
    ("media", "name"),
    [
        ("text/turtle", "turtle"),
        ("application/ld+json", "jsonld"),
        ("application/n-triples", "ntriples"),
    ],
)
@pytest.mark.parametrize("address", ["/id/sco-charter", "/ontology"])
def test_machines_are_given_data(address: str, media: str, name: str, server: Server) -> None:
    formats = {
        "turtle": ox.RdfFormat.TURTLE,
        "jsonld": ox.RdfFormat.JSON_LD,
        "ntriples": ox.RdfFormat.N_TRIPLES,
    }
    by_header = server.client.get(address, headers={"Accept": media})
    by_name = server.client.get(address, params={"format": name}, headers=HTML)
    assert by_header.headers["content-type"].partition(";")[0] == media
    assert by_header.content == by_name.content
    assert len(list(ox.parse(by_name.content, format=formats[name]))) > 20
    page = get(server, f"{address}?format=html")
    assert page.headers["content-type"].startswith("text/html")
    assert f"{address}?format={name}" in Parsed(page.text).links


@pytest.mark.slow
def test_without_a_wish_there_are_data(server: Server) -> None:
    for accept in ({}, {"Accept": "*/*"}):
        answer = server.client.get("/id/sco", headers=accept)
        assert answer.headers["content-type"].startswith("text/turtle")


@pytest.mark.parametrize("kind", THINGS)
def test_search_engines_are_told(kind: str, server: Server) -> None:
    page = get(server, KINDS[kind]).text
    _, _, rest = page.partition('<script type="application/ld+json">')
    said = json.loads(rest.partition("</script>")[0])
    assert said["@context"] == "https://schema.org"
    assert said["@id"] == f"https://w3id.org/scograph{urlsplit(KINDS[kind]).path}"
    assert said["name"] in Parsed(page).text
    assert f'<link rel="canonical" href="{said["@id"]}">' in page


# What the graph says of a source is read off the source itself.
@pytest.mark.parametrize("kind", [kind for kind in THINGS if kind != "source"])
def test_what_is_stated_has_a_source(kind: str, server: Server) -> None:
    page = get(server, KINDS[kind]).text
    asserted = page.partition('id="h-asserted"')[2].partition("</section>")[0]
    assert asserted or kind == "person"
    # Names are given without a source of their own.
    asserted = asserted.partition("<div><dt>Also called</dt>")[0]
    # What has the text of a document is a source itself.
    asserted = re.sub(r"<div><dt>(?:(?!</dt>).)*[Tt]ext in.*?</div>", "", asserted, flags=re.DOTALL)
    values = asserted.split("<dd>")[1:]
    references = set(Parsed(page).ids)
    for value in values:
        numbers = Parsed(f"<dd>{value.partition('</dd>')[0]}</dd>").links
        assert any(link.startswith("#s") for link in numbers), value
    for link in Parsed(page).links:
        if link.startswith("#s"):
            assert link[1:] in references


def test_what_follows_is_told_apart(server: Server) -> None:
    page = get(server, "/id/tashkent-summit-2004").text
    asserted = page.partition('id="h-asserted"')[2].partition("</section>")[0]
    follows = page.partition("<summary>Inferred from the record</summary>")[2]
    follows = follows.partition("</details>")[0]
    assert "#hostedBy" in follows
    assert "#hostedBy" not in asserted
    assert "#heldIn" in asserted
    assert "Inferred" in follows
    assert 'href="#s' not in follows


@pytest.mark.parametrize(
    ("address", "status", "message"),
    [
        ("/nonsense", 404, "/search"),
        ("/id/chinaa", 404, "Did you mean China"),
        ("/id/no-such-thing-at-all", 404, "nothing under that address"),
        ("/queries/atendees", 404, "attendees"),
        ("/pictures/nothing", 404, "nothing under that address"),
        ("/queries?surprise=1", 400, "surprise"),
        ("/id/china?all=Nothing", 404, "nothing under that address"),
        ("/search?q=a&q=b", 400, "more than once"),
    ],
)
def test_an_unknown_address_is_told_on_a_page(
    address: str, status: int, message: str, server: Server
) -> None:
    answer = get(server, address)
    assert answer.status_code == status
    assert answer.headers["content-type"].startswith("text/html")
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    parsed = Parsed(answer.text)
    assert message in parsed.text
    assert "/search" in parsed.links
    machine = server.client.get(address, headers={"Accept": "application/json"})
    if machine.status_code != 406:
        assert machine.status_code == status
        assert machine.headers["content-type"] == "application/problem+json"


def test_a_problem_has_the_language_that_was_asked_for(server: Server) -> None:
    parsed = Parsed(get(server, "/id/chinaa?lang=zh").text)
    assert ("html", "lang", "zh") in parsed.attributes
    assert "无法显示此页" in parsed.text


@pytest.mark.parametrize(
    ("lang", "said"), [("ru", "Этот адрес нельзя прочесть"), ("zh", "无法解读")]
)
@pytest.mark.parametrize(
    "address", ["/queries/members?bogus=1", "/queries/members?certainly=maybe", "/id/sco?bogus=1"]
)
def test_a_wrong_address_is_told_in_the_language_of_the_page(
    address: str, lang: str, said: str, server: Server
) -> None:
    answer = get(server, in_language(address, lang))
    assert answer.status_code == 400
    main = answer.text.partition("<main")[2].partition("</main>")[0]
    assert said in main
    english = re.findall(r'<p lang="en">([^<]*)</p>', main)
    assert len(english) == 1


HARMS = ("<script>alert", '" onload=', "<b onclick", 'href="javascript', "</svg>", "]]>", "<x")


@in_languages(
    "address",
    [
        "/",
        "/id/sco",
        "/id/low",
        "/id/high",
        "/id/odd",
        "/id/person",
        "/id/city",
        "/id/spell-3",
        "/id/meeting-1",
        "/search?q=%3Cscript%3Ealert(1)%3C/script%3E",
        "/search?q=%3C",
        "/queries/members?organization=%22%20onload=%22alert(1)",
        "/queries/members?organization=scod:sco",
        "/queries/attendees?host=%3Cscript%3Ealert(1)%3C/script%3E",
        "/pictures/statuses?organization=%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
        "/pictures/statuses",
        "/sparql?query=%3C/textarea%3E%3Cscript%3Ealert(1)%3C/script%3E",
        "/sparql?query=SELECT%20*%20%7B%20%3Fs%20skos:prefLabel%20%3Fo%20%7D",
        "/nonsense?q=%3Cscript%3Ealert(1)%3C/script%3E",
        "/id/%3Cscript%3Ealert(1)%3C/script%3E",
        "/id/%22%20onload=%22x",
        "/queries/%3Cscript%3Ealert(1)",
        "/search?lang=%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
    ],
)
def test_no_string_gets_out_of_its_place(address: str, lang: str, hostile: Server) -> None:
    if "lang=" not in address:
        address = in_language(address, lang)
    answer = get(hostile, address)
    assert answer.status_code in (200, 400, 404)
    assert answer.headers["content-type"].startswith("text/html")
    parsed = Parsed(answer.text)
    assert {"main", "footer"} <= parsed.names
    assert parsed.names.isdisjoint({"svg", "b", "x"})
    for media, source in parsed.scripts:
        assert media == "application/ld+json" or source.startswith("/static/")
    for _, name, value in parsed.attributes:
        assert not name.startswith("on")
        if name in ("href", "src", "action"):
            assert value.startswith(("/", "#", "http://", "https://")), value
    for text in HARMS:
        if text[0] == "<":
            assert text not in answer.text


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("/id/sco", "</title><script>alert(1)</script>"),
        ("/id/low", "<b onclick='x'>{parties}</b>"),
        ("/id/city", '</svg><a href="javascript:alert(4)">'),
        ("/search?q=%3Cscript%3Ealert(1)", "<script>alert(1)"),
        ("/sparql?query=%3C/textarea%3E", "</textarea>"),
    ],
)
def test_a_string_is_shown_as_it_is(address: str, shown: str, hostile: Server) -> None:
    assert shown in Parsed(get(hostile, address).text).text


def test_json_in_a_page_is_not_left_by_a_name(hostile: Server) -> None:
    page = get(hostile, "/id/sco").text
    _, _, rest = page.partition('<script type="application/ld+json">')
    said = json.loads(rest.partition("</script>")[0])
    assert said["name"] == "</title><script>alert(1)</script>"


def test_names_in_another_language_say_so(server: Server) -> None:
    parsed = Parsed(get(server, "/id/hu-jintao?lang=en").text)
    assert ("span", "lang", "ru") in parsed.attributes
    assert ("span", "lang", "zh") in parsed.attributes
    assert "Ху Цзиньтао" in parsed.text
    assert "胡锦涛" in parsed.text


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_each_language_names_the_others(kind: str, server: Server) -> None:
    titles = set()
    for lang in LANGUAGES:
        page = get(server, in_language(KINDS[kind], lang)).text
        links = Parsed(page).links
        for other in LANGUAGES:
            if other != lang:
                path, _, _ = KINDS[kind].partition("?")
                assert any(
                    link.startswith(path) and (f"lang={other}" in link or other == "en")
                    for link in links
                ), (lang, other)
        titles.add(page.partition("<h1")[2].partition("</h1>")[0].partition(">")[2])
    assert len(titles) == (1 if kind == "home" else 3) or kind in ("source",)


@pytest.mark.slow
def test_the_name_of_a_person_leads_to_the_person(server: Server) -> None:
    """Also where an article has the name as its title."""
    found = server.client.post(
        "/sparql",
        data={
            "query": "SELECT DISTINCT ?name { ?who a scog:Person ; skos:prefLabel ?name . "
            "?what a scog:Source ; dct:title ?title FILTER(STR(?title) = STR(?name)) }"
        },
        headers={"Accept": "text/csv"},
    )
    names = found.text.split("\r\n")[1:-1]
    assert "Xi Jinping" in names
    for name in ("Xi Jinping", *names[::4]):
        answer = server.client.get("/search", params={"q": name, "format": "json"})
        assert answer.json()["found"][0]["kind"] == "person", name


@pytest.mark.parametrize("address", ["/id/sco?all=Document", "/id/tianjin-summit-2025"])
def test_documents_have_their_dates_and_the_newest_is_first(address: str, server: Server) -> None:
    text = server.client.get(address, headers=HTML).text
    section = text.partition('<h2 id="h-Document">')[2].partition("</section>")[0]
    # Of two possible days, the first.
    cells = [part.partition("</td>")[0] for part in section.split('<td class="day">')[1:]]
    days = [
        cell.partition("date")[2].partition('="')[2].partition('"')[0].partition("/")[0]
        for cell in cells
    ]
    known = [day for day in days if day]
    assert len(known) > len(days) / 2
    assert "…" not in days
    assert days == sorted(known, reverse=True) + [""] * (len(days) - len(known))


def test_a_source_leads_to_the_server_that_has_it(server: Server) -> None:
    sources = get(server, "/id/sco?lang=ru").text.partition('<h2 id="h-sources">')[2]
    links = re.findall(r'<a href="(https?://[^"]*)">([^<]*)</a>', sources.partition("</ol>")[0])
    assert len(links) > 20
    for address, text in links:
        assert text in (urlsplit(address).hostname or ""), address


@pytest.mark.slow
def test_a_document_has_the_date_that_the_question_gives(server: Server) -> None:
    csv_text = server.client.get("/queries/documents?format=csv").text
    dated = {
        row["document"].rpartition("/")[2]
        for row in csv.DictReader(io.StringIO(csv_text))
        if row["date"]
    }
    shown, undated, start = 0, set(), 1
    while True:
        page = get(server, f"/id/sco?all=Document&start={start}")
        if page.status_code == 404:
            break
        rows = page.text.partition("<tbody>")[2].partition("</tbody>")[0].split("<tr>")[1:]
        for row in rows:
            if 'data-date="' not in row and "datetime=" not in row:
                undated.add(row.partition('href="/id/')[2].partition('"')[0])
        shown, start = shown + len(rows), start + len(rows)
    assert shown > 200
    assert undated.isdisjoint(dated)


@pytest.mark.parametrize("kind", THINGS)
def test_no_column_is_empty(kind: str, server: Server) -> None:
    text = server.client.get(KINDS[kind], headers=HTML).text
    for table in text.split("<table")[1:]:
        body = table.partition("<tbody>")[2].partition("</tbody>")[0]
        rows = [
            [cell.partition(">")[2].partition("</td>")[0] for cell in row.split("<td")[1:]]
            for row in body.split("<tr")[1:]
        ]
        heads = table.partition("</thead>")[0].split('<th scope="col">')[1:]
        for head, column in zip(heads, zip(*rows, strict=True), strict=True):
            if head.startswith("Until"):
                # All of them may go on.
                continue
            assert any(cell.strip() for cell in column), (kind, table[:300])
            assert not all(">…<" in cell for cell in column), (kind, table[:300])


@pytest.mark.slow
@pytest.mark.parametrize(
    "address",
    [
        "/queries/attendees?organization=scod:sco",
        "/sparql?query=SELECT+%3Fs+%3Fo+%7B+%3Fs+scog%3AheldIn+%3Fo+%7D+ORDER+BY+%3Fs",
    ],
)
def test_all_rows_of_an_answer_are_on_its_pages(address: str, server: Server) -> None:
    """The number is that of all rows, and each page leads to the next one."""
    whole = server.client.get(f"{address}&format=csv").text
    total = len(whole.splitlines()) - 1
    assert total > 300
    at, shown = address, 0
    for _ in range(20):
        text = get(server, at).text
        body = text.partition("<tbody>")[2].partition("</tbody>")[0]
        rows = body.count("<tr>")
        assert f"{shown + 1}–{shown + rows} of {total} rows" in text
        shown += rows
        further = [link for link in Parsed(text).links if "start=" in link]
        if f"start={shown + 1}" not in "".join(further):
            break
        at = next(link for link in further if f"start={shown + 1}" in link)
    assert shown == total
    assert "1 row<" in get(server, "/queries/lineage").text


@pytest.mark.parametrize("start", ["0", "x", "9999"])
def test_a_page_of_rows_that_is_none(start: str, server: Server) -> None:
    assert get(server, f"/queries/members?start={start}").status_code == 404


def test_an_answer_says_what_was_asked(server: Server) -> None:
    text = get(server, "/queries/attendees?host=scod:uzbekistan&from=2004").text
    asked = text.partition('<p class="asked">')[2].partition("</p>")[0]
    assert " ".join(asked.split()) == "Asked: host = Uzbekistan · from = 2004"


PROBLEMS = {
    "/queries/members?organization=Nowhere+Club": ("organization", "Nowhere Club"),
    "/queries/members?on=2004-13-45": ("on", "2004-13-45"),
    "/queries/attendees?from=from+June+2004": ("from", "from June 2004"),
    "/queries/attendees?host=Uzbekistann": ("host", "Uzbekistann"),
    "/queries/attendees?from=2005&to=2004": ("from", ""),
    "/pictures/members?on=yesterday": ("on", "yesterday"),
    "/id/sco?on=yesterday": ("on", "yesterday"),
    "/queries/attendees?from=06/07/2004": ("from", "06/07/2004"),
    "/pictures/members?organization=Nowhere": ("organization", "Nowhere"),
}
# What is for the terminal or for those who know RDF.
FOREIGN_WORDS = ("scograph run", "scograph query", "CURIE", "IRI", "`", "--", "scod:", "expected")


@in_languages("address", PROBLEMS)
def test_what_is_wrong_is_said_at_its_field(address: str, lang: str, server: Server) -> None:
    """In the language of the page and without the words of the terminal."""
    field, value = PROBLEMS[address]
    text = get(server, in_language(address, lang)).text
    said = text.partition(f'id="e-{field}" role="alert">')[2].partition("</div>")[0]
    assert said.startswith("<p>")
    assert value in said
    read = re.sub(r"<[^>]*>", " ", said).replace(value or " ", "")
    assert [word for word in FOREIGN_WORDS if word in read] == []
    entry = text.partition(f'name="{field}"')[2].partition(">")[0]
    assert 'aria-invalid="true"' in entry
    assert f"e-{field} " in entry


def test_another_question_that_takes_the_value_is_a_link(server: Server) -> None:
    address = "/queries/attendees?summit=scod:council-of-heads-of-government-2004"
    said = get(server, address).text.partition('role="alert">')[2].partition("</div>")[0]
    (link,) = Parsed(said + "<br>").links
    assert link.startswith("/queries/participants?meeting=")
    assert "cannot be given here" in said
    assert "3rd meeting of the SCO Council of Heads of Government" in said
    assert "scod:" not in said.replace(link, "")
    assert get(server, link.replace("&amp;", "&")).text.count("<tr>") > 3


def test_what_may_be_meant_is_a_link(server: Server) -> None:
    text = get(server, "/queries/attendees?host=Uzbekistann&from=2004").text
    (link,) = [
        one
        for one in Parsed(text.partition('role="alert">')[2].partition("</div>")[0] + "<br>").links
        if "uzbekistan" in one
    ]
    assert "from=2004" in link
    assert "Asked: host = Uzbekistan" in " ".join(get(server, link).text.split())


@pytest.mark.parametrize(
    ("address", "meant"),
    [
        ("/id/chinaa", "/id/china"),
        ("/id/tashkent-summit-2005", "/id/tashkent-summit-2004"),
        ("/pictures/nope", "/pictures/members"),
        ("/pictures/summit", "/pictures/summits"),
        ("/queries/attendee", "/queries/attendees"),
        ("/ontology/9.9.9", "/ontology/0.1.0"),
    ],
)
def test_an_address_that_is_nearly_right(address: str, meant: str, server: Server) -> None:
    answer = get(server, address)
    assert answer.status_code == 404
    main = answer.text.partition("<main")[2].partition("</main>")[0]
    links = Parsed(main.partition(">")[2] + "<br>").links
    assert meant in links
    assert not any("publisher" in link or ":" in link for link in links)


def test_no_terms_and_no_publishers_are_offered(server: Server) -> None:
    for name in ("nato-x", "location", "at-location", "wikipedi", "xi-jinpin"):
        answer = server.client.get(f"/id/{name}", headers={"Accept": "application/json"})
        for address in answer.json().get("addresses", []):
            types = server.client.get(
                "/sparql",
                params={
                    "query": f"SELECT ?type {{ scod:{address.removeprefix('/id/')} a ?type }}",
                    "format": "csv",
                },
            ).text
            assert "ontology#Source" not in types, (name, address)
            ours = {line.strip().rpartition("#")[2] for line in types.split() if "scograph" in line}
            assert ours != {"Agent", "Organization"}, (name, address)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("SELECT ?s { ?s a scog:Summit", {"en": "bracket {", "ru": "Скобка {", "zh": "括号 {"}),
        ("SELECT ?s { ?s a x:Summit }", {"en": "prefix x:", "ru": "Префикс x:", "zh": "前缀 x:"}),
        (
            "SELECT ?s { ?s a scog:Summit\n?s scog:heldIn ?c }",
            {"en": "A dot", "ru": "точки", "zh": "句点"},
        ),
        (
            "SELECT ?s { ?s a scog:Summit } LIMT 3",
            {"en": "Did you mean LIMIT?", "ru": "имелось в виду LIMIT", "zh": "想写 LIMIT"},
        ),
    ],
)
def test_a_mistake_in_sparql_is_said_in_words(
    query: str, said: dict[str, str], server: Server
) -> None:
    for lang, words in said.items():
        answer = server.client.get(
            "/sparql", params={"query": query, "lang": lang}, headers=HTML
        ).text
        alert = answer.partition('id="failed" role="alert"')[2].partition("</p>")[0]
        assert words in alert
        assert "expected" not in alert


def test_each_usual_mistake_has_words() -> None:
    assert [kind for kind in sparql_mistakes.KINDS if not Words("ru").has(f"mistake_{kind}")] == []


@pytest.mark.slow
def test_questions_are_not_written_for_the_terminal(server: Server) -> None:
    names = [one["name"] for one in server.client.get("/queries").json()["queries"]]
    assert len(names) > 20
    for name in names:
        text = get(server, f"/queries/{name}").text
        head = text.partition("<main")[2].partition("<pre")[0]
        assert " --" not in head, name
        assert "scograph run" not in head, name


@pytest.mark.parametrize("lang", ["ru", "zh"])
def test_fields_columns_and_questions_have_words(lang: str) -> None:
    words, english = Words(lang), Words("en")
    for name, canned in catalog.load().items():
        assert words.question(name, "") not in ("", english.question(name, "")), name
        for parameter in canned["parameters"]:
            assert words.has(f"p_{parameter['name']}"), (name, parameter["name"])
        for column in canned["columns"]:
            assert column.endswith("Label") or words.has(f"col_{column}"), (name, column)


CHINESE = {"Accept-Language": "zh-CN,zh;q=0.9,en;q=0.8"}


@pytest.mark.parametrize("address", ["/", "/id/sco?on=2018-06-20", "/queries/members?on=2018"])
def test_who_comes_from_elsewhere_has_the_language_of_the_browser(
    address: str, server: Server
) -> None:
    answer = server.client.get(address, headers=HTML | CHINESE)
    assert answer.status_code == 302
    assert answer.headers["cache-control"] == "no-store"
    there = server.client.get(address, headers=HTML | CHINESE, follow_redirects=True)
    assert there.status_code == 200
    assert str(there.url) == server.url + in_language(address, "zh")
    assert '<html lang="zh"' in there.text


@pytest.mark.parametrize(
    ("address", "headers"),
    [
        ("/id/sco?lang=en", {}),
        ("/id/sco", {"Sec-Fetch-Site": "same-origin"}),
        ("/id/sco", {"Referer": "{url}/id/sco?lang=zh"}),
    ],
)
def test_english_that_was_chosen_stays(
    address: str, headers: dict[str, str], server: Server
) -> None:
    headers = {name: value.format(url=server.url) for name, value in headers.items()}
    answer = server.client.get(address, headers=HTML | CHINESE | headers)
    assert answer.status_code == 200
    assert '<html lang="en"' in answer.text
    assert "Accept-Language" in answer.headers["vary"]


@pytest.mark.slow
def test_data_have_no_language(server: Server) -> None:
    answer = server.client.get("/id/sco", headers=CHINESE | {"Accept": "text/turtle"})
    assert answer.status_code == 200
