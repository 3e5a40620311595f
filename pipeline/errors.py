"""The errors that a user can meet. Each carries the code of its message (`pipeline.messages`) and what fills it in."""

from __future__ import annotations


class KehoachError(Exception):
    """Bad input or bad usage: shown as one line in the user's language, exit code 2."""

    def __init__(self, code: str, **values: object) -> None:
        self.code = code
        self.values = values
        super().__init__(f"{code}: {values}" if values else code)
