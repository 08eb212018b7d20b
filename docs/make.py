"""Write the generated pages: `python docs/make.py`, or `--check` to see whether they are current.

`commands.md` comes from the commands themselves, `queries.md` from the headers in `queries/`.
"""

from __future__ import annotations

import sys
from pathlib import Path

import click

from scograph import catalog, layout
from scograph.cli import COMMANDS, cli

HERE = Path(__file__).resolve().parent
NOTE = "<!-- Made by docs/make.py; change the code or the header instead. -->\n"


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
    found = catalog.compile(layout.QUERIES)["queries"]
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


def _help(command: click.Command, name: str, parent: click.Context | None) -> str:
    context = click.Context(command, info_name=name, parent=parent, terminal_width=88)
    return command.get_help(context).rstrip() + "\n"


PAGES = {"commands.md": commands, "queries.md": queries}


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
