"""What a calendar file says of tasks."""

from __future__ import annotations

CALENDAR: dict[str, tuple[str, str]] = {}
