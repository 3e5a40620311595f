"""Who signs: posts (chức vụ) and names on the lines of a signature, of one signer or several side by side."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

import regex

from extractors.lexicon import load
from extractors.phrases import alternation


@dataclass(frozen=True, slots=True)
class _Mark:
    """A post or a name, and the printed line (from 0) on which it stands.

    `more` are the words below a proxy that are its unit's or a post that no list holds ("KT. TRƯỞNG THI HÀNH ÁN" /
    "DÂN SỰ TỈNH"): the signer's post below them says that they are the unit's.
    """

    text: str
    row: int
    is_name: bool = False
    more: str = ""


class Signature:
    """The posts and names of a signature, in the order in which they are printed, whatever the layout."""

    def __init__(self) -> None:
        self._marks: list[_Mark] = []
        self._row = 0

    @property
    def posts(self) -> list[str]:
        """The posts read so far, those for which one signs included."""
        return [mark.text for mark in self._marks if not mark.is_name]

    @property
    def named(self) -> bool:
        """Whether a name was read."""
        return any(mark.is_name for mark in self._marks)

    @property
    def closed(self) -> bool:
        """Whether a name was the last thing read: the signature may end here."""
        return bool(self._marks) and self._marks[-1].is_name

    @property
    def expects_more(self) -> bool:
        """Whether more sign side by side than names were read."""
        own = sum(not is_proxy(post) for post in self.posts)
        return max(self._columns, own) > sum(mark.is_name for mark in self._marks)

    def take_posts(self, posts: Sequence[str]) -> None:
        """Takes in the posts of one printed line."""
        self._marks += [_Mark(post, self._row) for post in posts]
        self._row += 1

    def take_more(self, text: str) -> bool:
        """The post above goes on ("PHÓ CHI CỤC TRƯỞNG" / "PHỤ TRÁCH CHI CỤC"); False where none stands above."""
        if not self._marks or self._marks[-1].is_name:
            return False
        last = self._marks[-1]
        if self._columns == 1 and is_proxy(last.text):
            self._marks[-1] = replace(last, more=f"{last.more} {text}")
        elif self._columns == 1:
            self._marks[-1] = replace(last, text=f"{last.text} {text}")
        return True

    def take_name(self, text: str) -> None:
        """Takes a name in; several names on one line, one per signer, are parted."""
        self._marks += [_Mark(part, self._row, is_name=True) for part in _parted(text, self._columns)]
        self._row += 1

    def signers(self) -> tuple[str | None, str | None]:
        """Name and post of who signs; of several who sign as equals all, parted by "; ".

        Whoever drew the plan up or keeps the accounts is left out where another signs too. Of one signer's posts his
        own counts ("PHÓ CHỦ TỊCH"), not that for which he signs ("KT. CHỦ TỊCH").
        """
        names = [mark.text for mark in self._marks if mark.is_name]
        pairs = list(zip(names, self._shared(len(names)), strict=True))
        if len(pairs) < 2:
            return (names[0] if names else None), _own(self.posts)
        drafters = regex.compile(_drafters())
        kept = [(n, p) for n, p in pairs if p is not None and not drafters.match(p)] or pairs
        return "; ".join(n for n, _ in kept), "; ".join(p for _, p in kept if p) or None

    def signed_for(self) -> str | None:
        """For whom was signed, as printed ("TM. ỦY BAN NHÂN DÂN, KT. CHỦ TỊCH"); of several signers parted by "; "."""
        groups: list[list[str]] = [[]]
        alone = sum(mark.is_name for mark in self._marks) < 2
        for i, mark in enumerate(self._marks):
            if mark.is_name:
                groups.append([])
            elif _FOR_WHOM.match(mark.text):
                above_post = i + 1 < len(self._marks) and not self._marks[i + 1].is_name
                whole = alone and (above_post or _FOR_BODY.match(mark.text))
                groups[-1].append(f"{mark.text}{mark.more}" if whole else mark.text)
        parted = ", " if alone or self._columns == 1 else "; "
        said = [parted.join(group) for group in groups if group]
        return "; ".join(said) or None

    @property
    def _columns(self) -> int:
        """How many sign side by side: as many as the posts of one kind on one printed line."""
        counts = Counter((mark.row, is_proxy(mark.text)) for mark in self._marks if not mark.is_name)
        return max(counts.values(), default=1)

    def _shared(self, count: int) -> list[str | None]:
        """The post of each of `count` names: those above it since the last name, or all shared out evenly."""
        groups: list[list[str]] = [[]]
        for mark in self._marks:
            if mark.is_name:
                groups.append([])
            else:
                groups[-1].append(mark.text)
        if all(groups[:count]):
            return [_own(group) for group in groups[:count]]
        own = [post for post in self.posts if not is_proxy(post)] or self.posts
        step = max(1, len(own) // max(1, count))
        return [own[i * step] if i * step < len(own) else None for i in range(count)]


def _own(posts: Sequence[str]) -> str | None:
    """The signer's own post: the one below "KT. …", "TL. …", "TM. …"; a proxy line alone is kept as printed."""
    own = [post for post in posts if not is_proxy(post)]
    if own:
        return own[0]
    return posts[-1] if posts else None


