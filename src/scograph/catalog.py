"""The canned queries: their headers read and checked, once, when the store is built.

A query is a `.rq` file whose first lines, marked `#+`, are YAML (the convention of grlc):
summary, question, parameters, columns, example, tags. `compile` gives everything that a run needs
as plain dictionaries, so that a run parses no YAML.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from scograph.errors import BadRequest, UnreadableInput
from scograph.names import shortened

FILE = "catalog.json"
TYPES = ("thing", "concept", "date", "integer", "flag", "text")
_KEYS = {"summary", "question", "description", "parameters", "columns", "example", "tags"}
_NEEDED = ("summary", "question", "columns", "example", "tags")
_PARAMETER_KEYS = {"name", "type", "of", "default", "choices", "help", "example", "required"}
_NAME = re.compile(r"[a-z][a-z0-9-]*")
_MARK = re.compile(r"#(?:\? (.*)| (values|labels): (.*))$")
_NEARLY_MARK = re.compile(r"#\?|#\s*(?:values?|labels?)\s*:", re.I)

Query = dict[str, Any]


def compile(folder: Path) -> dict[str, Any]:
    """`{"queries": {name: query}}` of every `.rq` below the folder.

    UnreadableInput names the file and the line of a slip in a header.
    """
    queries: dict[str, Query] = {}
    for path in sorted(folder.rglob("*.rq")):
        if path.stem in queries:
            raise UnreadableInput(f"There are two queries of the name {path.stem}.", path=path)
        queries[path.stem] = read(path)
    return {"queries": queries}


def load(store_folder: Path) -> dict[str, Query]:
    """The compiled queries that lie beside a built store, by name."""
    found: dict[str, Query] = json.loads((store_folder / FILE).read_bytes())["queries"]
    return found


def get(queries: dict[str, Query], name: str) -> Query:
    """The query of a name; BadRequest gives the nearest names where there is none."""
    if name in queries:
        return queries[name]
    import difflib

    near = difflib.get_close_matches(name, queries, n=3, cutoff=0.5)
    hint = f" Did you mean {' or '.join(near)}?" if near else " `scograph queries` lists them."
    raise BadRequest(f"There is no canned query named {shortened(name)}.{hint}")


def read(path: Path) -> Query:
    """One query as a dictionary, its header checked against its SPARQL."""
    return _Header(path).query()


class _Header:
    """The header of one file, with the line of each key for messages."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
        except UnicodeDecodeError:
            raise UnreadableInput("The query is not UTF-8.", path=path) from None
        count = next((n for n, line in enumerate(lines) if not line.startswith("#+")), len(lines))
        self.lines = [line[2:].removeprefix(" ") for line in lines[:count]]
        self.body = "\n".join(lines[count:]).strip() + "\n"
        blank = next((n for n, line in enumerate(lines[count:]) if line.strip()), 0)
        self.body_line = count + blank + 1

    def query(self) -> Query:
        head = self._yaml()
        for key in head:
            if key not in _KEYS:
                raise self._slip(f"The header has no key {key!r}", key, _KEYS)
        for key in _NEEDED:
            if key not in head:
                raise self._slip(f"The header lacks {key!r}", "")
        parameters = [self._parameter(item) for item in head.get("parameters") or []]
        names = [parameter["name"] for parameter in parameters]
        if len(set(names)) < len(names):
            raise self._slip("Two parameters have the same name", "parameters")
        example = {
            str(key): value if isinstance(value, bool) else str(value)
            for key, value in (head["example"] or {}).items()
        }
        for key in example:
            if key not in names:
                raise self._slip(f"The example gives {key!r}, which is no parameter", "example")
        columns = {str(key): str(text) for key, text in head["columns"].items()}
        self._check_body({one["name"]: one for one in parameters}, columns)
        return {
            "name": self.path.stem,
            "topic": self.path.parent.name,
            "summary": str(head["summary"]),
            "question": str(head["question"]),
            "description": str(head.get("description") or ""),
            "parameters": parameters,
            "columns": columns,
            "example": example,
            "tags": [str(tag) for tag in head["tags"]],
            "sparql": self.body,
        }

    def _yaml(self) -> dict[str, Any]:
        import yaml

        text = "\n".join(self.lines)
        try:
            head = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506
            self._look_for_twins(yaml.compose(text, Loader=yaml.BaseLoader))
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark
            raise UnreadableInput(
                f"The header is not YAML: {error.problem}.",
                path=self.path,
                line=mark.line + 1 if mark else 1,
                column=mark.column + 4 if mark else None,
            ) from None
        except yaml.YAMLError:
            raise UnreadableInput(
                "The header has a control character.", path=self.path, line=1
            ) from None
        if not isinstance(head, dict):
            raise UnreadableInput("The query has no `#+` header.", path=self.path, line=1)
        for key in ("summary", "question", "description"):
            if not isinstance(head.get(key, ""), str):
                raise self._slip(f"{key!r} is not text", key)
        for key, kind in (("columns", dict), ("tags", list), ("parameters", list)):
            if key in head and not isinstance(head[key], kind):
                raise self._slip(f"{key!r} is not a {kind.__name__}", key)
        if not isinstance(head.get("example") or {}, dict):
            raise self._slip("'example' is not a dict", "example")
        return head

    def _look_for_twins(self, node: Any) -> None:
        """UnreadableInput where a key is there twice: YAML would forget the first."""
        if not isinstance(node.value if node else None, list):
            return
        seen: set[str] = set()
        for part in node.value:
            key, *rest = part if isinstance(part, tuple) else (part,)
            if rest:
                if str(key.value) in seen:
                    raise UnreadableInput(
                        f"{str(key.value)!r} is there twice.",
                        path=self.path,
                        line=key.start_mark.line + 1,
                    )
                seen.add(str(key.value))
            for inner in rest or [key]:
                self._look_for_twins(inner)

    def _parameter(self, item: Any) -> dict[str, Any]:
        if not isinstance(item, dict) or "name" not in item:
            raise self._slip("A parameter has no name", "parameters")
        name = item["name"]
        for key, value in item.items():
            if not isinstance(value, list if key == "choices" else str):
                raise self._slip(f"The {key} of a parameter is not what it should be", key)
        for key in item:
            if key not in _PARAMETER_KEYS:
                raise self._slip(f"Parameter {name} has no key {key!r}", key, _PARAMETER_KEYS)
        if not _NAME.fullmatch(name):
            raise self._slip(f"{name!r} cannot be the name of an option", name)
        if item.get("type") not in TYPES:
            raise self._slip(f"Parameter {name} has no known type", name, TYPES)
        if not item.get("help"):
            raise self._slip(f"Parameter {name} has no help", name)
        if item["type"] == "concept" and "of" not in item:
            raise self._slip(f"Parameter {name} does not say of which code list", name)
        if item.get("required", "true") not in ("true", "false"):
            raise self._slip(f"Parameter {name}: 'required' is true or false", name)
        if "default" in item and item["default"] not in item.get("choices", [item["default"]]):
            raise self._slip(f"The default of {name} is not among its choices", name)
        return {**item, "required": item.get("required") == "true"}

    def _check_body(self, names: dict[str, dict[str, Any]], columns: dict[str, str]) -> None:
        used: set[str] = set()
        labelled: set[str] = set()
        # `on-last` is the last day of the month or year that was given as `on`.
        known = {*names, *(f"{name}-last" for name, one in names.items() if one["type"] == "date")}
        for number, line in enumerate(self.body.splitlines(), self.body_line):
            mark = _MARK.search(line)
            if not mark:
                if _NEARLY_MARK.search(line):
                    raise UnreadableInput(
                        "This is no mark. Write `#? name`, `# values: name` or `# labels: name`.",
                        path=self.path,
                        line=number,
                    )
                continue
            condition, kind, words = mark.groups()
            if condition is not None:
                wanted = [word.lstrip("!") for word in condition.split()]
            else:
                wanted = [word.partition("=")[0] for word in words.split()]
            if kind == "labels":
                labelled.update(f"{word}Label" for word in wanted)
                unknown = [word for word in wanted if f"{word}Label" not in columns]
            else:
                used.update(wanted)
                unknown = [word for word in wanted if word not in known]
            if unknown:
                raise UnreadableInput(
                    f"{unknown[0]!r} is neither a parameter nor a labelled column of the header.",
                    path=self.path,
                    line=number,
                )
        for name, parameter in names.items():
            if parameter["type"] == "date":
                parameter["period"] = f"{name}-last" in used
            if name not in used:
                raise self._slip(f"The query does not use the parameter {name}", name)
        projected = re.search(r"\bSELECT\b(.*?)\bWHERE\b", self.body, re.DOTALL)
        if projected is None:
            raise UnreadableInput("A canned query is a SELECT.", path=self.path)
        outside = re.sub(r"\([^()]*(?:\([^()]*\))*[^()]*?AS\s+(\?\w+)\s*\)", r"\1", projected[1])
        found = re.findall(r"\?(\w+)", outside)
        if found != list(columns):
            odd = next(
                (name for name in [*columns, *found] if (name in columns) != (name in found)), ""
            )
            reason = f"{odd!r} is in one of them only" if odd else "their order differs"
            raise self._slip(
                f"The columns are not those that the query selects: {reason}", odd or "columns"
            )
        bound = {*labelled, *re.findall(r"\?(\w+)", self.body[projected.end() :])}
        bound.update(re.findall(r"AS\s+\?(\w+)", projected[1]))
        for name in columns:
            if name not in bound:
                raise self._slip(f"Nothing gives the column {name} a value", name)

    def _slip(self, text: str, word: str, allowed: Any = ()) -> UnreadableInput:
        known = f"; known are {', '.join(sorted(allowed))}" if allowed else ""
        return UnreadableInput(f"{text}{known}.", path=self.path, line=self._line(word))

    def _line(self, word: str) -> int:
        """The line of a key, or of a parameter by its name; 1 where neither is there."""
        for form in (rf"{word}:", rf"[-\s{{]*{word}:", rf".*\bname: {word}\b", rf".*\b{word}\b"):
            for number, line in enumerate(self.lines, 1):
                if word and re.match(form, line):
                    return number
        return 1
