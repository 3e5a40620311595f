"""Plain text: one `Line` per printed line, with what blank lines, form feeds and wide gaps say about the layout."""

from __future__ import annotations

import codecs
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

import regex

from pipeline.errors import KehoachError
from pipeline.read.characters import clean
from pipeline.read.document import Document, Line, Table
from pipeline.read.text_indents import paragraph_starts
from pipeline.read.text_layout import find_layout_tables
from pipeline.read.text_tables import find_tab_tables

if TYPE_CHECKING:
    from pipeline.read.pdf_unruled_header import ColumnNaming

BLANK_SHARE = 0.4
"""Above this share of gaps with a blank line the blanks are the converter's line spacing and end no paragraph."""
LETTERHEAD_LINES = 15
"""Printed lines at the head of a text in which a second column is looked for."""
CLOSING_LINES = 20
"""Printed lines from "Nơi nhận" on in which the signature is looked for; an appendix may follow."""

MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
"""Byte order marks and the encodings they announce."""

# What no text holds in any accepted encoding: "\x00", "\x08"; not tab, line feed, form feed.
BINARY = regex.compile(r"[\x00-\x08\x0e-\x19\x1b-\x1f]")
# What only Vietnamese writes: "ư" in "được", "ế" in "kế"; not the "é" and "à" that French shares.
VIETNAMESE_ONLY = regex.compile(r"[ăđĩũơưĂĐĨŨƠƯ\u1ea0-\u1ef9]")
# Letters and punctuation of a Vietnamese text beyond ASCII: "ế", "“"; not "µ", "®", "¸" (TCVN3 read as windows-1258).
VIETNAMESE = regex.compile(r"[àáâãèéêìíòóôõùúýÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝăđĩũơưĂĐĨŨƠƯ\u1ea0-\u1ef9\u00a0‘’“”–—…•°§«»·₫]")

# Any way of ending a line: "\r\n", "\u2028"; not "\f", which starts a page.
LINE_END = regex.compile(r"\r\n|[\n\r\v\x85\u2028\u2029]")
# Room between two columns: five spaces, a tab; not the two or three spaces of a justified line.
COLUMN_GAP = regex.compile(r"(?<=\S)(?:[ \u00a0]*\t[\s]*|[ \u00a0]{5,})(?=\S)")
# The state's name and motto, right column of a letterhead: "CỘNG HÒA XÃ HỘI", "Độc lập - Tự do"; not "Cộng hòa Pháp".
MOTTO = regex.compile(r"(?:CỘNG\s+(?:HÒA|HOÀ)\s+XÃ\s+HỘI|ĐẢNG\s+CỘNG\s+SẢN|Độc\s+lập\s*[-–]\s*Tự\s+do)")
# Place and date, right column too: "Huế, ngày 3 tháng 2 năm 2025", "Hà Nội, ngày    tháng …"; not "họp, ngày 3/2".
PLACE_AND_DATE = regex.compile(r"\p{Lu}[\p{L}\s.-]{1,40},\s*ngày[\s\d.…]*tháng")
# The left column of a signature: "Nơi nhận:", "Nơi gửi:"; not "Nơi nhận hồ sơ là bộ phận một cửa".
RECIPIENTS = regex.compile(r"^\s*Nơi\s+(?:nhận|gửi)\s*(?::|\s{5}|$)", regex.IGNORECASE)
# A signer's name or the note that one has signed: "Nguyễn Thị Hồng Vân", "(Đã ký)"; not "Phòng Tổ chức cán bộ".
SIGNER = regex.compile(r"(?:(?:\p{Lu}\p{Ll}*)(?:\s\p{Lu}\p{Ll}*){1,5}|\(\s*[Đđ]ã\s+ký\s*\))")

# Who one signs for, abbreviated: "TM. UBND", "KT. VỤ TRƯỞNG"; not "TMĐT".
ON_BEHALF = regex.compile(r"(?:TM|KT|TL|TUQ|Q)\.\s*\p{Lu}")
# A list number before its heading: "I.", "2.1", "a)"; not "- Lưu: VT".
BARE_NUMBER = regex.compile(r"(?:[IVXLC]+|\d+(?:\.\d+)*|\p{L})[.)]?")


def read_text(data: bytes, name: str | None = None, naming: ColumnNaming | None = None) -> Document:
    """Read UTF-8, UTF-16 with a byte order mark, or windows-1258 text; KehoachError not-text or empty-file.

    `naming` says what header cells mean; without it no table is found whose columns are places on the line.
    """
    shown = name or "<bytes>"
    text = decode(data)
    if text is None:
        raise KehoachError("not-text", path=shown)
    pages = text.split("\f")
    while pages and not pages[-1].strip():
        pages.pop()
    blocks = tuple(_blocks(pages, numbered="\f" in text, naming=naming))
    if not blocks:
        raise KehoachError("empty-file", path=shown)
    return Document("text", blocks, pages=len(pages) if "\f" in text else None, name=name)


