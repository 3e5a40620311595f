"""Reflow: wrapped lines become the paragraphs again, furniture goes, every offset keeps its line."""

from __future__ import annotations

import textwrap

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.read import read
from pipeline.read.document import Box, Cell, Line, Table
from pipeline.reflow import Paragraph, drop_furniture, join, paragraphs


def lines(*texts: str) -> list[Line]:
    return [Line(text) for text in texts]


def texts(blocks: list[Line] | list[Line | Table]) -> list[str]:
    return [p.text for p in paragraphs(blocks) if isinstance(p, Paragraph)]


def printed(text: str, top: float, *, x0: float = 85.0, x1: float = 540.0, page: int = 1) -> Line:
    return Line(text, page, Box(page, x0, top, x1, top + 14))


# --- wrapping and back ------------------------------------------------------------------------------------------------

CLAUSES = [
    "Phòng Văn hóa - Xã hội hướng dẫn các thôn bình xét gia đình văn hóa",
    "rà soát quy hoạch, kế hoạch sử dụng đất giai đoạn 2026 - 2030 trên địa bàn",
    "tổng hợp kết quả, gửi về Văn phòng HĐND và UBND xã để theo dõi",
    "Công an xã tuần tra, kiểm soát tại các điểm đông người trong dịp lễ, tết",
    "đẩy mạnh chuyển đổi số trong quản lý hồ sơ sức khỏe điện tử của người dân",
    "bảo đảm 100% hồ sơ được số hóa trước khi chuyển lên phần mềm một cửa",
    "Trường Trung học cơ sở Lê Lợi tổ chức ngày hội khoa học kỹ thuật cấp trường",
    "theo Quyết định số 45/2024/QĐ-UBND ngày 12/8/2024 của Ủy ban nhân dân tỉnh",
    "nâng cao nhận thức của cán bộ, công chức và nhân dân về phân loại rác tại nguồn",
    "Hội Liên hiệp Phụ nữ phối hợp với Đoàn Thanh niên duy trì tuyến đường tự quản",
]
SENTENCES = st.lists(st.sampled_from(CLAUSES), min_size=1, max_size=3).map(lambda c: ", ".join(c) + ".")
PARAGRAPHS = st.lists(SENTENCES, min_size=1, max_size=3).map(" ".join).map(lambda t: t[0].upper() + t[1:])
FIRST = "- " + ", ".join(CLAUSES) + "."  # a long item, by which the text shows that it is wrapped, and how wide
WIDTHS = st.integers(60, 100)


def wrapped(text: str, width: int) -> list[str]:
    """The text at this width; a dash before a capital or a figure never opens a line (see the tests below)."""
    kept = regex.sub(r" ([-–]) (?=[\p{Lu}\d])", "\u00a0\\1 ", text)
    return [
        line.replace("\u00a0", " ")
        for line in textwrap.wrap(kept, width, break_long_words=False, break_on_hyphens=False)
    ]


@settings(max_examples=250, deadline=None)
@given(PARAGRAPHS, WIDTHS)
def test_wrapped_text_is_joined_again(paragraph: str, width: int) -> None:
    following = "- Rà soát sổ sách."
    assert texts(lines(*wrapped(FIRST, width), "1. Rà soát", *wrapped(paragraph, width), following)) == [
        FIRST,
        "1. Rà soát",
        paragraph,
        following,
    ]


@settings(max_examples=60, deadline=None)
@given(st.lists(PARAGRAPHS, min_size=1, max_size=4), WIDTHS)
def test_wrapped_bullets_are_joined_again(items: list[str], width: int) -> None:
    items = [FIRST, *(f"- {item}" for item in items)]
    assert texts(lines(*[line for item in items for line in wrapped(item, width)])) == items


@settings(max_examples=40, deadline=None)
@given(PARAGRAPHS, WIDTHS)
def test_the_same_through_the_text_reader(paragraph: str, width: int) -> None:
    source = "\n".join([*wrapped(FIRST, width), "1. Rà soát", *wrapped(paragraph, width), "- Rà soát sổ sách."])
    document = read(source.encode(), name="a.txt")
    assert texts(list(document.blocks)) == [FIRST, "1. Rà soát", paragraph, "- Rà soát sổ sách."]


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text(max_size=30), max_size=12))
def test_nothing_is_invented_and_every_offset_has_a_line(parts: list[str]) -> None:
    given_lines = lines(*(" ".join(p.split()) for p in parts))
    for paragraph in paragraphs(given_lines):
        assert isinstance(paragraph, Paragraph)
        check_places(paragraph)


def check_places(paragraph: Paragraph) -> None:
    assert len(paragraph.starts) == len(paragraph.lines) > 0
    assert paragraph.starts[0] == 0 and list(paragraph.starts) == sorted(paragraph.starts)
    for line, start in zip(paragraph.lines, paragraph.starts, strict=True):
        assert paragraph.text[start : start + len(line.text)] == line.text


