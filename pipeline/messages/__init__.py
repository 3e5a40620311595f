"""Every message a user reads, Vietnamese and English, found by its code; the texts stand in a module per occasion."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from pipeline.messages.appendix_page import APPENDIX_PAGE
from pipeline.messages.calendar import CALENDAR
from pipeline.messages.changes import CHANGES
from pipeline.messages.compare_page import COMPARE_PAGE
from pipeline.messages.comparison import COMPARISON
from pipeline.messages.corrections import CORRECTIONS
from pipeline.messages.database import DATABASE
from pipeline.messages.errors import ERRORS
from pipeline.messages.findings import FINDINGS
from pipeline.messages.inspection import INSPECTION
from pipeline.messages.remarks import REMARKS
from pipeline.messages.report_page import REPORT_PAGE
from pipeline.messages.speech import SPEECH
from pipeline.messages.usage import USAGE
from pipeline.messages.warnings import WARNINGS

if TYPE_CHECKING:
    from pipeline.records import Notice

LANGUAGES = ("vi", "en")
MOST_ALIKE = 5
"""More warnings of one kind than this are cut short on the terminal; the JSON has them all."""
CONTROL_TO_SPACE = dict.fromkeys(
    (*range(0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A)), " "
)
"""Control characters, and those that turn the direction of writing: a date would read backwards."""

# the password in "postgresql://u:secret@host/x", and where a slash is missing ("postgresql:/u:secret@host"); not the
# address in "gửi a@b.vn", nor "7:30 tại A@B"
PASSWORD = re.compile(r"(\w:/{1,2}[^\s/@]*?:)[^\s/]*(@)")

MESSAGES: dict[str, tuple[str, str]] = {
    **ERRORS,
    **WARNINGS,
    **SPEECH,
    **FINDINGS,
    **CHANGES,
    **INSPECTION,
    **REMARKS,
    **COMPARISON,
    **USAGE,
    **COMPARE_PAGE,
    **CALENDAR,
    **REPORT_PAGE,
    **DATABASE,
    **APPENDIX_PAGE,
    **CORRECTIONS,
}
"""Code -> the message in Vietnamese and in English."""


class _Values(dict[str, object]):
    """Values of a message; one that its writer forgot reads "?" rather than hiding the message itself."""

    def __missing__(self, key: str) -> str:
        return "?"


def message(code: str, lang: str = "vi", **values: object) -> str:
    """The message for `code` in `lang` ("vi" or "en"), its fields filled in from `values`.

    A code without a message (an error of ours, kept out by tests/pipeline/test_messages.py) reads as the code itself.
    """
    if code not in MESSAGES:
        return " ".join([code, *(f"{key}={value}" for key, value in values.items())])
    vietnamese, english = MESSAGES[code]
    said = {name: _shown(value, lang) for name, value in values.items()}
    return (vietnamese if lang == "vi" else english).format_map(_Values(said))


def _shown(value: object, lang: str) -> object:
    """A value as it may be said: an error by its reason, a database URL without its password."""
    if isinstance(value, OSError):
        return _reason(value, lang)
    if isinstance(value, str | os.PathLike):
        return PASSWORD.sub(r"\1***\2", os.fspath(value)) if "@" in str(value) else value
    return value


def _reason(error: OSError, lang: str) -> str:
    """What the system says of a file, in the user's language where it is one of the usual reasons."""
    code = f"os-{errno.errorcode.get(error.errno or 0, '').lower()}"
    return message(code, lang) if code in MESSAGES else error.strerror or str(error)


def describe(notice: Notice, lang: str = "vi") -> str:
    """One line for a warning of a plan: where, then what ("trang 3, dòng 12: …")."""
    where = []
    if notice.page is not None:
        where.append(message("on-page", lang, page=notice.page))
    if notice.row is not None:
        where.append(message("on-row", lang, row=notice.row))
    values = dict(notice.values)
    if "field" in values:
        values["field"] = message(f"field-{values['field']}", lang)
    what = message(notice.code, lang, **values)
    return f"{', '.join(where)}: {what}" if where else what


def describe_all(notices: Sequence[Notice], lang: str = "vi") -> list[str]:
    """The warnings for a terminal, those of one kind together; of many alike only the first, then how many more."""
    out: list[str] = []
    for code in dict.fromkeys(notice.code for notice in notices):
        alike = [notice for notice in notices if notice.code == code]
        if f"{code}-list" in MESSAGES and len(alike) > 1:
            named = [f"“{n.values['unit']}” ({message('on-row', lang, row=n.row)})" for n in alike]
            out.append(message(f"{code}-list", lang, count=len(alike), units=", ".join(named)))
            continue
        shown = alike if len(alike) <= MOST_ALIKE else alike[: MOST_ALIKE - 1]
        out += [describe(notice, lang) for notice in shown]
        if len(shown) < len(alike):
            out.append(message("and-more", lang, count=len(alike) - len(shown)))
    return out


def printable(text: str) -> str:
    """`text` on one line without control characters: a stranger's file name or text must not drive the terminal."""
    return text.translate(CONTROL_TO_SPACE)


def user_language(environ: Mapping[str, str] = os.environ) -> str:
    """The user's language: KEHOACH_LANG, else the locale; "vi" where neither says (C, POSIX, unset)."""
    for name in ("KEHOACH_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = environ.get(name, "").strip().lower()
        language = value.replace("-", "_").split(".")[0].split("_")[0]
        if language in LANGUAGES:
            return language
        if value and name != "KEHOACH_LANG":
            return "vi" if language in ("c", "posix") else "en"
    return "vi"
