"""The contract with other tools (gold/FORMAT.md): a `Plan` is the document's own data and its task records."""

from __future__ import annotations

import datetime as dt
import hashlib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from extractors.citations import Citation
from extractors.deadlines import Deadline
from extractors.targets import Target
from extractors.unit_register import NamedUnit
from pipeline.read.document import Box

if TYPE_CHECKING:
    import pandas as pd

TABLE, RULE, NER, INHERITED, PERSON = "table", "rule", "ner", "inherited", "person"
"""Where the value of a field comes from: a cell, a rule, the model alone, what stands around the row, or a person who
corrected it."""

ADDED, REMOVED = "added", "removed"
"""What a correction says of a whole row in place of a field."""

UNIT_FIELDS = {"lead": "lead_units", "coordinating": "coordinating_units"}
"""The field of each role of a unit."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a person can check a row: page (from 1, None where the format has none), printed text, boxes (PDF)."""

    page: int | None
    text: str
    boxes: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person changed in a row.

    `field` is the name of a field of `Task`, or `ADDED` or `REMOVED`; `was` what the field held before, as it stands in
    JSON (of an added row the id of the row before it, None for the first); `by` and `at` (ISO 8601) who changed it and
    when, as far as the edited file says."""

    field: str
    was: Any = None
    by: str | None = None
    at: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """The correction as JSON-ready data."""
        return {"field": self.field, "was": self.was, "by": self.by, "at": self.at}


@dataclass(frozen=True, slots=True)
class Task:
    """One row of the task table: a task (nhiệm vụ) or a target (chỉ tiêu)."""

    id: str
    kind: str
    task: str
    number: str | None = None
    section_path: tuple[str, ...] = ()
    section: str | None = None
    parent: str | None = None
    """The id of the item or row above that this one details; None where there is none or it is no record."""
    products: tuple[str, ...] = ()
    lead_units: tuple[str, ...] = ()
    coordinating_units: tuple[str, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    targets: tuple[Target, ...] = ()
    units: tuple[NamedUnit, ...] = ()
    """Those of `lead_units` and `coordinating_units`, in that order, with their canonical names."""
    citations: tuple[Citation, ...] = ()
    """The documents that the task's text cites; their spans are offsets in `task`."""
    same_as: tuple[str, ...] = ()
    """Ids of the rows that state the same task again, in the body or in an appendix."""
    section_targets: tuple[str, ...] = ()
    """Ids of the targets (rows of kind "target") that stand in the task's section."""
    extra: Mapping[str, str] = field(default_factory=dict)
    """What other columns of a table say of the row: role ("note", "budget" …) or printed header -> text."""
    source: Source = field(default_factory=lambda: Source(None, ""))
    origins: Mapping[str, str] = field(default_factory=dict)
    by_model: tuple[str, ...] = ()
    """Names of units that only the model found, or whose end only the model found."""
    doubts: tuple[str, ...] = ()
    """Signs that a field was overlooked or misread: codes of `pipeline.doubts`."""
    confidence: float = 1.0
    """How likely the least certain field is right, 0 to 1 (`pipeline.confidence`)."""
    corrections: tuple[Correction, ...] = ()
    """What a person changed in the row, at most one for each field."""

    @property
    def corrected(self) -> bool:
        """Whether a person changed the row."""
        return bool(self.corrections)

    def to_dict(self) -> dict[str, Any]:
        """The record as JSON-ready data, keys in the order of the contract."""
        return {
            "id": self.id,
            "kind": self.kind,
            "number": self.number,
            "section_path": list(self.section_path),
            "section": self.section,
            "task": self.task,
            "products": list(self.products),
            "lead_units": list(self.lead_units),
            "coordinating_units": list(self.coordinating_units),
            "deadlines": [
                {
                    "raw": d.raw,
                    "kind": d.kind,
                    "start": iso(d.start),
                    "end": iso(d.end),
                    "bound": d.bound,
                    "rrule": d.rrule,
                    "inferred": list(d.inferred),
                }
                for d in self.deadlines
            ],
            "targets": [
                {"raw": t.raw, "comparator": t.comparator, "value": t.value, "unit": t.unit} for t in self.targets
            ],
            "source": {
                "page": self.source.page,
                "text": self.source.text,
                "boxes": [[b.page, b.x0, b.top, b.x1, b.bottom] for b in self.source.boxes],
            },
            "units": [
                {
                    "name": u.name,
                    "canonical": u.canonical,
                    "role": u.role,
                    "collective": u.collective,
                    "members": list(u.members),
                    "origin": NER if u.name in self.by_model else self.origins.get(UNIT_FIELDS[u.role]),
                }
                for u in self.units
            ],
            "citations": [
                {"type": c.type, "number": c.number, "date": iso(c.date), "issuer": c.issuer, "span": list(c.span)}
                for c in self.citations
            ],
            "same_as": list(self.same_as),
            "section_targets": list(self.section_targets),
            "parent": self.parent,
            "extra": dict(self.extra),
            "origins": dict(self.origins),
            "doubts": list(self.doubts),
            "confidence": self.confidence,
            "corrected": self.corrected,
            "corrections": [correction.to_dict() for correction in self.corrections],
        }


