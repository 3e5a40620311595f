"""The document's own data in its foot: recipients (nơi nhận), the signer and his post."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from extractors.posts import Signature, last_name, read_name, read_posts, right_column


@dataclass(frozen=True, slots=True)
class Foot:
    """What stands below the body. `start` and `end` (exclusive) are the lines it covers.

    `signed_for` is on whose behalf was signed (Decree 30/2020/NĐ-CP, Appendix I, II.7: TM., KT., TL., TUQ.).
    """

    signer: str | None = None
    signer_title: str | None = None
    signed_for: str | None = None
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
    if not block.items and not block.signature.posts:
        return None
    name, post = block.signers()
    return Foot(name, post, block.signature.signed_for(), block.recipients(), start, end)


def _start(lines: Sequence[str]) -> int | None:
    """Where the foot starts: at "Nơi nhận:" or at the signature above it."""
    places = [i for i, line in enumerate(lines) if _RECIPIENTS.match(line) or _RECIPIENTS_LAST.search(line)]
    if places:
        appendix = next((i for i in range(places[0], len(lines)) if _APPENDIX.match(lines[i])), len(lines))
        start = max(i for i in places if i < appendix)
        return _signed_above(lines, start)
    closing = [i for i, line in enumerate(lines) if line.endswith("./.")]
    for i in range(closing[-1] + 1 if closing else max(0, len(lines) - 8), len(lines)):
        if _APPENDIX.match(lines[i]):
            return None
        posts, rest = read_posts(lines[i])
        if posts and (not rest.strip(" ,;.") or read_name(rest)):
            return i
    return None


def _signed_above(lines: Sequence[str], start: int) -> int:
    """The first line of a signature, of one name or several, above "Nơi nhận:" at `start`; else `start`."""
    above = start
    for i in range(start - 1, max(start - _SIGNATURE, -1), -1):
        line = lines[i]
        if not line or _NOISE.fullmatch(line):
            continue
        if read_posts(line)[0]:
            above = i
        elif not read_name(line, below_title=True) and not (line.isupper() and len(line) < 60):
            break
    return above


class _Block:
    """Collects a foot line by line: recipients, posts and names, whatever column they stand in."""

    def __init__(self) -> None:
        self.items: list[str] = []
        self.signature = Signature()
        self.stamped: str | None = None
        self.notes = False
        self.bulleted = False
        self.numbered = False
        self.listing = False

    def take(self, line: str) -> bool:
        """Takes a line in; False where it belongs to the foot no more."""
        opened = _RECIPIENTS.match(line)
        if opened:
            self.listing, line = True, line[opened.end() :].strip()
        elif _RECIPIENTS_LAST.search(line):
            self.listing, line = True, _RECIPIENTS_LAST.sub("", line)
        line = self._without_stamp(line)
        if not line:
            return True
        if not self._done() and (self.numbered or not self.items) and self.listing and (n := _NUMBERED.match(line)):
            self.numbered, line = True, f"- {line[n.end() :]}"
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
        if not self.listing or (self.signature.closed and self._done()):
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

    def signers(self) -> tuple[str | None, str | None]:
        """Name and post; the name in the stamp of a digital signature where no other is printed."""
        name, post = self.signature.signers()
        return name or self.stamped, post

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

    def _without_stamp(self, line: str) -> str:
        """The line without what the stamp of a digital signature left on it; the name in it is kept apart."""
        match = _STAMP.search(line)
        if match is None:
            return line
        if match["by"] and self.stamped is None:
            self.stamped = read_name(match["by"])
        return line[: match.start()].rstrip()

    def _without_signature(self, line: str, *, whole: bool) -> str:
        """The line without the posts and the name that stand on it; these are kept."""
        mark = right_column(line)
        left, right = ("", line) if whole else (line, "")
        if mark and (mark.start() > 0 or not whole):
            left, right = line[: mark.start()].rstrip(), line[mark.start() :].strip()
        posts, rest = read_posts(right)
        if posts:
            if self.signature.posts and not self.signature.closed and len(posts) == 1 and _GOES_ON.match(posts[0]):
                self.signature.take_more(posts[0])
            else:
                self.signature.take_posts(posts)
            name = read_name(rest)
            if name:
                self.signature.take_name(name)
            elif rest and rest.isupper() and not left and self.signature.take_more(rest):
                return ""
            return left if name or not rest.strip(" .,;") else f"{left} {rest}".strip()
        if whole and (self.signature.expects_more or not (self.signature.closed and self.listing and not self._done())):
            name = read_name(line, below_title=bool(self.signature.posts) and not self.signature.closed)
            if name and (self.signature.posts or not self.bulleted) and not self.signature.closed:
                self.signature.take_name(name)
                return ""
            if name and self.signature.closed and (not self.listing or self.signature.expects_more):
                self.signature.take_name(name)
                return ""
            if self.signature.posts and line.isupper() and len(line) < 60 and self.signature.take_more(line):
                return ""
        if self.signature.posts and not self.signature.closed and (match := _CAPITALS_LAST.search(line)):
            self.signature.take_more(match[0].strip())
            return line[: match.start()].rstrip()
        if self.signature.posts and not self.signature.named and (match := last_name(line)):
            self.signature.take_name(match["name"])
            return line[: match.start()].rstrip()
        return line

    def _done(self) -> bool:
        """Whether the last recipient, the file copy (Lưu), was read to its end."""
        return bool(self.items) and _FILE_COPY.match(self.items[-1]) is not None and not self._wrapped()

    def _wrapped(self) -> bool:
        last = self.items[-1] if self.items else ""
        return last.endswith((",", "-", ":", "&")) or last.count("(") > last.count(")")


_LONGEST = 90
"""A foot is at most this many lines long."""
_SIGNATURE = 24
"""A signature above the recipients is at most so many lines long: three signers, one below the other."""

# "Nơi nhận:", "Nơi nhận: GIÁM ĐỐC", "NƠI NHẬN". Not: "nơi nhận hồ sơ".
_RECIPIENTS = regex.compile(r"(?:Nơi|NƠI)\s+(?:nhận|NHẬN|gửi|GỬI)\s*(?::|(?=\p{Lu}{2})|$)\s*")
# The right column first: "TM. ỦY BAN NHÂN DÂN Nơi nhận:". Not: "Nơi nhận: …".
_RECIPIENTS_LAST = regex.compile(r"(?<=\p{Lu}\s*)\s*Nơi\s+nhận\s*:\s*$")
# A heading of what follows the plan: "PHỤ LỤC", "Phụ lục 1", "PHỤ LỤC I. …", "Mẫu số 01". Not: "Phụ lục kèm theo …".
_APPENDIX = regex.compile(
    r"(?:PHỤ\s+LỤC|BIỂU\s+MẪU)\b|(?:Phụ\s+lục|Mẫu\s+số|Biểu\s+số|MẪU\s+SỐ|Biểu)\s*(?:[\dIVX]+\b[^\p{Ll}]*.{0,60})?$"
)
_BULLET = regex.compile(r"^(?:[-–—+•*·]\s*)+(?=\S)")  # "- ", "- - ", "-". Not: "UBND - HĐND"
_NUMBERED = regex.compile(r"\d{1,2}[.)]\s+(?=\p{L})")  # "1. UBND xã", "2) Các thôn". Not: "01 bản"
_BULLETS = regex.compile(r"(?<=[;.])\s+(?=[-–]\s)")  # the border in "- A; - B". Not: "A - B"
# What a signature leaves: "(Đã ký)", "(Ký tên, đóng dấu)", "Ký bởi: …", "-----". Not: "(để b/c)".
_NOISE = regex.compile(r"\(?(?i:đã\s+ký|ký\s+(?:tên|và|ghi|số)|ký,|ký\s+điện\s+tử|signature).*|[-_*./\\\s]+|\d{1,3}")
# The stamp of a digital signature, on lines of its own or beside recipients: "Ký bởi: Nguyễn Văn An", "Thời gian ký:
# 15/01/2026", "Cơ quan: Sở Nội vụ", "(Đã ký)". Not: "Đề nghị các cơ quan: …".
_STAMP = regex.compile(
    r"(?:^|(?<=[;.,:]\s)|(?<=\s))(?:(?:Người\s+ký|Ký\s+bởi|Được\s+ký\s+bởi|Signed\s+by)\s*:\s*(?P<by>.*)|(?:Thời\s+gian|Ngày|Giờ)\s+ký\s*:.*"
    r"|\(\s*(?i:đã\s+ký|ký\s+(?:tên|và|ghi|số)|ký,|ký\s+điện\s+tử)[^()]*\)?\s*$|(?:^|(?<=[;.]\s))(?:Cơ\s+quan|Tổ\s+chức|Email|Chức\s+vụ|Địa\s+điểm|Vị\s+trí)\s*:.*|Signature\s+Not\s+Verified.*)$"
)
# The rest of a post at the end of a recipient's line: "; DÂN SỰ TỈNH". Not: "; UBND TỈNH;", "; Lưu: VT".
_CAPITALS_LAST = regex.compile(r"(?<=[;.])\s+\p{Lu}{2,}(?:\s+\p{Lu}{2,})+$")
# A post that only adds to the one above: "PHỤ TRÁCH CHI CỤC". Not: "PHÓ CHỦ TỊCH".
_GOES_ON = regex.compile(r"PHỤ\s+TRÁCH|THƯỜNG\s+TRỰC$")
# A note in brackets: "(để b/c)", "(để ph/h th/h)", "(b/c)", "(để thực hiện)". Not: "(Vệ)".
_NOTE = regex.compile(
    r"\(\s*(?:để\b[^()]*|b/c[^()]*|t/h[^()]*|p/h[^()]*|thực hiện|báo cáo|phối hợp)\s*\)\s*[;.,]?", regex.I
)
_NOTE_AFTER = regex.compile(r"(?<=[;.,])\s*\((?:để|b/c|t/h|p/h|báo|thực)[^()]*\)\s*[;.,]?$", regex.I)  # "…; (để b/cáo)"
_NOTE_LAST = regex.compile(r"\s*\((?:để|b/c|t/h|p/h|báo|thực)[^()]*\)$", regex.I)  # "… (để t/h)". Not: "… (để t/h);"
_FILE_COPY = regex.compile(r"[-–\s]*Lưu\b")  # "- Lưu: VT", "Lưu VT". Not: "Văn phòng lưu trữ"
