"""Words on a page -> printed lines in reading order. Pure functions over `pdf_words.Word`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import regex

from pipeline.read.characters import clean
from pipeline.read.document import Box, Line
from pipeline.read.pdf_page import Edge
from pipeline.read.pdf_words import Word

# A list marker: the wide gap after it is a tab, not a gutter.
# "1.", "a)", "-", "II.", "2.1.3", "Điều 2."; not "UBND"
_MARKER = regex.compile(r"(?:[-–—+*•]|\(?(?:\d{1,3}(?:\.\d{1,3})*|[IVXLC]{1,6}|[a-zđ])[.):]?|Điều|Điều \d+\.?)")
# A number alone: "12", "- 3 -", "Trang 4", "4/17"; not "2025.", "12 xã"
_PAGE_NUMBER = regex.compile(r"(?:[-–—]\s*\d{1,4}\s*[-–—]|(?:Trang|Page)?\s*\d{1,4}(?:\s*/\s*\d{1,4})?)", regex.I)
# A footnote's mark: "1", "12", "[3]", "(2)", "*"; not "3a", "2025"
_NOTE_MARK = regex.compile(r"[\[(]?\d{1,3}[\])]?|\*{1,3}")
# What a raised 2 or 3 is the exponent of: "90m", "km", "m", "đồng/m", "(cm"; not "năm", "nhóm"
_LENGTH = regex.compile(r"(?:^|[\d\s(/.,])(?:k|h|da|d|c|m|µ)?m$")
# A stamp that fills a blank in a line: "277", "07", "14/7/2026", "277/KH-UBND"; not "Ký", "09:15:03 +07:00"
_FILLING = regex.compile(r"\d[\d.]*(?:/[\p{L}\d/-]+)?|\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{4})?")
# The word after a blank left for a date: "ngày      tháng      năm"; not "thángiêng"
_AFTER_BLANK = regex.compile(r"(?:/|tháng$|năm$)")

_GUTTER = 1.8
"""A gap without spaces wider than this many times the font size parts two columns."""


@dataclass(frozen=True, slots=True)
class Strip:
    """Words printed one after the other on one baseline, in one column, between `x0` and `x1`. The `lead` is the
    first of its largest words: its baseline and size are the line's."""

    words: tuple[Word, ...]
    lead: Word
    x0: float
    x1: float

    @classmethod
    def of(cls, words: Iterable[Word]) -> Strip:
        """The strip that these words, one or more, make up from left to right."""
        parts = tuple(words)
        lead = parts[0]
        for word in parts:
            if word.size > lead.size + 0.5 or (len(lead.text) == 1 < len(word.text) and word.size > lead.size - 0.5):
                lead = word
        return cls(parts, lead, parts[0].x0, max([word.x1 for word in parts]))

    @property
    def top(self) -> float:
        """Top of the letters."""
        return min(word.top for word in self.words)

    @property
    def bottom(self) -> float:
        """Foot of the letters."""
        return max(word.bottom for word in self.words)

    @property
    def text(self) -> str:
        """The words with the spaces that were printed between them."""
        return "".join(word.text if i == 0 or word.glued else " " + word.text for i, word in enumerate(self.words))

    def line(self, page: int) -> Line:
        """The strip as a line of the document."""
        sizes: Counter[float] = Counter()
        bold = 0
        for word in self.words:
            sizes[round(word.size * 2) / 2] += len(word.text)
            bold += len(word.text) if word.bold else 0
        box = Box(page, *(round(v, 2) for v in (self.x0, self.top, self.x1, self.bottom)))
        return Line(clean(self.text), page, box, None, bold * 2 > sum(sizes.values()), sizes.most_common(1)[0][0])


def strips(words: Iterable[Word]) -> list[Strip]:
    """Words in content order to strips in content order. A fragment that PDFium sees as a line of its own (after a
    superscript, at a change of font) is joined to the strip that it continues, also when it was drawn much later."""
    out: list[list[Word]] = []
    for word in words:
        if out and word.upright and out[-1][-1].upright and _continues(out[-1], word):
            out[-1].append(word)
        else:
            out.append([word])
    return _rejoined([Strip.of(words) for words in out])


