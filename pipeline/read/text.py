"""Plain text: one `Line` per printed line, with what blank lines, form feeds and wide gaps say about the layout."""

from __future__ import annotations

import codecs
import unicodedata
from dataclasses import dataclass

import regex

from pipeline.errors import KehoachError
from pipeline.read.characters import clean
from pipeline.read.document import Document, Line

BLANK_SHARE = 0.4
"""Above this share of gaps with a blank line the blanks are the converter's line spacing and end no paragraph."""
LETTERHEAD_LINES = 15
"""Printed lines at the head of a text in which a second column is looked for."""

# Bytes that no text in any of the accepted encodings holds: NUL, backspace, escape codes; not tab, LF, CR, form feed.
BINARY = regex.compile(r"[\x00-\x08\x0e-\x19\x1b-\x1f]")
# What only Vietnamese writes: "ư" in "được", "ế" in "kế"; not the "é" and "à" that French shares.
VIETNAMESE_ONLY = regex.compile(r"[ăđĩũơưĂĐĨŨƠƯ\u1ea0-\u1ef9]")
# Letters and punctuation of a Vietnamese text beyond ASCII: "ế", "“"; not "µ", "®", "¸" (TCVN3 read as windows-1258).
VIETNAMESE = regex.compile(r"[àáâãèéêìíòóôõùúýÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝăđĩũơưĂĐĨŨƠƯ\u1ea0-\u1ef9\u00a0‘’“”–—…•°§«»·₫]")

# Any way of ending a line: "\r\n", "\u2028"; not "\f", which starts a page.
LINE_END = regex.compile(r"\r\n|[\n\r\v\x85\u2028\u2029]")
# Room between two columns: five spaces, a tab; not the two or three spaces of a justified line.
COLUMN_GAP = regex.compile(r"(?<=\S)(?:[ \u00a0]*\t[\s]*|[ \u00a0]{5,})(?=\S)")
# The state's name and motto, right column of a letterhead: "CỘNG HÒA XÃ HỘI …", "Độc lập - Tự do …"; not "Cộng hòa Pháp".
MOTTO = regex.compile(r"(?:CỘNG\s+(?:HÒA|HOÀ)\s+XÃ\s+HỘI|ĐẢNG\s+CỘNG\s+SẢN|Độc\s+lập\s*[-–]\s*Tự\s+do)")
# Place and date, right column too: "Huế, ngày 3 tháng 2 năm 2025", "Hà Nội, ngày    tháng …"; not "họp, ngày 3/2".
PLACE_AND_DATE = regex.compile(r"\p{Lu}[\p{L}\s.-]{1,40},\s*ngày[\s\d.…]*tháng")
# The left column of a signature: "Nơi nhận:", "Nơi gửi:"; not "Nơi nhận hồ sơ là bộ phận một cửa".
RECIPIENTS = regex.compile(r"^\s*Nơi\s+(?:nhận|gửi)\s*(?::|\s{5}|$)", regex.IGNORECASE)
# A signer's name or the note that one has signed: "Nguyễn Thị Hồng Vân", "(Đã ký)"; not "Phòng Tổ chức cán bộ".
SIGNER = regex.compile(r"(?:(?:\p{Lu}\p{Ll}*)(?:\s\p{Lu}\p{Ll}*){1,5}|\(\s*[Đđ]ã\s+ký\s*\))")


def read_text(data: bytes, name: str | None = None) -> Document:
    """Read UTF-8, UTF-16 with a byte order mark, or windows-1258 text; KehoachError not-text or empty-file."""
    shown = name or "<bytes>"
    text = decode(data)
    if text is None:
        raise KehoachError("not-text", path=shown)
    pages = text.split("\f")
    while pages and not pages[-1].strip():
        pages.pop()
    lines = tuple(_lines(pages, numbered="\f" in text))
    if not lines:
        raise KehoachError("empty-file", path=shown)
    return Document("text", lines, pages=len(pages) if "\f" in text else None, name=name)


def decode(data: bytes) -> str | None:
    """The text in `data`, or None where no known encoding gives a text that looks like one."""
    for mark, encoding in ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if data.startswith(mark):
            return _plain(data[len(mark) :], encoding)
    return _plain(data, "utf-8") or _windows_1258(data)


def _plain(data: bytes, encoding: str) -> str | None:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    return None if BINARY.search(text) else text


def _windows_1258(data: bytes) -> str | None:
    """windows-1258 decodes almost any bytes, so the result must look Vietnamese: other old encodings would be garbage."""
    text = _plain(data, "cp1258")
    if text is None:
        return None
    text = unicodedata.normalize("NFC", text)
    foreign = [char for char in text if char > "\x7f"]
    known = sum(1 for char in foreign if VIETNAMESE.match(char))
    return text if VIETNAMESE_ONLY.search(text) and known >= 0.97 * len(foreign) else None


@dataclass(frozen=True, slots=True)
class _Printed:
    """A line that is not empty: its page, its raw text, and whether a blank line stands before it on that page."""

    page: int
    raw: str
    after_blank: bool
    first_on_page: bool


def _lines(pages: list[str], numbered: bool) -> list[Line]:
    printed = [line for number, page in enumerate(pages, 1) for line in _printed(number, page)]
    gaps = [line for line in printed if not line.first_on_page]
    blanks_tell = sum(line.after_blank for line in gaps) < BLANK_SHARE * len(gaps)
    out: list[Line] = []
    closing = False
    for index, line in enumerate(printed):
        closing = closing or bool(RECIPIENTS.match(line.raw))
        parts = split_columns(line.raw, letterhead=index < LETTERHEAD_LINES, closing=closing)
        starts = True if len(parts) > 1 or (blanks_tell and line.after_blank) else None
        out += [Line(part, page=line.page if numbered else None, starts_paragraph=starts) for part in parts]
    return out


def _printed(number: int, page: str) -> list[_Printed]:
    out: list[_Printed] = []
    blank = False
    for raw in LINE_END.split(page):
        if clean(raw):
            out.append(_Printed(number, raw, after_blank=blank and bool(out), first_on_page=not out))
            blank = False
        else:
            blank = True
    return out


def split_columns(raw: str, *, letterhead: bool, closing: bool) -> list[str]:
    """The clean text of a line, in two parts where a letterhead or a signature stands in a right-hand column.

    `letterhead`: the line is near the head of the text; `closing`: "Nơi nhận" has been seen.  Elsewhere a wide gap is
    a justified line or a table cell and stays: only the state's name and motto split anywhere.
    """
    for gap in COLUMN_GAP.finditer(raw):
        right = clean(raw[gap.end() :])
        if (
            MOTTO.match(right)
            or (letterhead and PLACE_AND_DATE.match(right))
            or (closing and (_is_title(right) or SIGNER.fullmatch(right)) and not COLUMN_GAP.search(raw, gap.end()))
        ):
            return [clean(raw[: gap.start()]), right]
    return [clean(raw)]


def _is_title(text: str) -> bool:
    """All capitals, at least two words or one long one: "KT. GIÁM ĐỐC", "TM. ỦY BAN NHÂN DÂN"; not "VT" or "UBND"."""
    letters = [char for char in text if char.isalpha()]
    return len(letters) >= 7 and all(char.isupper() for char in letters)
