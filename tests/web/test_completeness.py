"""How complete the record is, in the JSON of canned queries and above the table of a page."""

from __future__ import annotations

from tests.support.server import Server


def test_it_is_a_member_of_the_json(server: Server) -> None:
    address = "/queries/summits?from=2006&to=2006&format=json"
    member = server.client.get(address).json()["completeness"]
    assert set(member) >= {"complete", "reaches", "asOf", "parts", "text"}


def test_it_stands_above_the_table(server: Server) -> None:
    page = server.client.get("/queries/summits?from=2006", headers={"Accept": "text/html"}).text
    assert 'class="note completeness"' in page
    assert page.index('class="note completeness"') < page.index("<table")


def test_it_stands_above_the_facts_of_a_thing(server: Server) -> None:
    html = {"Accept": "text/html"}
    for name, words in {
        "tashkent-summit-2004": "other participants (SCO): partial",
        "agreement-on-the-database-of-the-rats-2004": "of 6 members",
    }.items():
        page = server.client.get(f"/id/{name}", headers=html).text
        remark = page.partition('class="note completeness">')[2].partition("</p>")[0]
        assert words in remark, name
    whole = server.client.get("/id/sco-charter", headers=html).text
    assert "note completeness" not in whole
