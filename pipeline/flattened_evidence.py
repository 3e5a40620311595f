"""How well a fragment begins a cell of a column, goes on one, or fills its line.

Costs are natural-log units, lower is better; where the figures come from says `pipeline.flattened_path`.
"""

from __future__ import annotations

from pipeline.flattened_pieces import DETAIL, FIGURE, Fragment
from pipeline.flattened_words import fold, names, places, time_ends
from pipeline.table_header import UNITS

MID_CUT = 1.45  # a line holding several cells is rarer than one holding a part of a cell
MID_CUT_LATE = 2.7  # two cells share a printed line only if the first has no more lines than this one
HEAD_TASK = -1.5  # words that begin cells of the column
HEAD_TIME = -3.51
HEAD_NOTE = -1.5
HEAD_FIELD = -2.2
HEAD_SHARED_TIME = -1.4  # a time that may as well belong to another column
HEAD_SHARED_NOTE = -0.3
SHARED = 0.3  # ... and so for each further column that a head speaks for
UNKNOWN_TASK = 0.21  # words that begin no known cell
UNKNOWN_FIELD = 1.0
UNKNOWN_OTHER = 0.7
OTHERS_TASK = 1.05  # words that begin cells of another column
OTHERS_FIELD = 2.8
OTHERS_OTHER = 1.68
BAD_START = 5.4  # cells begin with a capital, a digit or a bullet
COMPLEMENT_ALONE = 0.98  # "Sở" alone on its line completes "Văn phòng"
LOWER_GOES_ON = -1.0  # lower case goes on a cell
OPEN_GOES_ON = -1.5  # ... and so does what follows a preposition or half a word
AFTER_STOP = 1.08  # a full stop ends a cell
ANOTHER_UNIT = 0.3  # units of one cell are parted by commas, semicolons or bullets
OTHERS_INSIDE = 0.8  # words that begin cells of another column
TIME_INSIDE = 2.16
UNIT_IN_LINE = 1.2  # ... within a printed line
OTHERS_IN_LINE = 0.8
TIME_IN_LINE = 2.43
FIGURE_GOES_ON = 2.5  # an amount or a code is a whole cell
CLOSED_CONTINUES = 0.81  # a capital after a line that could be complete: more often a new cell
BULLET_IN_LINE = 1.4  # a bullet begins a line of its cell
NUMBER_INSIDE = 4.05  # a number alone on its line is seldom a part of a phrase
BULLET_AMONG_PLAIN = 2.2  # a bullet does not follow plain lines of the same cell, except after a colon
SHORT_LINE = 4.37  # the next word would have fitted: the break is not a wrap
FULL_LINE = -0.94  # the next word would not have fitted: the break is a wrap
OVERLONG = 1.4  # a line wider than its column
WHOLE_TIME_GOES_ON = 0.8
NEW_PARAGRAPH = 2.97  # where each line is a paragraph, most cells have one
# characters; until the table's own widths are known, only lines far wider than any such column speak
PRIOR_WIDTH = {
    "task": 70, "number": 8, "deadlines": 42, "products": 60, "lead_units": 55, "coordinating_units": 60, "note": 30,
}  # fmt: skip


_MAIN = frozenset({"task", "products", "deadlines", *UNITS})
_UNITS = frozenset(UNITS)
_TIME_OR_TASK = frozenset({"deadlines", "task"})
_TIME_OR_UNIT = frozenset({"deadlines", *UNITS})
_NOTE_ONLY = frozenset({"note"})
_SPEAKING = _MAIN - {"task"}


def start_cost(fragment: Fragment, role: str) -> float:
    """How badly `fragment` begins a cell of a column with this role."""
    kinds = fragment.kinds
    if role == "detail_number":
        return -3.0 if DETAIL.fullmatch(fragment.text) else 6.0
    if fragment.number and fragment.first and role not in ("number", *FIGURE):
        return BAD_START
    if not fragment.starts_well:
        return BAD_START - 1.5 if role == "note" else BAD_START
    if role in UNITS and fold(fragment.text) in names()[1]:
        return COMPLEMENT_ALONE
    if role in kinds:
        # a head that speaks for several roles says less
        if role == "deadlines" and not kinds <= _TIME_OR_TASK:
            return HEAD_SHARED_TIME
        return _head_cost(role, kinds) + SHARED * (len(kinds & _MAIN) - 1)
    if role == "task":
        return OTHERS_TASK if kinds & _TIME_OR_UNIT else UNKNOWN_TASK
    if role == "note":
        return UNKNOWN_OTHER
    if role in _MAIN:
        if fragment.text.lower().startswith(places()):
            return BAD_START
        return OTHERS_FIELD if kinds & _SPEAKING else UNKNOWN_FIELD
    return OTHERS_OTHER if kinds & _SPEAKING else UNKNOWN_OTHER