def decode(data: bytes) -> str | None:
    """The text in `data`, or None where no known encoding gives a text that looks like one."""
    for mark, encoding in MARKS:
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
    """windows-1258 decodes almost any bytes, so the result must look Vietnamese: other encodings would be garbage."""
    text = _plain(data, "cp1258")
    if text is None:
        return None
    text = unicodedata.normalize("NFC", text)
    foreign = [char for char in text if char > "\x7f"]
    known = sum(1 for char in foreign if VIETNAMESE.match(char))
    return text if VIETNAMESE_ONLY.search(text) and known >= 0.97 * len(foreign) else None


@dataclass(frozen=True, slots=True)
class _Printed:
    """A line that is not empty: its page (from 1), its place among all lines of the page (from 0), its raw text, and
    whether a blank line stands before it on that page."""

    page: int
    number: int
    raw: str
    after_blank: bool
    first_on_page: bool


def _blocks(pages: list[str], *, numbered: bool, naming: ColumnNaming | None) -> list[Line | Table]:
    """The lines, and the tables whose cells are parted by tabs or by wide gaps."""
    printed = [line for number, page in enumerate(pages, 1) for line in _printed(number, page)]
    gaps = [line for line in printed if not line.first_on_page]
    blanks_tell = sum(line.after_blank for line in gaps) < BLANK_SHARE * len(gaps)
    tables = {table.start: table for table in find_tab_tables([line.raw for line in printed])}
    laid_out, taken = find_layout_tables([LINE_END.split(page) for page in pages], naming, numbered=numbered)
    places = [line.page if numbered else None for line in printed]
    indents = paragraph_starts([LINE_END.split(page) for page in pages])
    out: list[Line | Table] = []
    columns = Columns()
    at = 0
    while at < len(printed):
        if (table := tables.get(at)) is not None:
            out.append(table.table(places))
            at = table.end
            continue
        line = printed[at]
        place = (line.page - 1, line.number)
        if place in taken:
            if place in laid_out:
                out.append(laid_out[place])
            at += 1
            continue
        parts = columns.split(line.raw)
        starts = True if len(parts) > 1 or (blanks_tell and line.after_blank) else indents[line.page - 1][line.number]
        out += [Line(part, page=places[at], starts_paragraph=starts) for part in parts]
        at += 1
    return out


def _printed(number: int, page: str) -> list[_Printed]:
    out: list[_Printed] = []
    blank = False
    for place, raw in enumerate(LINE_END.split(page)):
        if clean(raw):
            out.append(_Printed(number, place, raw, after_blank=blank and bool(out), first_on_page=not out))
            blank = False
        else:
            blank = True
    return out


class Columns:
    """Parts the lines of one text in two where a letterhead or a signature stands in a right-hand column.

    Only there: elsewhere a wide gap is a justified line or a table cell, and stays.
    """

    def __init__(self) -> None:
        self._printed = 0
        self._closing = 0

    def split(self, raw: str) -> list[str]:
        """The clean text of the next line that is not empty, as one part or as (left, right)."""
        raw = unicodedata.normalize("NFC", raw)
        self._printed += 1
        self._closing = CLOSING_LINES if RECIPIENTS.match(raw) else self._closing - 1
        for gap in COLUMN_GAP.finditer(raw):
            left, right = clean(raw[: gap.start()]), clean(raw[gap.end() :])
            if self._is_column(left, right) and (MOTTO.match(right) or not self._goes_on(raw, gap.end(), right)):
                return [left, right]
        return [clean(raw)]

    def _is_column(self, left: str, right: str) -> bool:
        if MOTTO.match(right):
            return True
        if self._printed <= LETTERHEAD_LINES and PLACE_AND_DATE.match(right):
            return True
        signature = bool(SIGNER.fullmatch(right)) or is_title(right)
        return self._closing > 0 and signature and not BARE_NUMBER.fullmatch(left)

    def _goes_on(self, raw: str, position: int, right: str) -> bool:
        """Whether a third column follows, as in a table; the blanks left open in a date are none."""
        return not PLACE_AND_DATE.match(right) and COLUMN_GAP.search(raw, position) is not None


def is_title(text: str) -> bool:
    """A signer's title, all in capitals: "KT. GIÁM ĐỐC", "TM. UBND"; not "VT" or "Giám đốc"."""
    letters = [char for char in text if char.isalpha()]
    return all(char.isupper() for char in letters) and (len(letters) >= 7 or bool(ON_BEHALF.match(text)))
