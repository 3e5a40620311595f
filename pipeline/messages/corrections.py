"""What a person corrected: applying and keeping it."""

from __future__ import annotations

CORRECTIONS: dict[str, tuple[str, str]] = {}
