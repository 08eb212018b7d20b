"""`scograph info`: versions, counts, sources, and the location of the store."""

from __future__ import annotations

import json
import platform
import textwrap
from itertools import groupby
from pathlib import Path

import click
import pyoxigraph as ox

from scograph import __version__
from scograph.cli import options
from scograph.entity import coverage, summary
from scograph.errors import printable
from scograph.store import cache

# Sources that are shown without --sources, the most cited ones.
_SOURCES = 10
EXAMPLES = """\b
Examples:
  scograph info
  scograph info --format json
  scograph info --coverage
  scograph info --data my.ttl
"""


@click.command("info", epilog=EXAMPLES)
@click.option(
    "-F",
    "--format",
    "format_name",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Output format.",
)
@options.options(*options.GRAPH)
@click.option(
    "--coverage",
    "of_coverage",
    is_flag=True,
    help="Show how complete the record is, for each body, kind of fact and period.",
)
@click.option("--sources", "all_sources", is_flag=True, help="Show all sources with their claims.")
def command(
    format_name: str,
    data: tuple[Path, ...],
    only_data: bool,
    asserted: bool,
    of_coverage: bool,
    all_sources: bool,
) -> None:
    """Print versions, counts, sources, the location of the store, and whether it is current.

    No store is built. With --coverage, which needs the store, the completeness of the record is
    printed instead: what an absence in the graph means.
    """
    spec = options.graph_spec(data, only_data, asserted)
    if of_coverage:
        text = _coverage(coverage.read(cache.current(spec)), format_name)
        click.echo(text if format_name == "json" else printable(text))
        return
    state = cache.look(spec, thorough=True)
    found = summary.summary(state.path) if state.path else None
    if format_name == "json":
        click.echo(_json(state, found))
    else:
        click.echo(printable(_text(state, found, all_sources=all_sources)))


def _coverage(found: list[coverage.Coverage], format_name: str) -> str:
    if format_name == "json":
        return json.dumps([one._asdict() for one in found], ensure_ascii=False, indent=2)
    if not found:
        return "The graph has no coverage: an absence in it has no meaning."
    lines = []
    for body, of_body in groupby(coverage.periods(found), key=lambda one: one.body):
        lines += ["", body]
        for kind, of_kind in groupby(of_body, key=lambda one: one.kind):
            lines.append(f"  {kind}")
            for one in of_kind:
                checks = ", ".join([*one.checks, *(f"“{title}”" for title in one.against)])
                lines.append(
                    f"    {_years(one):<9}  {one.completeness:<17}  {one.recorded:>5,} recorded"
                    f"  ({checks})"
                )
                lines += textwrap.wrap(
                    one.note, 96, initial_indent=" " * 15, subsequent_indent=" " * 15
                )
    return "\n".join(lines[1:])


def _years(one: coverage.Coverage) -> str:
    first, last = one.since[:4], one.until[:4]
    return first if first == last else f"{first}–{last}"


def _json(state: cache.State, found: summary.Summary | None) -> str:
    content = {
        **_versions(),
        "store": str(state.path) if state.path else None,
        "current": state.current,
        "reason": state.reason or None,
        "asserted": found and found.asserted,
        "inferred": found and found.inferred,
        "classes": found and found.classes,
        "sources": found and [source._asdict() for source in found.sources],
    }
    return json.dumps(content, ensure_ascii=False, indent=2)


def _text(state: cache.State, found: summary.Summary | None, *, all_sources: bool = False) -> str:
    lines = [f"{name:<11} {version}" for name, version in _versions().items()]
    if state.path is None or found is None:
        return "\n".join([*lines, f"store       none: {state.reason}. To build it: scograph build"])
    current = "yes" if state.current else f"no: {state.reason}. The next command builds it anew"
    lines += [
        f"store       {state.path}",
        f"current     {current}",
        f"triples     {found.asserted:,} asserted, {found.inferred:,} inferred",
        "",
        "Things by class",
        *(f"{number:>7,}  {name}" for name, number in found.classes.items()),
        "",
        "Claims by source",
    ]
    shown = found.sources if all_sources else found.sources[:_SOURCES]
    for source in shown:
        lines.append(f"{source.claims:>7,}  {source.title}")
        if source.url:
            lines.append(f"{'':>9}{source.url}")
    if more := len(found.sources) - len(shown):
        lines.append(f"{'':>9}and {more:,} more: scograph info --sources")
    return "\n".join(lines)


def _versions() -> dict[str, str]:
    return {
        "scograph": __version__,
        "python": platform.python_version(),
        "pyoxigraph": ox.__version__,
    }