@given(st.lists(st.sampled_from(CLAUSES), min_size=1, max_size=5), st.data())
def test_offsets_map_to_the_boxes_of_their_lines(parts: list[str], data: st.DataObject) -> None:
    paragraph = join([printed(text, 100.0 + 20 * i) for i, text in enumerate(parts)])
    check_places(paragraph)
    at = data.draw(st.integers(0, len(paragraph.text) - 1))
    line = max(i for i, start in enumerate(paragraph.starts) if start <= at)
    assert paragraph.boxes(at, at + 1) == (paragraph.lines[line].box,)
    assert len(paragraph.boxes()) == len(parts)
    end = data.draw(st.integers(at + 1, len(paragraph.text)))
    part = paragraph.slice(at, end)
    assert part.text == paragraph.text[at:end]
    assert part.boxes() == paragraph.boxes(at, end)


# --- joining ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("parts", "joined"),
    [
        (["theo Quyết định 19/2022/QĐ-", "UBND của tỉnh"], "theo Quyết định 19/2022/QĐ-UBND của tỉnh"),
        (["Kế hoạch số 45/", "KH-UBND"], "Kế hoạch số 45/KH-UBND"),
        (["kinh tế -", "xã hội"], "kinh tế - xã hội"),
        (["giai đoạn 2026 –", "2030"], "giai đoạn 2026 – 2030"),
        (["rà soát", "văn bản"], "rà soát văn bản"),
    ],
)
def test_join(parts: list[str], joined: str) -> None:
    assert join(lines(*parts)).text == joined


# --- where paragraphs begin -------------------------------------------------------------------------------------------

LONG = "Phòng Kinh tế rà soát các cơ sở sản xuất trên địa bàn, tổng hợp danh sách và báo cáo"

# Two items as a converter wraps them: they tell the width of the page.
WRAPPED = ["- " + LONG + " kết quả về", "Ủy ban nhân dân xã.", "- " + LONG + " kết quả về", "Ủy ban nhân dân xã."]

BREAKS: list[tuple[list[str], list[str]]] = [
    # a heading, then the text under it
    (["1. Mục đích", "Nâng cao chất lượng khám bệnh."], ["1. Mục đích", "Nâng cao chất lượng khám bệnh."]),
    (["I. MỤC ĐÍCH, YÊU CẦU", "1. Mục đích", "- Rà soát."], ["I. MỤC ĐÍCH, YÊU CẦU", "1. Mục đích", "- Rà soát."]),
    # a number alone on its line
    (["- Rà soát.", "1.", "Mục đích", "- Rà soát."], ["- Rà soát.", "1. Mục đích", "- Rà soát."]),
    # a dash inside a sentence
    (["+ " + LONG + " kinh tế", "- xã hội của huyện."], ["+ " + LONG + " kinh tế - xã hội của huyện."]),
    # a sentence that waits
    (["+ " + LONG + " của", "Sở Nội vụ."], ["+ " + LONG + " của Sở Nội vụ."]),
    # labels
    (
        ["- Tổ chức hội thi nấu ăn.", "Thời gian: Tháng 3/2026.", "Đơn vị chủ trì: Hội Phụ nữ."],
        ["- Tổ chức hội thi nấu ăn.", "Thời gian: Tháng 3/2026.", "Đơn vị chủ trì: Hội Phụ nữ."],
    ),
    # the end of a plan
    (
        ["- Rà soát văn bản.", "Trên đây là Kế hoạch của xã.", "Nơi nhận:"],
        ["- Rà soát văn bản.", "Trên đây là Kế hoạch của xã.", "Nơi nhận:"],
    ),
    # times as headings
    (["Năm 2026", "- Rà soát văn bản."], ["Năm 2026", "- Rà soát văn bản."]),
    # what goes on in lower case
    (["- Rà soát văn bản quy phạm", "pháp luật của tỉnh."], ["- Rà soát văn bản quy phạm pháp luật của tỉnh."]),
]


@pytest.mark.parametrize(("given_lines", "expected"), BREAKS, ids=[e[0][:40] for _, e in BREAKS])
def test_breaks(given_lines: list[str], expected: list[str]) -> None:
    got = texts(lines(*WRAPPED, *given_lines))
    assert got[2:] == expected


@pytest.mark.parametrize("heading", ["4. Chuyển đổi số", "2. Công tác hằng năm", "3. Kinh tế số"])
def test_a_heading_that_ends_in_a_word_before_figures_does_not_wait_for_a_sentence(heading: str) -> None:
    below = "Phòng Công nghệ thông tin chịu trách nhiệm thực hiện:"
    assert texts(lines(heading, below, "- Sao lưu dữ liệu.")) == [heading, below, "- Sao lưu dữ liệu."]


def test_a_number_goes_on_with_its_figure() -> None:
    assert texts(lines("Thực hiện Kế hoạch số", "12/KH-UBND của xã.")) == ["Thực hiện Kế hoạch số 12/KH-UBND của xã."]


