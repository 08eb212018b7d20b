"""`scograph export` and `scograph context`, as a user runs them on the invented corpus."""

from __future__ import annotations

import hashlib
import json
import stat
from pathlib import Path

import pyoxigraph as ox
import pytest

from scograph.formats import write
from scograph.rdf.namespaces import (
    EVERYTHING_GRAPH,
    GRAPH,
    INFERRED_GRAPH,
    NAMES_GRAPH,
    PREFIXES,
    SCOD,
    SCOG,
)
from scograph.remote import stores
from tests.support.terminal import SMALL, on_small, process, run


def quads(text: str, name: str = "nquads") -> list[ox.Quad]:
    known = ox.RdfFormat.from_media_type(write.FORMATS[name].media_type)
    return list(ox.parse(text, known))


def graph_names(text: str) -> set[str]:
    return {str(getattr(quad.graph_name, "value", "default")) for quad in quads(text)}


@pytest.mark.slow
@pytest.mark.parametrize("name", write.FORMATS)
def test_the_same_bytes_on_each_run(name: str, tmp_path: Path) -> None:
    file = tmp_path / f"graph.{write.FORMATS[name].extension}"
    printed = on_small("export", "-f", name)
    written = process("export", "-o", file, *SMALL, env={"PYTHONHASHSEED": "2"})
    assert (printed.code, printed.err, written) == (0, "", (0, "", ""))
    assert file.read_text(encoding="utf-8") == printed.out
    assert len(quads(printed.out, name)) > 1000


def test_datasets_hold_all_graphs_but_the_names() -> None:
    graphs = graph_names(on_small("export", "-f", "nquads", "--with-ontology").out)
    assert {"default", GRAPH + "ontology", GRAPH + "record", INFERRED_GRAPH} < graphs
    assert GRAPH + "source/river-herald-2006" in graphs
    assert NAMES_GRAPH not in graphs


def test_asserted_leaves_out_what_was_inferred() -> None:
    all_of_it = on_small("export", "-f", "nquads").out
    asserted = on_small("export", "-f", "nquads", "--asserted").out
    assert graph_names(all_of_it) - graph_names(asserted) == {INFERRED_GRAPH}
    assert f"<{SCOG}attended>" in all_of_it
    assert not any(q.predicate.value == SCOG + "attended" for q in quads(asserted))


def test_one_graph() -> None:
    named = on_small("export", "-f", "turtle", "--graph", "source/river-herald-2006")
    by_iri = on_small("export", "-f", "turtle", "--graph", GRAPH + "source/river-herald-2006")
    assert named.out == by_iri.out
    kinds = {quad.object for quad in quads(named.out, "turtle")}
    assert ox.NamedNode(SCOG + "Claim") in kinds


def test_one_thing_by_a_name_in_any_language() -> None:
    by_name = on_small("export", "-f", "jsonld", "--entity", "安娜·阿伦")
    by_curie = on_small("export", "-f", "jsonld", "--entity", "scod:ana-arlen")
    assert by_name.code == 0 and by_name.out == by_curie.out
    nodes = {node["id"]: node for node in json.loads(by_name.out)["@graph"]}
    assert nodes["scod:ana-arlen"]["prefLabel"]["ru"] == "Ана Арлен"
    fact = nodes["scod:ana-arlen-boris-borlin-talks-2006-ana-arlen"]
    assert fact["participant"] == "scod:ana-arlen"
    assert "claimFrom" in nodes["scod:ana-arlen-boris-borlin-talks-2006-ana-arlen-claim-1"]
    assert set(nodes["scod:arland"]) == {"id", "type", "prefLabel"}


def test_the_users_own_data(tmp_path: Path) -> None:
    mine = tmp_path / "mine.ttl"
    mine.write_text(
        f"<{SCOD}mine> a <{SCOG}Place> ; <{PREFIXES['skos']}prefLabel> "
        '"Mine"@en, "Моё"@ru, "我的"@zh .'
    )
    answer = on_small("export", "-f", "ntriples", "--data", mine)
    assert answer.code == 0, answer.err
    assert f"<{SCOD}mine> <{PREFIXES['skos']}prefLabel>" in answer.out
    assert f"<{SCOD}mine>" not in on_small("export", "-f", "ntriples").out


