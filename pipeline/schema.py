"""The JSON Schema of the record contract, for other tools."""

from __future__ import annotations


def schema_text() -> str:
    """The schema (JSON Schema, draft 2020-12) of what `kehoach extract -o FILE.json` writes."""
    from importlib.resources import files

    return files("pipeline").joinpath("plan.schema.json").read_text(encoding="utf-8")
