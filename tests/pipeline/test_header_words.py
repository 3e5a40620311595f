"""Header phrases: the lexicon's, a user's own file, and columns that hold marks."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from pipeline import extract
from pipeline.appendix import read_tables
from pipeline.errors import KehoachError
from pipeline.header_words import header_words, known_roles, using
from pipeline.own_words import read_own_words
from pipeline.table_header import Column, is_mark, read_header
from tests.pipeline.grids import Spec, table

SCHEMA = json.loads((Path(__file__).parents[2] / "pipeline" / "own_words.schema.json").read_text(encoding="utf-8"))


def test_own_words_are_in_force_only_where_they_are_used() -> None:
    with using({"deadlines": ["Hạn báo cáo Sở"], "lead_units": ["Nội dung"]}):
        assert header_words().role("HẠN BÁO CÁO\nSỞ") == "deadlines"
        assert header_words().role("Nội dung") == "lead_units"  # a user's word beats the lexicon's
    assert header_words().role("Nội dung") == "task"


def test_a_file_of_own_words_makes_a_table_one_of_tasks(tmp_path: Path) -> None:
    words = tmp_path / "words.toml"
    words.write_text('[headers]\ntask = ["Đầu mục"]\nlead_units = ["Ai làm"]\n', encoding="utf-8")
    plan = "KẾ HOẠCH\nCông tác năm 2026\n\nPHỤ LỤC\nTT\nĐầu mục\nAi làm\nThời hạn\n" + "\n".join(
        f"{i}\nRà soát hồ sơ lưu trữ đợt {i}\nVăn phòng\nTháng {i}/2026" for i in range(1, 5)
    )
    assert not [t for t in extract(plan.encode()).tasks if t.lead_units]
    found = extract(plan.encode(), words=words).tasks
    assert [(t.number, t.lead_units) for t in found] == [(str(i), ("Văn phòng",)) for i in range(1, 5)]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[headers", "bad-toml"),
        ("[columns]\na = 1", "bad-words"),
        ("units = 1", "bad-words"),
        ("[headers]\nlead = ['A']", "unknown-role"),
        ("[headers]\ntask = 'A'", "bad-phrases"),
        ("[headers]\ntask = ['']", "bad-phrases"),
        ("", "bad-words"),
    ],
)
def test_a_bad_file_of_own_words(tmp_path: Path, text: str, code: str) -> None:
    words = tmp_path / "words.toml"
    words.write_text(text, encoding="utf-8")
    with pytest.raises(KehoachError) as caught:
        read_own_words(words)
    assert caught.value.code == code


def test_a_missing_file_of_own_words(tmp_path: Path) -> None:
    with pytest.raises(KehoachError) as caught:
        read_own_words(tmp_path / "none.toml")
    assert caught.value.code == "no-such-file"


def test_the_schema_knows_the_roles() -> None:
    roles = SCHEMA["properties"]["headers"]["propertyNames"]["enum"]
    assert set(roles) == set(known_roles())
    jsonschema.validate({"headers": {"task": ["Đầu mục"]}}, SCHEMA)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"headers": {"lead": ["Đầu mục"]}}, SCHEMA)


# --- marks ------------------------------------------------------------------------------------------------------------

Rows = tuple[tuple[Spec, ...], ...]
QUARTERS: Rows = (
    (("TT", 2, 1), ("Nội dung", 2, 1), ("Đơn vị chủ trì", 2, 1), ("Thời gian thực hiện", 1, 4), None, None, None),
    (None, None, None, "Quý I", "Quý II", "Quý III", "Quý IV"),
)
MONTHS: Rows = (
    (("TT", 2, 1), ("Hoạt động", 2, 1), ("Phụ trách", 2, 1), ("Thời gian thực hiện (tháng)", 1, 3), None, None),
    (None, None, None, "1", "2", "3"),
)
BARE: Rows = (("TT", "Nội dung", "Chủ trì", "Quý I/2026", "Quý II/2026"),)
YEARS: Rows = (
    (("TT", 3, 1), ("Nội dung", 3, 1), ("Chủ trì", 3, 1), ("Tiến độ", 1, 4), None, None, None),
    (None, None, None, ("Năm 2026", 1, 2), None, ("Năm 2027", 1, 2), None),
    (None, None, None, "Quý III", "Quý IV", "Quý I", "Quý II"),
)


@pytest.mark.parametrize(
    ("header", "row", "time"),
    [
        (QUARTERS, ("1", "Tập huấn", "Văn phòng", "", "x", "", "X"), "Quý II;\nQuý IV"),
        (QUARTERS, ("1", "Tập huấn", "Văn phòng", "", "15/5", "", ""), "15/5"),
        (MONTHS, ("1", "Tập huấn", "Văn phòng", "✓", "", "x"), "tháng 1;\ntháng 3"),
        (BARE, ("1", "Tập huấn", "Văn phòng", "", "x"), "Quý II/2026"),
        (BARE, ("1", "Tập huấn", "Văn phòng", "20%", "40%"), ""),
        (YEARS, ("1", "Tập huấn", "Văn phòng", "", "x", "x", ""), "Quý IV năm 2026;\nQuý I năm 2027"),
    ],
)
def test_a_mark_under_a_time_is_that_time(header: Rows, row: tuple[str, ...], time: str) -> None:
    (found,) = read_tables([table(*header, row)])
    assert found.rows[0].text("deadlines") == time
    assert found.rows[0].text("lead_units") == "Văn phòng"


def test_marks_under_the_names_of_units() -> None:
    (found,) = read_tables(
        [
            table(
                (("TT", 2, 1), ("Nhiệm vụ", 2, 1), ("Đơn vị thực hiện", 1, 3), None, None, ("Thời gian", 2, 1)),
                (None, None, "Phòng Nội vụ", "Phòng Tư pháp", "Công an xã", None),
                ("1", "Rà soát hộ tịch", "PH", "CT", "", "Quý I"),
                ("2", "Tuyên truyền", "x", "", "x", "Quý II"),
            )
        ]
    )
    first, second = found.rows
    assert (first.text("lead_units"), first.text("coordinating_units")) == ("Phòng Tư pháp", "Phòng Nội vụ")
    assert second.text("lead_units") == "Phòng Nội vụ;\nCông an xã"


def test_figures_under_a_header_of_days_are_days() -> None:
    (found,) = read_tables(
        [table(("TT", "Nội dung", "Chủ trì", "Thời hạn (ngày)"), ("1", "Rà soát", "Văn phòng", "30"))]
    )
    assert found.rows[0].text("deadlines") == "30 ngày"


def test_a_figure_under_a_month_is_no_day() -> None:
    header = (
        (("TT", 2, 1), ("Nội dung", 2, 1), ("Chủ trì", 2, 1), ("Thời gian (tháng)", 1, 3), None, None),
        (None, None, None, "8", "9", "10"),
    )
    (found,) = read_tables([table(*header, ("1", "Tập huấn", "Văn phòng", "", "20", "x"))])
    assert found.rows[0].text("deadlines") == "tháng 9;\ntháng 10"
    assert [line.text for line in found.rows[0].extra["Thời gian (tháng) – 9"]] == ["20"]


def test_a_mark_over_several_columns_stands_for_each() -> None:
    (found,) = read_tables([table(*QUARTERS, ("1", "Tập huấn", "Văn phòng", ("x", 1, 3), None, None, ""))])
    assert found.rows[0].text("deadlines") == "Quý I;\nQuý II;\nQuý III"


def test_figures_under_years_are_kept_and_are_no_times() -> None:
    (found,) = read_tables(
        [table(("TT", "Nội dung", "Chủ trì", "2026", "2027"), ("1", "Tập huấn", "Văn phòng", "15 lớp", "20 lớp"))]
    )
    assert found.rows[0].text("deadlines") == ""
    assert {name: lines[0].text for name, lines in found.rows[0].extra.items()} == {"2026": "15 lớp", "2027": "20 lớp"}


def test_a_two_level_header_of_which_nothing_is_merged() -> None:
    header = read_header(
        table(
            ("TT", "Nội dung", "Chủ trì", "Tháng", "", ""),
            ("", "", "", "1", "2", "3"),
            ("1", "Họp", "Văn phòng", "", "x", ""),
        )
    )
    assert header is not None and header.depth == 2
    assert [column.mark for column in header.columns[3:]] == ["Tháng 1", "Tháng 2", "Tháng 3"]


@pytest.mark.parametrize(
    "names",
    [
        ("STT", "Nội dung", "Đơn vị", "Số lượng", "Kinh phí"),
        ("STT", "Nội dung chi", "Diễn giải", "Đơn giá", "Thành tiền", "Thời gian"),
        ("STT", "Họ tên", "Chức vụ, đơn vị", "Nhiệm vụ được phân công", "Thời gian"),
        ("STT", "Tên thủ tục hành chính", "Cơ quan thực hiện", "Thời hạn giải quyết"),
        ("STT", "Tên văn bản", "Cơ quan ban hành", "Ngày ban hành"),
        ("STT", "Đối tượng", "Đơn vị chủ trì", "Thời gian"),
        ("TT", "Nội dung", "2025", "2026", "2027"),
        ("STT", "Nội dung", "Kết quả thực hiện", "Ghi chú"),
    ],
)
def test_lists_and_estimates_are_no_task_tables(names: tuple[str, ...]) -> None:
    assert read_header(table(names, ("1", *["12"] * (len(names) - 1)), ("2", *["34"] * (len(names) - 1)))) is None


@pytest.mark.parametrize(
    ("names", "place"),
    [
        (("STT", "Nhóm", "Việc phải làm", "Đơn vị chủ trì", "Thời gian"), 2),
        (("STT", "Mục tiêu cần đạt", "Việc làm", "Đơn vị chủ trì", "Thời gian"), 2),
        (("STT", "Nội dung cải tiến", "Người phụ trách", "Thời gian"), 1),
    ],
)
def test_a_task_column_of_another_name(names: tuple[str, ...], place: int) -> None:
    header = read_header(table(names, ("1", *["x"] * (len(names) - 1))))
    assert header is not None and header.columns[place].role == "task"


def test_one_year_among_the_columns_is_no_time() -> None:
    header = read_header(table(("TT", "Nội dung", "Chủ trì", "2026"), ("1", "Rà soát", "Văn phòng", "5")))
    assert header is not None and header.columns[-1] == Column(None, "2026")


@pytest.mark.parametrize(("text", "kind"), [("x", "yes"), ("(X)", "yes"), ("PH", "coordinating_units"), ("abc", None)])
def test_marks(text: str, kind: str | None) -> None:
    assert is_mark(text) == kind


def test_columns_that_set_no_field_are_kept() -> None:
    (found,) = read_tables(
        [
            table(
                ("TT", "Nội dung", "Chủ trì", "Lãnh đạo phụ trách", "Kinh phí", "Mã số"),
                ("1", "Rà soát", "Văn phòng", "Đ/c Phó Giám đốc", "20 triệu", "A-01"),
            )
        ]
    )
    extra = {name: lines[0].text for name, lines in found.rows[0].extra.items()}
    assert extra == {"supervisor": "Đ/c Phó Giám đốc", "budget": "20 triệu", "Mã số": "A-01"}
