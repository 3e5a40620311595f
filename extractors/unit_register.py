"""Units of a task with their canonical names: "Phòng TCCB" and "Phòng Tổ chức cán bộ" are one unit."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NamedUnit:
    """A unit of a task: `name` as printed, `canonical` spelt out; `role` lead or coordinating.

    `collective` says that the name stands for many ("các phòng thuộc Sở"); `members` are those that the user's list
    gives for it, empty where it gives none.
    """

    name: str
    canonical: str
    role: str
    collective: bool = False
    members: tuple[str, ...] = ()
