"""What every page of ours has in common: it loads nothing, runs no script but its own, and holds no text unescaped.

The plans are strangers' files. Jinja2 escapes every text, and the page's own policy names its style and its script by
their sums: a browser runs no other script and asks no server for anything, whatever a plan says.
"""

from __future__ import annotations

import base64
import dataclasses
import hashlib
import unicodedata
from collections.abc import Mapping
from typing import Any

import regex

from pipeline.messages import CONTROL_TO_SPACE

# What no page may hold: control characters but tab and line feed, and the halves of characters that have no bytes
UNFIT = {code: blank for code, blank in CONTROL_TO_SPACE.items() if code not in (0x09, 0x0A)}
UNFIT |= dict.fromkeys(range(0xD800, 0xE000), "\ufffd")

ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
TONES = "\u0300\u0309\u0303\u0301\u0323"
"""The tone marks in the order of dictionaries: huyền, hỏi, ngã, sắc, nặng."""

# "/* include page.css */", "  // include search.js"; not "// the search includes tones"
INCLUDE = regex.compile(r"^[ ]*(?://|/\*) include ([a-z]+\.(?:css|js))(?: \*/)?\n", regex.MULTILINE)


def render(template: str, values: Mapping[str, Any], style: str, script: str) -> bytes:
    """The page in UTF-8 that `template` (a resource) makes of `values`, with the text of its style and its script.

    The template finds these as `style`, `script` and `policy`.
    """
    from jinja2 import Environment, StrictUndefined
    from markupsafe import Markup

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False}
    # files of this package, no text of a plan: what they say is not to be escaped
    own = {"style": Markup(style), "script": Markup(script), "policy": policy(style, script)}
    return environment.from_string(resource(template)).render({**values, **own}).encode()


def policy(style: str, script: str) -> str:
    """The content security policy: this style, this script, and nothing from anywhere."""
    style_sum, script_sum = (
        base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in (style, script)
    )
    return (
        f"default-src 'none'; style-src 'sha256-{style_sum}'; script-src 'sha256-{script_sum}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def clean(value: Any) -> Any:
    """`value`, a view or a part of one, its texts without what no page may hold."""
    if isinstance(value, str):
        return value.translate(UNFIT)
    if isinstance(value, tuple):
        return tuple(map(clean, value))
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return dataclasses.replace(value, **{f.name: clean(getattr(value, f.name)) for f in dataclasses.fields(value)})
    return value


def resource(name: str) -> str:
    """The text of a file of this package, the styles and scripts that it includes put in."""
    from importlib.resources import files

    text = files("pipeline.write").joinpath(name).read_text(encoding="utf-8")
    return INCLUDE.sub(lambda match: resource(match[1]), text)


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
