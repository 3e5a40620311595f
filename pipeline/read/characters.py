"""One spelling for the same characters, whatever the file format and the machine that wrote it.

`clean` makes the text of one printed line: every reader sends its lines through it, so that the same plan has the same
text in PDF, DOCX and plain text.  Quotes and the two dashes keep the form in which they were printed.
"""

from __future__ import annotations

import unicodedata

import regex

BULLET = "•"
"""Stands for every pictorial bullet (Symbol, Wingdings and their like), which plans use for one and the same thing."""
HOLLOW_BULLET = "◦"
"""Stands for the letter o in Courier New, Word's bullet of the second level."""

SYMBOL_FONTS = frozenset({"symbol", "wingdings", "wingdings 2", "wingdings 3", "webdings", "marlett", "zapfdingbats"})

_SYMBOL_CODES = {
    0x20: " ",
    0x2A: "*",
    0x2B: "+",
    0x2D: "-",
    0xA3: "≤",
    0xB0: "°",
    0xB1: "±",
    0xB3: "≥",
    0xB4: "×",
    0xB7: BULLET,
    0xBE: "—",
}
"""Symbol's own code points, where the character carries meaning (a comparator, a dash) and not only ornament."""


def _substitutions() -> dict[int, str | None]:
    table: dict[int, str | None] = {}
    # Zero-width characters and direction marks; the last is the combining grapheme joiner, which stops composition.
    table.update(dict.fromkeys([*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070)]))
    table.update(dict.fromkeys([0x00AD, 0x034F, 0x061C, 0x180E, 0xFEFF, 0xFFF9, 0xFFFA, 0xFFFB, 0xFFFE, 0xFFFF]))
    # Control characters, except those that str.split() takes for white space.
    table.update(dict.fromkeys(code for code in [*range(0x20), *range(0x7F, 0xA0)] if not chr(code).isspace()))
    table.update({0x2800: " ", 0x3164: " ", 0x2010: "-", 0x2011: "-", 0x2212: "-", 0xFB01: "fi", 0xFB02: "fl"})
    # Eth and African D look like Đ, and old converters wrote them for it; neither occurs in Vietnamese.
    table.update({0x00D0: "Đ", 0x0189: "Đ", 0x00F0: "đ", 0x0256: "đ"})
    table.update(dict.fromkeys(range(0xE000, 0xF900), BULLET))
    table.update({0xF000 + code: char for code, char in _SYMBOL_CODES.items()})
    return table


_SUBSTITUTIONS = _substitutions()

# A character that `_SUBSTITUTIONS` changes: "tổ\u00adchức", "\uf0fc Đôn đốc"; not "“Đề án” – 06".
ODD = regex.compile(
    r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u00d0\u00f0\u0189\u0256\u034f\u061c\u180e\u200b-\u2011\u202a-\u202e"
    r"\u2060-\u206f\u2212\u2800\u3164\ue000-\uf8ff\ufb01\ufb02\ufeff\ufff9-\ufffb\ufffe\uffff]"
)
# A soft hyphen that stands alone is a printed dash: "\u00ad Nội dung", "2023 \u00ad 2025"; not "tổ\u00adchức".
LONE_SOFT_HYPHEN = regex.compile(r"(?<!\S)\u00ad(?=\s)")
# A tone mark typed before the mark of the vowel: "a\u0301\u0302" (ấ), "o\u0309\u0302" (ổ); not "a\u0302\u0301".
TONE_BEFORE_VOWEL_MARK = regex.compile(r"([\u0300\u0301\u0303\u0309])([\u0302\u0306])")
# Word's hollow bullet as it comes out of a PDF: "o Tổ chức hội nghị", "o  100% hồ sơ"; not "o bế".
LETTER_BULLET = regex.compile(r"^o (?=[\p{Lu}\d])")


def clean(text: str) -> str:
    """The text of one line: NFC, plain spaces in runs of one, no invisible characters, one form for picture bullets.

    Line breaks count as white space.  Composed and decomposed input give the same output; the function is idempotent.
    """
    if ODD.search(text):
        text = LONE_SOFT_HYPHEN.sub("-", text).translate(_SUBSTITUTIONS)
    text = unicodedata.normalize("NFC", text)
    if "\u0302" in text or "\u0306" in text:
        swapped = TONE_BEFORE_VOWEL_MARK.sub(r"\2\1", unicodedata.normalize("NFD", text))
        text = unicodedata.normalize("NFC", swapped)
    text = LETTER_BULLET.sub(HOLLOW_BULLET + " ", " ".join(text.split()))
    # Fonts give the picture its own room, so that typists need no space after it.
    return f"{BULLET} {text[1:]}" if text.startswith(BULLET) and text[1:2].isalnum() else text


def glyph(char: str, font: str | None) -> str:
    """What `char` prints as in `font`: a letter set in a picture font is a bullet ("ü" in Wingdings is a tick)."""
    family = (font or "").casefold()
    if family not in SYMBOL_FONTS or len(char) != 1:
        return char
    code = ord(char) & 0xFF if 0xF000 <= ord(char) <= 0xF0FF else ord(char)
    if family == "symbol":
        return _SYMBOL_CODES.get(code, BULLET if 0xF000 <= ord(char) <= 0xF0FF else char)
    return " " if code == 0x20 else BULLET