def _drafters() -> str:
    return rf"(?:{alternation(t.upper() for t in load('documents')['signers']['drafters'])})"


def is_proxy(post: str) -> bool:
    """Whether a line says for whom one signs: "KT. CHỦ TỊCH", "TM. ỦY BAN NHÂN DÂN"."""
    return _PROXY.match(post) is not None


def read_posts(line: str) -> tuple[list[str], str]:
    """The posts with which a line starts ("KT. CHỦ TỊCH PHÓ CHỦ TỊCH Nguyễn …") and what is left of it."""
    posts: list[str] = []
    while match := _POST().match(line):
        posts.append(" ".join(match["post"].split()))
        line = line[match.end() :].strip()
    if not posts and (match := _PLAIN_POST().fullmatch(line)):
        return [match["post"]], ""
    return posts, line


def read_name(text: str, *, below_title: bool = False) -> str | None:
    """A person's name: two to five capitalised words, not a unit, a rank before it left out; else None.

    Several names on one line are returned as one text; `Signature` parts them.
    """
    text = _RANK.sub("", text.strip(" .,;*"))
    if not _PERSON.fullmatch(text):
        return None
    first = text.split()[0].capitalize()
    known = first in load("documents")["signers"]["surnames"]
    if known and not _UNIT().match(text) and not _POST().match(text):
        return text
    return text if below_title and not text.isupper() and not _UNIT().match(text) else None


def right_column(line: str) -> regex.Match[str] | None:
    """Where a signature starts on a line that it shares with recipients: "…; |KT. CHỦ TỊCH", "… |TM. ỦY BAN"."""
    match: regex.Match[str] | None = _COLUMN().search(line)
    return match


def last_name(line: str) -> regex.Match[str] | None:
    """The name at the end of a recipient's line ("…; Nguyễn Văn An"), the rank before it in `rank`; None without."""
    match = _NAME_LAST.search(line)
    return match if match is not None and read_name(match["name"]) else None


def _parted(text: str, count: int) -> list[str]:
    """A line of `count` names side by side, cut before surnames so that each has two to five words."""
    words = text.split()
    if count < 2 or len(words) < 2 * count:
        return [text]
    surnames = frozenset(load("documents")["signers"]["surnames"])
    starts = [0]
    for _ in range(count - 1):
        left = count - len(starts)
        fitting = [
            i
            for i in range(starts[-1] + 2, min(starts[-1] + 5, len(words) - 2 * left) + 1)
            if words[i].capitalize() in surnames
        ]
        if not fitting:
            return [text]
        even = starts[-1] + (len(words) - starts[-1]) / (left + 1)
        starts.append(min(fitting, key=lambda i: abs(i - even)))
    return [" ".join(words[a:b]) for a, b in zip(starts, [*starts[1:], len(words)], strict=True)]


# "Nguyễn Văn An", "NGUYỄN VĂN AN", "Y Thanh Hà Niê Kđăm"; three side by side. Not: "Sở Nội vụ", "An".
_PERSON = regex.compile(r"\p{Lu}[\p{Ll}\p{Lu}’'.]*(?:\s+\p{Lu}[\p{L}’']*){1,14}")
# Ranks before a name: "TS. ", "PGS.TS. ", "ThS.BSCKII ", "Đại tá ", "Đ/c ". Not: "Tạ", "Trung".
_RANK = regex.compile(
    r"(?:(?:PGS|GS|TSKH|TS|Ths|ThS|THS|BS|DS|KS|CN|KTS|LS|NGƯT|NSƯT|NSND|TTƯT|BSCK(?:II|I)|CK(?:II|I)|NGND|Ông|Bà|Đ/c)\b[.,:]?\s*)+(?=\p{Lu}\p{L})"
    r"|(?:(?:Đại|Thượng|Trung|Thiếu)\s+(?:tá|tướng|úy|uý))\s+(?=\p{Lu})"
)
# The signer's name at the end of a recipient's line: "; Nguyễn Văn An", "; Thiếu tá Mai Văn Lộc".
# Not: "PCT UBND TP Trương Văn An".
_NAME_LAST = regex.compile(
    rf"(?<=[;.])\s+(?P<rank>{_RANK.pattern})?(?P<name>\p{{Lu}}[\p{{Ll}}’']*(?:\s+\p{{Lu}}[\p{{Ll}}’']*){{1,4}})$"
)
# Whoever is approved, above the one who approves: "DUYỆT CỦA BAN GIÁM HIỆU", "XÁC NHẬN CỦA NHÀ TRƯỜNG", "PHÊ DUYỆT".
_APPROVAL = r"(?:(?:PHÊ\s+)?DUYỆT|XÁC\s+NHẬN|Ý\s+KIẾN)"
# Who signs for another: "KT. CHỦ TỊCH", "TM. ỦY BAN NHÂN DÂN", "T/M BAN", "TUQ. CHỦ TỊCH", "DUYỆT CỦA BAN GIÁM HIỆU".
# Not: "Q. GIÁM ĐỐC".
_PROXY = regex.compile(rf"(?:TM|KT|TL|TUQ|T/M|K/T|T/L|T/UQ|{_APPROVAL})\b\.?")
_FOR_WHOM = regex.compile(r"(?:TM|KT|TL|TUQ|T/M|K/T|T/L|T/UQ)\b\.?")  # the same without approvals
_FOR_BODY = regex.compile(r"T/?M\b\.?")  # "TM. ỦY BAN NHÂN DÂN", whose name may wrap. Not: "KT. CHỦ TỊCH"
_PROXIES = r"(?:TM|KT|TL|TUQ|T/M|K/T|T/L|T/UQ)\b\.?\s*"
# A post that no list holds, known by its word for a head: "TRƯỞNG THỐNG KÊ", "HOA TIÊU TRƯỞNG", "THUYỀN TRƯỞNG".
# Not: "MÔI TRƯỜNG", "TRƯỞNG" alone.
_HEADS = r"(?:PHÓ\s+)?TRƯỞNG(?:\s+\p{Lu}{2,}){1,4}|(?:PHÓ\s+)?\p{Lu}{2,}(?:\s+\p{Lu}{2,})?\s+TRƯỞNG"


