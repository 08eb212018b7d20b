"""`scograph queries`: the canned queries, or one of them in full."""

from __future__ import annotations

import json
from typing import Any

import click

from scograph import files
from scograph.errors import UsageError
from scograph.query import catalog, header, run
from scograph.store import cache

EXAMPLES = """\b
Examples:
  scograph queries
  scograph queries attendees
  scograph queries --format json
"""


@click.command("queries", epilog=EXAMPLES)
@click.argument("name", required=False)
@click.option(
    "--format",
    "-F",
    "format_name",
    type=click.Choice(["text", "json"]),
    default="text",
    help="Output format.",
)
def command(name: str | None, format_name: str) -> None:
    """List the canned queries, or show one: question, parameters, columns, example, SPARQL.

    The SPARQL is that of the example, with its values and defaults: copied, it gives the same
    answer. With other values, scograph run NAME --show prints it.
    """
    found = catalog.load()
    if name is not None:
        one = catalog.get(found, name)
        text = _json(one) if format_name == "json" else _shown(one)
    else:
        text = _json(found) if format_name == "json" else _listed(found)
    with files.output(None) as stream:
        stream.write(text.encode())


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _listed(found: dict[str, header.Query]) -> str:
    width = max(map(len, found))
    lines: list[str] = []
    for topic in sorted({one["topic"] for one in found.values()}):
        lines += ["", topic] if lines else [topic]
        lines += [
            f"  {name:{width}}  {one['summary']}"
            for name, one in sorted(found.items())
            if one["topic"] == topic
        ]
    lines += ["", "scograph queries NAME shows one of them, scograph run NAME runs it."]
    return "\n".join(lines) + "\n"


def _shown(one: header.Query) -> str:
    rows = [(f"--{p['name']}", _parameter(p)) for p in one["parameters"]]
    lines = [one["name"], f"  {one['question']}"]
    if one["description"]:
        lines += ["", f"  {one['description'].strip()}"]
    lines += ["", "parameters", *_pairs(rows), "", "columns", *_pairs(list(one["columns"].items()))]
    example = " ".join(f"--{key} {_quoted(value)}" for key, value in one["example"].items())
    lines += ["", "example", f"  scograph run {one['name']} {example}".rstrip()]
    title, sparql = _sparql(one)
    lines += ["", title, *(f"  {line}".rstrip() for line in sparql.rstrip().splitlines())]
    return "\n".join(lines) + "\n"


def _sparql(one: header.Query) -> tuple[str, str]:
    """The SPARQL of the example with its title; the template if the graph lacks its things."""
    try:
        return "SPARQL of the example, as it is sent", run.sparql(cache.open(), one, one["example"])
    except UsageError:
        return "SPARQL, as a template: the graph has not the things of the example", one["sparql"]


def _parameter(parameter: header.Parameter) -> str:
    kind = f"{parameter['type']} of {parameter['of']}" if "of" in parameter else parameter["type"]
    default = f", default {parameter['default']}" if "default" in parameter else ""
    needed = ", required" if parameter.get("required") else ""
    return f"{parameter['help']} ({kind}{default}{needed})"


def _pairs(rows: list[tuple[str, str]]) -> list[str]:
    width = max((len(left) for left, _ in rows), default=0)
    return [f"  {left:{width}}  {right}" for left, right in rows]


def _quoted(value: str | bool) -> str:
    return f'"{value}"' if " " in str(value) else str(value)
