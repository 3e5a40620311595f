"""Printed lines -> paragraphs: page furniture goes, wrapped lines join, broken tokens are mended.

DOCX says where paragraphs start; print does not, so there the width of the line, the indent and the list marker decide.
A paragraph keeps its lines, so that every offset of its text maps back to the page and the box it was printed at.
"""

from __future__ import annotations

import functools
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import regex

from extractors.deadlines import is_time_heading
from extractors.lexicon import load
from extractors.phrases import literal_alternation
from extractors.predicates import begins_with_action
from pipeline.markers import Marker, bare_marker, read_marker
from pipeline.read.document import Box, Line, Table

FULL = 0.93  # a line counts as full when the next word would end beyond this share of the text's width
NEARLY_FULL = 0.80  # enough where the sentence has not ended: letters differ in width, and text files count letters
INDENT = 9.0  # points; a first-line indent is 20-36 pt, the jitter of justified lines below 3


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `starts[i]` is the offset in `text` where `lines[i]` begins."""

    text: str
    lines: tuple[Line, ...]
    starts: tuple[int, ...]

    @property
    def page(self) -> int | None:
        """The page on which the paragraph begins (from 1), None where the format has no pages."""
        return self.lines[0].page

    @property
    def bold(self) -> bool:
        """Whether the first line is printed bold; False where the format does not say."""
        return bool(self.lines[0].bold)

    def boxes(self, start: int = 0, end: int | None = None) -> tuple[Box, ...]:
        """The boxes of the lines that text[start:end] was printed on."""
        end = len(self.text) if end is None else end
        first = max(0, bisect_right(self.starts, start) - 1)
        chosen = self.lines[first : bisect_right(self.starts, max(start, end - 1))]
        return tuple(line.box for line in chosen if line.box is not None)

    def slice(self, start: int, end: int | None = None) -> Paragraph:
        """The part text[start:end] as a paragraph of its own, with the lines that it stands on."""
        end = len(self.text) if end is None else end
        first = max(0, bisect_right(self.starts, start) - 1)
        last = max(first + 1, bisect_right(self.starts, max(start, end - 1)))
        return Paragraph(
            self.text[start:end], self.lines[first:last], tuple(max(0, s - start) for s in self.starts[first:last])
        )


def paragraphs(blocks: Iterable[Line | Table]) -> list[Paragraph | Table]:
    """The blocks with their lines joined to paragraphs; tables stay where they stand."""
    flow = drop_furniture(list(blocks))
    layout = Layout.of([block for block in flow if isinstance(block, Line)])
    out: list[Paragraph | Table] = []
    open_lines: list[Line] = []
    for block in flow:
        if isinstance(block, Table):
            if open_lines:
                out.append(join(open_lines))
                open_lines = []
            out.append(block)
            continue
        if open_lines and layout.breaks(open_lines, block):
            out.append(join(open_lines))
            open_lines = []
        open_lines.append(block)
    if open_lines:
        out.append(join(open_lines))
    return [p for p in out if isinstance(p, Table) or p.text]


# --- furniture ------------------------------------------------------------------------------------------------------

# "7", "- 7 -", "Trang 3/10"; not "2025 của" (text), nor "7." (a marker)
PAGE_NUMBER = regex.compile(r"(?:[-–]\s*)?(?:trang\s+)?\d{1,3}(?:\s*/\s*\d{1,3})?(?:\s*[-–])?", regex.IGNORECASE)
URL = regex.compile(r"(?:https?://|www\.)\S+")
# what a converter leaves behind: "[footnoteRef:1]", "[bookmark: _Hlk1]", "[1: Năm học …]"
CONVERTER_MARK = regex.compile(r"\s*\[(?:footnoteRef:\s*\d+|bookmark:\s*[^\]]*|\d+:\s[^\]]*)\]")
RULE = regex.compile(r"[-_–—=*~.\s]{3,}")


def drop_furniture(blocks: Sequence[Line | Table]) -> list[Line | Table]:
    """The blocks without page numbers, running heads, rules, converters' marks and repeated bare links."""
    blocks = _without_footnotes(blocks)
    running = _running_heads([b for b in blocks if isinstance(b, Line)])
    seen_urls: set[str] = set()
    out: list[Line | Table] = []
    previous = ""
    after_page_number = False
    for i, block in enumerate(blocks):
        if isinstance(block, Table):
            out.append(block)
            previous = ""
            continue
        text = CONVERTER_MARK.sub("", block.text).strip()
        following = blocks[i + 1] if i + 1 < len(blocks) else None
        if _is_page_number(text, previous, following.text if isinstance(following, Line) else ""):
            after_page_number = True
            continue
        if not text or RULE.fullmatch(text) or text in running:
            continue
        if after_page_number and block.starts_paragraph and block.box is None:
            block = replace(block, starts_paragraph=None)  # the blank line was the page's, not a paragraph's
        after_page_number = False
        if URL.fullmatch(text):
            # PDF converters print the targets of a page's links once more at its foot
            if text in seen_urls and not previous.endswith(":"):
                continue
            if previous.endswith((".", ";", ")", "…")) and not previous.endswith(":"):
                seen_urls.add(text)
                continue
        seen_urls.update(URL.findall(text))
        out.append(block if text == block.text else _with_text(block, text))
        previous = text
    return out


