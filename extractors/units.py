"""Units (đơn vị chủ trì, đơn vị phối hợp): who leads a task and who helps.

The rules are those of gold/GUIDELINE.md (Units).  A unit's name is read from its head ("Sở", "các phòng", "Trưởng") to
the word that opens a predicate or a new phrase; what is a head and what ends a name is data (`lexicon/units.toml`,
`lexicon/verbs.toml`).  Nothing is guessed: a text in which no unit leads gives none.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable
from dataclasses import dataclass

import regex

from extractors.lexicon import load

MAX_WORDS = 26  # the longest real name seen has 24 syllables ("Ban Quản lý dự án đầu tư xây dựng công trình …")


@dataclass(frozen=True, slots=True)
class Unit:
    """The name of a unit or post as printed, and its offsets in the text that was searched."""

    name: str
    span: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Units:
    """Who leads (chủ trì, thực hiện) and who coordinates (phối hợp), each in the order of the text."""

    lead: tuple[Unit, ...] = ()
    coordinating: tuple[Unit, ...] = ()


def find_units(text: str) -> Units:
    """The units that the sentences of an item name as its doers and helpers.

    Subjects ("Trưởng các phòng … triển khai"), "giao X", "X chủ trì", "phối hợp với X", "Đơn vị chủ trì: X" and the agent
    of a passive count; whoever receives a report, is urged, led or measured does not.
    """
    labelled = find_labelled(text)
    if labelled.lead or labelled.coordinating:
        head = text[: min(unit.span[0] for unit in labelled.lead + labelled.coordinating)]
        if not LABEL.search(head):
            head = ""
        found = find_units(head[: LABEL.search(head).start()]) if head and LABEL.search(head) else Units()  # type: ignore[union-attr]
        return Units(labelled.lead or found.lead, labelled.coordinating or found.coordinating)
    lead: list[Unit] = []
    coordinating = list(_coordinated(text))
    done = 0
    for start, end in _clauses(text):
        if start >= done:
            subject = _subject(text, start, end)
            lead += subject
            done = subject[-1].span[1] if subject else 0
    if not lead:
        lead += _passive_agents(text)
    taken = [unit.span for unit in coordinating]
    lead = [unit for unit in lead if not any(a < unit.span[1] and unit.span[0] < b for a, b in taken)]
    return Units(_once(lead), _once(coordinating))


def find_labelled(text: str) -> Units:
    """Units given by a label inside the text: "(Đơn vị chủ trì: A; đơn vị phối hợp: B, C)"."""
    lead: list[Unit] = []
    coordinating: list[Unit] = []
    for match in LABEL.finditer(text):
        units, _ = _read_list(text, match.end())
        (coordinating if "phối" in match["label"].casefold() else lead).extend(units)
    return Units(_once(lead), _once(coordinating))


def split_units(text: str) -> Units:
    """The units of a table cell or of the value behind a label ("- Phòng A;\\n- Văn phòng Sở", "A phối hợp với B").

    Line breaks separate units only where the next line begins with a head of its own.
    """
    lead: list[Unit] = []
    coordinating: list[Unit] = []
    bucket = lead
    for start, end in _cell_parts(text):
        part = text[start:end]
        joint = CELL_COORDINATION.search(part)
        if joint and joint.start() > 0:
            lead += _split_names(text, start, start + joint.start())
            coordinating += _split_names(text, start + joint.end(), end)
            continue
        if joint:
            coordinating += _split_names(text, start + joint.end(), end)
            bucket = coordinating
            continue
        bucket += _split_names(text, start, end)
    return Units(_once(lead), _once(coordinating))


def units_of_heading(text: str) -> Units:
    """What a heading passes on: the units that it consists of ("Đối với phòng thuộc Sở", "3.1. Văn phòng Sở") or that do
    something in it ("Sở A phối hợp với B trong công tác …"); a heading that merely mentions a unit passes nothing on."""
    bare = HEADING_END.sub("", text)
    units, end = _read_list(bare, 0)
    if units and not bare[end:].strip(" .:;"):
        return Units(tuple(units), ())
    found = find_units(text)
    return found if found.lead else Units()


def begins_with_unit(text: str) -> bool:
    """Whether the text starts with the name of a unit or post."""
    return _head_at(text, _skip_lead_in(text, 0)) is not None


def begins_with_action(text: str) -> bool:
    """Whether the text starts as an order: a verb, perhaps after an adverb ("Tiếp tục rà soát", "Chủ động phối hợp")."""
    pattern = ACTION_START()
    return pattern.match(text) is not None


# --- patterns -------------------------------------------------------------------------------------------------------

# "Đơn vị chủ trì: Văn phòng Sở", "Cơ quan phối hợp thực hiện: …"; not "chủ trì:" alone
LABEL = regex.compile(
    r"(?P<label>(?:đơn vị|cơ quan|bộ phận|phòng|tổ|cá nhân|người)(?:,? (?:đơn vị|cơ quan|tổ chức|cá nhân))?"
    r" (?:chủ trì|thực hiện|tổng hợp|phối hợp|phụ trách|đầu mối|chịu trách nhiệm|tham mưu)"
    r"(?: (?:thực hiện|tham mưu|chính))?|chủ trì|phối hợp)\s*:\s*",
    regex.IGNORECASE,
)
# "phối hợp với các phòng", "phối hợp chặt chẽ với Ban …", "phối hợp Sở X", "cùng với Y"; not "cơ chế phối hợp vận hành"
COORDINATION = regex.compile(
    r"(?<![\p{L}])(?P<verb>phối(?: kết)? hợp|phối|cùng)(?P<manner>(?: (?:chặt chẽ|trực tiếp|tốt|hiệu quả|thường xuyên|đồng bộ|liên ngành))*,?)"
    r"(?P<with> (?:với|cùng với|cùng))?\s+",
    regex.IGNORECASE,
)
# nouns before "phối hợp" that make it no act: "quy chế phối hợp giữa", "cơ chế phối hợp"
NOUN_OF_COORDINATION = regex.compile(
    r"(?:cơ chế|quy chế|quy trình|văn bản|nội dung|công tác|mối quan hệ|sự|chương trình|đơn vị|cơ quan|đề nghị|tăng cường sự)\s*$",
    regex.IGNORECASE,
)
# in a cell: "Văn phòng Sở phối hợp với các đơn vị", "A (phối hợp: B)"; the bare word at the start: "Phối hợp: B"
CELL_COORDINATION = regex.compile(r"[\s,(;]*\b(?:chủ trì,?\s*)?phối hợp(?:\s+(?:với|cùng)|\s*:)?\s+", regex.IGNORECASE)
SENTENCE_END = regex.compile(r"(?<=[\p{L}\p{N})”\"])[.;](?=\s+[\p{L}“\"]|\s*$)|(?<=\p{L}):\s+(?=\p{Lu})")
HEADING_END = regex.compile(r"[\s:.;]+$")
PASSIVE = regex.compile(r"(?<!đã )(?<!đã\s)\bđược (?=các )", regex.IGNORECASE)
# deciders, not doers: "được Bộ Chính trị thông qua"
DECIDING = regex.compile(r"(?:phê duyệt|thông qua|ban hành|giao|công nhận|quy định|cho phép|chấp thuận|công bố|xác nhận)\b")
# openers of an adverbial that may stand before the subject: "Căn cứ …,", "Định kỳ …,", "Khi …,"
ADVERBIAL = regex.compile(
    r"(?:căn cứ|trên cơ sở|định kỳ|định kì|khi|sau|trước|hằng|hàng|trong|hết|theo|để|từ|đến|nhằm|bên cạnh|ngoài|với|tại|thông qua|"
    r"qua|cuối|đầu|giữa|chậm nhất|muộn nhất|kết thúc|ngay|ngày|tháng|quý|năm|mỗi|riêng|đồng thời|đối với|trường hợp|ngoài ra|\d)\b",
    regex.IGNORECASE,
)
# a topic before the subject: "Vòng sơ khảo: các trường gửi …"
TOPIC = regex.compile(r"[\p{L}\d “”\"-]{3,40}:\s+")
# "Giao Sở Y tế …", "đồng thời giao các chủ đầu tư …", "phân công Văn phòng …"; not "giao ban", "giao thông"
GIVEN = regex.compile(r"(?<!\p{L})(?:[Gg]iao(?: cho)?|[Pp]hân công)\s+(?=\p{Lu}|các\s)")
BULLET = regex.compile(r"^[\s\-–+•*·]+")
PARENTHESIS = regex.compile(r"\([^()]{1,80}\)")
# remarks that are no part of a name: "(để báo cáo)", "(qua Sở Nội vụ)", "(cơ quan thường trực)"
REMARK = regex.compile(r"\((?:để|qua|nếu|cơ quan thường trực|thường trực|chủ trì|phối hợp|theo|trước|sau|bao gồm|gồm|sau đây)", regex.IGNORECASE)
DETERMINER = regex.compile(
    r"(?:toàn thể |tất cả |đề nghị |các đồng chí |đồng chí )?(?:các|những|một số|toàn bộ)\s+", regex.IGNORECASE
)
WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+(?:[-–/&.][\p{L}\p{M}\p{N}]+)*")
# after "có": what still describes the unit
HAVING = regex.compile(r"có (?:liên quan|nhiều|chức năng|thẩm quyền|tên|trụ sở|tổ chức|học sinh|điều kiện|đủ|sử dụng|dự án|công trình)")
OBLIGED = regex.compile(r"(?:có trách nhiệm|chịu trách nhiệm|chủ trì|là (?:đơn vị|cơ quan|đầu mối|chủ thể|thành viên|thường trực))", regex.IGNORECASE)


@functools.cache
def _heads() -> tuple[tuple[str, bool], ...]:
    """All heads, longest first, each with whether it is a post."""
    data = load("units")["heads"]
    pairs = [(h, False) for h in data["organisations"]] + [(h, True) for h in data["posts"]]
    return tuple(sorted(set(pairs), key=lambda p: -len(p[0])))


@functools.cache
def _head_pattern() -> regex.Pattern[str]:
    alternatives = "|".join(regex.escape(h) for h, _ in _heads())
    return regex.compile(rf"(?:{alternatives})(?![\p{{L}}\p{{M}}])", regex.IGNORECASE)


@functools.cache
def _posts() -> frozenset[str]:
    return frozenset(load("units")["heads"]["posts"])


PEOPLE = frozenset(
    ["nhân viên", "giáo viên", "cán bộ", "công chức", "viên chức", "chuyên viên", "người lao động", "học sinh", "sinh viên", "đoàn viên", "hội viên", "đảng viên", "thành viên", "giảng viên", "người dân", "phụ huynh"]
)


@functools.cache
def _compounds() -> regex.Pattern[str]:
    lists = sorted(load("units")["names"]["compounds"], key=len, reverse=True)
    return regex.compile(r"(?<!\p{L})(?:" + "|".join(regex.escape(c) for c in lists) + r")(?!\p{L})", regex.IGNORECASE)


@functools.cache
def _lead_ins() -> regex.Pattern[str]:
    words = sorted(load("units")["names"]["lead_ins"], key=len, reverse=True)
    return regex.compile(r"\s*(?:(?:" + "|".join(map(regex.escape, words)) + r")\s+)+", regex.IGNORECASE)


@functools.cache
def _verbs() -> regex.Pattern[str]:
    """A predicate at a position: a verb of action, or an adverb or auxiliary before one."""
    data = load("verbs")["predicate"]
    words = sorted({*data["action"], *data["manner"]}, key=len, reverse=True)
    return regex.compile(r"(?:" + "|".join(map(regex.escape, words)) + r")(?![\p{L}\p{M}])")


@functools.cache
def _stops() -> regex.Pattern[str]:
    words = sorted(load("verbs")["predicate"]["stops"], key=len, reverse=True)
    return regex.compile(r"(?:" + "|".join(map(regex.escape, words)) + r")(?![\p{L}\p{M}])")


@functools.cache
def ACTION_START() -> regex.Pattern[str]:
    data = load("verbs")["predicate"]
    manner = "|".join(map(regex.escape, sorted(data["manner"], key=len, reverse=True)))
    action = "|".join(map(regex.escape, sorted([*data["action"], *data["opening"]], key=len, reverse=True)))
    return regex.compile(rf"(?:(?:{manner}),?\s+){{0,3}}(?:{action})(?![\p{{L}}\p{{M}}])", regex.IGNORECASE)


# in a cell only these end a name: what the unit does, said after a complete name ("UBND các xã trực tiếp triển khai")
STRONG = regex.compile(r"(?:phối hợp|chủ trì|trực tiếp|triển khai|thực hiện|hướng dẫn|tham mưu|tổng hợp|báo cáo|chịu trách nhiệm|phụ trách|theo dõi|đôn đốc|chỉ đạo)\b")
# verbs that may belong to the name of a generic unit: "các đơn vị duy trì thoát nước", "cơ quan quản lý nhà nước"
NAMING_VERB = regex.compile(r"(?:quản lý|duy trì|vận hành|thi công|tư vấn|sản xuất|kinh doanh|sử dụng|thụ hưởng|giải quyết|cung cấp|cung ứng|đào tạo|bồi dưỡng|phục vụ)\b")
GENERIC_HEAD = regex.compile(r"(?:các\s+)?(?:đơn vị|cơ quan|bộ phận|công ty|tổ|đội|nhóm|cơ quan, đơn vị|nhà thầu|lực lượng|trung tâm|ban|phòng)$", regex.IGNORECASE)


# --- reading a list of names ------------------------------------------------------------------------------------------


def _head_at(text: str, at: int) -> str | None:
    """The head that stands at `at` (after an optional determiner), folded; None where there is none."""
    determiner = DETERMINER.match(text, at)
    for position in {determiner.end() if determiner else at, at}:
        match = _head_pattern().match(text, position)
        while match:
            head = match.group().casefold()
            bare = head.removeprefix("các ")
            data = load("units")["heads"]
            after = WORD.match(text, match.end() + 1) if match.end() < len(text) else None
            following = after.group().casefold() if after else text[match.end() : match.end() + 1]
            before = regex.search(r"(\p{L}+)\s+$", text[max(0, position - 14) : position])
            previous = before[1].casefold() if before else ""
            if previous not in data["not_after"].get(bare, ()) and not any(
                following == word or (word == "," and text[match.end() : match.end() + 1] == ",")
                for word in data["not_before"].get(bare, ())
            ):
                return head
            # a shorter head may still stand here ("ban hành" is no "ban", "phòng ban" is)
            match = None
    return None


def _skip_lead_in(text: str, at: int) -> int:
    match = _lead_ins().match(text, at)
    return match.end() if match else at


def _read_list(text: str, at: int, *, cell: bool = False) -> tuple[list[Unit], int]:
    """The names that follow each other from `at`, and where the list ends. In a cell, verbs do not end a name."""
    units: list[Unit] = []
    at = _skip_lead_in(text, at)
    protected = [m.span() for m in _compounds().finditer(text)]
    end = at
    while True:
        while at < len(text) and text[at].isspace():
            at += 1
        head = _head_at(text, at)
        if head is None:
            break
        stop = _name_end(text, at, head, protected, cell=cell)
        name = text[at:stop].rstrip(" ,;.:-–")
        if not name or (" " not in name and name.islower()):
            break  # "ban", "sở" alone and in lower case name nobody
        units.append(Unit(" ".join(name.split()), (at, at + len(name))))
        end = at + len(name)
        joint = regex.compile(r"\s*(?:[,;]\s*(?:và\s+|cùng\s+)?|\s(?:và|cùng)\s+|/\s*|\s[-–]\s)").match(text, end)
        if not joint:
            break
        at = joint.end()
    return units, end


def _name_end(text: str, start: int, head: str, protected: list[tuple[int, int]], *, cell: bool) -> int:
    """Where the name that starts at `start` ends."""
    post = head in _posts() or head.removeprefix("các ") in _posts()
    people = head.removeprefix("các ") in PEOPLE
    determiner = DETERMINER.match(text, start)
    at = (determiner.end() if determiner else start)
    match = _head_pattern().match(text, at) or _head_pattern().match(text, start)
    at = match.end() if match else at
    words = 1
    while at < len(text) and words < MAX_WORDS:
        rest = text[at:]
        inside = next((b for a, b in protected if a < at < b), None)
        if inside:
            at = inside
            continue
        lead = len(rest) - len(rest.lstrip())
        if not rest.strip():
            break
        at += lead
        rest = text[at:]
        char = rest[0]
        if char == ",":
            after = at + 1 + (len(rest[1:]) - len(rest[1:].lstrip()))
            if post and _head_at(text, after) and not _splits_post(text, after):
                at = after
                words += 1
                continue
            if people and _people_at(text, after):
                at = after
                continue
            if _parallel(text, start, at, after):
                at = after
                continue
            return at - lead
        if char == "(":
            parenthesis = PARENTHESIS.match(text, at)
            if parenthesis and not REMARK.match(text, at) and (_head_at(text, at + 1) or regex.match(r"\(\p{Lu}", rest) or cell or regex.match(r"\(\p{Ll}[\p{Ll} ]{1,30}\)", rest)):
                at = parenthesis.end()
                continue
            return at - lead
        if char in "-–" and lead and rest[1:2] == " ":
            after = at + 2
            following = _head_at(text, after)
            if following is not None and (following == head or (cell and text[after].isupper() and _org_alone(following))):
                return at - lead
            at = after
            words += 1
            continue
        if char in "/":
            following = _head_at(text, at + 1)
            if following and cell:
                return at
            at += 1
            continue
        if char in "&'’“”\"":
            if char in "“\"" and not cell and words > 1:
                return at - lead
            at += 1
            continue
        if not char.isalnum():
            return at - lead
        conjunction = regex.match(r"(?:và|cùng|hoặc)\s+", rest)
        if conjunction:
            after = at + conjunction.end()
            if people and _people_at(text, after):
                at = after
                continue
            if _head_at(text, after):
                if post and not _splits_post(text, after):
                    at = after
                    words += 1
                    continue
                return at - lead
            if CONTINUES_NAME().match(text, after):
                at = after
                continue
            ends = STRONG.match(text, after) if cell else _verbs().match(text, after) or _stops().match(text, after)
            if conjunction.group().startswith("cùng") or ends:
                return at - lead
            at = after
            continue
        if char.islower() and (not _inside_word(text, at) or " " in (m.group() if (m := _verbs().match(text, at)) else "")):
            if rest.startswith("có ") or rest.startswith("có\n"):
                if not HAVING.match(rest):
                    return at - lead
                at += 3
                continue
            if CONTINUES_NAME().match(text, at):
                at = CONTINUES_NAME().match(text, at).end()  # type: ignore[union-attr]
                words += 1
                continue
            doing = STRONG.match(rest)
            if cell and words > 1 and doing and rest[doing.end() :].strip() and not GENERIC_HEAD.search(text[start:at].strip()):
                return at - lead
            if not cell:
                if NAMING_VERB.match(rest) and GENERIC_HEAD.search(text[start:at].strip()) and (cell or _predicate_later(text, at)):
                    at = _next_word(text, at)
                    words += 1
                    continue
                if _ends_name(text, at):
                    return at - lead
        at = _next_word(text, at, cell=cell)
        words += 1
    return at


# "…, phường, xã" after "các khu vực"
TERRITORY = regex.compile(r"(?:xã|phường|thị trấn|quận|huyện|thị xã|thành phố|tỉnh|thôn|bản|ấp|tổ dân phố)\b(?!\s+\p{Lu})")


def _parallel(text: str, start: int, comma: int, after: int) -> bool:
    """Whether the part behind a comma repeats the noun before it: "thủy lợi sông Nhuệ, sông Đáy", "các huyện A, huyện B"."""
    word = regex.match(r"(\p{Ll}+)\s+\p{Lu}", text[after:])
    if _head_at(text, after) is not None:
        return False
    if TERRITORY.match(text, after) and regex.search(r"\bcác\s+(?:khu vực|xã|phường|huyện|quận|tỉnh|thôn|bản|ấp)\b[^,;]*$", text[start:comma], regex.IGNORECASE):
        return True
    return bool(word and regex.search(rf"(?<!\p{{L}}){word[1]}\s+\p{{Lu}}[^,]*$", text[start:comma]))


def _ends_name(text: str, at: int) -> bool:
    """Whether the lower-case word at `at` opens a predicate or a new phrase.

    A single syllable counts only where the segmenter sees no word around it: "lập" in "công lập", "giao" in "giao thông".
    """
    match = _verbs().match(text, at) or _stops().match(text, at)
    if not match:
        return False
    if " " in match.group():
        return True
    before = regex.search(r"(\p{L}+)\s+$", text[max(0, at - 14) : at])
    after = WORD.match(text, match.end() + 1)
    if before and before[1].islower() and _known_word(f"{before[1]} {match.group()}"):
        return False
    return not (after and after.group().islower() and _known_word(f"{match.group()} {after.group()}"))


@functools.cache
def CONTINUES_NAME() -> regex.Pattern[str]:
    """Verbs that go on with a name when they follow what they follow here: "dự án đầu tư xây dựng", "tại khu vực"."""
    phrases = sorted(load("units")["names"]["continuations"], key=len, reverse=True)
    return regex.compile("|".join(rf"(?<={regex.escape(a)} ){regex.escape(b)}(?!\p{{L}})" for a, b in (p.split("|") for p in phrases)), regex.IGNORECASE)


def _inside_word(text: str, at: int) -> bool:
    """Whether the lower-case syllable at `at` completes a capitalised word ("Nội vụ", "Xây dựng", "Tổ chức")."""
    before = regex.search(r"(\p{L}+)\s+$", text[:at])
    if not before or not before[1][0].isupper() or before[1].isupper():
        return False
    pair = f"{before[1]} {WORD.match(text, at).group()}" if WORD.match(text, at) else ""  # type: ignore[union-attr]
    return bool(_verbs().fullmatch(pair.casefold()) or _known_word(pair.casefold()))


@functools.cache
def _known_word(pair: str) -> bool:
    from extractors.words import is_word

    return is_word(pair)


def _predicate_later(text: str, at: int) -> bool:
    """Whether a verb that is not the one at `at` still follows in the clause: then the first belongs to the name."""
    clause = regex.split(r"[,;.:]", text[at:])[0]
    words = clause.split()
    if len(words) <= 6:
        return True
    return any(_verbs().match(" ".join(words[i:])) for i in range(2, min(len(words), 9)))


def _next_word(text: str, at: int, *, cell: bool = False) -> int:
    match = WORD.match(text, at)
    if match is None:
        return at + 1
    slash = match.group().find("/")
    if cell and slash > 0 and _head_at(text, at + slash + 1):
        return at + slash
    return match.end()


def _people_at(text: str, at: int) -> bool:
    head = _head_at(text, at)
    return head is not None and head.removeprefix("các ") in PEOPLE


def _splits_post(text: str, at: int) -> bool:
    """Whether the name at `at` stands beside a post rather than under it: another post, or one organisation by name."""
    head = _head_at(text, at)
    if head is None:
        return False
    if head in _posts():
        return True
    return text[at].isupper() and DETERMINER.match(text, at) is None


def _org_alone(head: str) -> bool:
    return head not in _posts()


# --- where units stand in a sentence ----------------------------------------------------------------------------------


def _clauses(text: str) -> Iterable[tuple[int, int]]:
    start = 0
    for match in SENTENCE_END.finditer(text):
        yield start, match.end()
        start = match.end()
    if start < len(text):
        yield start, len(text)


def _subject(text: str, start: int, end: int) -> list[Unit]:
    """The units that are the subject of the clause text[start:end], if it has such a subject."""
    first = not text[:start].strip()
    while start < end and not text[start].isalnum():
        start += 1
    positions = [start]
    opener = ADVERBIAL.match(text, start)
    topic = TOPIC.match(text, start)
    if opener:
        positions += [m.end() for m in regex.finditer(r",\s+", text[start:end])]
        positions = [start] + [start + p for p in positions[1:]]
    if topic:
        positions.append(topic.end())
    for i, at in enumerate(positions):
        units, stop = _read_list(text, at)
        if not units:
            continue
        tail = text[stop:].lstrip()
        given = _lead_ins().match(text, at)
        if not tail:
            continue
        if tail.startswith(":") and i == 0 and len(tail) > 2:
            return units
        if tail.startswith(","):
            # "Sở A, chủ trì …" does not occur; a comma after the units is an apposition or another list
            continue
        if regex.match(r"(?:được|bị|không|chưa|thì|mà)\b", tail) and not regex.match(r"được giao", tail):
            continue
        # later clauses: a list that goes on after ";" is no subject, nor is a part that merely "has" something
        if not first and at == start and (text[at].islower() or regex.match(r"có (?!trách|nhiệm vụ)", tail)) and not OBLIGED.match(tail):
            continue
        if regex.match(r"(?:trong (?:công tác|việc)|để có)\b", tail) and first and i == 0:
            return units
        if _verbs().match(tail) or OBLIGED.match(tail) or (given and given.group().strip().casefold().endswith("giao")):
            return units
    lead_in = GIVEN.search(text[start:end])
    if lead_in:
        before = text[max(0, start + lead_in.start() - 8) : start + lead_in.start()]
        units, stop = _read_list(text, start + lead_in.end())
        if units and not regex.search(r"(?:được|đã|do)\s*$", before) and _verbs().match(text[stop:end].lstrip()):
            return units
    return []


def _coordinated(text: str) -> Iterable[Unit]:
    for match in COORDINATION.finditer(text):
        verb = match["verb"].casefold()
        if NOUN_OF_COORDINATION.search(text[max(0, match.start() - 24) : match.start()]):
            continue
        if verb in ("phối", "cùng") and not match["with"]:
            continue
        if verb == "cùng" and text[: match.start()].rstrip().casefold().endswith(("phối hợp", "phối")):
            continue
        units, _ = _read_list(text, match.end())
        yield from units


def _passive_agents(text: str) -> list[Unit]:
    out: list[Unit] = []
    for match in PASSIVE.finditer(text):
        if text[: match.start()].rstrip().endswith("đã"):
            continue
        units, stop = _read_list(text, match.end())
        tail = text[stop:].lstrip()
        if units and _verbs().match(tail) and not DECIDING.match(tail):
            out += units
    return out


# --- cells ------------------------------------------------------------------------------------------------------------


def _cell_parts(text: str) -> list[tuple[int, int]]:
    """The parts of a cell that line breaks, dashes and semicolons separate."""
    parts: list[tuple[int, int]] = []
    start = 0
    for match in regex.finditer(r"\n|;", text):
        if match.group() == "\n" and not _starts_part(text, start, match.start(), match.end()):
            continue
        parts.append((start, match.start()))
        start = match.end()
    parts.append((start, len(text)))
    out = []
    for a, b in parts:
        bullet = BULLET.match(text[a:b])
        a += bullet.end() if bullet else 0
        if text[a:b].strip(" .,;"):
            out.append((a, b))
    return out


def _starts_part(text: str, start: int, end: int, after: int) -> bool:
    """Whether the line at `after` begins another unit rather than going on with the one in text[start:end]."""
    line = text[after:]
    if BULLET.match(line) and not line[0].isspace():
        return True
    if not line[:1].isupper() or _head_at(text, after) is None:
        return False
    before = text[start:end].rstrip()
    if before.endswith((",", "và", "-", "–", "/")) or regex.search(r"\b(?:thuộc|của|các|trực thuộc|và|với|tại)$", before):
        return False
    bare = before.rsplit("\n", 1)[-1].rsplit(",", 1)[-1].strip(" -–+").casefold()
    if bare in {head for head, post in _heads()}:
        return False  # "Văn phòng" / "HĐND Thành phố", "Tổng phụ trách" / "Đội"
    return len(before.split()) >= 2


def _split_names(text: str, start: int, end: int) -> list[Unit]:
    """The names in one part of a cell; a part that begins with no known head is one name as it stands."""
    bullet = BULLET.match(text[start:end])
    start += bullet.end() if bullet else 0
    start = max(start, _skip_lead_in(text[:end], start))
    out: list[Unit] = []
    at = start
    while at < end:
        while at < end and (text[at].isspace() or text[at] in ",.;/-–"):
            at += 1
        if at >= end:
            break
        units, stop = _read_list(text[:end].replace("\n", " "), at, cell=True)
        if not units:
            comma = regex.compile(r"[,;]\s").search(text, at, end)
            stop = comma.start() if comma else end
            name = " ".join(text[at:stop].split()).strip(" .,;:-–")
            units = [Unit(name, (at, stop))] if name and name.casefold() not in _lead_in_words() else []
        else:
            # what a unit does, said in its cell, is no further unit
            doing = STRONG.match(text[stop:end].lstrip().replace("\n", " "))
            if doing and not doing.group().startswith(("phối", "chủ")):
                stop = end
        out += units
        at = max(stop, at + 1)
    return [u for u in out if len(u.name) > 1]


@functools.cache
def _lead_in_words() -> frozenset[str]:
    return frozenset(load("units")["names"]["lead_ins"])


def _once(units: Iterable[Unit]) -> tuple[Unit, ...]:
    seen: dict[str, Unit] = {}
    for unit in units:
        seen.setdefault(unit.name.casefold(), unit)
    return tuple(seen.values())