@functools.cache
def _POST() -> regex.Pattern[str]:
    """A post in capitals: "GIÁM ĐỐC", "KT. CHỦ TỊCH", "TM. ỦY BAN NHÂN DÂN", "Q. CỤC TRƯỞNG". Not: "Giám đốc Sở"."""
    listed = load("documents")["signers"]["titles"]
    titles = alternation(t.upper() for t in listed)
    # After "TM." stands a body, and bodies have such words in their names: "TM. BAN THƯỜNG TRỰC".
    persons = alternation(t.upper() for t in listed if t not in load("documents")["signers"]["also_bodies"])
    # After the post its unit in capitals ("CHỦ TỊCH UBND TỈNH"), but not another post or proxy.
    more = rf"(?:\s+(?!(?:{titles})\b|{_PROXIES}\p{{Lu}}|[QP]\.)\p{{Lu}}{{2,}}(?![\p{{Ll}}]))*"
    bodies = alternation(b.upper() for b in load("documents")["signers"]["bodies"])
    unit = rf"(?:(?:{bodies})\b\s*|(?!(?:{persons})\b|{_PROXIES})[\p{{Lu}}&,-]{{2,}}\s*)+(?<!\s)"
    return regex.compile(
        rf"(?P<post>(?:{_PROXIES}|(?:QUYỀN|[QP]\.)\s*)?(?:{titles})(?![\p{{L}}]){more}"
        rf"|{_PROXIES}{unit}|{_APPROVAL}(?:\s+CỦA\s+{unit})?(?!\p{{L}})|(?:{_PROXIES})?(?:{_HEADS})(?!\p{{L}}))(?!\p{{Ll}})\s*[:;,]?"
    )


@functools.cache
def _PLAIN_POST() -> regex.Pattern[str]:
    """A post alone on its line, in any case: "Hiệu trưởng", "Bí thư Chi bộ". Not: "Giám đốc Sở Nội vụ"."""
    return regex.compile(rf"(?P<post>(?i:{alternation(load('documents')['signers']['titles'])}))")


@functools.cache
def _COLUMN() -> regex.Pattern[str]:
    """Where the right column starts on a shared line: "…; KT. CHỦ TỊCH", "… TM. ỦY BAN". Not: "Chủ tịch UBND"."""
    titles = alternation(t.upper() for t in load("documents")["signers"]["titles"] if " " in t)
    return regex.compile(
        rf"(?:(?<=^)|(?<=\s))(?:{_PROXIES}\p{{Lu}}{{2,}}|(?:[QP]\.\s*|QUYỀN\s+)?(?:{titles})(?!\p{{L}})"
        rf"|(?<=[;.:]\s)(?:{_HEADS})(?=\s*$))"
    )


@functools.cache
def _UNIT() -> regex.Pattern[str]:
    """A unit, not a person: "Sở Nội Vụ", "Ban Tổ Chức". Not: "Đoàn Văn An" (a name in Vietnamese order)."""
    heads = [h for h in load("documents")["issuers"]["heads"] if h not in ("Đoàn", "Hội", "Tổ", "Nhà")]
    return regex.compile(rf"(?:{alternation(heads)})\b", regex.I)