# units whose exponent is no footnote mark: "120 km2"
UNIT_BEFORE = regex.compile(r"(?:km|cm|mm|dm)$")
FOOTNOTE = regex.compile(r"(?P<number>\d{1,2})\s(?=\p{Lu})|\[(?P<number>\d{1,2})\]\s")
LOOK_BACK = 70  # lines of a page


def _without_footnotes(blocks: Sequence[Line | Table]) -> list[Line | Table]:
    """Plain text without footnotes: a line "1 Số liệu do …" whose mark is glued to a word above ("… y tế1,")."""
    out = list(blocks)
    gone: set[int] = set()
    for i, block in enumerate(blocks):
        if not isinstance(block, Line) or block.box is not None or block.starts_paragraph is False:
            continue
        match = FOOTNOTE.match(block.text)
        if not match:
            continue
        number = match["number"]
        mark = regex.compile(rf"(?<=\p{{Ll}}\p{{Ll}}){number}(?=[\s,.;:)]|$)|\[{number}\]")
        for k in range(i - 1, max(-1, i - LOOK_BACK), -1):
            held = out[k]
            if not isinstance(held, Line) or k in gone:
                continue
            found = mark.search(held.text)
            if found and not UNIT_BEFORE.search(held.text[: found.start()]):
                out[k] = _with_text(held, mark.sub("", held.text, count=1))
                gone.add(i)
                for n in range(i + 1, len(blocks)):
                    following = blocks[n]
                    if (
                        not isinstance(following, Line)
                        or not following.text[:1].islower()
                        or read_marker(following.text)
                    ):
                        break
                    gone.add(n)
                break
    return [b for i, b in enumerate(out) if i not in gone]


def _is_page_number(text: str, previous: str, following: str) -> bool:
    if not PAGE_NUMBER.fullmatch(text) or not regex.search(r"\d", text):
        return False
    # "… ngày" / "15" / "tháng …": a number that a sentence waits for is text, unless the next line has it
    # as does the name of an office in a letterhead: "CHI CỤC HẢI QUAN KHU VỰC" / "4"
    waits = regex.search(
        r"\b(?:(?i:ngày|tháng|năm|số|quý|điều|khoản|mục)|KHU\s+VỰC|QUÂN\s+KHU|(?:SƯ|LỮ|TRUNG|QUÂN|BINH)\s+ĐOÀN)$",
        previous,
    )
    return not waits or following[:1].isdigit()


def _running_heads(lines: Sequence[Line]) -> set[str]:
    """Texts that stand at the same height on most of at least four pages."""
    pages = {line.page for line in lines if line.page is not None}
    if len(pages) < 4:
        return set()
    places = Counter((line.text, round(line.box.top / 8)) for line in lines if line.box is not None)
    return {text for (text, _), n in places.items() if n >= 0.6 * len(pages) and len(text) < 120}


