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
    for name, table, words in (
        ("nato", "Members", "memberships (NATO): only some states are recorded"),
        ("brics", "Members", "only some states are recorded"),
        ("qatar", "MembershipSpell", "only some states are recorded"),
        ("vladimir-putin", "Participation", "talks of two sides (SCO): partial"),
        ("tianjin-summit-2025", "Document", "documents (SCO): partial"),
        ("sco", "Document", "documents (SCO)"),
    ):
        page = server.client.get(f"/id/{name}", headers=html).text
        section = page.partition(f'<h2 id="h-{table}">')[2].partition("<table")[0]
        assert words in section.partition('class="note completeness">')[2], name
    members = server.client.get("/id/sco", headers=html).text
    section = members.partition('<h2 id="h-Members">')[2].partition("<table")[0]
    assert "note completeness" not in section
    whole = server.client.get("/id/sco-charter", headers=html).text
    assert "note completeness" not in whole