@pytest.mark.slow
def test_the_description_gives_the_checksums_of_the_files() -> None:
    described = on_small("export", "-f", "turtle", "--description")
    assert described.code == 0, described.err
    for name in write.FORMATS:
        text = on_small("export", "-f", name).out
        assert hashlib.sha256(text.encode()).hexdigest() in described.out


def test_json_ld_with_a_context_that_is_referred_to() -> None:
    url = "https://w3id.org/scograph/context.jsonld"
    options = ("export", "-f", "jsonld", "--entity", "scod:arland")
    referring = json.loads(on_small(*options, "--context-url", url).out)
    assert referring["@context"] == url
    published = json.loads(run("context").out)["@context"]
    embedded = json.loads(on_small(*options).out)
    assert embedded["@graph"] == referring["@graph"]
    assert embedded["@context"].items() <= published.items()


def test_context_into_a_file(tmp_path: Path) -> None:
    file = tmp_path / "context.jsonld"
    assert run("context", "-o", file) == (0, "", "")
    assert file.read_text(encoding="utf-8") == run("context").out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "Name a format: -f turtle"),
        (["-f", "rdf"], "is not one of"),
        (["-f", "turtle", "--graph", "nope"], "There is no graph 'nope'. The graphs are: inferred"),
        (["-f", "turtle", "--graph", "names"], "There is no graph 'names'"),
        (["-f", "turtle", "--entity", "Ana Arlon"], "Ana Arlen"),
        (["-f", "turtle", "--entity", "scod:arland", "--graph", "record"], "name one"),
        (["-f", "turtle", "--context-url", "https://example.org/"], "for jsonld alone"),
        (["-f", "turtle", "-o", "no/such/folder.ttl"], "Cannot write no/such/folder.ttl"),
    ],
)
def test_wrong_requests(arguments: list[str], message: str) -> None:
    answer = on_small("export", *arguments)
    assert (answer.code, answer.out) == (2, "")
    assert message in answer.err and "Traceback" not in answer.err


def test_a_failure_leaves_the_file_that_was_there(tmp_path: Path) -> None:
    file, mine = tmp_path / "graph.rdf", tmp_path / "mine.ttl"
    file.write_text("old")
    file.chmod(0o640)
    mine.write_text(f'<{SCOD}arland> <{PREFIXES["skos"]}note> "bell \\u0007"@en .')
    failed = on_small("export", "-o", file, "--data", mine)
    assert failed.code == 2 and "control character" in failed.err
    assert file.read_text() == "old"
    assert sorted(tmp_path.iterdir()) == [file, mine]
    assert on_small("export", "-o", file).code == 0
    assert file.stat().st_size > 1000
    assert stat.S_IMODE(file.stat().st_mode) == 0o640


@pytest.mark.parametrize("name", list(stores.PROFILES))
def test_files_for_a_store(tmp_path: Path, name: str) -> None:
    answer = on_small("export", "--for", name, "-o", tmp_path / "files")
    assert answer.code == 0, answer.err
    written = sorted(path.name for path in (tmp_path / "files").iterdir())
    assert answer.out.count("\n") == len(written)
    assert {"README.md", "scograph.nq"} <= set(written)
    graphs = {
        str(getattr(quad.graph_name, "value", "default"))
        for quad in ox.parse(path=str(tmp_path / "files" / "scograph.nq"))
    }
    profile = stores.PROFILES[name]
    assert ("default" in graphs) == (not profile.union)
    assert (EVERYTHING_GRAPH in graphs) == (profile.everything is not None)
    text = (tmp_path / "files" / "README.md").read_text(encoding="utf-8")
    assert ("not run by the tests" in text) == (profile.tested is None)


def test_files_for_a_store_need_a_folder(tmp_path: Path) -> None:
    assert on_small("export", "--for", "virtuoso").code == 2
    (tmp_path / "taken").write_text("")
    answer = on_small("export", "--for", "virtuoso", "-o", tmp_path / "taken")
    assert answer.code == 2 and "is a file" in answer.err


def test_the_ontology_as_a_file_has_labels() -> None:
    """Editors of ontologies show rdfs:label and nothing else."""
    written = on_small("export", "-f", "ntriples", "--graph", "ontology").out
    found = quads(written, "ntriples")
    label = PREFIXES["rdfs"] + "label"
    (name,) = (
        quad.object.value
        for quad in found
        if quad.subject == ox.NamedNode(SCOG + "Participation")
        and quad.predicate.value == label
        and isinstance(quad.object, ox.Literal)
        and quad.object.language == "ru"
    )
    assert name == "участие"
