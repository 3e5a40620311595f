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
from extractors.units import ADVERBIAL, ORDER_NOW

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
    for number, (start, _) in enumerate(units):
        if number and JOINT.fullmatch(text, units[number - 1][1], start):
            lists[-1].append(number)
        else:
            lists.append([number])
    return lists


def _by_words_before(text: str, units: Sequence[Span], number: int) -> str | None:
    """What the words right before a name say of it; None where they say nothing."""
    before = text[: _introduced(text, units[number][0])]
    said = _patterns()
    for role, pattern in (("coord", said.helping), ("lead", said.given), ("to", said.receiving)):
        if pattern.search(before):
            return role
    return None


def _by_predicate(text: str, units: Sequence[Span], group: Sequence[int]) -> str:
    """What the words behind the last name of a list say of all: it leads or helps where it is who acts, else unit."""
    said = _patterns()
    start, end = units[group[0]][0], units[group[-1]][1]
    introduced = _introduced(text, start)
    before = text[:introduced]
    if introduced < start and text[end : end + 1] == ",":
        end += 1  # "Đồng chí A, Chánh Văn phòng, | trực tiếp …"
    opened = _opens_clause(text, introduced)
    if HELPS.match(text, end) and LED.search(before):
        return "coord"
    if said.leads.match(text, end) and not said.owned.search(before):
        return "lead"
    if COLON.match(text, end) and opened:
        return "lead"
    agent = said.agent.search(before)
    if said.owns.match(text, end) and agent:
        return "unit"
    asked = said.asked.search(before)
    if said.decides.match(text, end) and (agent or asked or not opened):
        return "to" if agent or asked else "unit"
    if not said.does.match(text, end):
        return "unit"
    if opened:
        return "unit" if said.each.search(before) and said.measured.match(text, end) else "lead"
    if agent:
        # "Thuốc do | trạm y tế chuẩn bị" orders; "rà soát hồ ao do | xã quản lý" says which
        clause = CLAUSE.split(before[: agent.start()])[-1]
        opening = agent.start() - len(clause)
        subject = any(opening <= other < agent.start() for other, _ in units)
        return "unit" if begins_with_action(clause) or subject else "lead"
    return "unit"


def _opens_clause(text: str, start: int) -> bool:
    """Whether a clause begins at `start`: the text, a sentence, or what follows the comma of an adverbial."""
    before = text[:start]
    if _patterns().opening.search(before):
        return True
    clause = CLAUSE.split(before)[-1]
    return bool(_patterns().comma.search(clause) and ADVERBIAL.match(clause) and not ORDER_NOW.match(clause))


def _introduced(text: str, start: int) -> int:
    """Where a post begins together with the person who holds it: "đồng chí Mạc Văn Tiệp, | Chủ nhiệm …"."""
    person = _patterns().person.search(text, 0, start)
    return person.start() if person else start


@dataclass(frozen=True, slots=True)
class _Patterns:
    """`lexicon/roles.toml` compiled: those before a name end in $, those behind it are matched where it ends."""

    person: regex.Pattern[str]
    helping: regex.Pattern[str]
    given: regex.Pattern[str]
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
        # "giao | Văn phòng", "chủ trì: | …"; not "nhiệm vụ được giao cho | các phòng"
        given=caseless(
            rf"(?:(?<!\p{{L}})(?<!{any_of(given['not_after'])}\s){any_of(given['acts'])}|{any_of(given['labels'])}\s*:)\s+$"
        ),
        # "trình | UBND tỉnh", "báo cáo kết quả với | …", "gửi số liệu về | …", "(qua | Phòng X)"
        receiving=caseless(
            rf"(?:(?<!\p{{L}}){acts}(?:\s+(?:{to}|{any_of(sending['quickly'])}))*"
            rf"|(?<!\p{{L}}){acts}\s[^.;:]{{1,80}}?\s{to}|\(qua|{any_of(sending['labels'])}\s*:)\s+$"
        ),
        leads=regex.compile(rf",?\s+{any_of(behind['leading'])}"),
        owns=regex.compile(rf"\s+{any_of(behind['owning'])}(?!\p{{L}})"),
        decides=regex.compile(rf"\s+{any_of(behind['deciding'])}(?!\p{{L}})"),
        measured=regex.compile(rf"\s+{any_of(behind['measured'])}\s"),
        does=regex.compile(rf"\s+(?!(?:{any_of(behind['not_doing'])}|có\s(?!trách))\s)\p{{Ll}}"),
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
COLON = regex.compile(r":\s+\p{L}")
CLAUSE = regex.compile(r"[.;:]\s+")
