"""The role of a unit in its sentence, by rule: lead, coord, to (receives or decides), unit (merely mentioned).

The rules see where the names of units stand and the words between them, never the names themselves, so that they hold
for names that no list has.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass

import regex

from extractors.lexicon import load
from extractors.phrases import any_of, caseless
from extractors.predicates import begins_with_action
from extractors.units import ADVERBIAL, DECIDING, NOUN_OF_COORDINATION, ORDER_NOW

Span = tuple[int, int]


def roles_of(text: str, units: Sequence[Span]) -> list[str]:
    """The role of each unit of `units` (offsets in `text`, in order)."""
    found: list[str] = []
    for group in _lists(text, units):
        roles = [_by_words_before(text, units, number) for number in group]
        for place in range(1, len(roles)):
            roles[place] = roles[place] or roles[place - 1]  # "phối hợp với A, | B và | C"
        predicate = _by_predicate(text, units, group)
        found += [role or predicate for role in roles]
    return found


def _lists(text: str, units: Sequence[Span]) -> list[list[int]]:
    """The indices of the units, those that a comma or "và" joins together."""
    lists: list[list[int]] = []
    for number, (start, end) in enumerate(units):
        joint = JOINT.fullmatch(text, units[number - 1][1], start) if number else None
        # "… của Trung tâm A; | Tổ B vận hành thử" is no list, "đôn đốc các phòng; | các đơn vị thực hiện" is one
        if joint and not (";" in joint.group() and text[start].isupper() and _patterns().does.match(text, end)):
            lists[-1].append(number)
        else:
            lists.append([number])
    return lists


def _by_words_before(text: str, units: Sequence[Span], number: int) -> str | None:
    """What the words right before a name say of it; None where they say nothing."""
    before = _before(text, _introduced(text, units[number][0]))
    said = _patterns()
    if acting := said.helping.search(before):
        # "Xây dựng quy chế phối hợp với | Công an tỉnh" is about helping
        noun = NOUN_OF_COORDINATION.search(before[max(0, acting.start() - NOUN) : acting.start()])
        return "unit" if noun and not acting.group().rstrip().endswith(":") else "coord"
    if said.given.search(before):
        return "lead"
    return "to" if said.receiving.search(before) else None


def _by_predicate(text: str, units: Sequence[Span], group: Sequence[int]) -> str:
    """What the words behind the last name of a list say of all: it leads or helps where it is who acts, else unit."""
    said = _patterns()
    start, end = units[group[0]][0], units[group[-1]][1]
    introduced = _introduced(text, start)
    before = _before(text, introduced)
    if introduced < start and text[end : end + 1] == ",":
        end += 1  # "Đồng chí A, Chánh Văn phòng, | trực tiếp …"
    opened = _opens_clause(text, introduced)
    if HELPS.match(text, end) and LED.search(SENTENCE.split(before)[-1]):
        return "coord"
    if said.gives.match(text, end):
        return "unit"  # "Giám đốc Sở | giao Văn phòng …"
    if said.given_bare.search(before):
        # "đất giao cho | Công ty A" says whose it is; "Giao | Văn phòng theo dõi" gives work
        return "lead" if said.does.match(text, end) else "unit"
    if said.leads.match(text, end) and not said.owned.search(before):
        return "lead"
    if COLON.match(text, end) and opened:
        # "Các đơn vị: | Chi cục A, Chi cục B nộp …" only announces them
        listed = AFTER_COLON.match(text, end)
        follows = listed is not None and any(start == listed.end() for start, _ in units)
        return "unit" if follows else "lead"
    agent = said.agent.search(before)
    if said.owns.match(text, end) and agent:
        return "unit"
    asked = said.asked.search(before)
    decides = said.decides.match(text, end) or DECIDING.match(text[end:].lstrip())
    if decides and (agent or asked or not opened):
        return "to" if agent or asked else "unit"
    if not said.does.match(text, end):
        return "unit"
    if opened:
        return "unit" if said.each.search(before) and said.measured.match(text, end) else "lead"
    if agent:
        # "Thuốc do | trạm y tế chuẩn bị" orders; "rà soát hồ ao do | xã quản lý" says which
        clause = CLAUSE.split(before[: agent.start()])[-1]
        opening = introduced - len(before) + agent.start() - len(clause)
        subject = any(opening <= other < introduced for other, _ in units)
        # "Các công trình do | Trung tâm vận hành phải được kiểm định" goes on with its own predicate
        goes_on = ON.search(CLAUSE.split(text[end:])[0])
        return "unit" if begins_with_action(clause) or subject or goes_on else "lead"
    return "unit"


def _opens_clause(text: str, start: int) -> bool:
    """Whether a clause begins at `start`: the text, a sentence, or what follows the comma of an adverbial."""
    before = _before(text, start)
    if _patterns().opening.search(before):
        return True
    clause = CLAUSE.split(before)[-1]
    adverbial = ADVERBIAL.match(clause) or _patterns().adverbial.match(clause)
    return bool(_patterns().comma.search(clause) and adverbial and not ORDER_NOW.match(clause))


def _before(text: str, at: int) -> str:
    """What stands before `at`, as far back as a sentence may reach: on a long text all of it would take too long."""
    return text[max(0, at - REACH) : at]


def _introduced(text: str, start: int) -> int:
    """Where a post begins together with the person who holds it: "đồng chí Mạc Văn Tiệp, | Chủ nhiệm …"."""
    before = text[max(0, start - PERSON) : start]
    person = _patterns().person.search(before)
    return start - len(before) + person.start() if person else start


@dataclass(frozen=True, slots=True)
class _Patterns:
    """`lexicon/roles.toml` compiled: those before a name end in $, those behind it are matched where it ends."""

    person: regex.Pattern[str]
    helping: regex.Pattern[str]
    given: regex.Pattern[str]
    given_bare: regex.Pattern[str]
    gives: regex.Pattern[str]
    adverbial: regex.Pattern[str]
    receiving: regex.Pattern[str]
    leads: regex.Pattern[str]
    owns: regex.Pattern[str]
    decides: regex.Pattern[str]
    measured: regex.Pattern[str]
    does: regex.Pattern[str]
    opening: regex.Pattern[str]
    comma: regex.Pattern[str]
    each: regex.Pattern[str]
    asked: regex.Pattern[str]
    agent: regex.Pattern[str]
    owned: regex.Pattern[str]


@functools.cache
def _patterns() -> _Patterns:
    data = load("roles")
    between, helping, given = data["between"], data["helping"], data["given"]
    sending, behind, opening = data["sending"], data["behind"], data["opening"]
    to, acts = any_of(sending["to"]), any_of(sending["acts"])
    # "có" opens no predicate, "có trách nhiệm" does
    but = "|".join(rf"{word}(?!\s+{any_of(then)}(?!\p{{L}}))" for word, then in behind["doing_with"].items())
    openers = rf"(?:{any_of(opening['words'])}\s+)?$"
    return _Patterns(
        # "đồng chí Mạc Văn Tiệp, | Chủ nhiệm …"
        person=regex.compile(
            rf"(?<!\p{{L}})(?i:{any_of(between['persons'])})\s+(?:\p{{Lu}}\p{{L}}*\s+){{1,4}}\p{{Lu}}\p{{L}}*\s*[,–-]\s*$"
        ),
        # "phối hợp chặt chẽ với | Công an xã", "cùng với | …", "phối hợp thực hiện: | …"
        helping=caseless(
            rf"(?:{any_of(helping['acts'])}(?:\s+{any_of(between['manner'])})*(?:\s+{any_of(helping['with'])})?"
            rf"|(?<!\p{{L}}){any_of(helping['alone'])}|{any_of(helping['acts'])}(?:\s+\p{{L}}+)?\s*:)"
            r"(?:\s+(?:các\s+đồng chí|đồng chí|đề nghị))?\s*$"
        ),
        # at the head of a clause or behind a comma: "Giao | Văn phòng", "…, giao | Tổ Toán"; "chủ trì: | …"
        given=caseless(
            rf"(?:(?:^|[.;:,(]\s*|đồng thời\s+|và\s+){any_of(given['acts'])}|{any_of(given['labels'])}\s*:)\s+$"
        ),
        # anywhere else the name must have a predicate; not "nhiệm vụ được giao cho | các phòng"
        given_bare=caseless(rf"(?<!\p{{L}})(?<!{any_of(given['not_after'])}\s){any_of(given['acts'])}\s+$"),
        gives=regex.compile(rf"\s+{any_of(given['acts'])}\s+(?=\p{{Lu}}|các\s)"),
        adverbial=caseless(rf"{any_of(data['cues']['adverbials'])}\s"),
        # "trình | UBND tỉnh", "báo cáo kết quả với | …", "gửi số liệu về | …", "(qua | Phòng X)"
        receiving=caseless(
            rf"(?:(?<!\p{{L}}){acts}(?:\s+(?:{to}|{any_of(sending['quickly'])}))*"
            rf"|(?<!\p{{L}}){acts}\s[^.;:]{{1,80}}?\s{to}|\(qua|{any_of(sending['labels'])}\s*:)\s+$"
        ),
        leads=regex.compile(rf",?\s+{any_of(behind['leading'])}"),
        owns=regex.compile(rf"\s+{any_of(behind['owning'])}(?!\p{{L}})"),
        decides=regex.compile(rf"\s+{any_of(behind['deciding'])}(?!\p{{L}})"),
        measured=regex.compile(rf"\s+{any_of(behind['measured'])}\s"),
        does=regex.compile(rf"\s+(?!(?:{any_of(behind['not_doing'])}|{but})\s)\p{{Ll}}"),
        # a clause begins here: the start, behind a full stop, ";", ":" or a bracket; not behind any comma
        opening=caseless(rf"(?:^|[.;:)]\s+|^[-–(“]\s*){openers}"),
        comma=caseless(rf",\s+{openers}"),
        each=caseless(rf"{any_of(opening['each'])}\s+$"),
        asked=caseless(rf"(?<!\p{{L}}){any_of(opening['asked'])}\s+$"),
        agent=regex.compile(rf"(?<!\p{{L}}){any_of(opening['agents'])}\s+$"),
        owned=caseless(rf"(?<!\p{{L}}){any_of(opening['owners'])}\s+$"),
    )


# between two names of one list: ", ", " và ", "; "
JOINT = regex.compile(r"\s*(?:[,;]\s*(?:và\s+|cùng\s+)?|và\s+|hoặc\s+|/\s*|[-–]\s+)", regex.IGNORECASE)
# "A | phối hợp kiểm kê"; not "A | phối hợp với B"
HELPS = regex.compile(r"\s+phối hợp(?!\s+(?:chặt chẽ\s+)?(?:với|cùng)(?!\p{L}))")
LED = regex.compile(r"chủ trì", regex.IGNORECASE)
# what is left of a clause whose subject "do X …" describes: "phải được kiểm định"
ON = regex.compile(r"\s(?:phải|cần|được)\s")
AFTER_COLON = regex.compile(r":\s+")
COLON = regex.compile(r":\s+\p{L}")
CLAUSE = regex.compile(r"[.;:]\s+")
SENTENCE = regex.compile(r"\.\s+")
REACH = 600  # characters of the longest sentences
PERSON = 80  # characters of a title with a name
NOUN = 24  # characters before "phối hợp" in which the noun stands that makes it no act
