"""The document's own data in its foot: recipients (nơi nhận), the signer and his post."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass

import regex

from extractors.lexicon import load
from extractors.phrases import alternation


@dataclass(frozen=True, slots=True)
class Foot:
    """What stands below the body. `start` and `end` (exclusive) are the lines it covers."""

    signer: str | None = None
    signer_title: str | None = None
    recipients: tuple[str, ...] = ()
    start: int = 0
    end: int = 0


def read_foot(lines: Sequence[str]) -> Foot | None:
    """The foot among all printed lines (or paragraphs) of a document; None where it has none.

    It starts at "Nơi nhận:" (the last one before the first appendix) or, without one, at the signer's post below the
    closing "./.". Columns may follow each other or stand on the same lines.
    """
    lines = [" ".join(line.split()) for line in lines]
    start = _start(lines)
    if start is None:
        return None
    block = _Block()
    end = start
    for i in range(start, min(len(lines), start + _LONGEST)):
        line = lines[i]
        if i > start and (_APPENDIX.match(line) or (_RECIPIENTS.match(line) and block.items)):
            break
        if not line or _NOISE.fullmatch(line):
            continue
        if not block.take(line):
            break
        end = i + 1
    if not block.items and not block.titles:
        return None
    return Foot(block.name, _title(block.titles), block.recipients(), start, end)


def _start(lines: Sequence[str]) -> int | None:
    """Where the foot starts: at "Nơi nhận:" or at the signature above it."""
    places = [i for i, line in enumerate(lines) if _RECIPIENTS.match(line) or _RECIPIENTS_LAST.search(line)]
    if places:
        appendix = next((i for i in range(places[0], len(lines)) if _APPENDIX.match(lines[i])), len(lines))
        start = max(i for i in places if i < appendix)
        above, signed = start, False
        for i in range(start - 1, max(start - 8, -1), -1):
            if not lines[i] or _NOISE.fullmatch(lines[i]):
                continue
            if not (_posts(lines[i])[0] or (above == start and _name(lines[i]))):
                break
            above, signed = i, signed or bool(_posts(lines[i])[0])
        return above if signed else start
    closing = [i for i, line in enumerate(lines) if line.endswith("./.")]
    for i in range(closing[-1] + 1 if closing else max(0, len(lines) - 8), len(lines)):
        if _APPENDIX.match(lines[i]):
            return None
        posts, rest = _posts(lines[i])
        if posts and (not rest.strip(" ,;.") or _name(rest)):
            return i
    return None


class _Block:
    """Collects a foot line by line: recipients, posts and the name, whatever column they stand in."""

    def __init__(self) -> None:
        self.items: list[str] = []
        self.titles: list[str] = []
        self.name: str | None = None
        self.notes = False
        self.bulleted = False
        self.listing = False

    def take(self, line: str) -> bool:
        """Takes a line in; False where it belongs to the foot no more."""
        opened = _RECIPIENTS.match(line)
        if opened:
            self.listing, line = True, line[opened.end() :].strip()
        elif _RECIPIENTS_LAST.search(line):
            self.listing, line = True, _RECIPIENTS_LAST.sub("", line)
        if not line:
            return True
        bulleted = _BULLET.match(line) is not None
        line = self._without_signature(line, whole=not bulleted)
        if not line:
            return True
        if _NOTE.fullmatch(line) and self.listing:
            self.notes = True
            return True
        if bulleted:
            self.bulleted = True
            self.items += [part for part in _BULLETS.split(line) if part.strip(" -")]
            return True
        if not self.listing or (self.titles and self.name and self._done()):
            return False
        if self.bulleted and self._done() and not self._wrapped():
            return False
        if self.items and (self.bulleted or not self.items[-1].endswith((";", "."))):
            self.items[-1] = f"{self.items[-1]} {line}"
        elif self._done():
            return False
        else:
            self.items += [part.strip() for part in regex.split(r"(?<=;)\s+", line)]
        return True

    def recipients(self) -> tuple[str, ...]:
        """The recipients, without list marks and closing punctuation; notes that stand beside the list are left out."""
        beside = self.notes or any(_NOTE_AFTER.search(item) for item in self.items)
        out = []
        for item in self.items:
            text = _NOTE_AFTER.sub("", _BULLET.sub("", item, count=1).strip())
            if beside:
                text = _NOTE_LAST.sub("", text)
            text = regex.sub(r"(?<=[\p{L}\d][-/]) (?=[\p{Lu}\d])", "", text).strip().rstrip(";.,").rstrip()
            if text:
                out.append(text)
        return tuple(out)

    def _without_signature(self, line: str, *, whole: bool) -> str:
        """The line without the posts and the name that stand on it; these are kept."""
        mark = None if whole else _COLUMN().search(line)
        left, right = (
            (line[: mark.start()].rstrip(), line[mark.start() :].strip()) if mark else ("", line if whole else "")
        )
        if whole:
            mark = _COLUMN().search(line)
            if mark and mark.start() > 0:
                left, right = line[: mark.start()].rstrip(), line[mark.start() :].strip()
        if right:
            posts, rest = _posts(right)
            if posts:
                self.titles += posts
                name = _name(rest)
                if name and not self.name:
                    self.name = name
                return left if name or not rest.strip(" .,;") else f"{left} {rest}".strip()
        if whole and not self.name:
            name = _name(line, below_title=bool(self.titles))
            if name and (self.titles or not self.bulleted):
                self.name = name
                return ""
        if not self.name and (match := _NAME_LAST.search(line)) and self.titles and _name(match["name"]):
            self.name = _name(match["name"])
            return line[: match.start("name")].rstrip()
        return line

    def _done(self) -> bool:
        """Whether the last recipient, the file copy (Lưu), was read to its end."""
        return bool(self.items) and _FILE_COPY.match(self.items[-1]) is not None and not self._wrapped()

    def _wrapped(self) -> bool:
        last = self.items[-1] if self.items else ""
        return last.endswith((",", "-", ":", "&")) or last.count("(") > last.count(")")


def _posts(line: str) -> tuple[list[str], str]:
    """The posts with which a line starts ("KT. CHỦ TỊCH PHÓ CHỦ TỊCH Nguyễn …") and what is left of it."""
    posts: list[str] = []
    while match := _POST().match(line):
        posts.append(" ".join(match["post"].split()))
        line = line[match.end() :].strip()
    if not posts and (match := _PLAIN_POST().fullmatch(line)):
        return [match["post"]], ""
    return posts, line


def _title(posts: Sequence[str]) -> str | None:
    """The signer's own post: the one below "KT. …", "TL. …", "TM. …"; a proxy line alone is kept as printed."""
    own = [p for p in posts if not _PROXY.match(p)]
    if own:
        return own[0]
    return posts[-1] if posts else None