def _with_text(line: Line, text: str) -> Line:
    return replace(line, text=text)


# --- layout ---------------------------------------------------------------------------------------------------------

TERMINAL = regex.compile(r"[.;:!?…][”\")’]*$|\./\.$")
# a line that cannot be the end of a sentence: "… do Sở", "… của", "… và"
WAITING = regex.compile(
    r"(?:,|\b(?:và|của|các|với|về|do|cho|tại|trong|để|theo|từ|đến|là|có|được|(?<!trực )thuộc|"
    r"bằng|như|hoặc|những|trên|vào|khi))$"
)
# … nor, where a figure follows, one that stops before it: "Kế hoạch số" / "12"; but "Chuyển đổi số" / "Phòng …" are two
WAITING_FIGURE = regex.compile(r"\b(?:số|ngày|tháng|năm|quý|điều|khoản)$", regex.IGNORECASE)
# … nor one that stops inside a name: "… năm 2023 của Sở" / "Giáo dục và Đào tạo", "theo TCVN" / "ISO 9001"
WAITING_NAME = regex.compile(
    r"\b(?:Sở|Bộ|Ban|Phòng|Cục|Vụ|Chi cục|UBND|HĐND|Ủy ban|Uỷ ban|Ủy|Hội đồng|Hội|Đoàn|Trường|"
    r"Trung tâm|Viện|Văn phòng|Công ty|cơ quan|đơn vị|huyện|quận|tỉnh|thành phố|"
    r"thị xã|xã|phường|Quyết định|Kế hoạch|Nghị quyết|Nghị định|Chỉ thị|Thông tư|Luật|Đề án|"
    r"Chương trình|Dự án|TCVN|Đồng chí|đồng chí|ông|bà|trường|phòng)$"
)
# a unit's name that may go on behind a dash: "… gửi về Phòng Kế hoạch"; not "… của Sở."
DASHED_NAME = regex.compile(r"\b(?:Phòng|Sở|Ban|Khoa|Tổ|Hội|Trung tâm|Đội|Văn phòng|Bộ phận)\s+\p{Lu}[\p{L} ]{2,28}$")
# how a sentence opens under a heading: "Căn cứ …", "Trên cơ sở …", "Để …"; names do not begin so
OPENING = regex.compile(
    r"(?:Căn cứ|Trên cơ sở|Để|Nhằm|Thực hiện|Triển khai|Tiếp tục|Tập trung|Chủ trì|Phối hợp|"
    r"Tham mưu|Chỉ đạo|Các (?:đơn vị|phòng|cơ quan)|Phấn đấu|Giao|Đề nghị|Yêu cầu|Thời gian|"
    r"Trong)\s+\p{Ll}"
)
# paragraphs that never go on with what stands before
CLOSING = regex.compile(
    r"(?:Trên đây là|Nơi nhận\s*:|KT\.|TM\.|TL\.|PHỤ LỤC\b|Phụ lục(?:\s+(?:số\s+)?(?:\d+|[IVX]+))?$)"
)


# the closing request: "Đề nghị các đơn vị …", "Yêu cầu Thủ trưởng …"
ASKING = regex.compile(
    r"(?:Trong q|Q)uá trình (?:triển khai|thực hiện|tổ chức)\b|"
    r"(?:Đề nghị|Yêu cầu)\s+(?:các|Thủ trưởng|Trưởng|Giám đốc|Hiệu trưởng|UBND|đồng chí|lãnh đạo|toàn thể|những)\b"
)


@functools.cache
def LABELLED() -> regex.Pattern[str]:
    """A line with a label of its own: "Đơn vị chủ trì: …", "Thời gian: …"."""
    labels = load("sections")["labels"]
    words = literal_alternation(word for name in labels for word in labels[name])
    return regex.compile(rf"(?:{words})\s*:", regex.IGNORECASE)


