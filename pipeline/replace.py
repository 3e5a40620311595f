"""A file is written beside its place and moved there: what stood there before is replaced whole, or not at all."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from pipeline.errors import KehoachError


def replace_file(path: str | os.PathLike[str], put: Callable[[BinaryIO], object], *, folder: bool = False) -> None:
    """Let `put` write to a stream that becomes the file `path`; `folder`: make the folder that it lies in.

    A device or a pipe is written to, a link stays one. Raises `KehoachError` (cannot-write).
    """
    target = Path(os.path.realpath(path))
    try:
        if folder:
            target.parent.mkdir(parents=True, exist_ok=True)
        if target.exists() and not target.is_file():  # a device or a pipe cannot be replaced, a folder is refused
            with target.open("wb") as stream:
                put(stream)
            return
        beside = target.with_name(f".kehoach-{secrets.token_hex(6)}.tmp")
        try:
            with beside.open("xb") as stream:
                put(stream)
            if target.exists():
                shutil.copymode(target, beside)
            beside.replace(target)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as error:
        raise KehoachError("cannot-write", path=os.fspath(path), reason=error) from error
