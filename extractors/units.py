"""Units (đơn vị chủ trì, đơn vị phối hợp): who leads a task and who helps, in running text and headings.

The rules are those of gold/GUIDELINE.md (Units). Nothing is guessed: a text in which no unit leads gives none.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import regex

from extractors.predicates import action_start, match_verb
from extractors.unit_heads import head_at, is_people
from extractors.unit_leaders import names_before_leading
from extractors.unit_names import Unit, lead_in_at, read_names
from extractors.unit_short import stop_shortens

__all__ = ["Unit", "Units", "find_labelled", "find_units", "once"]


@dataclass(frozen=True, slots=True)
class Units:
    """Who leads (chủ trì, thực hiện) and who coordinates (phối hợp), each in the order of the text."""

    lead: tuple[Unit, ...] = ()
    coordinating: tuple[Unit, ...] = ()


def find_units(text: str) -> Units:
    """The units that the sentences of an item name as its doers and helpers.

    Subjects ("Trưởng các phòng … triển khai"), "giao X", "X chủ trì", "phối hợp với X", "Đơn vị chủ trì: X"
    and the agent of a passive count; whoever receives a report, is urged, led or measured does not.
    """
    label = LABEL.search(text)
    if label:
        labelled = find_labelled(text)
        found = find_units(text[: label.start()])
        return Units(labelled.lead or found.lead, labelled.coordinating or found.coordinating)
    lead: list[Unit] = []
    coordinating = [*_coordinated(text), *_coordinating_subjects(text)]
    done = 0
    for start, end in _clauses(text):
        if start >= done:
            subject = _subject(text, start, end)
            lead += subject
            done = subject[-1].span[1] if subject else 0
    for unit in _in_brackets(text):
        if not any(unit.span[0] < held.span[1] and held.span[0] < unit.span[1] for held in lead):
            lead.append(unit)
    if not lead:
        lead += _passive_agents(text)
    taken = [unit.span for unit in coordinating]
    lead = [unit for unit in lead if not any(a < unit.span[1] and unit.span[0] < b for a, b in taken)]
    return Units(once(lead), once(coordinating))


def find_labelled(text: str) -> Units:
    """Units given by a label inside the text: "(Đơn vị chủ trì: A; đơn vị phối hợp: B, C)"."""
    lead: list[Unit] = []
    coordinating: list[Unit] = []
    labels = list(LABEL.finditer(text))
    for i, match in enumerate(labels):
        end = labels[i + 1].start() if i + 1 < len(labels) else len(text)
        units, _ = read_names(text[:end], match.end())
        (coordinating if "phối" in match["label"].casefold() else lead).extend(units)
    return Units(once(lead), once(coordinating))


def once(units: Iterable[Unit]) -> tuple[Unit, ...]:
    """The units, each name once (without case), in order."""
    seen: dict[str, Unit] = {}
    for unit in units:
        seen.setdefault(unit.name.casefold(), unit)
    return tuple(seen.values())


# --- patterns -------------------------------------------------------------------------------------------------------

# "Đơn vị chủ trì: Văn phòng Sở", "Cơ quan phối hợp thực hiện: …", "chủ trì: A"; not "chủ trì thực hiện đề án:"
LABEL = regex.compile(
    r"(?P<label>(?:đơn vị|cơ quan|bộ phận|phòng|tổ|cá nhân|người)(?:,? (?:đơn vị|cơ quan|tổ chức|cá nhân))?"
    r" (?:chủ trì|thực hiện|tổng hợp|phối hợp|phụ trách|đầu mối|chịu trách nhiệm|tham mưu)"
    r"(?: (?:thực hiện|tham mưu|chính))?|(?<!\p{L})(?:chủ trì|phối hợp))\s*:\s*",
    regex.IGNORECASE,
)
# "phối hợp với các phòng", "phối hợp chặt chẽ với Ban …", "phối hợp Sở X", "cùng với Y"; not "phối hợp thực hiện"
COORDINATION = regex.compile(
    r"(?<![\p{L}])(?P<verb>phối(?: kết)? hợp|phối|cùng)"
    r"(?P<manner>(?: (?:chặt chẽ|trực tiếp|tốt|hiệu quả|thường xuyên|đồng bộ|liên ngành))*,?)"
    r"(?P<with> (?:với|cùng với|cùng))?\s+",
    regex.IGNORECASE,
)
# nouns before "phối hợp" that make it no act: "quy chế phối hợp giữa", "cơ chế phối hợp"; not "chủ động phối hợp"
NOUN_OF_COORDINATION = regex.compile(
    r"(?:cơ chế|quy chế|quy trình|văn bản|nội dung|công tác|mối quan hệ|sự|chương trình|đơn vị|cơ quan|đề nghị)\s*$",
    regex.IGNORECASE,
)
NAME_REACH = 80  # characters before a comma in which a name that ends there may begin
SENTENCE_END = regex.compile(r"(?<=[\p{L}\p{N})”\"])[.;](?=\s+[\p{L}“\"]|\s*$)|(?<=\p{L}):\s+(?=\p{Lu})")
# the agent of a passive: "được các cơ quan, đơn vị … tiếp nhận"; not "đã được các cấp …"
PASSIVE = regex.compile(r"(?<!đã )\bđược (?=(?i:các )|\p{Lu})")
# deciders, not doers: "được các cấp thông qua"
DECIDING = regex.compile(
    r"(?:phê duyệt|thông qua|ban hành|giao|công nhận|quy định|cho phép|chấp thuận|công bố|xác nhận|phân công|chỉ đạo|"
    r"xem xét|quyết định|tặng|khen|đồng ý|thống nhất|cho ý kiến|đánh giá|xếp loại|cử|bổ nhiệm|yêu cầu|mời|lựa chọn|cấp|"
    r"duyệt|ký|hỗ trợ|hướng dẫn|trao)\b"
)
# openers of an adverbial that may stand before the subject: "Căn cứ …,", "Định kỳ …,", "Khi …,"; not "Căn phòng"
ADVERBIAL = regex.compile(
    r"(?:căn cứ|trên cơ sở|định kỳ|định kì|khi|sau|trước|hằng|hàng|trong|trên|là|hết|theo|để|từ|đến|"
    r"nhằm|bên cạnh|ngoài|với|tại|"
    r"thông qua|qua|cuối|đầu|giữa|chậm nhất|muộn nhất|kết thúc|ngay|ngày|tháng|quý|năm|mỗi|riêng|đồng thời|đối với|"
    r"trường hợp|ngoài ra|\d)\b",
    regex.IGNORECASE,
)
# orders that begin like an adverbial: "Theo dõi …, các đơn vị"
ORDER_NOW = regex.compile(r"(?:theo dõi|đối chiếu|đối thoại|đầu tư|hàng hóa|đầu mối)\b", regex.IGNORECASE)
# "Mỗi chi đoàn đảm nhận …": each of many does it; "Riêng Công an xã …"; "Mỗi đơn vị có …" measures
EACH = regex.compile(r"(?:mỗi|từng|riêng)\s+(?=\p{L}|$)", regex.IGNORECASE)
# what is measured of each: "Mỗi đơn vị | có ít nhất 01 …", "Mỗi xã | đạt …"; not "| xây dựng ít nhất 02 …"
MEASURING = regex.compile(r"\s*(?:có|đạt|phấn đấu|ít nhất|tối thiểu|không|là)\s", regex.IGNORECASE)
# a topic before the subject: "Vòng sơ khảo: các trường gửi …"
TOPIC = regex.compile(r"[\p{L}\d “”\"/.()-]{3,40}:\s+")
BEING = regex.compile(r"(?:là\s|đầu mối\b|thường trực\b)", regex.IGNORECASE)
# "Giao Sở Y tế …", "đồng thời giao các chủ đầu tư …", "phân công Văn phòng …"; not "giao ban", "giao thông"
GIVEN = regex.compile(r"(?:(?<!\p{L})[Gg]iao(?: cho)?|(?:^|(?<=[;:]\s))[Pp]hân công)\s+(?=\p{Lu}|các\s)")
GIVEN_BY = regex.compile(r"(?:được|đã|do|bàn|chuyển|tiếp|nhận|cấp)\s*$")
# predicates that bind a unit as nothing else: "có trách nhiệm", "là cơ quan đầu mối"; not "là một đơn vị"
OBLIGED = regex.compile(
    r"(?:có trách nhiệm|chịu trách nhiệm|chủ trì|là (?:đơn vị|cơ quan|đầu mối|chủ thể|thành viên|thường trực))",
    regex.IGNORECASE,
)
# not a subject: "Các phòng được kiểm tra", "Đơn vị không hoàn thành"; but "được giao" is
NOT_DOING = regex.compile(r"(?:giao\s|bị|không|nào|chưa|thì|mà|được(?! giao))\b")
# "… phối hợp." at the end of a clause, with nobody named behind it; not "phối hợp với"
HELPS = regex.compile(r"\s+phối hợp(?: thực hiện| tham gia)?(?=\s*(?:[.;,)]|$))", regex.IGNORECASE)
# "…, do Sở Y tế chủ trì, phối hợp với …"; not "do phòng chủ trì tổ chức", which describes
BY = regex.compile(r"(?<!\p{L})do\s+(?=\p{L})")
# work that somebody is said to do: "Công tác hậu cần do X đảm nhiệm."; not "các dự án do X thực hiện"
WORK = regex.compile(r"(?:công tác|việc|khâu|phần việc|phần|hoạt động|nội dung|nhiệm vụ)\s", regex.IGNORECASE)
UNDERTAKES = regex.compile(
    r"\s*(?:trực tiếp )?(?:đảm nhiệm|đảm nhận|đảm trách|thực hiện|tiến hành|phụ trách|chịu trách nhiệm|điều hành|"
    r"tổ chức)(?: thực hiện)?(?=\s*(?:[.;]|$))"
)
LEADS_ONLY = regex.compile(r"\s*chủ trì(?=\s*(?:[,.;)]|$))")
IN_BRACKETS = regex.compile(r"\s*(?:chủ trì|phụ trách|thực hiện|tham mưu|làm đầu mối|chịu trách nhiệm)\b")
# "(Phòng Quản lý quy hoạch, xây dựng chủ trì; …)", "[Lãnh đạo Ban chủ trì]", "do Phòng Dịch tễ (Chi cục …) chủ trì,"
PUT_IN_CHARGE = regex.compile(
    r"(?:[(\[]\s*|(?P<by>(?<!\p{L})do\s+))(?P<names>(?:[^()\[\].;:]|\([^()]{1,60}\)){3,120}?)\s+chủ trì"
    r"(?=\s*(?:[,.;)\]]|$)|(?(by)(?!)|\s+(?:phối hợp|thực hiện)))"
)
# "(Phòng Văn hóa; hoàn thành trước 30/4/2026)", "(Văn phòng, tháng 5/2026)"; not "(Công an Thành phố)"
IN_BRACKETS_BY = regex.compile(
    r"\s*[;,]\s*(?:hoàn thành|xong|tháng|quý|trước|trong|năm|thời gian|chậm nhất)\b[^()]*\)", regex.IGNORECASE
)
# the doer of a phrase without verb, at the start only: "Ban X trong công tác …", "UBND xã để có phương án"
IN_CHARGE = regex.compile(r"(?:trong (?:công tác|việc)|để có)\b")
# a later clause that says what its subject has orders nothing: "Đơn vị … có bố trí viên chức"; "có trách nhiệm" does
HAS = regex.compile(r"có (?!trách|nhiệm vụ)")


# --- where units stand in a sentence ----------------------------------------------------------------------------------


def _clauses(text: str) -> Iterable[tuple[int, int]]:
    start = 0
    for match in SENTENCE_END.finditer(text):
        if match.group() == "." and stop_shortens(text, match.start()):
            continue
        yield start, match.end()
        start = match.end()
    if start < len(text):
        yield start, len(text)


def _subject(text: str, start: int, end: int) -> list[Unit]:
    """The units that are the subject of the clause text[start:end], or to whom it gives the work; else none."""
    first = not text[:start].strip()
    while start < end and not text[start].isalnum():
        start += 1
    for at in _subject_positions(text, start, end):
        units, stop = read_names(text, at)
        urged = lead_in_at(text, at).endswith("yêu cầu")
        # who "phân công giáo viên …" is the heading's unit; people are not given the plan's work by it
        assigned = lead_in_at(text, at).endswith("phân công") and units and is_people(text, units[0].span[0])
        measured = EACH.search(text[start:at]) and MEASURING.match(text, stop)
        if (
            units
            and not urged
            and not assigned
            and not measured
            and _does_something(text, units, at, stop, first=first, leads_clause=at == start)
        ):
            return [*units, *_further_subjects(text, stop, end)]
    if named := names_before_leading(text, start, end):
        return named
    out: list[Unit] = []
    for given in GIVEN.finditer(text[start:end]):
        if not GIVEN_BY.search(text[max(0, start + given.start() - 8) : start + given.start()]):
            units, stop = read_names(text, start + given.end())
            if units and match_verb(text[stop:end].lstrip()):
                out += units
    return out


def _further_subjects(text: str, at: int, end: int) -> Iterable[Unit]:
    """Subjects of clauses behind a comma: "Khoa A lập dự trù, Khoa B | rà soát hóa chất".

    Not what goes on with a list of units: "hướng dẫn các bệnh viện, Trung tâm Y tế thực hiện".
    """
    for comma in regex.finditer(r",\s+(?=\p{Lu})", text[at:end]):
        units, stop = read_names(text, at + comma.end())
        tail = text[stop:].lstrip()
        if units and match_verb(tail) and not NOT_DOING.match(tail) and not _ends_name(text, at + comma.start()):
            yield from units


def _ends_name(text: str, at: int) -> bool:
    """Whether the name of a unit ends at `at`."""
    words = regex.finditer(r"(?<!\p{L})\p{L}", text[max(0, at - NAME_REACH) : at])
    starts = (max(0, at - NAME_REACH) + word.start() for word in words)
    return any(head_at(text, start) is not None and read_names(text[:at], start)[1] == at for start in starts)


def _subject_positions(text: str, start: int, end: int) -> list[int]:
    """Where the subject may begin: at the start, after the commas of an adverbial, after a topic."""
    positions = [start]
    if ADVERBIAL.match(text, start) and not ORDER_NOW.match(text, start):
        commas = [start + m.end() for m in regex.finditer(r",\s+", text[start:end])]
        positions += commas
    topic = TOPIC.match(text, start)
    if topic:
        positions.append(topic.end())
    return [each.end() if (each := EACH.match(text, at)) else at for at in positions]


def _does_something(text: str, units: list[Unit], at: int, stop: int, *, first: bool, leads_clause: bool) -> bool:
    tail = text[stop:].lstrip()
    if not tail or tail.startswith(","):
        return False
    if tail.startswith(":"):
        said = tail[1:].lstrip()
        return leads_clause and bool(action_start().match(said) or BEING.match(said))
    if NOT_DOING.match(tail):
        return False
    if first and leads_clause and IN_CHARGE.match(tail):
        return True
    # after ";" a list that goes on in lower case is no subject
    if not first and leads_clause and (text[at].islower() or HAS.match(tail)) and not OBLIGED.match(tail):
        return False
    return bool(match_verb(tail) or OBLIGED.match(tail)) or lead_in_at(text, at).endswith("giao")


def _in_brackets(text: str) -> Iterable[Unit]:
    """Whom a bracket or "do" puts in charge: "(Sở A chủ trì, phối hợp với B)", "…, do Sở A chủ trì"."""
    for match in BY.finditer(text):
        units, stop = read_names(text, match.end())
        says = LEADS_ONLY.match(text, stop) or (WORK.match(text) and UNDERTAKES.match(text, stop))
        if units and says and all(" " in u.name for u in units):
            yield from units
    for match in regex.finditer(r"[(\[]", text):
        units, stop = read_names(text, match.end())
        if units and (IN_BRACKETS.match(text[stop:]) or IN_BRACKETS_BY.match(text[stop:])):
            yield from units
    for match in PUT_IN_CHARGE.finditer(text):
        # between the bracket and "chủ trì" there is nothing but names, as in a cell
        units, stop = read_names(text[: match.end("names")], match.start("names"), cell=True)
        if units and stop == match.end("names"):
            yield from units


def _coordinating_subjects(text: str) -> Iterable[Unit]:
    """Who helps, said as a subject beside a leader: "A chủ trì, B và C phối hợp"."""
    for match in HELPS.finditer(text):
        before = text[: match.start()]
        if not regex.search(r"chủ trì", before, regex.IGNORECASE):
            continue
        for start in [m.end() for m in regex.finditer(r"[,;(]\s*", before)]:
            units, stop = read_names(text, start)
            if units and stop == len(before.rstrip()):
                yield from units
                break


def _coordinated(text: str) -> Iterable[Unit]:
    for match in COORDINATION.finditer(text):
        verb = match["verb"].casefold()
        if NOUN_OF_COORDINATION.search(text[max(0, match.start() - 24) : match.start()]):
            continue
        if verb in ("phối", "cùng") and not match["with"]:
            continue
        if verb == "cùng" and text[: match.start()].rstrip().casefold().endswith(("phối hợp", "phối")):
            continue
        units, _ = read_names(text, match.end())
        yield from units


def _passive_agents(text: str) -> list[Unit]:
    out: list[Unit] = []
    for match in PASSIVE.finditer(text):
        units, stop = read_names(text, match.end())
        tail = text[stop:].lstrip()
        if units and match_verb(tail) and not DECIDING.match(tail):
            out += units
    return out