def _name(text: str, *, below_title: bool = False) -> str | None:
    """A person's name: two to five capitalised words, not a unit, a rank before it left out; else None."""
    text = _RANK.sub("", text.strip(" .,;*"))
    if not _PERSON.fullmatch(text):
        return None
    first = text.split()[0].capitalize()
    signers = load("documents")["signers"]
    if first in signers["surnames"] and not _UNIT().match(text):
        return text
    return text if below_title and not text.isupper() and not _UNIT().match(text) else None


_LONGEST = 90
"""A foot is at most this many lines long."""

# "Nơi nhận:", "Nơi nhận: GIÁM ĐỐC", "NƠI NHẬN". Not: "nơi nhận hồ sơ".
_RECIPIENTS = regex.compile(r"(?:Nơi|NƠI)\s+(?:nhận|NHẬN|gửi|GỬI)\s*(?::|(?=\p{Lu}{2})|$)\s*")
# The right column first: "TM. ỦY BAN NHÂN DÂN Nơi nhận:". Not: "Nơi nhận: …".
_RECIPIENTS_LAST = regex.compile(r"(?<=\p{Lu}\s*)\s*Nơi\s+nhận\s*:\s*$")
# A heading of what follows the plan: "PHỤ LỤC", "Phụ lục 1", "PHỤ LỤC I. …", "Mẫu số 01". Not: "Phụ lục kèm theo …".
_APPENDIX = regex.compile(
    r"(?:PHỤ\s+LỤC|BIỂU\s+MẪU)\b|(?:Phụ\s+lục|Mẫu\s+số|Biểu\s+số|MẪU\s+SỐ|Biểu)\s*(?:[\dIVX]+\b[^\p{Ll}]*.{0,60})?$"
)
_BULLET = regex.compile(r"^(?:[-–—+•*·]\s*)+(?=\S)")  # "- ", "- - ", "-". Not: "UBND - HĐND"
_BULLETS = regex.compile(r"(?<=[;.])\s+(?=[-–]\s)")  # the border in "- A; - B". Not: "A - B"
# What a signature leaves: "(Đã ký)", "(Ký tên, đóng dấu)", "Ký bởi: …", "-----". Not: "(để b/c)".
_NOISE = regex.compile(
    r"\(?(?i:đã\s+ký|ký\s+tên|ký,|ký\s+bởi|người\s+ký|thời\s+gian\s+ký|ký\s+điện\s+tử|signature).*|[-_*./\\\s]+|\d{1,3}"
)
# A note in brackets: "(để b/c)", "(để ph/h th/h)", "(b/c)", "(để thực hiện)". Not: "(Vệ)".
_NOTE = regex.compile(
    r"\(\s*(?:để\b[^()]*|b/c[^()]*|t/h[^()]*|p/h[^()]*|thực hiện|báo cáo|phối hợp)\s*\)\s*[;.,]?", regex.I
)
_NOTE_AFTER = regex.compile(r"(?<=[;.,])\s*\((?:để|b/c|t/h|p/h|báo|thực)[^()]*\)\s*[;.,]?$", regex.I)  # "…; (để b/cáo)"
_NOTE_LAST = regex.compile(r"\s*\((?:để|b/c|t/h|p/h|báo|thực)[^()]*\)$", regex.I)  # "… (để t/h)". Not: "… (để t/h);"
_FILE_COPY = regex.compile(r"[-–\s]*Lưu\b")  # "- Lưu: VT", "Lưu VT". Not: "Văn phòng lưu trữ"
# The signer's name at the end of a recipient's line: "; Nguyễn Văn An". Not: "PCT UBND TP Trương Văn An".
_NAME_LAST = regex.compile(r"(?<=[;.])\s+(?P<name>\p{Lu}[\p{Ll}’']+(?:\s+\p{Lu}[\p{Ll}’']*){1,4})$")
# "Nguyễn Văn An", "NGUYỄN VĂN AN", "Y Thanh Hà Niê Kđăm". Not: "Sở Nội vụ", "An".
_PERSON = regex.compile(r"\p{Lu}[\p{Ll}\p{Lu}’'.]*(?:\s+\p{Lu}[\p{L}’']*){1,4}")
# Ranks before a name: "TS. ", "PGS.TS. ", "Đại tá ", "ThS. ". Not: "Tạ".
_RANK = regex.compile(
    r"(?:(?:PGS|GS|TS|ThS|Ths|BS|KS|CN|CKI|CKII|BSCKI|BSCKII|Ông|Bà)\.?\s*)+(?=\p{Lu}\p{Ll})"
    r"|(?:(?:Đại|Thượng|Trung|Thiếu)\s+(?:tá|tướng|úy))\s+(?=\p{Lu})"
)
# Who signs for another: "KT. CHỦ TỊCH", "TM. ỦY BAN NHÂN DÂN", "T/M BAN", "TUQ. CHỦ TỊCH". Not: "Q. GIÁM ĐỐC".
_PROXY = regex.compile(r"(?:TM|KT|TL|TUQ|T/M|K/T|T/L|T/UQ)\b\.?")


