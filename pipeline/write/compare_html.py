"""A comparison as one page: its style and script stand in it, it loads nothing, and it reads well without the script.

The plans are strangers' files. Jinja2 escapes every text, and the page's own policy names its style and its script by
their sums: a browser runs no other script and asks no server for anything, whatever a plan says.
"""

from __future__ import annotations

import base64
import dataclasses
import hashlib
import unicodedata
from collections import Counter
from functools import partial
from typing import TYPE_CHECKING, Any, BinaryIO

from pipeline.compare.view import COME, GONE, SAME, percent
from pipeline.messages import CONTROL_TO_SPACE, message

if TYPE_CHECKING:
    from pipeline.compare.view import View

SIGNS = {"plain": "=", "change": "≠", "good": "+", "bad": "−"}
"""The sign of a tone: whoever does not see its colour, or prints in black and white, sees the sign."""
NO_NAME = "-"
"""What the filters call lines without a unit or a section."""

# What no page may hold: control characters but tab and line feed, and the halves of characters that have no bytes
UNFIT = {code: blank for code, blank in CONTROL_TO_SPACE.items() if code not in (0x09, 0x0A)}
UNFIT |= dict.fromkeys(range(0xD800, 0xE000), "\ufffd")

ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
TONES = "\u0300\u0309\u0303\u0301\u0323"
"""The tone marks in the order of dictionaries: huyền, hỏi, ngã, sắc, nặng."""


def write_html(view: View, stream: BinaryIO) -> None:
    """Write `view` to an open binary stream as a page of HTML in UTF-8, the same bytes for the same view."""
    from jinja2 import Environment, StrictUndefined

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False}
    page = environment.from_string(_resource("compare.html.j2")).render(_values(_clean(view)))
    stream.write(page.encode())


def vietnamese_order(text: str) -> list[tuple[list[tuple[int, str]], list[int]]]:
    """The key that sorts names as a Vietnamese dictionary does: syllable by syllable, first the letters (a before ă
    before â, d before đ), then the tones."""
    return [_syllable_order(syllable) for syllable in text.casefold().split()]


def _syllable_order(syllable: str) -> tuple[list[tuple[int, str]], list[int]]:
    letters, tones = [], []
    for letter in unicodedata.normalize("NFC", syllable):
        marks = unicodedata.normalize("NFD", letter)
        tone = next((mark for mark in marks if mark in TONES), "")
        plain = unicodedata.normalize("NFC", marks.replace(tone, "")) if tone else letter
        letters.append((ALPHABET.find(plain), plain))
        tones.append(TONES.index(tone) + 1 if tone else 0)
    return letters, tones


def _values(view: View) -> dict[str, Any]:
    """What the template shows beside `view` itself."""
    from markupsafe import Markup

    say = partial(message, lang=view.lang)
    style, script = _resource("compare.css") + _spoken_marks(view.lang), _resource("compare.js")
    units = Counter(unit for entry in view.entries for unit in set(entry.units) or {""})
    sections = Counter(entry.section for entry in view.entries)
    tones = {status.code: status.tone for status in view.statuses}
    return {
        "view": view,
        "marks": view.marks() - {SAME},
        "say": say,
        # files of this package, no text of a plan: what they say is not to be escaped
        "style": Markup(style),
        "script": Markup(script),
        "policy": _policy(style, script),
        "signs": SIGNS,
        "tones": tones,
        "names": {status.code: status.name for status in view.statuses},
        "units": [(unit, units[unit]) for unit in sorted(units, key=lambda unit: (not unit, vietnamese_order(unit)))],
        "sections": [(section, sections[section]) for section in sorted(sections, key=lambda section: not section)],
        "no_name": NO_NAME,
        "percent": percent,
        "GONE": GONE,
        "COME": COME,
    }


def _policy(style: str, script: str) -> str:
    """The content security policy: this style, this script, and nothing from anywhere."""
    style_sum, script_sum = (
        base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in (style, script)
    )
    return (
        f"default-src 'none'; style-src 'sha256-{style_sum}'; script-src 'sha256-{script_sum}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _spoken_marks(lang: str) -> str:
    """What the style sets, unseen, around words that differ: most screen readers do not tell of <del> and <ins>."""
    names = {"gone": "page-gone-starts", "come": "page-come-starts", "mark-ends": "page-mark-ends"}
    return "".join(f':root {{ --{name}: "{message(code, lang)}"; }}\n' for name, code in names.items())


def _clean(value: Any) -> Any:
    """`value`, a view or a part of one, its texts without what no page may hold."""
    if isinstance(value, str):
        return value.translate(UNFIT)
    if isinstance(value, tuple):
        return tuple(map(_clean, value))
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return dataclasses.replace(value, **{f.name: _clean(getattr(value, f.name)) for f in dataclasses.fields(value)})
    return value


def _resource(name: str) -> str:
    from importlib.resources import files

    return files("pipeline.write").joinpath(name).read_text(encoding="utf-8")
