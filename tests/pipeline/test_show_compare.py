from __future__ import annotations

import dataclasses
import io

import pytest
import regex

from pipeline.compare.view import Entry, View
from pipeline.show_compare import show_view
from tests.pipeline.views import CHANGED, REMARK, UNCHANGED, cell, life, sample, view

# "\x1b[1;31m"; not "[-cũ-]"
ESCAPES = regex.compile(r"\x1b\[[\d;]*m")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def no_wishes(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE", "COLORTERM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")


def shown(what: View, width: int, monkeypatch: pytest.MonkeyPatch, stream: io.StringIO | None = None) -> str:
    monkeypatch.setenv("COLUMNS", str(width))
    stream = stream or io.StringIO()
    show_view(what, stream)
    return stream.getvalue()


@pytest.mark.parametrize("width", [60, 100, 160])
@pytest.mark.parametrize("what", [sample(), life(), view()], ids=["two", "three", "empty"])
def test_no_line_is_wider_than_the_terminal(what: View, width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    for stream in (io.StringIO(), Terminal()):
        text = ESCAPES.sub("", shown(what, width, monkeypatch, stream))
        assert max(map(len, text.splitlines())) <= width
        assert "Nhiệm vụ không đổi" not in text


def test_the_head_and_the_summary(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = shown(sample(), 100, monkeypatch).splitlines()
    assert lines[:5] == [
        "So sánh Kế hoạch cải cách hành chính năm 2025 và năm 2026",
        "2025: kh-2025.pdf – 12/KH-UBND – Cải cách hành chính năm 2025",
        "2026: kh-2026.pdf – 12/KH-UBND – Cải cách hành chính năm 2026",
        "1 thay đổi · 1 tách · 1 gộp · 1 bổ sung · 1 không còn · 1 không đổi",
        f"• {REMARK}",
    ]


def test_what_changed_is_shown_by_status(monkeypatch: pytest.MonkeyPatch) -> None:
    text = shown(sample(), 160, monkeypatch)
    heads = regex.findall(r"^(\S.*) \(1\)$", text, regex.M)  # "Thay đổi (1)"; not "2026 (9): Tập huấn"
    assert heads == ["Thay đổi", "Tách", "Gộp", "Bổ sung", "Không còn"]
    assert UNCHANGED.sides[0][0].task[0].text not in text
    assert "3     5  Rà soát [-văn bản quy phạm pháp luật-]{+hồ sơ và thủ tục+} do HĐND, UBND tỉnh" in text
    assert "→ Thời hạn lùi 92 ngày: Quý II/2025 thành Quý III/2026" in text
    assert "2026 (10): Tập huấn {+kỹ năng+} chuyển đổi số" in text
    assert "–    14  Số hóa 60% sổ hộ tịch lưu tại UBND cấp xã" in text
    assert "Đơn vị chủ trì: Sở Tư pháp · Thời gian hoàn thành: trước ngày 30/11/2026" in text


def test_a_narrow_terminal_has_cards(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = shown(sample(), 60, monkeypatch).splitlines()
    assert "• 2025: 3 → 2026: 5" in lines and "• 2026: 14" in lines
    assert any(line.startswith("  Rà soát [-văn bản quy phạm pháp luật-]") for line in lines)


def test_colours_mark_words_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    text = shown(sample(), 160, monkeypatch, Terminal())
    assert "\x1b[9;31mvăn bản quy phạm pháp luật\x1b[0m \x1b[1;32mhồ sơ và thủ tục\x1b[0m do HĐND" in text
    assert "[-" not in ESCAPES.sub("", text)


@pytest.mark.parametrize(("name", "value"), [("NO_COLOR", "1"), ("TERM", "dumb")])
def test_signs_mark_words_where_no_colour_is_wanted(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, value)
    text = shown(sample(), 160, monkeypatch, Terminal())
    assert "[-văn bản quy phạm pháp luật-]{+hồ sơ và thủ tục+}" in ESCAPES.sub("", text)
    assert not regex.search(r"\x1b\[[\d;]*3\d", text)  # "\x1b[31m", a colour; not "\x1b[1m"


def test_three_years_have_a_column_each(monkeypatch: pytest.MonkeyPatch) -> None:
    wide = shown(life(), 160, monkeypatch)
    assert regex.search(r"^2025 +2026 +2027 +Thay đổi", wide, regex.M)  # the head of the table
    assert regex.search(r"^4\. Xây dựng Đề án vị trí việc làm +– +6\. Xây dựng", wide, regex.M)  # its second row
    narrow = shown(life(), 60, monkeypatch)
    assert "• 2025: 1 → 2026: 2 → 2027: 2" in narrow and "2026: Báo cáo công tác" in narrow


def test_texts_that_are_not_the_same_stand_one_below_the_other(monkeypatch: pytest.MonkeyPatch) -> None:
    other = Entry("changed", ((cell("", "Thẩm định nghị quyết"),), (cell("", "Thẩm tra nghị quyết", None),)))
    text = shown(view(other), 100, monkeypatch)
    assert "tr. 2     •  2025: Thẩm định nghị quyết" in text and "2026: Thẩm tra nghị quyết" in text


def test_nothing_to_show(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Không có nhiệm vụ nào để so sánh." in shown(view(), 100, monkeypatch)
    assert "1 không đổi\nKhông có thay đổi nào.\n" in shown(view(UNCHANGED), 100, monkeypatch)
    stream = io.StringIO()
    show_view(view(), stream, "en")
    assert "There are no tasks to compare." in stream.getvalue()


def test_a_plan_does_not_drive_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    evil = "\x1b[2J[red]đỏ[/red]\r\x07 :smile:"
    hostile = Entry("changed", ((cell(evil, f"{evil}[-{evil}-]"),), (cell("1", evil),)), (evil,))
    what = dataclasses.replace(view(hostile, CHANGED, names=(evil, "2026"), remarks=(evil,)), title=evil)
    for width in (60, 160):
        text = shown(what, width, monkeypatch)
        assert not regex.search(r"[\x00-\x09\x0b-\x1f]", text)  # no control character but "\n"
        assert ":smile:" in text and "[red]" in text


def test_a_reader_that_is_gone_is_an_error_of_the_stream(monkeypatch: pytest.MonkeyPatch) -> None:
    class Gone(io.StringIO):
        def write(self, text: str) -> int:
            if text:
                raise BrokenPipeError
            return 0

    with pytest.raises(BrokenPipeError):  # not SystemExit, as rich would have it
        shown(sample(), 100, monkeypatch, Gone())
