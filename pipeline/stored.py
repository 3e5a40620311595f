"""Records read back from the JSON that `kehoach extract -o FILE.json` wrote (gold/FORMAT.md)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from extractors.citations import Citation
from extractors.deadlines import Deadline
from extractors.targets import Target
from extractors.unit_register import NamedUnit
from pipeline.read.document import Box
from pipeline.records import NER, Source, Task


def task_of(data: Mapping[str, Any]) -> Task:
    """The task of one entry of "tasks"; keys that an older version did not write are empty. KeyError without a text."""
    source = data.get("source") or {}
    return Task(
        id=data.get("id", ""),
        kind=data["kind"],
        task=data["task"],
        number=data.get("number"),
        section_path=tuple(data.get("section_path") or ()),
        section=data.get("section"),
        parent=data.get("parent"),
        products=tuple(data.get("products") or ()),
        lead_units=tuple(data.get("lead_units") or ()),
        coordinating_units=tuple(data.get("coordinating_units") or ()),
        deadlines=tuple(_deadline(d) for d in data.get("deadlines") or ()),
        targets=tuple(Target(t["raw"], t["comparator"], t["value"], t["unit"]) for t in data.get("targets") or ()),
        units=tuple(
            NamedUnit(u["name"], u["canonical"], u["role"], u["collective"], tuple(u["members"]))
            for u in data.get("units") or ()
        ),
        citations=tuple(_citation(c) for c in data.get("citations") or ()),
        same_as=tuple(data.get("same_as") or ()),
        section_targets=tuple(data.get("section_targets") or ()),
        extra=dict(data.get("extra") or {}),
        source=Source(source.get("page"), source.get("text", ""), tuple(Box(*b) for b in source.get("boxes") or ())),
        origins=dict(data.get("origins") or {}),
        by_model=tuple(sorted({u["name"] for u in data.get("units") or () if u.get("origin") == NER})),
        doubts=tuple(data.get("doubts") or ()),
        confidence=data.get("confidence", 1.0),
    )


def _deadline(data: Mapping[str, Any]) -> Deadline:
    return Deadline(
        data["raw"],
        data["kind"],
        _day(data["start"]),
        _day(data["end"]),
        data["bound"],
        data["rrule"],
        inferred=tuple(data.get("inferred") or ()),
    )


def _citation(data: Mapping[str, Any]) -> Citation:
    first, last = data.get("span") or (0, 0)
    return Citation(data["type"], data["number"], _day(data["date"]), data["issuer"], (first, last))


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
