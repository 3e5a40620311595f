"""A user's own file of words (TOML) that adds to the lexicon: header phrases of the tables in their office.

    [headers]
    lead_units = ["Đầu mối tham mưu"]
    deadlines = ["Hạn báo cáo"]

The keys are the roles of `extractors/lexicon/headers.toml`; `own_words.schema.json` is the schema for editors.
"""

from __future__ import annotations

import os
import tomllib

import regex

from pipeline.errors import KehoachError
from pipeline.header_words import known_roles

# where tomllib met the fault: "… (at line 3, column 9)"
LINE = regex.compile(r"at line (\d+)")
MAX_FILE = 1024 * 1024  # bytes; a list of words is far smaller


def read_own_words(path: str | os.PathLike[str]) -> dict[str, list[str]]:
    """Role -> header phrases of the file.

    KehoachError no-such-file, is-directory, not-text, bad-toml, bad-words, unknown-role or bad-phrases.
    """
    shown = os.fspath(path)
    try:
        with open(path, "rb") as stream:
            data = tomllib.loads(stream.read(MAX_FILE + 1).decode("utf-8-sig"))
    except FileNotFoundError as error:
        raise KehoachError("no-such-file", path=shown) from error
    except IsADirectoryError as error:
        raise KehoachError("is-directory", path=shown) from error
    except UnicodeDecodeError as error:
        raise KehoachError("not-text", path=shown) from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        at = LINE.search(str(error))
        raise KehoachError("bad-toml", path=shown, line=at[1] if at else "?") from error
    headers = data.pop("headers", None)
    if data or not isinstance(headers, dict):
        raise KehoachError("bad-words", path=shown, found=", ".join(f"[{name}]" for name in data) or "–")
    for role, phrases in headers.items():
        if role not in known_roles():
            raise KehoachError("unknown-role", path=shown, role=role, allowed=", ".join(known_roles()))
        if not isinstance(phrases, list) or not all(isinstance(p, str) and p.strip() for p in phrases):
            raise KehoachError("bad-phrases", path=shown, role=role)
    return headers
