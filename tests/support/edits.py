"""Random edits of lines of N-Triples, as people make them."""

from __future__ import annotations

import random


def edited(lines: list[bytes], chance: random.Random) -> set[bytes]:
    """The lines with a few dropped, a value exchanged for one of another thing, a thing doubled."""
    found = set(lines)
    for _ in range(chance.choice([1, 2, 4])):
        line = chance.choice(lines)
        subject, predicate, _ = line.split(b" ", 2)
        kind = chance.choice(["drop", "exchange", "double", "remove"])
        if kind == "drop":
            found -= set(chance.sample(lines, chance.choice([1, 3])))
        elif kind == "exchange":
            other = chance.choice([one for one in lines if one.split(b" ", 2)[1] == predicate])
            found.discard(line)
            found.add(b" ".join((subject, predicate, other.split(b" ", 2)[2])))
        elif kind == "double":
            twin = subject[:-1] + b"-twin>"
            found |= {one.replace(subject, twin) for one in lines if subject in one}
        else:
            found = {one for one in found if not one.startswith(subject)}
    return found
