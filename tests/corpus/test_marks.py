"""Marked text: what a mark means, and that reading and writing marks lose nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.marks import entity_type, goal_of, outermost, read_marks, when_of, write_marks
from corpus.model import Goal, Mark, When


def test_reads_text_and_marks() -> None:
    text, marks = read_marks("[Sở Y tế](lead) trình [UBND tỉnh](to) [trước ngày 15/3/2026](before 2026-03-15).")
    assert text == "Sở Y tế trình UBND tỉnh trước ngày 15/3/2026."
    assert [(m.label, m.text, entity_type(m)) for m in marks] == [
        ("lead", "Sở Y tế", "UNIT"),
        ("to", "UBND tỉnh", "UNIT"),
        ("before", "trước ngày 15/3/2026", "DEADLINE"),
    ]
    assert all(text[a:b] == m.text for m in marks for a, b in [m.span])


def test_marks_stand_inside_one_another() -> None:
    text, marks = read_marks("in [[500 tờ rơi](= 500 tờ rơi) về HIV](product)")
    assert text == "in 500 tờ rơi về HIV"
    assert [m.label for m in marks] == ["product", "="]
    assert [m.label for m in outermost(marks)] == ["product"]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("[ngày 5/2](before 2026-02-05)", When("ngày 5/2", "date", None, "2026-02-05", "before")),
        ("[ngày 5/2](by 2026-02-05)", When("ngày 5/2", "date", None, "2026-02-05", "on_or_before")),
        ("[ngày 5/2](on 2026-02-05)", When("ngày 5/2", "date", None, "2026-02-05")),
        ("[tháng 2](month 2026-02 by)", When("tháng 2", "month", "2026-02-01", "2026-02-28", "on_or_before")),
        ("[quý II](quarter 2026-2)", When("quý II", "quarter", "2026-04-01", "2026-06-30")),
        ("[6 tháng cuối năm](half 2026-2)", When("6 tháng cuối năm", "half", "2026-07-01", "2026-12-31")),
        ("[năm 2026](year 2026)", When("năm 2026", "year", "2026-01-01", "2026-12-31")),
        ("[mùa mưa](period ..)", When("mùa mưa", "period")),
        ("[1-5/3](period 2026-03-01..2026-03-05)", When("1-5/3", "period", "2026-03-01", "2026-03-05")),
        ("[hằng quý](every FREQ=MONTHLY;INTERVAL=3)", When("hằng quý", "recurring", rrule="FREQ=MONTHLY;INTERVAL=3")),
        ("[trước mùa mưa](when before)", When("trước mùa mưa", "conditional", bound="before")),
        ("[thường xuyên](always)", When("thường xuyên", "ongoing")),
    ],
)
def test_deadlines(marked: str, expected: When) -> None:
    assert when_of(read_marks(marked)[1][0]) == expected


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("[từ 98% trở lên](>= 98 %)", Goal("từ 98% trở lên", ">=", 98, "%")),
        ("[40 học sinh](= 40 học sinh)", Goal("40 học sinh", "=", 40, "học sinh")),
        ("[mức Khá trở lên](>=)", Goal("mức Khá trở lên", ">=", None, None)),
    ],
)
def test_targets(marked: str, expected: Goal) -> None:
    assert goal_of(read_marks(marked)[1][0]) == expected


@pytest.mark.parametrize(
    "marked",
    [
        "[Sở Y tế] chủ trì",
        "Sở Y tế](lead)",
        "[Sở Y tế",
        "[Sở Y tế](leader)",
        "[Sở Y tế ](lead)",
        "[](lead)",
    ],
)
def test_broken_marks_are_refused(marked: str) -> None:
    with pytest.raises(ValueError, match=r"mark|label"):
        read_marks(marked)


@pytest.mark.parametrize(
    "mark",
    [Mark("time", "", (0, 1), "x"), Mark("month", "2026-13", (0, 1), "x"), Mark("on", "2026-02-30", (0, 1), "x")],
)
def test_deadlines_without_a_sound_value_are_refused(mark: Mark) -> None:
    with pytest.raises(ValueError):
        when_of(mark)


WORDS = st.text(st.sampled_from("aăâ bc[]()\\-/1"), min_size=0, max_size=8)


@given(st.lists(st.tuples(WORDS, st.sampled_from(["lead", "to", "product", "cite", "person", "time", "target"]))))
def test_writing_and_reading_marks_is_a_round_trip(pieces: list[tuple[str, str]]) -> None:
    text, marks = "", []
    for words, label in pieces:
        if words.strip() and words == words.strip():
            marks.append(Mark(label, "", (len(text), len(text) + len(words)), words))
        text += words + " "
    marked = write_marks(text, marks)
    if "\\" not in text:
        assert read_marks(marked) == (text, tuple(marks))
