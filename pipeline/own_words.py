"""A user's own file of words (TOML): what their office calls its columns and its units.

    [headers]
    lead_units = ["Đầu mối tham mưu"]

    [units]
    "Phòng TH" = "Phòng Tổng hợp"

    [members]
    "Các phòng thuộc Sở" = ["Văn phòng Sở", "Phòng Tổng hợp"]

    [merged]
    "Phòng Văn hóa - Xã hội" = ["Phòng Văn hóa và Thông tin", "Phòng Lao động - Thương binh và Xã hội"]

The keys of [headers] are the roles of `extractors/lexicon/headers.toml`; `own_words.schema.json` is the schema for
editors.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import regex

from extractors.unit_register import EMPTY, CircularNames, Register, SameName, make_register
from pipeline.errors import KehoachError
from pipeline.header_words import fold_header, known_roles
from pipeline.records import Notice, Task

# where tomllib met the fault: "… (at line 3, column 9)"
LINE = regex.compile(r"at line (\d+)")
MAX_FILE = 1024 * 1024  # bytes; a list of words is far smaller
TABLES = ("headers", "units", "members", "merged")


@dataclass(frozen=True, slots=True)
class OwnWords:
    """What the file says: `headers` (role -> header phrases), the `register` of units, and which units were `merged`
    into others (new name -> those that it took over), for comparing plans."""

    headers: Mapping[str, list[str]] = field(default_factory=dict)
    register: Register = EMPTY
    merged: Mapping[str, list[str]] = field(default_factory=dict)


def read_own_words(path: str | os.PathLike[str]) -> OwnWords:
    """The words of the file.

    KehoachError no-such-file, words-is-directory, not-text, bad-toml, bad-words, unknown-role, bad-phrases,
    same-phrase, bad-alias, bad-members, bad-merged, circular-units or same-units.
    """
    shown = os.fspath(path)
    data = _read(path, shown)
    if not data or not all(name in TABLES and isinstance(table, dict) for name, table in data.items()):
        raise KehoachError("bad-words", path=shown, found=", ".join(f"[{name}]" for name in data) or "–")
    headers, merged = data.get("headers", {}), data.get("merged", {})
    for name, group in merged.items():
        if not _phrases(group) or not group or not name.strip():
            raise KehoachError("bad-merged", path=shown, name=name)
    return OwnWords(_headers(headers, shown), _register(data, shown), merged)


def unused_words(own: OwnWords, tasks: Iterable[Task], printed: Iterable[str]) -> Iterator[Notice]:
    """What a user should know of their own words after a plan was read: entries that it has nowhere, and members of a
    name that is no collective. `printed` are the lines, cells and headers of the plan.
    """
    if single := own.register.not_collective():
        yield Notice("members-of-one", {"names": ", ".join(single)})
    folded = [fold_header(text) for text in printed] if own.headers else []
    phrases = [phrase for group in own.headers.values() for phrase in group]
    unused = [phrase for phrase in phrases if not any(fold_header(phrase) in text for text in folded)]
    unused += own.register.unmatched(unit for task in tasks for unit in task.units)
    if unused:
        yield Notice("words-unused", {"words": ", ".join(f"“{word}”" for word in unused)})


def _read(path: str | os.PathLike[str], shown: str) -> dict[str, Any]:
    try:
        with open(path, "rb") as stream:
            return tomllib.loads(stream.read(MAX_FILE + 1).decode("utf-8-sig"))
    except FileNotFoundError as error:
        raise KehoachError("no-such-file", path=shown) from error
    except IsADirectoryError as error:
        raise KehoachError("words-is-directory", path=shown) from error
    except UnicodeDecodeError as error:
        raise KehoachError("not-text", path=shown) from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        at = LINE.search(str(error))
        raise KehoachError("bad-toml", path=shown, line=at[1] if at else "?") from error


def _headers(headers: dict[str, Any], shown: str) -> dict[str, list[str]]:
    roles: dict[str, str] = {}
    for role, phrases in headers.items():
        if role not in known_roles():
            raise KehoachError("unknown-role", path=shown, role=role, allowed=", ".join(known_roles()))
        if not _phrases(phrases):
            raise KehoachError("bad-phrases", path=shown, role=role)
        for phrase in phrases:
            if roles.setdefault(fold_header(phrase), role) != role:
                raise KehoachError("same-phrase", path=shown, phrase=phrase, one=roles[fold_header(phrase)], other=role)
    return headers


def _register(data: dict[str, Any], shown: str) -> Register:
    aliases, members = data.get("units", {}), data.get("members", {})
    for name, full in aliases.items():
        if not isinstance(full, str) or not full.strip() or not name.strip():
            raise KehoachError("bad-alias", path=shown, name=name)
    for name, group in members.items():
        if not _phrases(group) or not group or not name.strip():
            raise KehoachError("bad-members", path=shown, name=name)
    try:
        return make_register(aliases, members)
    except CircularNames as error:
        raise KehoachError("circular-units", path=shown, chain=" → ".join(error.chain)) from error
    except SameName as error:
        raise KehoachError("same-units", path=shown, one=error.one, other=error.other) from error


def _phrases(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(p, str) and p.strip() for p in value)
