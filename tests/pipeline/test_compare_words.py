"""Which words are marked, and how a comparison reads."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.compare.view import COME, GONE, Marked
from pipeline.compare.words import marked, marked_whole


def spelt(text: Marked) -> str:
    signs = {GONE: "[-{}-]", COME: "{{+{}+}}"}
    return "".join(signs[piece.mark].format(piece.text) if piece.mark else piece.text for piece in text)


@pytest.mark.parametrize(
    ("old", "new", "before", "after"),
    [
        ("Báo cáo năm 2025", "Báo cáo năm 2026", "Báo cáo năm 2025", "Báo cáo năm 2026"),
        ("Báo cáo Quý I/2025", "Báo cáo Quý I/2026", "Báo cáo Quý I/2025", "Báo cáo Quý I/2026"),
        ("Báo cáo Quý I/2025", "Báo cáo Quý II/2026", "Báo cáo Quý [-I/2025-]", "Báo cáo Quý {+II/2026+}"),
        ("Đề án đến năm 2030", "Đề án đến năm 2030", "Đề án đến năm 2030", "Đề án đến năm 2030"),
        ("Đạt 95% hồ sơ", "Đạt 98% hồ sơ", "Đạt [-95-]% hồ sơ", "Đạt {+98+}% hồ sơ"),
        ("Hoà giải ở cơ sở", "Hòa giải ở cơ sở", "Hoà giải ở cơ sở", "Hòa giải ở cơ sở"),
        (
            "Thực hiện việc chuyển đổi vị trí công tác",
            "Chuyển đổi vị trí công tác định kỳ",
            "[-Thực hiện việc-] chuyển đổi vị trí công tác",
            "Chuyển đổi vị trí công tác {+định kỳ+}",
        ),
        ("Rà soát", "", "[-Rà soát-]", ""),
    ],
)
def test_marked(old: str, new: str, before: str, after: str) -> None:
    assert tuple(map(spelt, marked(old, new, 1))) == (before, after)


def test_a_text_that_was_split() -> None:
    whole, parts = marked_whole(
        "Lập kế hoạch kiểm tra; báo cáo kết quả ngay", ["Lập kế hoạch kiểm tra", "Báo cáo kết quả"], 1, mark=GONE
    )
    assert spelt(whole) == "Lập kế hoạch kiểm tra[-;-] báo cáo kết quả [-ngay-]"
    assert [spelt(part) for part in parts] == ["Lập kế hoạch kiểm tra", "Báo cáo kết quả"]


@given(st.text(max_size=60), st.text(max_size=60))
def test_the_pieces_are_the_text(old: str, new: str) -> None:
    before, after = marked(old, new, 1)
    assert "".join(piece.text for piece in before) == old
    assert "".join(piece.text for piece in after) == new
    assert all(piece.text for piece in (*before, *after))
    assert {piece.mark for piece in before} <= {"", GONE} and {piece.mark for piece in after} <= {"", COME}


@given(st.text(max_size=60))
def test_a_text_and_itself_have_no_marks(text: str) -> None:
    assert not [piece for side in marked(text, text) for piece in side if piece.mark]
