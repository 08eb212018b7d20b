"""Write the generated pages: `python docs/make.py`, or `--check` to see whether they are current.

`commands.md` comes from the commands themselves, `queries.md` from the headers in `queries/`, and
`errors.md` from the shapes, `terms.md` from the ontology.
"""

from __future__ import annotations

import sys
from pathlib import Path

import click
import pyoxigraph as ox

from scograph import paths
from scograph.cli import COMMANDS, cli
from scograph.corpus import load
from scograph.names import labels
from scograph.query import catalog
from scograph.rdf import graph
from scograph.rdf.namespaces import PREFIXES, SCOG, curie
from scograph.shapes import misplaced

HERE = Path(__file__).resolve().parent
NOTE = "<!-- Made by docs/make.py; change the command, the header or the shape instead. -->\n"


def commands() -> str:
    """Every command with its help, as it prints it."""
    parts = [f"# Commands\n\n{NOTE}\n```text\n{_help(cli, 'scograph', None)}```\n"]
    top = click.Context(cli, info_name="scograph", terminal_width=88)
    for name in COMMANDS:
        command = cli.get_command(top, name)
        if command is None:
            raise SystemExit(f"{name} is no command")
        parts.append(f"## {name}\n\n```text\n{_help(command, name, top)}```\n")
    return "\n".join(parts)


def queries() -> str:
    """Every canned query: question, parameters, columns and example."""
    found = catalog.compile(paths.QUERIES)["queries"]
    parts = [f"# Canned queries\n\n{NOTE}"]
    for name, query in sorted(found.items()):
        parts.append(f"## {name}\n\n{query['question']}\n")
        if query["parameters"]:
            rows = [
                f"| `--{one['name']}` | {one['help']} | {one.get('default', '')} |"
                for one in query["parameters"]
            ]
            parts.append("\n".join(["| parameter | | default |", "| --- | --- | --- |", *rows, ""]))
        columns = [f"| `{column}` | {text} |" for column, text in query["columns"].items()]
        parts.append("\n".join(["| column | |", "| --- | --- |", *columns, ""]))
        example = " ".join(
            f'--{parameter} "{value}"' if " " in str(value) else f"--{parameter} {value}"
            for parameter, value in query["example"].items()
        )
        parts.append(f"```sh\n{f'scograph run {name} {example}'.rstrip()}\n```\n")
    return "\n".join(parts)


FINDINGS = """\
# Findings, and how to fix them

{note}
`scograph validate` and `scograph build` give each finding a code; this page has a heading for each.
The shapes are in [`ontology/shapes`](../ontology/shapes), with cases for each in
[`tests/shapes/cases`](../tests/shapes/cases/README.md).

A finding is an error unless it is marked as a warning here. Errors end the command with exit code
1, warnings alone do not. Shapes report only what is certainly wrong: a date is a period of possible
days, and what is only possibly wrong is no finding.

One error can break several shapes. The finding that names the cause comes first; those that are
expected to go with it are listed below it, each on a line that begins with `also`.
"""
CONTRADICTION = (
    "Two statements cannot both be true, for example a thing that is a person and a state. The "
    "reasoner stops there, so shapes are validated only when it is fixed.",
    "Correct the one that is wrong; the definitions of the two classes or properties show why they "
    "exclude each other.",
)
UNUSABLE = (
    "An axiom that no reasoner can use: a property that is a text or a blank node, a cardinality "
    "that is no number, a list that leads back to itself or has no end, a term of RDF or OWL that "
    "is defined anew. It is a warning where OWL allows it and the profile OWL 2 RL does not."
)
SHAPES = """
SELECT ?code (SAMPLE(?comment) AS ?text) (MAX(?warns) AS ?warning)
  (GROUP_CONCAT(DISTINCT ?remedy; separator="\\n") AS ?remedies)
WHERE {
  ?shape dct:identifier ?code ; sh:description ?remedy .
  BIND (EXISTS { ?shape sh:severity sh:Warning } AS ?warns)
  OPTIONAL { ?shape rdfs:comment ?comment }
}
GROUP BY ?code
"""


