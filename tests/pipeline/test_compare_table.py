from __future__ import annotations

import csv
import dataclasses
import io

import pytest

from pipeline.compare.marked import joined, merged, plain, shortened, spelt
from pipeline.compare.table import columns, plan_names, rows, to_frame
from pipeline.compare.view import Entry, View
from pipeline.write.compare_csv import write_csv
from tests.pipeline.views import ADDED, CHANGED, MERGED, REMOVED, SPLIT, UNCHANGED, cell, life, marked, sample, view


def test_columns_are_named_after_the_plans() -> None:
    names = columns(sample())
    assert names[0] == "Tình trạng" and names[-2:] == ("Thay đổi", "Độ giống nhau")
    assert names[1:10] == (
        "TT (2025)",
        "Mục (2025)",
        "Nhiệm vụ (2025)",
        "Đơn vị chủ trì (2025)",
        "Đơn vị phối hợp (2025)",
        "Sản phẩm (2025)",
        "Thời gian hoàn thành (2025)",
        "Chỉ tiêu (2025)",
        "Trang (2025)",
    )
    assert names[10:19] == tuple(name.replace("2025", "2026") for name in names[1:10])
    english = columns(dataclasses.replace(sample(), lang="en"))
    assert english[3] == "Task (2025)" and english[-2:] == ("What changed", "Similarity")
    assert len(columns(life())) == 1 + 3 * 9 + 2


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (("2025", "2026"), ["2025", "2026"]),
        (("2025", "2025"), ["2025 #1", "2025 #2"]),
        (("2025", "2025", "2025 #1"), ["2025 #2", "2025 #3", "2025 #1"]),
        (("Kế hoạch\n cũ", ""), ["Kế hoạch cũ", "kế hoạch 2"]),
    ],
)
def test_no_two_plans_are_called_alike(names: tuple[str, ...], expected: list[str]) -> None:
    found = view(names=names)
    assert sorted(plan_names(found)) == sorted(expected)
    assert len(set(columns(found))) == len(columns(found))


def test_a_changed_task() -> None:
    (row,) = rows(view(CHANGED))
    assert row["Tình trạng"] == "Thay đổi"
    assert (row["TT (2025)"], row["TT (2026)"]) == ("3", "5")
    assert str(row["Nhiệm vụ (2025)"]).startswith("Rà soát văn bản quy phạm pháp luật do HĐND")
    assert row["Đơn vị phối hợp (2026)"] == "Sở Nội vụ; Sở Khoa học và Công nghệ"
    assert (row["Thời gian hoàn thành (2025)"], row["Thời gian hoàn thành (2026)"]) == ("Quý II/2025", "Quý III/2026")
    assert (row["Trang (2025)"], row["Trang (2026)"]) == (2, 3)
    assert str(row["Thay đổi"]).splitlines()[1:] == [
        "Thời hạn lùi 92 ngày: Quý II/2025 thành Quý III/2026",
        "Chỉ tiêu tăng: 80% thành 95%",
    ]
    assert row["Độ giống nhau"] == 0.827


def test_a_split_task_has_its_rows_in_one_cell() -> None:
    (row,) = rows(view(SPLIT))
    assert row["TT (2026)"] == "9, 10"
    assert row["Nhiệm vụ (2026)"] == "• Tập huấn nghiệp vụ cải cách hành chính\n• Tập huấn kỹ năng chuyển đổi số"
    assert row["Mục (2026)"] == "• Cải cách thể chế\n• Chuyển đổi số"
    assert row["Thời gian hoàn thành (2026)"] == "• Quý I/2026\n• –"
    assert row["Trang (2026)"] == 4
    (row,) = rows(view(MERGED))
    assert row["Mục (2025)"] == "Cải cách thể chế"  # both rows: said once


def test_a_side_without_the_task_is_empty() -> None:
    added, removed = rows(view(ADDED, REMOVED))
    assert {added[name] for name in columns(sample()) if "2025" in name} == {"", None}
    assert {removed[name] for name in columns(sample()) if "2026" in name} == {"", None}
    assert added["Độ giống nhau"] is None and added["Thay đổi"] == ""


@pytest.mark.parametrize("shown", [sample(), life(), view()], ids=["two", "three", "empty"])
def test_frame(shown: View) -> None:
    frame, empty = to_frame(shown), to_frame(dataclasses.replace(shown, entries=()))
    assert tuple(frame.columns) == columns(shown)
    assert len(frame) == len(shown.entries) and len(empty) == 0
    assert frame.dtypes.equals(empty.dtypes)
    assert str(frame["Trang (2026)"].dtype) == "Int64" and frame["Độ giống nhau"].dtype == "float64"


def test_csv() -> None:
    hostile = Entry("changed", ((cell("1", "=1+1"),), (cell("2", "- Sở Nội vụ"),)), ("=HYPERLINK(1)",), 0.5)
    stream = io.BytesIO()
    write_csv(view(hostile, UNCHANGED), stream)
    content = stream.getvalue()
    assert content.startswith(b"\xef\xbb\xbf")
    header, first, second = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    assert tuple(header) == columns(sample())
    named = dict(zip(header, first, strict=True))
    assert (named["Nhiệm vụ (2025)"], named["Nhiệm vụ (2026)"]) == ("'=1+1", "'- Sở Nội vụ")
    assert (named["Thay đổi"], named["Độ giống nhau"]) == ("'=HYPERLINK(1)", "0.5")
    assert second[0] == "Không đổi"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Rà soát [-văn bản-] xã", "Rà soát {+hồ sơ+} xã", "Rà soát [-văn bản-]{+hồ sơ+} xã"),
        ("Rà soát [-toàn bộ -]văn bản", "Rà soát văn bản", "Rà soát [-toàn bộ-] văn bản"),
        ("Rà soát văn bản", "Rà soát văn bản{+ của xã+}", "Rà soát văn bản {+của xã+}"),
        ("[-Văn-] [-thư-] tỉnh", "{+Hồ+} {+sơ+} tỉnh", "[-Văn thư-]{+Hồ sơ+} tỉnh"),
        ("rà soát\nvăn bản", "Rà soát văn  bản", "Rà soát văn  bản"),
        ("[-Bãi bỏ-]", "{+Ban hành+}", "[-Bãi bỏ-]{+Ban hành+}"),
        ("", "", ""),
        ("Thẩm định nghị quyết", "Thẩm tra nghị quyết", None),
    ],
)
def test_both_sides_in_one_text(old: str, new: str, expected: str | None) -> None:
    both = merged(marked(old), marked(new))
    assert (None if both is None else spelt(both)) == expected


def test_a_long_text_keeps_its_marked_words() -> None:
    long = "Tiếp tục đẩy mạnh tuyên truyền, phổ biến nội dung cải cách hành chính trên các phương tiện thông tin " * 3
    text = marked(f"{long}[-hằng tháng-]{{+hằng quý+}} {long}{{+và báo cáo+}}")
    short = spelt(shortened(text, 200))
    assert short.startswith("Tiếp tục đẩy mạnh tuyên … ")
    assert " [-hằng tháng-]{+hằng quý+} Tiếp tục" in short and short.endswith(" {+và báo cáo+}")
    assert len(short) < 250 and shortened(text, 10_000) == text
    plainly = plain(shortened(marked(long), 100))
    assert len(plainly) <= 102 and plainly.endswith(" …")


def test_texts_of_several_rows() -> None:
    assert joined([]) == ()
    assert plain(joined([marked("một")] * 2)) == "một"
    assert plain(joined([marked("một"), ()])) == "• một\n• –"
