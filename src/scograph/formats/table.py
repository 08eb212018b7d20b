"""Rows as a table for a terminal: no word broken, and what all rows share said once above it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

# An address or a name without blanks may be broken; it would take the place of all else.
_LONGEST_WORD = 24
# Fewer rows show no more clearly what they share.
_FEW = 3
# A border, and between two columns a line with a blank on each side.
_EDGES, _BETWEEN = 2, 3
_NOTHING = "–"


def written(headings: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> str:
    """The table in so many columns of the terminal; each row as a block where none fits."""
    columns = list(range(len(headings)))
    above: list[tuple[str, str]] = []
    if _total([_natural(headings, rows, at) for at in columns]) > width and len(rows) >= _FEW:
        shared = [at for at in columns if len({row[at] for row in rows}) == 1]
        columns = [at for at in columns if at not in shared] or columns[:1]
        above = [(headings[at], rows[0][at] or _NOTHING) for at in shared if at not in columns]
    lines = _pairs(above, width)
    widths = _widths(headings, rows, columns, width)
    if widths is None:
        blocks = ["\n".join(_pairs(_named(headings, row, columns), width)) for row in rows]
        rule = f"\n {'─' * max(width - 2, 1)}\n"
        return rule.join(["\n".join(lines)] * bool(lines) + blocks) + "\n"
    head = "\n".join(lines) + "\n\n" if lines else ""
    return head + _grid(headings, rows, columns, widths, width)


def _grid(
    headings: Sequence[str],
    rows: Sequence[Sequence[str]],
    columns: Sequence[int],
    widths: Sequence[int],
    width: int,
) -> str:
    console = Console(width=max(width, _total(widths)), no_color=True, highlight=False)
    named = [headings[at] for at in columns]
    rule = f" {'─' * (_total(widths) - _EDGES)}".rstrip()
    lines = [*_side_by_side(named, widths, console), rule]
    for row in rows:
        lines += _side_by_side([row[at] for at in columns], widths, console)
    return "\n".join(lines).strip("\n") + "\n"


def _side_by_side(cells: Sequence[str], widths: Sequence[int], console: Console) -> Iterator[str]:
    """The lines of one row. rich itself would take seconds for ten thousand rows."""
    folded = [_folded(text, wide, console) for text, wide in zip(cells, widths, strict=True)]
    for line in zip_longest(*folded, fillvalue=""):
        padded = (
            text + " " * (wide - cell_len(text)) for text, wide in zip(line, widths, strict=True)
        )
        yield f" {(' ' * _BETWEEN).join(padded)}".rstrip()


def _folded(text: str, wide: int, console: Console) -> list[str]:
    """The text in lines that are no wider than that."""
    if text.isprintable() and cell_len(text) <= wide:
        return [text]
    return [part.plain for part in Text(text).wrap(console, wide, overflow="fold")]


def _widths(
    headings: Sequence[str], rows: Sequence[Sequence[str]], columns: Sequence[int], width: int
) -> list[int] | None:
    """The widths of the columns; None where the words do not fit side by side."""
    natural = [_natural(headings, rows, at) for at in columns]
    if _total(natural) <= width:
        return natural
    least = [
        max(_word(text) for text in (headings[at], *(row[at] for row in rows))) for at in columns
    ]
    left = width - _total(least)
    if left < 0:
        return None
    wanted = [most - now for most, now in zip(natural, least, strict=True)]
    # Who wants little gets it whole; the others share the rest.
    for number, at in enumerate(sorted(range(len(columns)), key=wanted.__getitem__)):
        more = min(wanted[at], left // (len(columns) - number))
        least[at] += more
        left -= more
    return least


def _natural(headings: Sequence[str], rows: Sequence[Sequence[str]], at: int) -> int:
    return max(map(cell_len, (headings[at], *(row[at] for row in rows))))


def _total(widths: Sequence[int]) -> int:
    return sum(widths) + _BETWEEN * (len(widths) - 1) + _EDGES


def _word(text: str) -> int:
    """The width of the longest word of a text that should not be broken.

    Chinese has no blanks, and is broken anywhere.
    """
    return max(
        (
            min(cell_len(word), _LONGEST_WORD if cell_len(word) == len(word) else 8)
            for word in text.split()
        ),
        default=1,
    )


def _named(
    headings: Sequence[str], row: Sequence[str], columns: Sequence[int]
) -> list[tuple[str, str]]:
    return [(headings[at], row[at]) for at in columns if row[at]]


def _pairs(pairs: Sequence[tuple[str, str]], width: int) -> list[str]:
    """Names and values, one pair to a line; a long value goes on below itself."""
    wide = max((cell_len(name) for name, _ in pairs), default=0)
    console = Console(width=width, no_color=True, highlight=False)
    lines: list[str] = []
    for name, value in pairs:
        parts = Text(value).wrap(console, max(width - wide - 4, 20), overflow="fold")
        for number, part in enumerate(parts):
            start = name if number == 0 else ""
            lines.append(f" {start}{' ' * (wide - cell_len(start))}   {part.plain}".rstrip())
    return lines
