"""The names of units and posts: where one begins, where it ends, which belong together.

A name begins at a head ("Sở", "các phòng", "Trưởng"; `lexicon/units.toml`) and ends before the word that opens a
predicate or a new phrase (`extractors.predicates`), at punctuation, or where the next name begins.  Commas and "và"
inside a name ("Sở Giáo dục và Đào tạo", "cán bộ, công chức") do not end it (gold/GUIDELINE.md, Units).
"""

from __future__ import annotations

import functools
from dataclasses import dataclass

import regex

from extractors.kept import kept
from extractors.known_names import in_force, known_end
from extractors.lexicon import load
from extractors.phrases import literal_alternation
from extractors.predicates import match_stop, match_verb
from extractors.unit_clauses import charge_end, restriction_end
from extractors.unit_complements import fields_go_on, last_activity, verb_at, verb_goes_on
from extractors.unit_heads import (
    BEFORE,
    WORD,
    head_at,
    is_people,
    match_head,
    people,
    posts,
    stands_beside_post,
)
from extractors.unit_places import colon_goes_on, level_goes_on, place_goes_on
from extractors.unit_short import stop_shortens
from extractors.words import is_word

MAX_WORDS = 26  # the longest real name seen has 24 syllables ("Ban Quản lý dự án đầu tư xây dựng công trình …")


@dataclass(frozen=True, slots=True)
class Unit:
    """The name of a unit or post as printed, and its offsets in the text that was searched."""

    name: str
    span: tuple[int, int]


def read_names(text: str, at: int = 0, *, cell: bool = False) -> tuple[list[Unit], int]:
    """The names that follow each other from `at` (after a lead-in such as "Giao"), and where the last one ends.

    In a table cell (`cell`) only a strong predicate ends a name, for there is little else than names.
    """
    units, end = kept(("names", text, at, cell, in_force()), lambda: _read_names(text, at, cell))
    return list(units), end


def _read_names(text: str, at: int, cell: bool) -> tuple[tuple[Unit, ...], int]:
    units: list[Unit] = []
    at = skip_lead_in(text, at)
    protected: tuple[tuple[int, int], ...] | None = None  # of little use where no name stands, and slow to find
    end = at
    while True:
        while at < len(text) and text[at].isspace():
            at += 1
        head = head_at(text, at)
        if head is None:
            break
        if protected is None:
            protected = _protected(text)
        stop = _Name(text, at, head, protected, cell).end()
        name = text[at:stop].rstrip(" ,;.:-–")
        if not name or (" " not in name and name.islower()):
            break  # "ban", "sở" alone and in lower case name nobody
        units.append(Unit(" ".join(name.split()), (at, at + len(name))))
        end = at + len(name)
        joint = JOINT.match(text, end)
        if not joint:
            break
        at = joint.end()
    return tuple(units), end


def begins_with_unit(text: str) -> bool:
    """Whether the text starts with the name of a unit or post."""
    return head_at(text, skip_lead_in(text, 0)) is not None


def skip_lead_in(text: str, at: int) -> int:
    """The offset after "Đối với", "Trách nhiệm của", "Giao" and the like at `at`."""
    match = _lead_ins().match(text, at)
    return match.end() if match else at


def lead_in_at(text: str, at: int) -> str:
    """The lead-in at `at`, folded; empty where there is none."""
    match = _lead_ins().match(text, at)
    return match.group().strip().casefold() if match else ""


@functools.cache
def lead_in_words() -> frozenset[str]:
    """The lead-ins, folded."""
    return frozenset(load("units")["names"]["lead_ins"])


# --- patterns -------------------------------------------------------------------------------------------------------

