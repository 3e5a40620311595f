"""Knowledge as data: the TOML files beside this module, read once and on first use."""

from __future__ import annotations

import functools
import tomllib
from importlib import resources
from typing import Any


@functools.cache
def load(name: str) -> dict[str, Any]:
    """The table in `extractors/lexicon/<name>.toml`. Callers must not change what they get (it is shared)."""
    return tomllib.loads(resources.files(__package__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))