def _head_cost(role: str, kinds: frozenset[str]) -> float:
    """What it is worth that words begin cells of the column."""
    match role:
        case "task":
            return HEAD_TASK
        case "deadlines":
            return HEAD_TIME
        case "note":
            return HEAD_SHARED_NOTE if kinds & _MAIN else HEAD_NOTE
        case _:
            return HEAD_FIELD


def inside_cost(before: Fragment, fragment: Fragment, role: str) -> float:
    """How badly `fragment` goes on the cell of `before`, its neighbour in the print (bullets are judged elsewhere)."""
    if role == "detail_number":
        return 6.0
    if role in FIGURE and before.kinds is FIGURE:
        return FIGURE_GOES_ON
    if not fragment.first:
        return _same_line_cost(before, fragment, role)
    if before.text.endswith((" -", " –")) and not fragment.bullet:
        return OPEN_GOES_ON  # "Phòng Tài chính -" goes on with "Kế toán"
    if before.text[-1] in "-/" and not fragment.bullet:
        # "KH-" goes on with "UBND", "thông tin-" with "tuyên truyền", neither with a new name
        return -2.0 if fragment.text[1:2].isupper() else -1.0 if fragment.lower else 1.5
    if (before.open_end and not fragment.bullet) or (before.wants_number and fragment.text[0].isdigit()):
        return OPEN_GOES_ON
    if fragment.number and "." not in fragment.text and role not in FIGURE:
        return NUMBER_INSIDE
    if fragment.section and role == "task":
        return NUMBER_INSIDE
    if fragment.lower and role == "deadlines" and time_ends(before.text):
        return WHOLE_TIME_GOES_ON
    if fragment.lower:
        return LOWER_GOES_ON if not before.text.endswith(".") else 0.5
    kinds = fragment.kinds
    if role in UNITS and fold(fragment.text) in names()[1] and before.kinds & _UNITS:
        return -1.0
    if before.text[-1] == ";" and role in UNITS and not fragment.bullet:
        return -0.5
    cost = 0.0 if fragment.bullet else CLOSED_CONTINUES
    if before.text.endswith(".") and not fragment.bullet:
        cost += AFTER_STOP
    if role in UNITS and role in kinds and before.text[-1] not in ",:" and not fragment.bullet:
        cost += ANOTHER_UNIT
    if kinds and role not in kinds:
        cost += TIME_INSIDE if "deadlines" in kinds else OTHERS_INSIDE
        if fragment.bullet and role in _MAIN and role != "task":
            cost += 1.0
    return cost


def _same_line_cost(before: Fragment, fragment: Fragment, role: str) -> float:
    """How badly the words of one line stay in one cell where another could begin."""
    if before.open_end or (not before.kinds and not fragment.kinds):
        return 0.0
    kinds = fragment.kinds
    if fragment.bullet:
        return BULLET_IN_LINE
    if role in UNITS and role in kinds:
        return 0.0 if before.text[-1] in ",;" else UNIT_IN_LINE
    if role != "task" and kinds and role not in kinds:
        if kinds == _NOTE_ONLY or "deadlines" in kinds or (role == "deadlines" and time_ends(before.text)):
            return TIME_IN_LINE
        return OTHERS_IN_LINE
    if role == "deadlines" and time_ends(before.text):
        return TIME_IN_LINE
    return 0.0


def width_cost(length: int, needed: int, width: float, wrapped: bool) -> float:
    """Cost of a wrap after a line of `length` characters where the next word would have made it `needed`."""
    if not wrapped or width <= 0:
        return 0.0
    filled = needed / width
    if filled < 0.75:
        return SHORT_LINE
    if filled < 0.92:
        return SHORT_LINE * (0.92 - filled) / 0.17
    return FULL_LINE if length <= 1.15 * width else 0.0


def overlong_cost(length: int, width: float) -> float:
    """Cost of a line that is wider than its column."""
    return OVERLONG * min(3.0, 4 * (length / width - 1.15)) if width > 0 and length > 1.15 * width else 0.0