def _wraps(lines: Sequence[Line], width: int) -> bool:
    """Whether long lines stop in the middle of sentences, as they do in text that a converter wrapped."""
    long = [line.text for line in lines if len(line.text) >= 0.75 * width]
    return sum(not TERMINAL.search(text) for text in long) >= 0.4 * len(long)


def _open_quote(lines: Sequence[Line]) -> bool:
    """Whether a quotation that began a few lines above has not been closed."""
    text = " ".join(line.text for line in lines[-4:])
    return text.count("“") > text.count("”")


@dataclass(frozen=True, slots=True)
class Layout:
    """What the lines of a document have in common: the right edge of the text per page, or the width in characters."""

    right: dict[int, float]
    left: dict[int, float]
    width: int
    bullet: str

    @classmethod
    def of(cls, lines: Sequence[Line]) -> Layout:
        by_page: dict[int, list[Line]] = {}
        for line in lines:
            if line.box is not None:
                by_page.setdefault(line.box.page, []).append(line)
        right = {page: max(line.box.x1 for line in ls if line.box) for page, ls in by_page.items()}
        left = {page: min(line.box.x0 for line in ls if line.box) for page, ls in by_page.items()}
        # a page with a few lines says little: take the edge that most pages share
        common = sorted(right.values())
        if common:
            middle = common[len(common) // 2]
            for page, ls in by_page.items():
                if len(ls) < 6 and right[page] < middle:
                    right[page] = middle
        lengths = sorted(len(line.text) for line in lines if len(line.text) > 40 and not URL.fullmatch(line.text))
        width = lengths[int(len(lengths) * 0.9)] if lengths else 0
        if lengths and (lengths[-1] > 200 or width > 1.7 * lengths[len(lengths) // 2] or not _wraps(lines, width)):
            width = 0  # one line a paragraph: nothing wraps
        marks = Counter(line.text[0] for line in lines if (m := read_marker(line.text)) and m.kind == "bullet")
        return cls(right, left, width, marks.most_common(1)[0][0] if marks else "-")

    def breaks(self, open_lines: Sequence[Line], line: Line) -> bool:
        """Whether `line` starts a paragraph rather than going on with `open_lines`."""
        previous = open_lines[-1]
        first = previous is open_lines[0]
        marker = read_marker(line.text)
        if line.starts_paragraph is True:
            return True
        if line.starts_paragraph is False:
            return marker is not None or bare_marker(previous.text)
        if bare_marker(previous.text) and first:
            return False
        done = bool(TERMINAL.search(previous.text))
        full = self._full(previous, line, FULL if done else NEARLY_FULL)
        if done and bare_marker(line.text):
            return True
        if marker is not None:
            if not done and line.text[0] in "-–" and _open_quote(open_lines):
                return False
            return not self._false_marker(marker, line, previous.text, open_lines[0].text, done=done, full=full)
        if line.text[0].islower() or line.text[0] in ",;.)":
            return False
        tail = f"{open_lines[-2].text} {previous.text}" if not first else previous.text
        # print shows whether a line is full; in plain text a short line may still be the middle of a sentence
        unsure = full or previous.box is None
        waits = WAITING.search(tail) or (line.text[0].isdigit() and WAITING_FIGURE.search(tail))
        if not done and unsure and (waits or _open_quote(open_lines)):
            return False
        if not done and self._long(previous) and WAITING_NAME.search(previous.text):
            return False
        if done and line.text.isupper() and not previous.text.isupper() and " " in line.text:
            return True  # a heading in capitals after a sentence
        if done and (LABELLED().match(line.text) or ASKING.match(line.text)):
            return True
        if (len(line.text) < 100 and is_time_heading(line.text)) or CLOSING.match(line.text):
            return True
        numbered = read_marker(open_lines[0].text)
        if full and not done and numbered and numbered.numbered and previous.text.endswith(")"):
            return True
        if full and not done and numbered is not None and OPENING.match(line.text):
            # a heading without a full stop, then the sentence under it: "1. Trách nhiệm của …" / "Căn cứ …, các đơn vị"
            return numbered.kind != "bullet"
        if not full:
            # headings in capitals wrap early
            capitals = previous.text.isupper() and line.text.isupper()
            return not (capitals and self._long(previous))
        if not done:
            return False
        return self._indented(open_lines, line)

    def _indented_start(self, line: Line) -> bool:
        return line.box is not None and line.box.x0 > self.left[line.box.page] + INDENT

    def _false_marker(self, marker: Marker, line: Line, previous: str, opened: str, *, done: bool, full: bool) -> bool:
        """Whether what looks like a list marker is the inside of a sentence: "kinh tế / - xã hội"."""
        if marker.kind == "paren" and full:
            # "(2) Xây dựng …" counts parts of a sentence as often as it starts a paragraph; the indent tells, or that
            # the paragraph before was counted so
            return not self._indented_start(line) and not _counts_on(opened, marker)
        if done:
            return False
        if marker.kind == "bullet" and line.text[0] in "-–":
            named = DASHED_NAME.search(previous) and marker.rest[:1].isupper() and not begins_with_action(marker.rest)
            if full and (named or (previous[-4:].isdigit() and marker.rest[:4].isdigit())):
                return True  # "Phòng Kế hoạch" / "- Tài chính", "giai đoạn 2026" / "- 2030"
            return full and (marker.rest[:1].islower() or line.text[0] != self.bullet)
        if marker.kind == "decimal" and "." not in marker.label:
            return full and (
                bool(WAITING.search(previous) or WAITING_FIGURE.search(previous)) or marker.rest[:1].islower()
            )
        return False

    def _full(self, previous: Line, line: Line, share: float) -> bool:
        word = line.text.split(" ", 1)[0]
        if previous.box is not None:
            edge = self.right[previous.box.page]
            char = (previous.box.x1 - previous.box.x0) / max(1, len(previous.text))
            left = self.left[previous.box.page]
            return previous.box.x1 + char * (1 + 0.9 * len(word)) > edge - 0.01 * (edge - left)
        return self.width > 0 and len(previous.text) + 1 + len(word) > share * self.width

    def _long(self, line: Line) -> bool:
        if line.box is not None:
            edge, left = self.right[line.box.page], self.left[line.box.page]
            return line.box.x1 > left + 0.75 * (edge - left)
        return self.width > 0 and len(line.text) > 0.6 * self.width

    def _indented(self, open_lines: Sequence[Line], line: Line) -> bool:
        """After a full line that ends a sentence only the indent tells a new paragraph; text without boxes has none."""
        previous, first = open_lines[-1], open_lines[0]
        if line.box is None or previous.box is None or first.box is None:
            return False
        if line.box.page != previous.box.page:
            return line.box.x0 > self.left[line.box.page] + INDENT and abs(line.box.x0 - first.box.x0) < INDENT
        if len(open_lines) == 1:
            return line.box.x0 >= previous.box.x0 - 2 and line.box.x0 > self.left[line.box.page] + INDENT
        return line.box.x0 > previous.box.x0 + INDENT


def _counts_on(opened: str, marker: Marker) -> bool:
    """Whether the open paragraph has the number before: "(1) …" / "(2) …"."""
    before = read_marker(opened)
    if before is None or before.style != marker.style:
        return False
    a, b = before.label.strip("()"), marker.label.strip("()")
    return a.isdigit() and b.isdigit() and int(b) == int(a) + 1


# --- joining --------------------------------------------------------------------------------------------------------

BROKEN_TOKEN = regex.compile(r"[^\s\-–/][-/]$")


def join(lines: Sequence[Line]) -> Paragraph:
    """One paragraph of the lines; a token broken after "-" or "/" is rejoined without a space."""
    text = ""
    starts: list[int] = []
    for line in lines:
        part = line.text
        glue = "" if not text or BROKEN_TOKEN.search(text) else " "
        starts.append(len(text) + len(glue))
        text += glue + part
    return Paragraph(text, tuple(lines), tuple(starts))