# between two names: ", ", "; và ", " và ", " / ", " - "
JOINT = regex.compile(r"\s*(?:[,;]\s*(?:và\s+|cùng\s+)?|\s(?:và|cùng)\s+|/\s*|\s[-–]\s)")
PERSONS = frozenset(["đ/c", "đồng chí", "ông", "bà"])
PARENTHESIS = regex.compile(r"\([^()]{1,80}\)")
# remarks that are no part of a name: "(để báo cáo)", "(qua Sở Nội vụ)", "(cơ quan thường trực)"; not "(phòng CCHC)"
REMARK = regex.compile(
    r"\((?:để|qua|nếu|cơ quan thường trực|thường trực|đầu mối|đơn vị đăng cai|cơ quan đầu mối|"
    r"chủ trì|phối hợp|theo|trước|sau|bao gồm|gồm)\b",
    regex.IGNORECASE,
)
# parentheses that do belong to a name: "(Công an Thành phố)", "(VOV)", "(phòng cải cách hành chính)"
NAMING_PARENTHESIS = regex.compile(r"\((?:\p{Lu}|\p{Ll}[\p{Ll} ]{1,30}\))")
# what "có" may still say of the unit: "các đơn vị có liên quan"; not "có trách nhiệm"
HAVING = regex.compile(
    r"có (?:liên quan|nhiều|chức năng|thẩm quyền|tên|trụ sở|tổ chức|học sinh|điều kiện|đủ|sử dụng|dự án|công trình)"
)
# what a unit does, said after its name in a cell: "UBND các xã trực tiếp triển khai"; not "đơn vị quản lý hệ thống"
STRONG = regex.compile(
    r"(?:phối hợp|chủ trì|trực tiếp|triển khai|thực hiện|hướng dẫn|tham mưu|tổng hợp|báo cáo|"
    r"chịu trách nhiệm|phụ trách|"
    r"theo dõi|đôn đốc|chỉ đạo)\b"
)
# verbs that may belong to the name of a generic unit: "các đơn vị duy trì thoát nước"; not "các đơn vị báo cáo"
NAMING_VERB = regex.compile(
    r"(?:quản lý|duy trì|vận hành|thi công|tư vấn|sản xuất|kinh doanh|sử dụng|thụ hưởng|giải quyết|cung cấp|cung ứng|"
    r"đào tạo|bồi dưỡng|phục vụ)\b"
)
# names that are still only a head: "các đơn vị", "Công ty"; not "Sở Nội vụ"
GENERIC = regex.compile(
    r"(?:các\s+)?(?:đơn vị|cơ quan|bộ phận|công ty|tổ|đội|nhóm|cơ quan, đơn vị|nhà thầu|"
    r"lực lượng|trung tâm|ban|phòng)$",
    regex.IGNORECASE,
)
# "UBND các xã, phường", "các chi bộ"; not "Công an các xã Tân An"
MANY_PLACES = regex.compile(
    r"(?:^|\s)(?:các|những) (?:xã|phường|thị trấn|huyện|quận|thôn|bản|địa phương|trường|chi bộ|lớp|phòng|sở|đơn vị|"
    r"cơ quan|cơ sở giáo dục|doanh nghiệp|hộ)(?:(?:, | và )\p{Ll}+(?: \p{Ll}+)?){0,3}$",
    regex.IGNORECASE,
)
# "…, phường, xã" after "các khu vực"; not "xã Tân An"
TERRITORY = regex.compile(
    r"(?:xã|phường|thị trấn|quận|huyện|thị xã|thành phố|tỉnh|thôn|bản|ấp|tổ dân phố)\b(?!\s+\p{Lu})"
)
TERRITORIES = regex.compile(r"\bcác\s+(?:khu vực|xã|phường|huyện|quận|tỉnh|thôn|bản|ấp)\b[^,;]*$", regex.IGNORECASE)


@functools.lru_cache(maxsize=64)
def _protected(text: str) -> tuple[tuple[int, int], ...]:
    """Where lists stand that are one name; a text is asked for once for each of its names."""
    return tuple(match.span() for match in _compounds().finditer(text))


@functools.cache
def _compounds() -> regex.Pattern[str]:
    lists = literal_alternation(load("units")["names"]["compounds"])
    return regex.compile(rf"(?<!\p{{L}})(?:{lists})(?!\p{{L}})", regex.IGNORECASE)


@functools.cache
def _complete() -> frozenset[str]:
    """Names that are whole although they are posts."""
    return frozenset(load("units")["names"]["complete"])


@functools.cache
def _lead_ins() -> regex.Pattern[str]:
    words = literal_alternation(lead_in_words())
    # "giao ban" is a meeting, "giao lưu" another thing: no unit is given work there
    return regex.compile(rf"\s*(?:(?!giao\s+(?-i:ban|lưu|thông|dịch)\b)(?:{words})\s+)+", regex.IGNORECASE)


# --- one name ---------------------------------------------------------------------------------------------------------