@dataclass(frozen=True, slots=True)
class DocumentInfo:
    """The document's own data (gold/GUIDELINE.md, Metadata); None or empty where the text does not say."""

    file: str | None = None
    sha256: str = ""
    format: str = ""
    pages: int | None = None
    type: str | None = None
    number: str | None = None
    issued: dt.date | None = None
    issuer: str | None = None
    title: str | None = None
    years: tuple[int, ...] = ()
    legal_bases: tuple[Citation, ...] = ()
    signer: str | None = None
    signer_title: str | None = None
    signed_for: str | None = None
    """On whose behalf was signed ("KT. GIÁM ĐỐC", "TM. ỦY BAN NHÂN DÂN"); of several signers parted by "; "."""
    recipients: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """What tells the plan from others, 12 hex digits: its number, issuer and title, by letters and digits. The same
        for each file of the plan; where it has no title, that of the file's content, else of its name."""
        named = [letters(part or "") for part in (self.number, self.issuer, self.title)]
        whole = "|".join(named) if named[-1] else self.sha256 or self.file or ""
        return hashlib.sha1(whole.encode(errors="backslashreplace")).hexdigest()[:12]

    def to_dict(self) -> dict[str, Any]:
        """The data as JSON-ready values, keys in the order of the contract."""
        return {
            "file": self.file,
            "sha256": self.sha256,
            "format": self.format,
            "pages": self.pages,
            "type": self.type,
            "number": self.number,
            "issued": iso(self.issued),
            "issuer": self.issuer,
            "title": self.title,
            "years": list(self.years),
            "legal_bases": [
                {"type": c.type, "number": c.number, "date": iso(c.date), "issuer": c.issuer} for c in self.legal_bases
            ],
            "signer": self.signer,
            "signer_title": self.signer_title,
            "recipients": list(self.recipients),
            "signed_for": self.signed_for,
        }


@dataclass(frozen=True, slots=True)
class Notice:
    """Something a person should look at: a message code (`pipeline.messages`), its values, and where (page, row)."""

    code: str
    values: Mapping[str, object] = field(default_factory=dict)
    page: int | None = None
    row: str | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan as extracted: `document`, `tasks` in document order, `warnings`, and the tasks that a person `removed`."""

    document: DocumentInfo
    tasks: tuple[Task, ...]
    warnings: tuple[Notice, ...] = ()
    removed: tuple[Task, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The whole plan as JSON-ready data: {"document": …, "tasks": […], "warnings": […], "removed": […]}."""
        return {
            "document": self.document.to_dict(),
            "tasks": [task.to_dict() for task in self.tasks],
            "warnings": [
                {"code": w.code, "page": w.page, "row": w.row, **{k: str(v) for k, v in w.values.items()}}
                for w in self.warnings
            ],
            "removed": [task.to_dict() for task in self.removed],
        }

    def to_frame(self, lang: str = "vi") -> pd.DataFrame:
        """The pandas task table, one row per task, in the columns of `pipeline.table.COLUMNS`."""
        from pipeline.table import to_frame

        return to_frame(self, lang)


def letters(text: str) -> str:
    """The letters and digits of a text in lower case: what converters change (spaces, quotes, dashes) has no part."""
    return "".join(c for c in unicodedata.normalize("NFC", text).casefold() if c.isalnum())


def iso(date: dt.date | None) -> str | None:
    """The date in ISO 8601, None for None."""
    return date.isoformat() if date else None