@functools.cache
def _POST() -> regex.Pattern[str]:
    """A post in capitals: "GIÁM ĐỐC", "KT. CHỦ TỊCH", "TM. ỦY BAN NHÂN DÂN", "Q. CỤC TRƯỞNG". Not: "Giám đốc Sở"."""
    titles = alternation(t.upper() for t in load("documents")["signers"]["titles"])
    proxy = r"(?:TM|KT|TL|TUQ|T/M|K/T|T/L|T/UQ)\b\.?\s*"
    # After the post its unit in capitals ("CHỦ TỊCH UBND TỈNH"), but not another post or proxy.
    more = rf"(?:\s+(?!(?:{titles})\b|{proxy}\p{{Lu}})\p{{Lu}}{{2,}}(?![\p{{Ll}}]))*"
    unit = rf"(?:(?!(?:{titles})\b|{proxy})[\p{{Lu}}&,-]{{2,}}\s*)+(?<!\s)"
    return regex.compile(
        rf"(?P<post>(?:{proxy}|(?:QUYỀN|[QP]\.)\s*)?(?:{titles})(?![\p{{L}}]){more}|{proxy}{unit})(?!\p{{Ll}})\s*[:;,]?"
    )


@functools.cache
def _PLAIN_POST() -> regex.Pattern[str]:
    """A post alone on its line, in any case: "Hiệu trưởng", "Bí thư Chi bộ". Not: "Giám đốc Sở Nội vụ"."""
    return regex.compile(rf"(?P<post>(?i:{alternation(load('documents')['signers']['titles'])}))")


@functools.cache
def _COLUMN() -> regex.Pattern[str]:
    """Where the right column starts on a shared line: "…; KT. CHỦ TỊCH", "… TM. ỦY BAN". Not: "Chủ tịch UBND"."""
    titles = alternation(t.upper() for t in load("documents")["signers"]["titles"] if " " in t or t in ("Giám đốc",))
    return regex.compile(
        rf"(?:(?<=^)|(?<=\s))(?:(?:TM|KT|TL|TUQ|T/M|K/T|T/L)\.?\s*\p{{Lu}}{{2,}}|(?:[QP]\.\s*|QUYỀN\s+)?(?:{titles})(?!\p{{L}}))"
    )


@functools.cache
def _UNIT() -> regex.Pattern[str]:
    """A unit, not a person: "Sở Nội Vụ", "Ban Tổ Chức". Not: "Đoàn Văn An" (a name in Vietnamese order)."""
    heads = [h for h in load("documents")["issuers"]["heads"] if h not in ("Đoàn", "Hội", "Tổ", "Nhà")]
    return regex.compile(rf"(?:{alternation(heads)})\b", regex.I)
