"""The document's own data: number, date, issuer, title and years from its head; signer and recipients from its foot."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What stands above the body. `body` is the index of the first line after the title."""

    type: str | None = None
    number: str | None = None
    issued: dt.date | None = None
    issuer: str | None = None
    title: str | None = None
    years: tuple[int, ...] = ()
    body: int = 0


@dataclass(frozen=True, slots=True)
class Foot:
    """What stands below the body. `start` and `end` (exclusive) are the lines it covers."""

    signer: str | None = None
    signer_title: str | None = None
    recipients: tuple[str, ...] = ()
    start: int = 0
    end: int = 0


def read_letterhead(lines: Sequence[str], overlays: Sequence[str] = ()) -> Letterhead:
    return Letterhead()


def read_foot(lines: Sequence[str]) -> Foot | None:
    return None
