"""Parts: the letterhead and the foot, the body, the appendices and their labels, tables that are only layout."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.parts import Parts, split_parts
from pipeline.read.document import Document, Line, Table
from tests.pipeline.grids import LETTERHEAD, table

HEAD = [
    *LETTERHEAD,
    "Căn cứ Luật Lâm nghiệp ngày 15/11/2017; Ủy ban nhân dân xã ban hành Kế hoạch như sau:",
]
BODY = ["I. MỤC ĐÍCH", "- Giữ rừng.", "II. NHIỆM VỤ", "- Tuần tra rừng hằng tuần."]
FOOT = ["Nơi nhận:", "- UBND huyện;", "- Các thôn;", "- Lưu: VT.", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Lò Văn Pản"]
TASKS = table(
    ("TT", "Nội dung", "Đơn vị chủ trì", "Thời gian"), ("1", "Phát dọn đường băng", "Hạt Kiểm lâm", "Tháng 3/2026")
)


def parts(*blocks: str | Table, format: str = "docx") -> Parts:
    return split_parts(
        Document(format, tuple(Line(b, starts_paragraph=True) if isinstance(b, str) else b for b in blocks))
    )


def texts(blocks: tuple[Line | Table, ...]) -> list[str]:
    return [b.text if isinstance(b, Line) else "<table>" for b in blocks]


def body(got: Parts) -> list[str]:
    """The body without the line that opens it ("… ban hành Kế hoạch như sau:")."""
    return [text for text in texts(got.body) if text not in HEAD]


def test_head_body_and_foot() -> None:
    got = parts(*HEAD, *BODY, *FOOT)
    assert body(got) == BODY
    assert (got.letterhead.number, got.letterhead.issued, got.letterhead.years) == (
        "31/KH-UBND",
        dt.date(2026, 2, 9),
        (2026,),
    )
    assert got.foot is not None and got.foot.signer == "Lò Văn Pản"
    assert got.appendices == ()


def test_a_plan_without_head_or_foot() -> None:
    got = parts(*BODY)
    assert texts(got.body)[-len(BODY) :] == BODY
    assert got.foot is None and got.appendices == ()


@pytest.mark.parametrize("heading", ["PHỤ LỤC", "Phụ lục", "PHỤ LỤC: DANH MỤC NHIỆM VỤ", "PHỤ LỤC I", "Phụ lục 1"])
def test_one_appendix(heading: str) -> None:
    got = parts(*HEAD, *BODY, *FOOT, heading, "(Kèm theo Kế hoạch số 31/KH-UBND)", TASKS)
    assert body(got) == BODY
    assert [a.label for a in got.appendices] == ["PL"]
    assert any(b is TASKS for b in got.appendices[0].blocks)


@pytest.mark.parametrize(
    ("first", "second"), [("PHỤ LỤC I", "PHỤ LỤC II"), ("Phụ lục 1", "Phụ lục 2"), ("PHỤ LỤC SỐ 1", "PHỤ LỤC SỐ 2")]
)
def test_several_appendices_are_numbered(first: str, second: str) -> None:
    got = parts(*HEAD, *BODY, *FOOT, first, "DANH MỤC NHIỆM VỤ", TASKS, second, "LỊCH TUẦN TRA", TASKS)
    assert [(a.label, a.title) for a in got.appendices] == [("PL1", "DANH MỤC NHIỆM VỤ"), ("PL2", "LỊCH TUẦN TRA")]


def test_the_title_of_an_appendix() -> None:
    got = parts(
        *HEAD, *BODY, *FOOT, "PHỤ LỤC", "DANH MỤC NHIỆM VỤ", "NĂM 2026", "(Kèm theo Kế hoạch số 31/KH-UBND)", TASKS
    )
    assert [a.title for a in got.appendices] == ["DANH MỤC NHIỆM VỤ NĂM 2026"]


def test_a_task_table_after_the_foot_is_an_appendix_without_a_heading() -> None:
    got = parts(*HEAD, *BODY, *FOOT, "DANH MỤC NHIỆM VỤ", TASKS)
    assert [a.label for a in got.appendices] == ["PL"]
    assert body(got) == BODY


def test_an_appendix_that_comes_without_its_plan() -> None:
    got = parts(
        "Phụ lục",
        "DANH MỤC NHIỆM VỤ THỰC HIỆN",
        "KẾ HOẠCH",
        "Phòng, chống cháy rừng năm 2026",
        "(Kèm theo Kế hoạch số 31/KH-UBND ngày 09 tháng 02 năm 2026 của Ủy ban nhân dân xã Suối Ngân)",
        TASKS,
    )
    assert got.body == ()
    assert [(appendix.label, texts(appendix.blocks)) for appendix in got.appendices] == [("PL", ["<table>"])]
    head = got.letterhead
    assert (head.type, head.number, head.issued) == ("KẾ HOẠCH", "31/KH-UBND", dt.date(2026, 2, 9))
    assert (head.issuer, head.title) == ("Ủy ban nhân dân xã Suối Ngân", "Phòng, chống cháy rừng năm 2026")
    assert head.years == (2026,)


FORM = [
    "TRƯỜNG THPT SỐ 1", "TỔ TOÁN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc",
    "Số: 05/KH-TT", "Hà Nội, ngày 05 tháng 9 năm 2025", "KẾ HOẠCH", "Hoạt động của tổ chuyên môn năm học 2025 - 2026",
]  # fmt: skip


@pytest.mark.parametrize(
    "label",
    [
        ["Phụ lục I", "KHUNG KẾ HOẠCH DẠY HỌC CỦA TỔ CHUYÊN MÔN", "(Kèm theo Công văn số 5512/BGDĐT-GDTrH)"],
        ["Phụ lục III"],
        ["Mẫu số 01", "Phụ lục II"],
    ],
)
@pytest.mark.parametrize("closing", [[], ["PHỤ LỤC", "DANH MỤC NHIỆM VỤ", TASKS]])
def test_a_plan_on_a_form_of_an_appendix_keeps_its_body(label: list[str], closing: list[str | Table]) -> None:
    got = parts(*label, *FORM, *BODY, *closing)
    assert texts(got.body)[-len(BODY) :] == BODY
    assert [texts(appendix.blocks)[-1] for appendix in got.appendices] == (["<table>"] if closing else [])


def test_a_mention_of_an_appendix_is_none() -> None:
    line = "Nội dung chi tiết tại Phụ lục kèm theo Kế hoạch này."
    got = parts(*HEAD, *BODY, line, *FOOT)
    assert body(got) == [*BODY, line] and got.appendices == ()


def test_a_letterhead_in_a_table_becomes_lines() -> None:
    head = table(
        (
            "ỦY BAN NHÂN DÂN\nXÃ SUỐI NGÂN\nSố: 31/KH-UBND",
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSuối Ngân, ngày 09 tháng 02 năm 2026",
        )
    )
    foot = table(("Nơi nhận:\n- UBND huyện;\n- Lưu: VT.", "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nLò Văn Pản"))
    got = parts(head, *HEAD[6:], *BODY, foot)
    assert body(got) == BODY
    assert got.letterhead.number == "31/KH-UBND" and got.letterhead.issued == dt.date(2026, 2, 9)
    assert got.foot is not None and got.foot.recipients == ("UBND huyện", "Lưu: VT")


def test_a_task_table_in_the_body_stays() -> None:
    got = parts(*HEAD, *BODY, TASKS, *FOOT)
    assert body(got) == [*BODY, "<table>"] and got.appendices == ()


def on_page(page: int, *rows: tuple[str, ...]) -> Table:
    return table(*rows, page=page)


COLUMNS = ("TT", "Nội dung", "Chủ trì", "Thời gian")


@pytest.mark.parametrize(
    ("below", "stays"),
    [
        (on_page(2, ("2", "Tập huấn", "Công an xã", "Quý II")), False),
        (on_page(2, COLUMNS, ("2", "Tập huấn", "Công an xã", "Quý II")), False),
        (on_page(2, ("STT", "Họ và tên", "Chức vụ", "Điện thoại"), ("1", "Lê Văn An", "Tổ trưởng", "0912")), True),
        (on_page(3, ("2", "Tập huấn", "Công an xã", "Quý II")), True),
    ],
)
def test_a_running_head_between_the_parts_of_a_table(below: Table, stays: bool) -> None:
    above = on_page(1, COLUMNS, ("1", "Tuần tra", "Công an xã", "Quý I"))
    got = split_parts(Document("pdf", (Line("I. NHIỆM VỤ", 1), above, Line("UBND xã Suối Ngân", 2), below)))
    assert (Line("UBND xã Suối Ngân", 2) in got.body) is stays


def test_a_large_table_that_names_a_youth_union_is_no_letterhead() -> None:
    rest = on_page(2, *[(str(i), "Tập huấn", "Đoàn TNCS Hồ Chí Minh xã", "Quý II") for i in range(2, 5)])
    above = on_page(1, COLUMNS, ("1", "Tuần tra", "Công an xã", "Quý I"))
    got = split_parts(Document("pdf", (Line("I. NHIỆM VỤ", 1), above, rest)))
    assert rest in got.body


BLOCKS = st.lists(
    st.one_of(
        st.sampled_from([*HEAD, *BODY, *FOOT, "PHỤ LỤC", "PHỤ LỤC II", "", "1"]), st.text(max_size=20), st.just(TASKS)
    ),
    max_size=14,
)


@settings(max_examples=100, deadline=None)
@given(BLOCKS, st.sampled_from(["docx", "pdf", "text"]))
def test_never_fails_and_no_block_has_two_places(blocks: list[str | Table], kind: str) -> None:
    held = tuple(
        Line(b, starts_paragraph=True if kind == "docx" else None) if isinstance(b, str) else b for b in blocks
    )
    if kind == "text":
        held = tuple(b for b in held if isinstance(b, Line))
    got = split_parts(Document(kind, held))
    assert len(got.body) + sum(len(a.blocks) for a in got.appendices) <= len(held)
