"""The page that shows the tasks of a plan."""

from __future__ import annotations

REPORT_PAGE: dict[str, tuple[str, str]] = {}
