"""`scograph check`: the answers of the canned queries against the recorded ones."""

from __future__ import annotations

import click

from scograph import files
from scograph.cli import options
from scograph.errors import CheckError, UsageError, printable
from scograph.query import catalog, check
from scograph.store import cache

EXAMPLES = """\b
Examples:
  scograph check
  scograph check attendees members
  scograph check --engine rdflib
  scograph check --endpoint http://localhost:7878/query
  scograph check --endpoint http://localhost:8890 --store virtuoso
"""


@click.command("check", epilog=EXAMPLES)
@click.argument("names", nargs=-1, metavar="[NAME]...")
@options.options(*options.AT_ENDPOINT)
@click.option(
    "--engine",
    type=click.Choice(["oxigraph", "rdflib"]),
    default="oxigraph",
    show_default=True,
    help="The SPARQL engine, without --endpoint.",
)
@options.options(options.TIMEOUT)
@click.option(
    "--record",
    is_flag=True,
    help="Record the answers, after a change of data or queries.",
)
def command(
    names: tuple[str, ...],
    endpoint: str | None,
    store_name: str | None,
    user: str | None,
    engine: str,
    timeout: float | None,
    record: bool,
) -> None:
    """Run the example of every canned query, or of those named, and compare it with the record.

    Exit code 1 if an answer differs.
    """
    options.under_deadline(timeout)
    if record and endpoint:
        raise UsageError(
            "--record takes its answers from the embedded store: leave --endpoint out."
        )
    there = options.endpoint(endpoint, store_name, user)
    folder = cache.current()
    opened, found = cache.open_at(folder), catalog.load()
    chosen = [catalog.get(found, name) for name in names or sorted(found)]
    if record:
        for canned in chosen:
            text = check.answer(opened, canned, engine=engine)
            with files.output(check.path_of(canned["name"])) as stream:
                stream.write(text.encode())
        click.echo(f"Recorded {len(chosen)} answers.", err=True)
        return
    outcomes = []
    for canned in chosen:
        outcome = check.outcome(opened, canned, endpoint=there, engine=engine)
        outcomes.append(outcome)
        click.echo(f"{'same' if outcome.same else 'DIFFERS':8}{outcome.name}  {outcome.rows} rows")
        for sign, rows in (("-", outcome.missing), ("+", outcome.surplus)):
            for row in rows[:5]:
                click.echo(printable(f"        {sign} {row}"))
            if len(rows) > 5:
                click.echo(f"        {sign} ... and {len(rows) - 5} more")
    wrong = [outcome.name for outcome in outcomes if not outcome.same]
    where = (there and there.url) or ("the embedded store" if engine == "oxigraph" else engine)
    if wrong:
        raise CheckError(
            f"{len(wrong)} of {len(outcomes)} answers differ on {where}: {', '.join(wrong)}."
        )
    click.echo(f"All {len(outcomes)} answers are as recorded, on {where}.", err=True)