def findings() -> str:
    """Every code of a finding: what is wrong, and the remedies of its shapes."""
    shapes = ox.Store()
    for path in sorted(paths.SHAPES.glob("*.ttl")):
        shapes.load(path=path, format=ox.RdfFormat.TURTLE)
    sections = {
        "contradiction": "{}\n\nFix: {}\n".format(*CONTRADICTION),
        misplaced.CODE: f"{UNUSABLE}\n\nFix: {misplaced.REMEDY}\n",
    }
    for code, text, warning, remedies in shapes.query(SHAPES, prefixes=PREFIXES):
        if text is None:
            raise SystemExit(f"The shape {code.value} has no rdfs:comment.")
        lines = sorted(remedies.value.splitlines())
        fix = f" {lines[0]}" if len(lines) == 1 else "".join(f"\n- {line}" for line in lines)
        gap = "\n" if len(lines) > 1 else ""
        marked = "*A warning.* " if warning.value == "true" else ""
        sections[code.value] = f"{marked}{text.value}\n\nFix:{gap}{fix}\n"
    body = "".join(f"\n## {code}\n\n{text}" for code, text in sorted(sections.items()))
    return FINDINGS.format(note=NOTE) + body


def _help(command: click.Command, name: str, parent: click.Context | None) -> str:
    context = click.Context(command, info_name=name, parent=parent, terminal_width=88)
    return command.get_help(context).rstrip() + "\n"


def terms() -> str:
    """The properties of the ontology with domain and range, and its code lists."""
    store = ox.Store()
    for path in load.ontology_files():
        store.extend(
            ox.Quad(*one.triple) for one in ox.parse(path=path, format=ox.RdfFormat.TURTLE)
        )
    kinds = ("owl:ObjectProperty", "owl:DatatypeProperty")
    found = {
        node
        for kind in kinds
        for node in graph.instances(store, kind)
        if node.value.startswith(SCOG)
    }
    rows = [
        f"| `{node.value.removeprefix(SCOG)}` | {labels.label(store, node)} | "
        f"{_ends(store, node, 'rdfs:domain')} | {_ends(store, node, 'rdfs:range')} | "
        f"{graph.text(store, node, 'skos:definition')} |"
        for node in sorted(found, key=lambda one: one.value.lower())
    ]
    head = ["| property | name | of | to | says |", "| --- | --- | --- | --- | --- |"]
    parts = [TERMS + NOTE, "## Properties\n", "\n".join([*head, *rows, ""]), "## Codes\n"]
    for scheme in sorted(graph.instances(store, "skos:ConceptScheme"), key=lambda one: one.value):
        codes = sorted(graph.subjects(store, "skos:inScheme", scheme), key=lambda one: one.value)
        named = ", ".join(f"`{curie(code.value)}` {labels.label(store, code)}" for code in codes)
        parts.append(f"**{labels.label(store, scheme)}** (`{curie(scheme.value)}`): {named}.\n")
    return "\n".join(parts)


def _ends(store: ox.Store, node: ox.NamedNode, which: str) -> str:
    found = sorted(curie(one.value) for one in graph.nodes(store, node, which))
    return ", ".join(f"`{one.removeprefix('scog:')}`" for one in found)


TERMS = """\
# Properties and codes

All properties (`scog:`) and codes of the ontology, for whoever writes a query.
[model.md](model.md) shows how they belong together; the page `/ontology` of `scograph serve`
has them with their definitions.

"""

PAGES = {
    "commands.md": commands,
    "queries.md": queries,
    "errors.md": findings,
    "terms.md": terms,
}


def main(arguments: list[str]) -> int:
    """0 when all pages are current or were written; 1 when `--check` found old ones."""
    old = []
    for name, make in PAGES.items():
        page, text = HERE / name, make()
        if not page.is_file() or page.read_text(encoding="utf-8") != text:
            old.append(name)
            if "--check" not in arguments:
                page.write_text(text, encoding="utf-8")
    if old:
        print(*old, sep="\n")
    return 1 if old and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