def test_a_dash_between_years_at_the_start_of_a_line() -> None:
    first = "- Rà soát, bổ sung quy hoạch cán bộ lãnh đạo, quản lý các cấp giai đoạn 2026"
    got = texts(
        lines(
            "- Lập kế hoạch kiểm tra, giám sát việc thực hiện nhiệm vụ của các tổ dân phố;",
            first,
            "- 2030 của xã.",
            "- Họp.",
        )
    )
    assert got[1:] == [f"{first} - 2030 của xã.", "- Họp."]


@pytest.mark.parametrize(
    "name", ["Phòng Kế hoạch - Tài chính", "Sở Lao động - Thương binh và Xã hội", "Ban Văn hóa - Xã hội"]
)
def test_a_dash_inside_a_name_at_the_start_of_a_line(name: str) -> None:
    head, tail = name.split(" - ")
    first = f"- {LONG}, gửi về {head}"
    item = f"{first} - {tail} trong tháng 6."
    assert texts(lines(*WRAPPED, first, f"- {tail} trong tháng 6.", "- Rà soát."))[2:] == [item, "- Rà soát."]


def test_a_number_alone_after_a_full_line() -> None:
    full = "- " + LONG + " kết quả."
    assert texts(lines(*WRAPPED, full, "1.", "Mục đích", "- Rà soát."))[2:] == [full, "1. Mục đích", "- Rà soát."]


def test_what_the_format_knows_stands() -> None:
    known = [
        Line("Một hai", starts_paragraph=True),
        Line("ba bốn", starts_paragraph=False),
        Line("năm sáu", starts_paragraph=True),
    ]
    assert texts(known) == ["Một hai ba bốn", "năm sáu"]


def test_an_indent_starts_a_paragraph() -> None:
    block = [
        printed("Trung tâm Y tế tổ chức khám sức khỏe định kỳ cho người cao tuổi tại các", 100, x0=120.0),
        printed("trạm y tế; tổng hợp kết quả khám để lập hồ sơ sức khỏe điện tử toàn dân.", 120),
        printed("Bệnh viện huyện cử bác sĩ hỗ trợ các trạm y tế trong những ngày khám tại", 140, x0=120.0),
        printed("các thôn xa trung tâm.", 160, x1=220.0),
    ]
    assert [t.split()[0] for t in texts(block)] == ["Trung", "Bệnh"]


def test_tables_stay_where_they_stand() -> None:
    table = Table((Cell(0, 0, (Line("TT"),)),), 1, 1)
    got = paragraphs([Line("Rà soát văn bản"), table, Line("của tỉnh.")])
    assert [p.text if isinstance(p, Paragraph) else None for p in got] == ["Rà soát văn bản", None, "của tỉnh."]


# --- furniture --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "7",
        "- 7 -",
        "Trang 3/10",
        "12/15",
        "–––––",
        "------",
        "_______",
        "[footnoteRef:1]",
        "[bookmark: _Hlk123]",
        " ",
        "***",
    ],
)
def test_furniture_goes(text: str) -> None:
    assert [b.text for b in drop_furniture(lines("Rà soát.", text, "Báo cáo.")) if isinstance(b, Line)] == [
        "Rà soát.",
        "Báo cáo.",
    ]


@pytest.mark.parametrize("text", ["7.", "2025 của tỉnh", "a)", "1. Họp", "100%"])
def test_text_stays(text: str) -> None:
    assert len(drop_furniture(lines("Rà soát.", text, "Báo cáo."))) == 3


def test_a_number_that_a_sentence_waits_for_is_text() -> None:
    assert len(drop_furniture(lines("hoàn thành trước ngày", "15", "tháng 6"))) == 3


def test_running_heads_go() -> None:
    block = [
        printed(text, top, page=page)
        for page in range(1, 6)
        for text, top in (("UBND XÃ TÂN HÒA", 30.0), (f"- Rà soát hồ sơ của thôn {page}.", 100.0))
    ]
    assert [b.text for b in drop_furniture(block) if isinstance(b, Line)] == [
        f"- Rà soát hồ sơ của thôn {p}." for p in range(1, 6)
    ]


def test_footnotes_of_plain_text_go() -> None:
    got = texts(lines("Toàn xã có 5 trạm y tế1, đều đạt chuẩn.", "1 Số liệu do Phòng Y tế cung cấp.", "- Rà soát."))
    assert got == ["Toàn xã có 5 trạm y tế, đều đạt chuẩn.", "- Rà soát."]


def test_links_repeated_at_the_foot_of_a_page_go() -> None:
    url = "https://dichvucong.example.vn/tra-cuu"
    got = [
        b.text for b in drop_furniture(lines(f"Tra cứu tại {url} hằng ngày.", url, "- Rà soát.")) if isinstance(b, Line)
    ]
    assert got == [f"Tra cứu tại {url} hằng ngày.", "- Rà soát."]


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text(max_size=20), max_size=10))
def test_furniture_never_fails_and_keeps_the_order(parts: list[str]) -> None:
    kept = [b.text for b in drop_furniture(lines(*parts)) if isinstance(b, Line)]
    assert len(kept) <= len(parts)
