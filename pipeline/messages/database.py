"""Databases and other files for programs: their errors and remarks."""

from __future__ import annotations

DATABASE: dict[str, tuple[str, str]] = {}
