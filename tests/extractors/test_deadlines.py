"""The deadline grammar: phrases in the manner of real plans, and properties that hold for any text."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest
import regex as re
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.deadline_phrases import code, judged, phrases
from extractors.deadlines import Deadline, expand, find_deadlines, find_deadlines_in_heading, is_time_heading
from tests.pipeline.effort import calls

ISSUED = dt.date(2025, 2, 10)


def short(deadline: Deadline) -> str:
    """kind start..end bound rrule, without what is empty."""
    window = f"{deadline.start or ''}..{deadline.end or ''}" if deadline.start or deadline.end else None
    return " ".join(part for part in (deadline.kind, window, deadline.bound, deadline.rrule) if part)


def read(text: str, *, cell: bool = False) -> list[str]:
    return [short(d) for d in find_deadlines(text, years=(2025,), issued=ISSUED, cell=cell)]


PROSE = [
    # days
    ("Gửi danh sách trước ngày 20/02/2025 để tổng hợp.", ["date ..2025-02-20 before"]),
    ("Nộp hồ sơ chậm nhất là 17 giờ 00 ngày 05/3/2025.", ["date ..2025-03-05 on_or_before"]),
    ("Hoàn thành trước 17h00 ngày 20-02-2025.", ["date ..2025-02-20 before"]),
    ("Các xã báo cáo muộn nhất ngày 20.02.2025.", ["date ..2025-02-20 on_or_before"]),
    ("Gửi về Phòng trước ngày 05 tháng 10.", ["date ..2025-10-05 before"]),
    ("Gửi về Phòng trước ngày 25 tháng 8 năm 2025.", ["date ..2025-08-25 before"]),
    ("Công trình phải xong trước thời điểm 30/4/2025.", ["date ..2025-04-30 before"]),
    ("Đến hết ngày 30/6/2025 hoàn thành cấp thẻ.", ["date ..2025-06-30 on_or_before"]),
    ("Ngày 15/10/2025: khai mạc giải bóng đá.", ["date ..2025-10-15"]),
    ("Báo cáo 6 tháng trước ngày 15/6, báo cáo năm trước ngày 15/12.",
     ["date ..2025-06-15 before", "date ..2025-12-15 before"]),
    ("Nộp phiếu (trước ngày 15/3, 15/9) về Phòng.", ["date ..2025-03-15 before", "date ..2025-09-15 before"]),
    # windows
    ("Hoàn thành trong tháng 8/2025.", ["month 2025-08-01..2025-08-31 on_or_before"]),
    ("Tổ chức hội nghị vào tuần 2 tháng 3.", ["month 2025-03-01..2025-03-31"]),
    ("Tập huấn trong quý I, II/2025.", ["quarter 2025-01-01..2025-03-31", "quarter 2025-04-01..2025-06-30"]),
    ("Tập huấn trong Quý II-III/2025.", ["period 2025-04-01..2025-09-30"]),
    ("Trong 6 tháng cuối năm, kiểm tra 10 đơn vị.", ["half 2025-07-01..2025-12-31"]),
    ("Kiểm tra các trường trong năm 2025.", ["year 2025-01-01..2025-12-31"]),
    ("Phấn đấu hết năm 2025 có thêm hai trường đạt chuẩn.", ["year 2025-01-01..2025-12-31 on_or_before"]),
    ("Từ ngày 15/11 đến ngày 15/02/2026, ra quân.", ["period 2025-11-15..2026-02-15"]),
    ("Triển khai từ tháng 3 đến tháng 5/2025.", ["period 2025-03-01..2025-05-31"]),
    ("Kiểm tra từ ngày 15 đến ngày 20/6/2025.", ["period 2025-06-15..2025-06-20"]),
    ("Tổ chức từ nay đến hết năm 2025.", ["period ..2025-12-31"]),
    ("Áp dụng mức thu mới kể từ ngày 01/9/2025.", ["period 2025-09-01.."]),
    ("Thí điểm mô hình đến 31/12/2027.", ["period ..2027-12-31"]),
    ("Thời gian: từ 08h00 ngày 10/5/2025 đến 17h00 ngày 12/5/2025.", ["period 2025-05-10..2025-05-12"]),
    # recurrence
    ("Hằng năm, tổ chức sơ kết.", ["recurring FREQ=YEARLY"]),
    ("Kiểm tra bếp ăn 02 lần/tháng, ít nhất 01 lần/năm mời y tế.",
     ["recurring FREQ=WEEKLY;INTERVAL=2", "recurring FREQ=YEARLY"]),
    ("Mỗi quý một lần, đối thoại với thanh niên.", ["recurring FREQ=MONTHLY;INTERVAL=3"]),
    ("Định kỳ ít nhất 6 tháng/lần gặp doanh nghiệp.", ["recurring FREQ=MONTHLY;INTERVAL=6"]),
    ("Định kỳ 02 tuần một lần (trước 16 giờ thứ Sáu) gửi tiến độ.",
     ["recurring before FREQ=WEEKLY;INTERVAL=2;BYDAY=FR"]),
    ("Định kỳ ngày 20 hàng tháng gửi số liệu.", ["recurring FREQ=MONTHLY;BYMONTHDAY=20"]),
    ("Gửi trước ngày 25 hằng tháng.", ["recurring before FREQ=MONTHLY;BYMONTHDAY=25"]),
    ("Gửi trước ngày 15/12 hằng năm.", ["recurring before FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=15"]),
    ("Nộp chậm nhất ngày 15 của tháng cuối quý.",
     ["recurring on_or_before FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=15"]),
    ("Lập dự toán (trong quý II của năm trước liền kề).",
     ["recurring on_or_before FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=30"]),
    ("Gửi báo cáo Quý I, 6 tháng, 9 tháng và báo cáo năm.", ["recurring FREQ=MONTHLY;INTERVAL=3"]),
    ("Tập huấn 02 lần/năm vào tháng 6/2025 và tháng 11/2025.",
     ["month 2025-06-01..2025-06-30", "month 2025-11-01..2025-11-30"]),
    # counted from an event, conditions
    ("Hoàn thành trong 15 ngày kể từ ngày ban hành Kế hoạch này.", ["date ..2025-02-25 on_or_before"]),
    ("Trả lời sau 30 ngày kể từ ngày nhận được đơn.", ["conditional"]),
    ("Ngay sau khi có hướng dẫn, các xã lập danh sách.", ["conditional"]),
    ("Hoàn thành nạo vét trước mùa mưa.", ["conditional before"]),
    ("Trực ban trong suốt mùa mưa.", ["period"]),
    ("Gửi trước thời hạn nhập liệu ít nhất 5 ngày làm việc.", ["conditional before"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), PROSE)
def test_prose(text: str, expected: list[str]) -> None:
    assert read(text) == expected


NOTHING = [
    # dates of cited documents, days remembered, cut-offs
    "Thực hiện Kế hoạch số 12/KH-UBND ngày 05/01/2025 của Ủy ban nhân dân tỉnh.",
    "Thực hiện Thông báo kết luận ngày 12/01/2025 của Chủ tịch.",
    "Thực hiện Công văn số 9/SGDĐT-VP của Sở ngày 14/01/2025.",
    "Căn cứ Luật Đất đai có hiệu lực từ ngày 01/8/2024, rà soát quy hoạch.",
    "Số liệu tính đến ngày 15/11/2025.",
    "Tuyên truyền nhân dịp 30/4 và 01/5.",
    # names
    "Ban hành kế hoạch kiểm tra, giám sát hằng năm.",
    "Nâng hạng Chỉ số hài lòng hằng năm của xã.",
    "Chi trả trợ cấp hằng tháng cho đối tượng bảo trợ.",
    "Phản ánh tại các cuộc họp giao ban hàng tháng.",
    "Thực hiện nhiệm vụ được giao hằng năm.",
    "Triển khai Đề án “Sữa học đường giai đoạn 2021 - 2025, tầm nhìn đến năm 2030”.",
    "Xây dựng quy hoạch đến năm 2030, tầm nhìn đến năm 2045.",
    "Hoàn thành 100% kế hoạch thu ngân sách năm 2025.",
    "Xây dựng kế hoạch tháng 6/2025.",
    "Ngân hàng năm 2025 cho vay hộ nghèo.",
    # manner
    "Cập nhật kịp thời, đúng hạn, thường xuyên.",
    "Trong trường hợp mất điện, dùng máy phát.",
    "Kiểm tra định kỳ và đột xuất.",
]


@pytest.mark.parametrize("text", NOTHING)
def test_not_a_deadline(text: str) -> None:
    assert read(text) == []


CELLS = [
    ("30/8/2026", ["date ..2026-08-30"]),
    ("Trước 30/6", ["date ..2025-06-30 before"]),
    ("15-20/6", ["period 2025-06-15..2025-06-20"]),
    ("Tháng 3-5/2025", ["period 2025-03-01..2025-05-31"]),
    ("8/2026", ["month 2026-08-01..2026-08-31"]),
    ("Quý 3", ["quarter 2025-07-01..2025-09-30"]),
    ("2025-2027", ["period 2025-01-01..2027-12-31"]),
    ("Cả năm", ["year 2025-01-01..2025-12-31"]),
    ("- Dự thảo: 30/7/2026\n- Ban hành: Tháng 9/2026", ["date ..2026-07-30", "month 2026-09-01..2026-09-30"]),
    ("100 ngày", ["date ..2025-05-21 on_or_before"]),
    ("Từ ngày ban hành Kế hoạch trở đi", ["period 2025-02-10.."]),
    ("Theo Kế hoạch của Huyện", ["conditional"]),
    ("Theo lộ trình tại Kế hoạch 9/KH-UBND ngày 28/10/2022", ["conditional"]),
    ("Theo từng mốc dưới đây", []),
    ("Thường xuyên", ["ongoing"]),
    ("Nhiệm vụ thường xuyên theo hướng dẫn của Huyện", ["ongoing"]),
    ("Hàng tháng, quý, năm", ["recurring FREQ=MONTHLY"]),
    ("Quý IV hằng năm", ["recurring on_or_before FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31"]),
    ("Năm học 2025-2026", ["period"]),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), CELLS)
def test_cell(text: str, expected: list[str]) -> None:
    assert read(text, cell=True) == expected


def test_a_cell_of_one_recurrence_is_quoted_whole() -> None:
    text = "Lồng ghép họp giao ban hàng tháng."
    (deadline,) = find_deadlines(text, cell=True)
    assert (deadline.raw, deadline.rrule) == (text, "FREQ=MONTHLY")


def test_a_day_without_a_year() -> None:
    text = "Gửi trước ngày 20/11."
    assert [short(d) for d in find_deadlines(text, years=(2024, 2025))] == [
        "recurring before FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=20"
    ]
    assert [short(d) for d in find_deadlines(text)] == ["date before"]


UNKNOWN = [
    # no such day
    ("Ngày 30/02/2025 nộp bài.", "Ngày 30/02/2025"),
    ("Nộp trước ngày 31/4/2025.", "trước ngày 31/4/2025"),
    ("Nộp trong tháng 13/2025.", "trong tháng 13/2025"),
    ("Nộp chậm nhất ngày 31 tháng 6 năm 2025 về Sở.", "chậm nhất ngày 31 tháng 6 năm 2025"),
    ("Tập huấn từ ngày 25/6/2025 đến ngày 31/6/2025.", "từ ngày 25/6/2025 đến ngày 31/6/2025"),
]


@pytest.mark.parametrize(("text", "raw"), UNKNOWN)
def test_a_day_that_cannot_be_is_unknown(text: str, raw: str) -> None:
    (deadline,) = find_deadlines(text, years=(2025,), issued=ISSUED)
    assert deadline == Deadline(raw, "unknown", span=deadline.span)


@pytest.mark.parametrize(
    "text", ["Theo Quyết định số 15/QĐ-UBND ngày 31/4/2024.", "Tỷ lệ 45/32 đạt.", "Kết quả 31/4 so với năm trước."]
)
def test_figures_that_date_no_work_are_not_unknown(text: str) -> None:
    assert read(text) == []


def test_a_day_that_its_year_lacks_is_unknown() -> None:
    assert read("Trước 29/02", cell=True) == ["unknown"]
    assert [short(d) for d in find_deadlines("Trước 29/02", years=(2028,), cell=True)] == ["date ..2028-02-29 before"]


UNREAD = [
    ("Giữa kỳ", True), ("Mùng 6 Tết", True), ("31/9", True), ("Quý V/2025", True), ("15/3 âm lịch", True),
    ("Đầu năm", True), ("Tháng 3-4-5/2025", True), ("01 lần/học kỳ", True), ("Sớm nhất có thể", True),
    ("nt", False), ("-", False), ("02 năm", False), ("1,5 tháng", False), ("24/24", False), ("UBND xã", False),
    ("Định kỳ", False), ("Như trên", False), ("Theo mốc thời gian dưới đây", False), ("03 buổi", False),
    ("7h00", False),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speaks"), UNREAD)
def test_a_cell_that_speaks_of_time_in_other_words_is_unknown(text: str, speaks: bool) -> None:
    assert read(text, cell=True) == (["unknown"] if speaks else [])


def test_a_list_that_goes_on_in_figures_is_unknown() -> None:
    (deadline,) = find_deadlines("Tháng 5/2025, 31", years=(2025,), cell=True)
    assert (deadline.kind, deadline.raw) == ("unknown", "Tháng 5/2025, 31")
    assert read("Tuần 1 tháng 6, 7, 8", cell=True) == [
        "month 2025-06-01..2025-06-30", "month 2025-07-01..2025-07-31", "month 2025-08-01..2025-08-31",
    ]  # fmt: skip


INFERRED = [
    ("Gửi trước ngày 20/11.", ("year",)),
    ("Gửi trước ngày 20/11/2025.", ()),
    ("Tổ chức trong tháng 3.", ("year",)),
    ("Triển khai từ ngày 15/6 đến ngày 20/7.", ("year",)),
    ("Triển khai từ ngày 15/11 đến ngày 15/02/2026.", ()),  # one year is printed, the other follows from it
    ("Triển khai từ ngày 15/11/2025 đến ngày 15/02.", ("year",)),
    ("Áp dụng kể từ ngày 01/9.", ("year",)),
    ("Hoàn thành trong 15 ngày kể từ ngày ban hành Kế hoạch này.", ("issued",)),
    ("Từ ngày ban hành Kế hoạch đến hết ngày 31/12.", ("year", "issued")),
    ("Hằng năm, tổ chức sơ kết.", ()),
    ("Trước mùa mưa, nạo vét cống.", ()),
]


@pytest.mark.parametrize(
    ("text", "wider"),
    [
        ("Đầu tháng 3/2025", True),
        ("Giữa năm 2025", True),
        ("Đầu quý II/2025", True),
        ("Tuần 2 tháng 4/2025", True),
        ("Tuần thứ hai của tháng 4/2025", True),
        ("Trung tuần tháng 5/2025", True),
        ("Từ tháng 3 đến giữa tháng 5/2025", True),
        ("Tuần đầu hằng tháng", True),
        ("Trước ngày 20 mỗi quý", True),  # of which of its months?
        ("Hằng quý, trước ngày 20", True),
        ("Mùng 5 hàng tháng", True),
        ("Tuần 3/T6", True),
        ("Tuần 1/6", True),
        ("Tuần 2-3/6", True),
        ("Giữa tháng 6 - cuối tháng 8/2025", False),
        ("Định kỳ hàng tháng, hàng quý báo cáo trước ngày 20", True),
        ("Hàng quý, trước ngày 20 của tháng cuối", False),
        ("Cuối tháng 3/2025", False),
        ("Tuần cuối tháng 5/2025", False),
        ("6 tháng đầu năm 2025", False),
        ("Trước ngày 05 tháng đầu của quý", False),
        ("Quý I, 6 tháng đầu năm", False),
        ("Từ giữa tháng 3/2025 đến tháng 5/2025", False),
        ("Tháng 3/2025", False),
    ],
)
def test_a_part_of_a_window_says_so_and_has_no_due_day(text: str, wider: bool) -> None:
    (found,) = find_deadlines(text, years=(2025,), issued=ISSUED, cell=True)
    assert ("wider" in found.inferred) is wider
    assert bool(expand(found, dt.date(2025, 1, 1), dt.date(2025, 12, 31))) is not wider


@pytest.mark.parametrize(("text", "inferred"), INFERRED)
def test_what_is_not_printed_is_said(text: str, inferred: tuple[str, ...]) -> None:
    assert [d.inferred for d in find_deadlines(text, years=(2025,), issued=ISSUED)] == [inferred]


PERIODS = [
    ("Từ ngày 15/6 đến ngày 10/6/2025", "unknown"),  # which of them is mistyped?
    ("Từ ngày 15/6/2025 đến ngày 10/6/2025", "unknown"),
    ("Từ tháng 9 đến tháng 6/2026", "period 2025-09-01..2026-06-30"),
    ("Từ tháng 3 đến hết năm 2027", "period 2025-03-01..2027-12-31"),
    ("Từ tháng 10 đến tháng 4", "period"),  # of the plan's year and the one before it, or after it?
    ("Từ 01/11/2025 đến 31/3", "period 2025-11-01..2026-03-31"),
]


@pytest.mark.parametrize(("text", "expected"), PERIODS)
def test_period_of_which_a_year_is_not_printed(text: str, expected: str) -> None:
    assert read(text, cell=True) == [expected]


def test_the_start_of_a_period_is_not_guessed_in_a_plan_of_several_years() -> None:
    (deadline,) = find_deadlines("Từ tháng 3 đến năm 2030", years=(2026, 2027, 2028, 2029, 2030), cell=True)
    assert (deadline.start, deadline.end) == (None, dt.date(2030, 12, 31))


def test_count_from_issue_without_issue_date_is_conditional() -> None:
    text = "Hoàn thành trong 15 ngày kể từ ngày ban hành Kế hoạch."
    assert [d.kind for d in find_deadlines(text, years=(2025,))] == ["conditional"]


HEADINGS = [
    ("Năm 2024", True, ["year 2024-01-01..2024-12-31"]),
    ("Quý I", True, ["quarter 2025-01-01..2025-03-31"]),
    ("6 tháng đầu năm:", True, ["half 2025-01-01..2025-06-30"]),
    ("Giai đoạn 2026 - 2027:", True, ["period 2026-01-01..2027-12-31"]),
    ("Đợt 1: Từ nay đến ngày 25 tháng 8 năm 2025", True, ["period ..2025-08-25"]),
    ("Đợt 2 (từ ngày 01/3 đến 30/4/2025)", True, ["period 2025-03-01..2025-04-30"]),
    ("Báo cáo CCHC quý, 6 tháng, năm", False, ["recurring FREQ=MONTHLY;INTERVAL=3"]),
    ("Với tình huống ngập sâu khi có mưa rất to", False, ["conditional"]),
    ("Kế hoạch CCHC năm 2025", False, []),
    ("Công tác kiểm tra hằng năm", False, []),
    ("năm 2025.", False, []),
]


@pytest.mark.parametrize(("text", "is_time", "expected"), HEADINGS)
def test_heading(text: str, is_time: bool, expected: list[str]) -> None:
    assert is_time_heading(text) is is_time
    found = find_deadlines_in_heading(text, years=(2025,), issued=ISSUED)
    assert [short(d) for d in found] == expected


@pytest.mark.parametrize("years", [(), (2025,), (2025, 2026)])
def test_a_quarter_that_cannot_be_is_left_out(years: tuple[int, ...]) -> None:
    """A line cut in the middle of a list: the 6 is that of "6 tháng"."""
    assert [d.raw for d in find_deadlines("Quý I, 6", years=years, cell=True)] == ["Quý I"]


FORMS = (
    "{d:02}/{m:02}/{y}",
    "{d}/{m}/{y}",
    "{d:02}-{m:02}-{y}",
    "{d:02}.{m:02}.{y}",
    "ngày {d:02}/{m:02}/{y}",
    "ngày {d} tháng {m} năm {y}",
    "ngày {d:02} tháng {m:02}/{y}",
)


@settings(deadline=None)
@given(st.dates(dt.date(2000, 1, 1), dt.date(2099, 12, 31)), st.sampled_from(FORMS))
def test_every_official_form_of_a_day_is_read_back(day: dt.date, form: str) -> None:
    printed = form.format(d=day.day, m=day.month, y=day.year)
    (deadline,) = find_deadlines(printed, cell=True)
    assert (deadline.kind, deadline.end, deadline.raw) == ("date", day, printed)
    (bounded,) = find_deadlines(f"Gửi báo cáo trước {printed} qua hệ thống.", years=(day.year,))
    assert (bounded.kind, bounded.end, bounded.bound) == ("date", day, "before")


WORDS = """ngày tháng năm quý tuần hằng hàng mỗi lần trước sau khi đến từ nay trong giai đoạn định kỳ chậm nhất hết kể
ban hành mùa mưa báo cáo kế hoạch 30/02/2025 31/4 00/00/0000 20/11 2025 I IV 6 0 / - , ; : ( ) “ ” İ"""
PIECES = st.sampled_from([*WORDS.split(), "\n"])


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=25).map(" ".join)), st.booleans(), st.booleans())
def test_any_text_is_read_without_error_and_spans_hold(text: str, cell: bool, issued: bool) -> None:
    found = find_deadlines(text, years=(2025,), issued=ISSUED if issued else None, cell=cell)
    found += find_deadlines_in_heading(text, years=(2024, 2025))
    is_time_heading(text)
    for deadline in found:
        assert text[slice(*deadline.span)] == deadline.raw != ""
        assert not (deadline.start and deadline.end) or deadline.start <= deadline.end
        assert (deadline.kind == "recurring") == (deadline.rrule is not None)


KINDS = ["date", "month", "quarter", "half", "year", "period", "recurring", "conditional", "ongoing", "unknown"]


def _cut(text: str) -> list[str]:
    """Pieces of up to three words, marks and figures."""
    words = text.split()
    return [" ".join(words[at : at + 3]) for at in range(0, len(words), 2)]


def attacks() -> list[tuple[str, str, str]]:
    """(heading, text, answers) of deadline_phrases.txt."""
    return [("cells" if p.cell else "prose", p.text, " | ".join(p.codes)) for p in phrases()]


@pytest.mark.parametrize(
    ("wanted", "day", "outcome"),
    [
        ("D 2026-06-30 b", dt.date(2026, 6, 30), "right"),
        ("D 2026-06-30 b", dt.date(2026, 6, 3), "silently wrong"),
        ("M 2026-02", dt.date(2026, 2, 28), "right"),
        ("Q 2026-2 o", dt.date(2026, 4, 1), "right"),
        ("H 2026-2", dt.date(2026, 12, 31), "right"),
        ("P ..2026-12-31", dt.date(2026, 1, 1), "silently wrong"),
        ("P", None, "not expressible"),
        ("Y 2026", None, "silent"),
        ("R WEEKLY", dt.date(2026, 1, 15), "silently wrong"),
        ("D b", None, "not expressible"),
    ],
)
def test_answer_of_one_day(wanted: str, day: dt.date | None, outcome: str) -> None:
    assert judged(day, wanted) == outcome


@pytest.mark.parametrize(("heading", "text", "answers"), attacks())
def test_attack(heading: str, text: str, answers: str) -> None:
    found = find_deadlines(text, years=(2026,), issued=dt.date(2026, 1, 15), cell=heading == "cells")
    assert " | ".join(map(code, found)) == answers


FRAGMENTS = sorted({piece for p in phrases() for piece in _cut(p.text)})


@settings(max_examples=400, deadline=None)
@given(
    st.lists(st.sampled_from(FRAGMENTS), min_size=1, max_size=8).map(" ".join),
    st.sampled_from([(), (2026,), (2025, 2026), (2024, 2025, 2026)]),
    st.sampled_from([None, dt.date(2026, 1, 15), dt.date(2024, 2, 29), dt.date(2027, 12, 31)]),
    st.booleans(),
    st.booleans(),
)
def test_pieces_of_real_phrases_in_any_order(
    text: str, years: tuple[int, ...], issued: dt.date | None, cell: bool, school_year: bool
) -> None:
    def read_it() -> list[Deadline]:
        found = find_deadlines(text, years=years, issued=issued, cell=cell, school_year=school_year)
        return found + find_deadlines_in_heading(text, years=years, issued=issued, school_year=school_year)

    found = read_it()
    assert found == read_it()
    stretches = sorted({d.span for d in find_deadlines(text, years=years, issued=issued, cell=cell)})
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(stretches))
    for deadline in found:
        assert text[slice(*deadline.span)] == deadline.raw != ""
        assert deadline.kind in KINDS
        assert deadline.bound in (None, "before", "on_or_before")
        assert set(deadline.inferred) <= {"year", "issued", "holidays", "wider"}
        assert all(day is None or type(day) is dt.date for day in (deadline.start, deadline.end))
        assert not (deadline.start and deadline.end) or deadline.start <= deadline.end
        assert (deadline.kind == "recurring") == (deadline.rrule is not None)
        if deadline.kind in ("conditional", "ongoing", "unknown", "recurring"):
            assert deadline.start is deadline.end is None
        if deadline.kind == "unknown":
            assert deadline.bound is None and not deadline.inferred
        if deadline.rrule:
            assert re.fullmatch(
                r"FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY)(;(INTERVAL=\d+|BYMONTH=[\d,]+|BYMONTHDAY=-?[\d,]+|BYDAY=[A-Z,]+))*",
                deadline.rrule,
            )
        days = expand(deadline, dt.date(2025, 1, 1), dt.date(2028, 12, 31))
        assert days == sorted(set(days))


@pytest.mark.parametrize("cell", [True, False])
def test_the_days_of_a_yearly_list_are_read_once(cell: bool) -> None:
    found = find_deadlines("Gửi báo cáo trước ngày 15/3, 15/6, 15/9, 15/12 hằng năm", years=(2026,), cell=cell)
    assert [d.kind for d in found] == ["recurring"] * len(found)
    assert {month for d in found for month in re.findall(r"BYMONTH=([\d,]+)", d.rrule or "")} == {"3", "6", "9", "12"}


@pytest.mark.parametrize(
    "words", ["hằng năm ", "năm 2026, ", "trước ngày 15/6/2026, hằng tháng, khi có mưa; ", "quý I, "]
)
def test_twice_the_text_is_twice_the_work(words: str) -> None:
    def work(times: int) -> int:
        return calls(lambda: find_deadlines(words * times, years=(2026,), issued=ISSUED))

    find_deadlines(words, years=(2026,), issued=ISSUED)  # patterns are made once
    assert work(400) < 2.5 * work(200)


@pytest.mark.parametrize("issued", [dt.date.min, dt.date.max])
@pytest.mark.parametrize(
    "text", ["Trong 100 ngày kể từ ngày ban hành Kế hoạch", "Trong 05 ngày làm việc kể từ ngày ký", "Trước ngày 15/01"]
)
def test_a_plan_issued_at_the_ends_of_the_calendar(text: str, issued: dt.date) -> None:
    for years in ((), (2026,), (2026, 2027)):
        for deadline in find_deadlines(text, years=years, issued=issued):
            expand(deadline, dt.date(2026, 1, 1), dt.date(2026, 12, 31))


CITED = (
    "Quyết định số {n}/QĐ-UBND ngày {d}", "Kế hoạch số {n}/KH-SGDĐT, ngày {d}", "Công văn {n}/SNV-CCVC ngày {d}",
    "Nghị quyết số {n}-NQ/TW ngày {d}", "Thông tư số {n}/2025/TT-BNV ngày {d}", "Chỉ thị số {n}/CT-TTg (ngày {d})",
    "Luật số {n}/2025/QH15 được Quốc hội thông qua ngày {d}", "Tờ trình số {n}/TTr-STC đề ngày {d}",
    "Nghị định số {n}/2026/NĐ-CP có hiệu lực từ ngày {d}", "Quyết định {n}/QĐ-TTg ký ngày {d}",
    "Kết luận của Thường trực Thành ủy ngày {d}", "Công điện số {n}/CĐ-TTg lúc 15 giờ 30 ngày {d}",
    "Đề án ban hành kèm theo Quyết định số {n}/QĐ-UBND ngày {d}", "Hợp đồng số {n}/HĐ-KT được ký kết vào ngày {d}",
)  # fmt: skip
AROUND = (
    "Thực hiện {}.", "Triển khai {} tại các phường.", "Căn cứ {}, các đơn vị rà soát thủ tục.", "Rà soát theo {}.",
    "Hoàn thành các nhiệm vụ tại {}.", "Sửa đổi, thay thế {} cho phù hợp.", "Đôn đốc thực hiện {}; tổng hợp kết quả.",
    "Hoàn thành {}.", "Thời gian thực hiện theo {}.", "Phổ biến {} và văn bản hướng dẫn.",
)  # fmt: skip
TASKS = (
    "gửi báo cáo trước ngày 30/6/2026.", "tổ chức hội thi trong tháng 5/2026.", "hằng năm tổ chức sơ kết.",
    "các xã hoàn thành trong quý II/2026.", "định kỳ 6 tháng báo cáo kết quả.", "khi có yêu cầu, cung cấp hồ sơ.",
    "tập huấn từ ngày 10/3/2026 đến ngày 15/3/2026.", "các trường kiểm tra ít nhất 02 lần/năm.",
    "nộp trước ngày 25 hằng tháng.", "hoàn thành trước mùa mưa.", "kiểm tra cơ sở dạy thêm.",
)  # fmt: skip
FRAMES = (
    "Gửi báo cáo trước ngày {}.", "Các đơn vị nộp kế hoạch về Sở trước ngày {} để tổng hợp.",
    "Hoàn thành việc rà soát (trước ngày {}).", "Lập danh sách học sinh trước ngày {}, gửi Phòng.",
    "Trình UBND tỉnh ban hành Quyết định trước ngày {}.", "Báo cáo kết quả năm trước ngày {} theo mẫu.",
    "Thành lập tổ giúp việc trước ngày {}; phân công nhiệm vụ.", "Cập nhật số liệu trước ngày {} trên phần mềm.",
    "Theo Công văn số 12/SNV-CC ngày 02/02/2026, gửi kết quả trước ngày {}.", "Trước ngày {}, các xã gửi danh sách.",
    "Xây dựng dự toán năm 2027 trước ngày {}.", "Gửi bản mềm qua thư điện tử trước 17 giờ 00 ngày {}.",
)  # fmt: skip
DAYS = st.dates(dt.date(2024, 1, 1), dt.date(2027, 12, 31))
PLANS = st.sampled_from([((2026,), dt.date(2026, 1, 15)), ((2026,), None), ((), None), ((2026, 2027), None)])


def cited(template: str, day: dt.date, number: int) -> str:
    return template.format(n=number, d=f"{day.day:02}/{day.month}/{day.year}")


@settings(deadline=None)
@given(st.sampled_from(CITED), st.sampled_from(AROUND), DAYS, st.integers(1, 999), PLANS)
def test_the_date_of_a_cited_document_is_no_deadline(
    template: str, around: str, day: dt.date, number: int, plan: tuple[tuple[int, ...], dt.date | None]
) -> None:
    text = around.format(cited(template, day, number))
    assert find_deadlines(text, years=plan[0], issued=plan[1]) == []


@settings(deadline=None)
@given(st.sampled_from(CITED), st.sampled_from(TASKS), DAYS, st.integers(1, 999), PLANS)
def test_a_ground_before_a_task_changes_nothing(
    template: str, task: str, day: dt.date, number: int, plan: tuple[tuple[int, ...], dt.date | None]
) -> None:
    grounded = f"Căn cứ {cited(template, day, number)}, {task}"
    alone, behind = (find_deadlines(t, years=plan[0], issued=plan[1]) for t in (task.capitalize(), grounded))
    assert [short(d) for d in alone] == [short(d) for d in behind]


@settings(deadline=None)
@given(st.sampled_from(FRAMES), st.sampled_from(FORMS[:4]), st.dates(dt.date(2026, 1, 1), dt.date(2028, 12, 31)))
def test_a_day_after_truoc_ngay_is_found_in_any_sentence(frame: str, form: str, day: dt.date) -> None:
    text = frame.format(form.format(d=day.day, m=day.month, y=day.year))
    found = find_deadlines(text, years=(2026,), issued=dt.date(2026, 1, 15))
    assert [(d.kind, d.end, d.bound) for d in found] == [("date", day, "before")]
