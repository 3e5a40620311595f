"""Records read back from the JSON that `kehoach extract -o FILE.json` wrote (gold/FORMAT.md)."""

from __future__ import annotations

import datetime as dt
import math
import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from extractors.citations import Citation
from extractors.deadlines import Deadline
from extractors.targets import Target
from extractors.unit_register import NamedUnit
from pipeline.errors import KehoachError
from pipeline.read.document import Box
from pipeline.records import NER, UNIT_FIELDS, Correction, DocumentInfo, Notice, Plan, Source, Task

WRONG_SHAPE = (KeyError, TypeError, ValueError, AttributeError)
"""What reading data of another shape raises."""
DEEPEST = 20
"""Lists and objects nested deeper are no value of a field."""
OWN_KEYS = ("code", "page", "row")
"""The keys of a warning that are not values of its message."""


def plan_of(data: object, name: str | os.PathLike[str] = "<json>") -> Plan:
    """The plan of the JSON object that `Plan.to_dict` gives, of which only "tasks" must be there.

    What a warning's message is filled with comes back as text. `name` is what to call the data in the `KehoachError`
    (not-a-table) that data of another shape raises.
    """
    try:
        whole = _object(data)
        return Plan(
            document_of(_object(whole.get("document"))),
            tuple(task_of(_object(task)) for task in _list(whole["tasks"])),
            tuple(notice_of(_object(notice)) for notice in _list(whole.get("warnings"))),
            tuple(task_of(_object(task)) for task in _list(whole.get("removed"))),
        )
    except WRONG_SHAPE as error:
        raise KehoachError("not-a-table", path=os.fspath(name)) from error


def document_of(data: Mapping[str, Any]) -> DocumentInfo:
    """The document's own data of the entry "document"; what is not there is empty."""
    return DocumentInfo(
        file=_text(data.get("file")),
        sha256=_text(data.get("sha256")) or "",
        format=_text(data.get("format")) or "",
        pages=_whole(data.get("pages")),
        type=_text(data.get("type")),
        number=_text(data.get("number")),
        issued=_day(data.get("issued")),
        issuer=_text(data.get("issuer")),
        title=_text(data.get("title")),
        years=tuple(year for entry in _list(data.get("years")) if (year := _whole(entry)) is not None),
        legal_bases=tuple(replace(_citation(_object(c)), span=(0, 0)) for c in _list(data.get("legal_bases"))),
        signer=_text(data.get("signer")),
        signer_title=_text(data.get("signer_title")),
        signed_for=_text(data.get("signed_for")),
        recipients=_texts(data.get("recipients")),
    )


def task_of(data: Mapping[str, Any]) -> Task:
    """The task of one entry of "tasks"; keys that an older version did not write are empty. KeyError without a text,
    TypeError or ValueError where a value is of another kind than the contract says."""
    source = _object(data.get("source"))
    units = [_object(unit) for unit in _list(data.get("units"))]
    return Task(
        id=_text(data.get("id")) or "",
        kind=_said(data["kind"]),
        task=_said(data["task"]),
        number=_text(data.get("number")),
        section_path=_texts(data.get("section_path")),
        section=_text(data.get("section")),
        parent=_text(data.get("parent")),
        products=_texts(data.get("products")),
        lead_units=_texts(data.get("lead_units")),
        coordinating_units=_texts(data.get("coordinating_units")),
        deadlines=tuple(_deadline(d) for d in _list(data.get("deadlines"))),
        targets=tuple(_target(t) for t in _list(data.get("targets"))),
        units=tuple(
            NamedUnit(
                _said(u["name"]), _said(u["canonical"]), _role(u["role"]), bool(u["collective"]), _texts(u["members"])
            )
            for u in units
        ),
        citations=tuple(_citation(c) for c in _list(data.get("citations"))),
        same_as=_texts(data.get("same_as")),
        section_targets=_texts(data.get("section_targets")),
        extra=_named(data.get("extra")),
        source=Source(
            _whole(source.get("page")),
            _text(source.get("text")) or "",
            tuple(_box(b) for b in _list(source.get("boxes"))),
        ),
        origins=_named(data.get("origins")),
        by_model=_by_model(units),
        doubts=_texts(data.get("doubts")),
        confidence=_share(data.get("confidence", 1.0)),
        corrections=tuple(_correction(_object(c)) for c in _list(data.get("corrections"))),
    )


