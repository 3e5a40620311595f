from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.subjects import is_subject


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("Văn phòng Sở ", True),
        ("Các sở, ban, ngành, UBND các xã, phường, đặc khu ", True),
        ("Phòng Y tế chủ trì, phối hợp với Công an xã, Trạm Y tế ", True),
        ("Đôn đốc UBND các phường ", True),
        ("Khi có sự cố, Trưởng phòng ", True),
        ("Các trường ngoài công lập ", True),
        ("", False),
        ("Các trường thực hiện theo mẫu ", False),
        ("Các trường theo mẫu ", False),
        ("Phòng Y tế gửi ", False),
        ("Kết quả ", False),
    ],
)
def test_who_acts(before: str, expected: bool) -> None:
    assert is_subject(before) is expected


@given(st.text(alphabet="Sở phòng,.;: 12gửi"))
def test_any_text_is_judged(text: str) -> None:
    assert is_subject(text) in (True, False)
