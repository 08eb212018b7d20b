"""The command that gives the rows of a plan."""

from __future__ import annotations

from scograph.ask.plan import Plan


def command(plan: Plan) -> str:
    """The command that gives the rows of a plan, with the conditions that no option expresses."""
    parts = ["scograph", "run", plan.asking.query]
    for name, value in plan.given.items():
        if name == "certainly":
            parts.append("--certainly")
            continue
        parts += [f"--{name}", f'"{value}"' if " " in value else value]
    conditions = [
        f"{name} = {' | '.join(map(_local, values))}"
        for name, values in plan.filters.items()
        if name in plan.needed and values != ("",)
    ]
    if plan.within:
        conditions.append(f"{plan.within[0]} {plan.within[1]}..{plan.within[2]}")
    if plan.in_office:
        conditions.append("until not known")
    for name, values in plan.without.items():
        conditions.append(f"{name} != {' | '.join(_local(value) for value in values)}")
    text = " ".join(parts) + (f"  # {'; '.join(conditions)}" if conditions else "")
    return f"{text}\n{command(plan.other)}" if plan.other else text


def _local(value: str) -> str:
    return value.rpartition("/")[2].rpartition("#")[2]