def _by_model(units: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    """The names that only the model found: those that are of it in every role in which the task names them."""
    others = {u["name"] for u in units if u.get("origin") != NER}
    return tuple(sorted({_said(u["name"]) for u in units} - others))


def _correction(data: Mapping[str, Any]) -> Correction:
    was = data.get("was")
    if _depth(was) > DEEPEST:
        raise ValueError("nested too deeply")
    return Correction(_said(data["field"]), was, _text(data.get("by")), _text(data.get("at")))


def notice_of(data: Mapping[str, Any]) -> Notice:
    """The warning of one entry of "warnings"."""
    values = {name: str(value) for name, value in data.items() if name not in OWN_KEYS}
    return Notice(_said(data["code"]), values, _whole(data.get("page")), _text(data.get("row")))


def _deadline(data: Mapping[str, Any]) -> Deadline:
    return Deadline(
        _said(data["raw"]),
        _said(data["kind"]),
        _day(data["start"]),
        _day(data["end"]),
        _text(data["bound"]),
        _text(data["rrule"]),
        inferred=_texts(data.get("inferred")),
    )


def _target(data: Mapping[str, Any]) -> Target:
    value = data["value"]
    if value is not None and (
        isinstance(value, bool)
        or not isinstance(value, int | float)
        or (isinstance(value, float) and not math.isfinite(value))
    ):
        raise TypeError(value)
    return Target(_said(data["raw"]), _said(data["comparator"]), value, _text(data["unit"]))


def _citation(data: Mapping[str, Any]) -> Citation:
    first, last = (_whole(offset) or 0 for offset in _list(data.get("span")) or (0, 0))
    return Citation(
        _said(data["type"]), _text(data["number"]), _day(data["date"]), _text(data["issuer"]), (first, last)
    )


# --- values: what is of another kind than the contract says is no record ----------------------------------------------


def _object(value: object) -> Mapping[str, Any]:
    """An object, empty for None."""
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        raise TypeError(value)
    return value


def _list(value: object) -> Sequence[Any]:
    """A list, empty for None. A text is a sequence too, and its letters would pass for values."""
    if value is None:
        return ()
    if not isinstance(value, list | tuple):
        raise TypeError(value)
    return value


def _said(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _role(value: object) -> str:
    if value not in UNIT_FIELDS:
        raise ValueError(value)
    return _said(value)


def _named(value: object) -> dict[str, str]:
    """Texts by their names."""
    return {_said(name): _said(text) for name, text in _object(value).items()}


def _box(value: object) -> Box:
    page, *sides = _list(value)
    if len(sides) != 4 or any(isinstance(x, bool) or not isinstance(x, int | float) for x in (page, *sides)):
        raise TypeError(value)
    return Box(page, *sides)


def _depth(value: object) -> int:
    """How deep lists and objects are nested in each other; no more than `DEEPEST` + 1 is counted."""
    level, depth = [value], 0
    while level and depth <= DEEPEST:
        inner = [v for v in level if isinstance(v, list | dict)]
        level = [x for v in inner for x in (v.values() if isinstance(v, dict) else v)]
        depth += bool(inner)
        if not inner:
            break
    return depth


def _text(value: object) -> str | None:
    return None if value is None else _said(value)


def _texts(value: object) -> tuple[str, ...]:
    return tuple(_said(entry) for entry in _list(value))


def _whole(value: object) -> int | None:
    if value is not None and (isinstance(value, bool) or not isinstance(value, int)):
        raise TypeError(value)
    return value


def _share(value: object) -> float:
    """A confidence, 0 to 1; not NaN, which no comparison would find wrong."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise ValueError(value)
    return value


def _day(text: object) -> dt.date | None:
    return dt.date.fromisoformat(_said(text)) if text else None