class _Name:
    """Reads one name from its head to its end; each step either takes something into the name or stops before it."""

    def __init__(self, text: str, start: int, head: str, protected: tuple[tuple[int, int], ...], cell: bool) -> None:
        self.text, self.start, self.head, self.protected, self.cell = text, start, head, protected, cell
        bare = head.removeprefix("các ")
        self.post = head in posts() or bare in posts()
        self.people = bare in people()
        match = match_head(text, start)
        self.at = match.end() if match else start
        self.inside_head = range((match.start() if match else start) + 1, self.at)
        self.words = 1
        self.whole = start  # where a part of the name ends that is whole: the next syllable makes no word with it
        self.closed = -1  # where the predicate begins that a clause inside the name waits for
        known = known_end(text, start, own=not cell)  # a cell shows itself where its names end
        if known > self.at:
            self.whole = known
            self.words += len(text[self.at : known].split())
            self.at = known

    def end(self) -> int:
        """The offset where the name ends."""
        while self.at < len(self.text) and self.words < MAX_WORDS and self.at != self.closed:
            compound = next((b for a, b in self.protected if a < self.at < b and not self._cuts_head(a, b)), None)
            if compound is not None:
                self.at = self.whole = compound
                continue
            before = self.at
            while self.at < len(self.text) and self.text[self.at].isspace():
                self.at += 1
            if self.at == len(self.text) or not self._step():
                return before
        return self.at

    def _cuts_head(self, start: int, end: int) -> bool:
        """Whether a list that begins inside the head is none: "Tỉnh đoàn, Hội …"; but "các phường, xã" is one."""
        return start in self.inside_head and self.text[start].islower() and not self.text[start:end].islower()

    def _step(self) -> bool:
        """Take what stands at `at` into the name; False where it ends the name."""
        char = self.text[self.at]
        if char == ",":
            return self._comma()
        if char == "(":
            return self._parenthesis()
        if char in "-–" and self.text[self.at - 1].isspace() and self.text[self.at + 1 : self.at + 2] == " ":
            return self._dash()
        if char == "/":
            return self._slash()
        if char in "&'’“”\"":
            if char in '“"' and not self.cell and self.words > 1:
                return False
            self.at += 1
            return True
        if char == ":" and not self.cell:
            return self._colon()
        if char == "." and stop_shortens(self.text, self.at):
            self.at += 1
            return True
        if not char.isalnum():
            return False
        conjunction = regex.match(r"(?:và|cùng(?! cấp)|hoặc)\s+", self.text[self.at :])
        if conjunction:
            return self._conjunction(self.at + conjunction.end(), conjunction.group().strip())
        return self._word()

    def _comma(self) -> bool:
        after = self.at + 1
        while after < len(self.text) and self.text[after].isspace():
            after += 1
        so_far = " ".join(self.text[self.start : self.at].casefold().split())
        if self.cell and (so_far in _complete() or (self.people and self.text.startswith(f"{self.head} ", after))):
            return False  # "Giáo viên chủ nhiệm, các tổ", "nhân viên y tế, nhân viên thư viện"
        titled = self.head in PERSONS and head_at(self.text, after) in posts()  # "đ/c A, Phó Chủ tịch UBND xã"
        if titled or (self.post and head_at(self.text, after) and not stands_beside_post(self.text, after)):
            self.words += 1
        elif not (self.people and is_people(self.text, after)) and not self._goes_on(after):
            if not fields_go_on(self.text, self.start, self.head, self.at, cell=self.cell):
                return False
            verb = match_verb(self.text, after)  # "Cục Quản lý, giám sát …": here the verb is a field
            after = verb.end() if verb else after
        self.at = after
        return True

    def _colon(self) -> bool:
        after = self.at + 1
        while after < len(self.text) and self.text[after].isspace():
            after += 1
        if not colon_goes_on(self.text, self.start, self.at, after):
            return False
        self.at = after
        return True

    def _goes_on(self, after: int) -> bool:
        """Whether the part behind a comma repeats the noun before it: "sông Nhuệ, sông Đáy", "khu vực, phường"."""
        if level_goes_on(self.text, self.start, after):
            return True
        if head_at(self.text, after) is not None:
            return False
        if place_goes_on(self.text, self.start, self.at, after):
            return True
        so_far = self.text[self.start : self.at]
        if TERRITORY.match(self.text, after) and TERRITORIES.search(so_far):
            return True
        noun = regex.match(r"(\p{Ll}+)\s+\p{Lu}", self.text[after:])
        return bool(noun and regex.search(rf"(?<!\p{{L}}){noun[1]}\s+\p{{Lu}}[^,]*$", so_far))

    def _parenthesis(self) -> bool:
        match = PARENTHESIS.match(self.text, self.at)
        if not match or REMARK.match(self.text, self.at):
            return False
        if not (self.cell or head_at(self.text, self.at + 1) or NAMING_PARENTHESIS.match(self.text, self.at)):
            return False
        self.at = match.end()
        return True

    def _dash(self) -> bool:
        after = self.at + 2
        following = head_at(self.text, after)
        if following is not None and (
            following == self.head or (self.cell and self.text[after].isupper() and following not in posts())
        ):
            return False
        self.at = after
        self.words += 1
        return True

    def _slash(self) -> bool:
        if self.cell and head_at(self.text, self.at + 1):
            return False
        self.at += 1
        return True

    def _conjunction(self, after: int, word: str) -> bool:
        if not (self.people and is_people(self.text, after)) and not level_goes_on(self.text, self.start, after):
            if head_at(self.text, after):
                if not self.post or self.people or stands_beside_post(self.text, after):
                    return False
                self.words += 1
            elif activity := last_activity(self.text, self.start, after):
                after = activity
            elif not verb_goes_on(self.text, self.start, after):
                verb = match_verb(self.text, after) or match_stop(self.text, after)
                if word == "cùng" or (STRONG.match(self.text, after) if self.cell else verb):
                    return False
        self.at = after
        return True

    def _word(self) -> bool:
        if self.text[self.at].islower() and not self._completes_word():
            rest = self.text[self.at :]
            if verb_goes_on(self.text, self.start, self.at):
                self._take()
                return True
            if self.text.startswith("cùng cấp", self.at):
                self.at = self.whole = self.at + len("cùng cấp")
                return True
            beyond = charge_end(self.text, self.at) if self.post else self.at
            if beyond == self.at and self._is_generic():
                beyond = restriction_end(self.text, self.at)
            if beyond > self.at:
                self.at = self.closed = beyond
                return True
            if regex.match(r"có\s", rest):
                if not HAVING.match(rest):
                    return False
                self.at += 3
                return True
            so_far = self.text[self.start : self.at].strip()
            if self.cell:
                doing = STRONG.match(rest)
                if (
                    doing
                    and doing.group() == "tổng hợp"
                    and regex.match(r"\s*[,;)\n-]|\s+và\s+\p{Lu}", rest[doing.end() :])
                ):
                    doing = None  # "Phòng Kế hoạch tổng hợp, Phòng …": said of nothing, so part of the name
                if doing and self.words > 1 and rest[doing.end() :].strip(" .;") and not GENERIC.search(so_far):
                    return False
            elif NAMING_VERB.match(rest) and GENERIC.search(so_far) and self._predicate_later():
                pass
            elif self._opens_predicate():
                return False
        self._take()
        return True

    def _is_generic(self) -> bool:
        """Whether the name so far says only what kind of units is meant: "các đơn vị", "UBND các xã, phường"."""
        so_far = " ".join(self.text[self.start : self.at].split())
        if so_far.casefold() == self.head and self.head.endswith("doanh nghiệp"):
            return True
        return GENERIC.match(so_far) is not None or MANY_PLACES.search(so_far) is not None

    def _take(self) -> None:
        match = WORD.match(self.text, self.at)
        end = match.end() if match else self.at + 1
        slash = self.text.find("/", self.at, end)
        if self.cell and slash > self.at and head_at(self.text, slash + 1):
            end = slash
        self.at = end
        self.words += 1

    def _completes_word(self) -> bool:
        """Whether the lower-case syllable completes a capitalised word ("Nội vụ", "Xây dựng", "Tổ chức")."""
        verb = verb_at(self.text, self.at)
        if verb and " " in verb.group():
            return False
        before = BEFORE.search(self.text[: self.at])
        syllable = WORD.match(self.text, self.at)
        if not before or not syllable or not before[1][0].isupper() or before[1].isupper():
            return False
        pair = f"{before[1]} {syllable.group()}".casefold()
        known = match_verb(pair)
        return bool(known and known.end() == len(pair)) or is_word(pair)

    def _opens_predicate(self) -> bool:
        """Whether the word opens a predicate or a new phrase. One syllable counts only where the segmenter sees no word
        around it: "lập" in "công lập", "giao" in "giao thông"."""
        match = verb_at(self.text, self.at) or match_stop(self.text, self.at)
        if not match:
            return False
        if " " in match.group():
            return True
        before = BEFORE.search(self.text[max(0, self.at - 14) : self.at])
        joins = before and before[1].islower() and self.text[self.whole : self.at].strip()
        if before and joins and is_word(f"{before[1]} {match.group()}"):
            return False
        after = WORD.match(self.text, match.end() + 1)
        return not (after and after.group().islower() and is_word(f"{match.group()} {after.group()}"))

    def _predicate_later(self) -> bool:
        """Whether the clause has another verb further on: then the one here belongs to the name."""
        clause = regex.split(r"[,;.:]", self.text[self.at :])[0].split()
        if len(clause) <= 6:
            return True
        return any(match_verb(" ".join(clause[i:])) for i in range(2, min(len(clause), 9)))
