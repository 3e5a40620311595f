"""The knowledge behind the edits: synonyms, rules of rewording, tasks to add (the TOML files beside this module)."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

FILES = ("words.toml", "rules.toml", "tasks.toml", "paraphrases.toml")

DATA: dict[str, Any] = {}
for _name in FILES:
    DATA |= tomllib.loads((Path(__file__).parent / _name).read_text(encoding="utf-8"))
