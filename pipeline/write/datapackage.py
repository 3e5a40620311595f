"""Frictionless Data Package (v1) beside CSV tables: what the columns mean and hold, for whoever opens them by program.

`datapackage.json` has a tabular resource for each CSV of its folder, with a Table Schema of the columns. The CSV begins
with a byte order mark; its encoding is "utf-8" here, because "utf-8-sig" is Python's own name for that, and readers of
UTF-8 skip the mark.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Any

import regex

from pipeline.errors import KehoachError
from pipeline.messages import message
from pipeline.replace import replace_file
from pipeline.table import COLUMNS, KINDS

if TYPE_CHECKING:
    from pipeline.records import Plan

FILE = "datapackage.json"
FIELDS: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("number", "integer", {"required": True, "unique": True, "minimum": 1}),
    ("task", "string", {"required": True}),
    ("products", "string", {}),
    ("lead", "string", {}),
    ("coordinating", "string", {}),
    ("deadline", "string", {}),
    ("targets", "string", {}),
    ("due", "date", {}),
    ("section", "string", {}),
    ("page", "integer", {"minimum": 1}),
    ("confidence", "number", {"required": True, "minimum": 0, "maximum": 1}),
    ("kind", "string", {"required": True}),
    ("extra", "string", {}),
    ("to-check", "string", {}),
    ("id", "string", {}),
)
"""What the columns of `COLUMNS` hold, in order: end of the code of their description, type and constraints."""

# What a resource's name may not have: " ", "(", "Đ"; not "-", "."
NOT_IN_NAME = regex.compile(r"[^a-z0-9._-]+")


def update_package(path: Path, plan: Plan, lang: str = "vi") -> Path:
    """Describe the CSV `path`, which holds the table of `plan` in `lang`, in the datapackage.json beside it; returns
    its path.

    The entry of a CSV that was described before is replaced under the name that it has, all others and whatever else
    the package says stay. Raises `KehoachError`: cannot-read (the CSV), bad-package for a datapackage.json that is no
    JSON or no data package, which is left alone, and cannot-write.
    """
    target = path.with_name(FILE)
    package = _package(target, lang)
    resource = describe_csv(path, plan, lang)
    resources = package["resources"]
    at = next(
        (i for i, r in enumerate(resources) if isinstance(r, dict) and r.get("path") == path.name), len(resources)
    )
    others = [r.get("name") for i, r in enumerate(resources) if i != at and isinstance(r, dict)]
    known = resources[at].get("name") if at < len(resources) else None
    resource["name"] = known if isinstance(known, str) and known else _unused(resource["name"], others)
    resources[at : at + 1] = [resource]
    text = json.dumps(package, ensure_ascii=False, indent=2)
    # a file name that is not UTF-8 has lone surrogates; "\udce9" is how JSON spells one
    replace_file(target, lambda stream: stream.write(f"{text}\n".encode(errors="backslashreplace")))
    return target


def check_package(path: Path) -> None:
    """`KehoachError` (bad-package, cannot-read) where the package beside the CSV `path` could not be updated."""
    _package(path.with_name(FILE), "vi")


def describe_csv(path: Path, plan: Plan, lang: str = "vi") -> dict[str, Any]:
    """The resource of the CSV `path` that `pipeline.write.csv` made of `plan` with `lang`: where it is, its size and
    SHA-256, how it is written and what its columns are. Raises `KehoachError` (cannot-read)."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise KehoachError("cannot-read", path=str(path), reason=error) from error
    document = plan.document
    named = " ".join(part for part in (document.number, document.title) if part) or document.file
    about: dict[str, Any] = {"title": named, "sources": [{"title": named}]} if named else {}
    return {
        "name": _slug(path.stem),
        "path": path.name,
        "profile": "tabular-data-resource",
        **about,
        "description": message("package-table", lang),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "dialect": {
            "delimiter": ",",
            "lineTerminator": "\r\n",
            "quoteChar": '"',
            "doubleQuote": True,
            "skipInitialSpace": False,
            "header": True,
            "caseSensitiveHeader": True,
        },
        "schema": table_schema(lang),
    }


def is_as_described(path: Path) -> bool | None:
    """Whether the CSV still has the sum that the package beside it gives, None where none tells of it."""
    try:
        package = json.loads((path.parent / FILE).read_bytes().decode("utf-8-sig"))
        told = next(r["hash"] for r in package["resources"] if r.get("path") == path.name)
        return bool(told == f"sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}")
    except (OSError, ValueError, RecursionError, LookupError, TypeError, AttributeError, StopIteration):
        return None


def table_schema(lang: str = "vi") -> dict[str, Any]:
    """The Table Schema of the columns `COLUMNS[lang]`."""
    fields = [
        _field(name, code, kind, constraints, lang)
        for name, (code, kind, constraints) in zip(COLUMNS[lang], FIELDS, strict=True)
    ]
    return {"fields": fields, "missingValues": [""], "primaryKey": [COLUMNS[lang][0]]}


def _field(name: str, code: str, kind: str, constraints: dict[str, Any], lang: str) -> dict[str, Any]:
    listed = {"enum": list(KINDS[lang].values())} if code == "kind" else {}
    field = {"name": name, "type": kind, "title": name, "description": message(f"package-{code}", lang)}
    return {**field, **({"constraints": {**constraints, **listed}} if constraints or listed else {})}


def _package(path: Path, lang: str) -> dict[str, Any]:
    """The package that is there, else a new one without resources."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
        package = json.loads(text)
    except FileNotFoundError:
        return {"profile": "data-package", "name": "kehoach", "title": message("package-title", lang), "resources": []}
    except OSError as error:
        raise KehoachError("cannot-read", path=str(path), reason=error) from error
    except (ValueError, RecursionError) as error:
        raise KehoachError("bad-package", path=str(path)) from error
    if not isinstance(package, dict) or not isinstance(package.setdefault("resources", []), list):
        raise KehoachError("bad-package", path=str(path))
    return package


def _slug(name: str) -> str:
    """A resource's name: lower-case ASCII letters, digits, ".", "_" and "-" (Data Resource, "name")."""
    plain = unicodedata.normalize("NFD", name.lower().replace("đ", "d"))
    return NOT_IN_NAME.sub("-", "".join(c for c in plain if not unicodedata.combining(c))).strip("-.") or "bang"


def _unused(name: str, others: list[Any]) -> str:
    unused, count = name, 1
    while unused in others:
        count += 1
        unused = f"{name}-{count}"
    return unused
