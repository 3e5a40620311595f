"""The appendix (phụ lục) that a plan is given."""

from __future__ import annotations

APPENDIX_PAGE: dict[str, tuple[str, str]] = {}