def _continues(line: list[Word], word: Word) -> bool:
    last = line[-1]
    base = last if last.size >= word.size else max(line, key=lambda w: w.size)
    size = max(base.size, word.size) or 1.0
    off = abs(word.baseline - base.baseline)
    small = min(base.size, word.size) < 0.85 * size
    if off > (0.6 if small else 0.2) * size and abs(word.baseline - last.baseline) > 0.1 * size:
        return False
    gap = min(word.gap, word.x0 - last.x1)
    if word.x0 < last.x1 - 0.5 * size:
        return False
    if gap <= _GUTTER * size or word.stamped or last.stamped or _AFTER_BLANK.match(word.text):
        return True
    if len(line) <= 2 and _MARKER.fullmatch(" ".join(w.text for w in line)):
        return gap <= 4 * size
    # a justified line stretched evenly has no gutter
    gaps = sorted(w.gap for w in line[1:] if w.gap < 1000 and not w.stamped and not _AFTER_BLANK.match(w.text))
    return len(gaps) >= 2 and gaps[len(gaps) // 2] >= 0.4 * gap


def _rejoined(found: list[Strip]) -> list[Strip]:
    """Strips of one baseline that touch, joined at the place of the one drawn first."""
    by_line: dict[int, list[int]] = {}
    out: list[Strip | None] = list(found)
    for i, strip in enumerate(found):
        lead = strip.lead
        key = round(lead.baseline / 4)
        size = lead.size or 1.0
        for j in (j for k in (key - 1, key, key + 1) for j in by_line.get(k, ())):
            other = out[j]
            if other is None or abs(other.lead.baseline - lead.baseline) > 0.6 * max(size, other.lead.size):
                continue
            if min(size, other.lead.size) >= 0.85 * max(size, other.lead.size) and (
                abs(other.lead.baseline - lead.baseline) > 0.15 * size
            ):
                continue
            left, right = (other, strip) if other.x0 <= strip.x0 else (strip, other)
            gap = right.x0 - left.x1
            if not -0.2 * size <= gap <= 0.6 * size:
                continue
            head = right.words[0]._replace(glued=gap < 0.12 * size)
            out[j] = Strip.of((*left.words, head, *right.words[1:]))
            out[i] = None
            break
        else:
            by_line.setdefault(key, []).append(i)
    return [strip for strip in out if strip is not None]


def filled_in(words: Sequence[Word], stamps: Iterable[tuple[Word, ...]]) -> list[Word]:
    """The words with the stamped numbers in the blanks left for them ("Số:      /KH-UBND", "ngày    tháng")."""
    out = list(words)
    for word in (w for stamp in stamps if all(_FILLING.fullmatch(part.text) for part in stamp) for w in stamp):
        line = [
            (i, other)
            for i, other in enumerate(out)
            if abs(other.baseline - word.baseline) <= 0.6 * max(word.size, other.size)
        ]
        before = [(other.x1, i) for i, other in line if (other.x0 + other.x1) / 2 < (word.x0 + word.x1) / 2]
        if not before or word.x0 - max(before)[0] > 4 * word.size:
            continue
        at = max(before)[1]
        left = out[at]
        after = [(other.x0, i) for i, other in line if (other.x0 + other.x1) / 2 >= (word.x0 + word.x1) / 2]
        overlap = max(left.x1 - word.x0, word.x1 - min(after)[0] if after else 0.0)
        if overlap > 0.5 * word.size:
            continue
        out.insert(at + 1, word._replace(baseline=left.baseline, size=left.size, glued=left.text[-1] in "/-(", gap=0.0))
        if after:
            _, right = min(after)
            right += right > at
            if out[right].text[0] in "/-,.)":
                out[right] = out[right]._replace(glued=True)
    return out


def without_note_marks(line: list[Strip]) -> list[Strip]:
    """The strips without the raised numbers that point to footnotes ("01 xã¹"); exponents ("m³/s") stay."""
    return [kept for strip in line if (kept := _without_marks(strip)) is not None]


def _without_marks(strip: Strip) -> Strip | None:
    lead = strip.lead
    if all(word.size > 0.85 * lead.size for word in strip.words):
        return strip
    kept: list[Word] = []
    space = False
    for word in strip.words:
        if kept and is_raised(word, lead) and _NOTE_MARK.fullmatch(word.text.strip(",;")):
            before = "".join((w.text if w.glued else " " + w.text) for w in kept[-3:])
            exponent = word.text in {"2", "3"} and _LENGTH.search(before)
            power = kept[-1].text.endswith("10") and word.glued
            if not exponent and not power:
                space = space or not word.glued
                continue
        kept.append(word._replace(glued=False) if space and kept else word)
        space = False
    return Strip.of(kept) if kept else None


def is_raised(word: Word, lead: Word) -> bool:
    """Whether the word is set small and above the baseline of the word that leads its line."""
    return word.size <= 0.8 * lead.size and lead.baseline - word.baseline > 0.15 * lead.size


def without_page_number(found: list[Strip], height: float) -> list[Strip]:
    """The strips without a lone number in the top or bottom margin that has nothing beyond it."""
    if not found:
        return found
    highest = min(found, key=lambda s: s.lead.baseline)
    lowest = max(found, key=lambda s: s.lead.baseline)
    for strip, in_margin in ((highest, highest.bottom < 0.1 * height), (lowest, lowest.top > 0.9 * height)):
        beside = [s for s in found if s is not strip and abs(s.lead.baseline - strip.lead.baseline) < 6]
        if in_margin and not beside and _PAGE_NUMBER.fullmatch(strip.text.strip()):
            found = [s for s in found if s is not strip]
    return found


def without_footnotes(
    found: list[Strip], edges: Sequence[Edge], body: float, height: float, going_on: bool
) -> tuple[list[Strip], bool]:
    """The strips above the footnotes at the foot of the page, and whether there were any.

    Footnotes begin with a raised number, or under a short rule with a number or (`going_on`: the page before ended
    in footnotes too) with anything; their text, if not their number, is smaller than `body`, the size of most of the
    text, to the page's end.
    """
    sizes = {id(strip): _size_after_mark(strip) for strip in found}
    low = [s for s in found if s.top > 0.3 * height]
    rules = [e.at for e in edges if e.horizontal and 40 < e.end - e.start < 260 and e.at > 0.3 * height]
    for strip in sorted(low, key=lambda s: s.top):
        first, lead = strip.words[0], strip.lead
        if sizes[id(strip)] > body - 0.9:
            continue
        below = [s for s in found if s.lead.baseline > strip.lead.baseline + 0.3 * lead.size]
        if any(sizes[id(s)] > body - 0.9 for s in below):
            continue
        above = [s.bottom for s in found if s.lead.baseline < strip.lead.baseline - 0.3 * lead.size]
        ruled = any(max(above, default=0.0) - 3 <= at <= strip.top + 3 for at in rules)
        numbered = _NOTE_MARK.fullmatch(first.text) is not None
        raised = numbered and len(strip.words) > 1 and is_raised(first, lead)
        if raised or (ruled and (numbered or going_on)):
            beside = strip.lead.baseline - 0.3 * lead.size
            return [s for s in found if s.lead.baseline < beside], True
    return found, False


def _size_after_mark(strip: Strip) -> float:
    """The size of the strip's text: some writers print a footnote's number in the size of the body."""
    rest = strip.words[1:]
    numbered = rest and _NOTE_MARK.fullmatch(strip.words[0].text)
    return (Strip.of(rest) if numbered else strip).lead.size


def in_reading_order(found: list[Strip]) -> list[Strip]:
    """Content order, mended where it is plainly not the order of reading: what was drawn late but stands above is
    moved up, and two columns drawn line by line (a letterhead set with tabs) are read one after the other."""
    return _columns(_settled(found))


def _settled(found: list[Strip]) -> list[Strip]:
    chunks: list[list[Strip]] = []
    for strip in found:
        if chunks and strip.lead.baseline > chunks[-1][-1].lead.baseline - 0.5 * strip.lead.size:
            chunks[-1].append(strip)
        else:
            chunks.append([strip])
    out = chunks[0] if chunks else []
    for chunk in chunks[1:]:
        at = _place_of(chunk, out)
        if at < len(out) and any(_beside(s, chunk) for s in out):
            for strip in chunk:
                at = _place_of([strip], out)
                out.insert(at, strip)
        else:
            out[at:at] = chunk
    return out


def _place_of(chunk: list[Strip], out: list[Strip]) -> int:
    """Before the first strip that stands below the whole chunk and shares a column with it, else the end."""
    end = chunk[-1].lead.baseline
    for i, strip in enumerate(out):
        if strip.lead.baseline > end + 0.3 * strip.lead.size and any(_overlap(strip, part) for part in chunk):
            return i
    return len(out)


def _overlap(a: Strip, b: Strip) -> bool:
    return min(a.x1, b.x1) - max(a.x0, b.x0) > 0.3 * min(a.x1 - a.x0, b.x1 - b.x0)


def _beside(strip: Strip, chunk: list[Strip]) -> bool:
    between = chunk[0].lead.baseline < strip.lead.baseline < chunk[-1].lead.baseline
    return between and any(_overlap(strip, part) for part in chunk)


def _columns(found: list[Strip]) -> list[Strip]:
    out: list[Strip] = []
    i = 0
    while i < len(found):
        rows, end = _paired_rows(found, i)
        if rows >= 2:
            out.extend(found[i:end:2])
            out.extend(found[i + 1 : end : 2])
            i = end
        else:
            out.append(found[i])
            i += 1
    return out


def _paired_rows(found: list[Strip], start: int) -> tuple[int, int]:
    """How many rows of exactly two strips, one left and one right of a common gutter, follow from `start`."""
    left, right, rows, i = 0.0, 1e9, 0, start
    while i + 1 < len(found):
        a, b = found[i], found[i + 1]
        size = a.lead.size
        if abs(a.lead.baseline - b.lead.baseline) > 0.3 * size or b.x0 - a.x1 < _GUTTER * 0.5 * size:
            break
        third = found[i + 2] if i + 2 < len(found) else None
        if third is not None and abs(third.lead.baseline - a.lead.baseline) <= 0.3 * size:
            break
        if rows and a.lead.baseline - found[i - 1].lead.baseline > 3 * size:
            break
        left, right = max(left, a.x1), min(right, b.x0)
        if left >= right:
            break
        rows, i = rows + 1, i + 2
    return rows, i
