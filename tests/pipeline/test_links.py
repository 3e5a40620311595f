"""Rows that state the same task: precision and recall on plans with known pairs, and what must not be linked."""

from __future__ import annotations

import dataclasses

import pytest

from extractors.deadlines import Deadline, find_deadlines
from extractors.lexicon import load
from pipeline import extract
from pipeline.check import findings
from pipeline.likeness import Vocabulary
from pipeline.links import same_as
from pipeline.records import DocumentInfo, Plan, Task
from pipeline.spelt_out import spelt_out
from pipeline.syllables import fold_syllable, subject_of
from tests.pipeline.effort import calls
from tests.pipeline.twice import ALL, Twice

PRECISION, RECALL = 1.0, 0.95
"""What the plans of `twice` must give together."""


def task(number: int, text: str, lead: str = "", time: str = "", kind: str = "task") -> Task:
    found: tuple[Deadline, ...] = tuple(find_deadlines(time, years=(2026,), cell=True)) if time else ()
    return Task(str(number), kind, text, lead_units=(lead,) if lead else (), deadlines=found)


def linked(*rows: tuple[str, str, str, str]) -> set[tuple[int, int]]:
    """The linked pairs of rows (list, text, unit, time)."""
    tasks = [task(number, *row[1:]) for number, row in enumerate(rows)]
    found = same_as(tasks, [row[0] for row in rows])
    pairs = {(i, int(other)) for i, ids in enumerate(found) for other in ids}
    assert pairs == {(j, i) for i, j in pairs}, "links go both ways"
    return {(i, j) for i, j in pairs if i < j}


@pytest.fixture(scope="module", params=["text", "docx"])
def extracted(request: pytest.FixtureRequest) -> list[tuple[Twice, Plan]]:
    sources = [(plan, plan.text().encode() if request.param == "text" else plan.docx()) for plan in ALL]
    return [(plan, extract(source, name=plan.name)) for plan, source in sources]


def test_precision_and_recall(extracted: list[tuple[Twice, Plan]]) -> None:
    right = wrong = missed = 0
    said = []
    for known, plan in extracted:
        rows = known.texts()
        assert [t.task.rstrip(".") for t in plan.tasks] == [text.rstrip(".") for _, _, text in rows], known.name
        at = {t.id: i for i, t in enumerate(plan.tasks)}
        found = {(i, at[other]) for i, t in enumerate(plan.tasks) for other in t.same_as if i < at[other]}
        wanted = known.pairs()
        right, wrong, missed = right + len(found & wanted), wrong + len(found - wanted), missed + len(wanted - found)
        said += [(known.name, rows[i][2], rows[j][2]) for i, j in sorted(found ^ wanted)]
    assert right / (right + wrong) >= PRECISION, said
    assert right / (right + missed) >= RECALL, said


SAME = [
    ("Ban hành Kế hoạch CCHC năm 2026", "Xây dựng, ban hành Kế hoạch cải cách hành chính 2026"),
    ("Tiếp tục kiện toàn Ban Chỉ đạo chuyển đổi số của tỉnh", "Kiện toàn Ban Chỉ đạo chuyển đổi số tỉnh"),
    ("Tổ chức hội nghị đối thoại với doanh nghiệp nhằm tháo gỡ khó khăn", "Hội nghị đối thoại với doanh nghiệp"),
    ("Hoà giải ở cơ sở: củng cố tổ hoà giải tại các thôn", "Hòa giải ở cơ sở: củng cố tổ hòa giải tại các thôn"),
    ("Mở lớp bồi dưỡng nghiệp vụ văn thư cho viên chức các trường", "Tập huấn nghiệp vụ văn thư cho viên chức trường"),
    ("Rà soát quy hoạch sử dụng đất của thị trấn, hoàn thành trong tháng 5", "Rà soát quy hoạch sử dụng đất thị trấn"),
    ("Cắt giảm 30% thời gian giải quyết hồ sơ đất đai", "Rút ngắn thời gian giải quyết hồ sơ đất đai"),
    ("Đẩy mạnh giảm thiểu rác thải nhựa ở chợ", "Giảm thiểu chất thải rắn nhựa ở chợ"),
    ("Rà soát văn bản còn hiệu lực về giá đất", "Rà soát văn bản về giá đất cần xử lý"),
    ("Lập quy hoạch chợ dân sinh, trình Chủ tịch UBND tỉnh phê duyệt", "Lập quy hoạch chợ dân sinh toàn huyện"),
    ("Sử dụng không gian mạng quảng bá nông sản", "Quảng bá nông sản, sử dụng không gian mạng"),
    ("Cấp, thu hồi thẻ hội viên người cao tuổi", "Cấp thẻ hội viên người cao tuổi"),
    ("Kết nối dữ liệu với Sở GD&ĐT về tuyển sinh", "Kết nối dữ liệu với Sở Giáo dục và Đào tạo về tuyển sinh"),
]

DIFFERENT = [
    ("Xây dựng báo cáo quý I về an toàn thực phẩm", "Xây dựng báo cáo quý III về an toàn thực phẩm"),
    ("Xây dựng báo cáo an toàn thực phẩm bếp ăn bán trú", "Xây dựng báo cáo an toàn thực phẩm chợ đầu mối"),
    ("Sơ kết phong trào thi đua yêu nước", "Tổng kết phong trào thi đua yêu nước"),
    ("Ban hành Quy chế quản lý chợ nông thôn", "Kiểm tra việc thực hiện Quy chế quản lý chợ nông thôn"),
    ("Vận động nguồn lực xây dựng nhà văn hóa thôn", "Xây dựng nhà văn hóa thôn"),
    ("Hướng dẫn các xã lập danh sách hộ nghèo", "Lập danh sách hộ nghèo các xã"),
    ("Khảo sát chất lượng học sinh lớp 9", "Khảo sát chất lượng học sinh lớp 6"),
    ("Thi học sinh giỏi môn Toán cấp trường", "Thi học sinh giỏi môn Toán cấp tỉnh"),
    ("Kiểm tra an toàn hồ chứa Suối Hai", "Kiểm tra an toàn hồ chứa Đồng Mô"),
    ("Thanh tra tài chính Trường Tiểu học Lê Lợi", "Thanh tra tài chính Trường Tiểu học Kim Đồng"),
    ("Triển khai Kế hoạch số 12/KH-UBND về chuyển đổi số", "Triển khai Kế hoạch số 45/KH-UBND về chuyển đổi số"),
    ("Tập huấn kỹ năng số cho giáo viên mầm non", "Tập huấn kỹ năng số cho giáo viên tiểu học"),
    ("Thông tin, báo cáo", "Báo cáo"),
    ("Hỗ trợ trẻ em khó khăn tại thôn Tây khu 1", "Hỗ trợ trẻ em khó khăn tại thôn Hạ khu 1"),
    ("Tuần tra tuyến đường số 5, nhắc nhở tại ngã tư số 1", "Tuần tra tuyến đường số 15, nhắc nhở tại ngã tư số 1"),
    ("Xây dựng Kế hoạch rà soát văn bản lĩnh vực y tế", "Xây dựng Kế hoạch kiểm tra văn bản lĩnh vực y tế"),
    ("Hoàn thiện quy hoạch phân khu KCN Tân Phú 2", "KCN Tân Phú 2: hoàn thành kiểm đếm"),
    ("Lập phương án bảo đảm an toàn đập Suối Cát bản thượng", "Phương án bảo đảm an toàn hồ Đồng Mô"),
    ("Biên soạn tài liệu phục vụ hội nghị cấp xã", "Tài liệu phục vụ lớp tập huấn thú y"),
    ("Xây dựng Đề án quản lý chợ nông thôn", "Ban hành Quy chế quản lý chợ nông thôn"),
    ("Tổ chức thực hiện Kế hoạch", "Triển khai các nội dung của Kế hoạch"),
    # opposites
    ("Tăng số lượng hồ sơ giải quyết trực tuyến", "Giảm số lượng hồ sơ giải quyết trực tuyến"),
    ("Cấp giấy chứng nhận quyền sử dụng đất", "Thu hồi giấy chứng nhận quyền sử dụng đất"),
    ("Tăng cường độ tuần tra vùng giáp ranh", "Giảm cường độ tuần tra vùng giáp ranh"),
    ("Tăng cường tuần tra vùng giáp ranh", "Giảm cường độ tuần tra vùng giáp ranh"),
    ("Mở cửa rừng phòng hộ đầu nguồn", "Đóng cửa rừng phòng hộ đầu nguồn"),
    ("Bổ nhiệm kế toán trưởng các trường", "Miễn nhiệm kế toán trưởng các trường"),
    ("Lắp đặt biển báo giao thông trên tuyến", "Tháo dỡ biển báo giao thông trên tuyến"),
    ("Thành lập Ban quản lý chợ Suối Cát", "Giải thể Ban quản lý chợ Suối Cát"),
    ("Tuyển dụng viên chức ngành y tế", "Tinh giản viên chức ngành y tế"),
    ("Công bố danh mục văn bản còn hiệu lực", "Công bố danh mục văn bản hết hiệu lực"),
    ("Tiếp nhận hồ sơ lưu trữ của các phòng", "Bàn giao hồ sơ lưu trữ của các phòng"),
    # denials
    ("Chuyển mục đích sử dụng đất nông nghiệp", "Chuyển mục đích sử dụng đất phi nông nghiệp"),
    ("Kiểm kê di sản văn hóa vật thể", "Kiểm kê di sản văn hóa phi vật thể"),
    ("Trực cấp cứu trong giờ hành chính", "Trực cấp cứu ngoài giờ hành chính"),
    ("Hỗ trợ trường mầm non đạt chuẩn quốc gia", "Hỗ trợ trường mầm non chưa đạt chuẩn quốc gia"),
    # near to words that mean the same
    ("Thu gom rác thải sinh hoạt tại các bản", "Xử lý rác thải sinh hoạt tại các bản"),
    ("Rút ngắn thời gian giải quyết hồ sơ đất đai", "Rút ngắn thời gian giải quyết hồ sơ hộ tịch"),
    ("Trình Chủ tịch UBND tỉnh phê duyệt quy hoạch chợ", "Trình Chủ tịch UBND tỉnh phê duyệt quy hoạch nghĩa trang"),
]

OTHERS = [
    ("body", "Trồng mới 20 ha rừng phòng hộ đầu nguồn", "", ""),
    ("body", "Cấp nước sạch cho bản vùng cao", "", ""),
    ("PL", "Mua sắm thiết bị phòng thí nghiệm", "", ""),
    ("PL", "Số hóa sổ hộ tịch lưu tại xã", "", ""),
]


@pytest.mark.parametrize(("body", "appendix"), SAME)
def test_the_same_in_other_words(body: str, appendix: str) -> None:
    assert linked(*OTHERS, ("body", body, "", ""), ("PL", appendix, "", "")) == {(4, 5)}


@pytest.mark.parametrize(("body", "appendix"), DIFFERENT)
def test_different_though_alike(body: str, appendix: str) -> None:
    assert linked(*OTHERS, ("body", body, "", ""), ("PL", appendix, "", "")) == set()


TITLE = "Cải cách hành chính năm 2026 của Sở Nội vụ"


@pytest.mark.parametrize(
    ("body", "appendix", "expected"),
    [
        ("Ban hành Kế hoạch CCHC năm 2026 của Sở", "Xây dựng, ban hành Kế hoạch cải cách hành chính 2026", True),
        ("Ban hành Kế hoạch CCHC năm 2026", "Ban hành Kế hoạch tuyên truyền CCHC năm 2026", False),
        ("Ban hành Kế hoạch CCHC năm 2026", "Xây dựng báo cáo CCHC năm 2026", False),
        ("Ban hành Kế hoạch CCHC năm 2026", "Triển khai công tác CCHC năm 2026", False),
    ],
)
def test_the_plan_itself(body: str, appendix: str, expected: bool) -> None:
    tasks = [task(1, body), task(2, appendix), *(task(n, row[1]) for n, row in enumerate(OTHERS, 3))]
    found = same_as(tasks, ["body", "PL", *(row[0] for row in OTHERS)], TITLE)
    assert (found[0] == ("2",)) is expected


def test_never_within_one_list() -> None:
    row = ("body", "Ban hành Quy chế quản lý chợ nông thôn", "", "")
    assert linked(row, row, *OTHERS) == set()


def test_a_target_is_no_task() -> None:
    text = "100% thôn có nhà văn hóa đạt chuẩn"
    tasks = [task(1, text), task(2, text, kind="target"), task(3, text, kind="target")]
    assert same_as(tasks, ["body", "PL", "body"]) == [(), ("3",), ("2",)]


MONTHLY = "Họp giao ban khối nội chính của tỉnh"


def test_of_repeated_rows_only_the_one_of_the_same_time() -> None:
    rows = [("PL", MONTHLY, "", f"Tháng {month}/2026") for month in (3, 6, 9)]
    assert linked(*OTHERS, ("body", MONTHLY, "", "Tháng 6/2026"), *rows) == {(4, 6)}
    assert linked(*OTHERS, ("body", MONTHLY, "", ""), *rows) == set()
    assert linked(*OTHERS, ("body", MONTHLY, "", "Tháng 12/2026"), *rows) == set()


def test_of_repeated_rows_only_the_one_of_the_same_unit() -> None:
    rows = [("PL", "Lập sổ theo dõi tiêm chủng trẻ em", f"Trạm Y tế xã {name}", "") for name in ("An Hạ", "Đồng Mây")]
    body = ("body", "Lập sổ theo dõi tiêm chủng trẻ em", "Trạm Y tế xã Đồng Mây", "")
    assert linked(*OTHERS, body, *rows) == {(4, 6)}


def test_the_same_words_twice_in_the_body_are_both_linked() -> None:
    row = ("body", "Khảo sát mức độ hài lòng của người dân", "", "")
    assert linked(*OTHERS, row, row, ("PL", row[1], "Văn phòng Sở", "")) == {(4, 6), (5, 6)}


def test_a_contradiction_in_unit_or_time_does_not_part_equal_words() -> None:
    text = "Xây dựng Đề án bảo tồn nghề dệt thổ cẩm"
    assert linked(*OTHERS, ("body", text, "", "Quý II/2026"), ("PL", text, "", "Tháng 8/2026")) == {(4, 5)}
    body = ("body", text, "Phòng Di sản", "Quý II/2026")
    assert linked(*OTHERS, body, ("PL", text, "Phòng Du lịch", "Quý II/2026")) == {(4, 5)}


def test_what_is_done_year_by_year_is_not_one_task() -> None:
    text = "Tổng hợp kết quả thi đua của các cụm"
    assert linked(*OTHERS, ("body", text, "", "Năm 2025"), ("PL", text, "", "Năm 2026")) == set()


def test_what_comes_at_other_intervals_is_not_one_task() -> None:
    text = "Tổng hợp kết quả thi đua của các cụm"
    assert linked(*OTHERS, ("body", text, "", "Hằng tháng"), ("PL", text, "", "Hằng quý")) == set()


@pytest.mark.parametrize(
    ("body", "appendix"),
    [
        ("trước ngày 20 của tháng cuối quý", "trước ngày 25 của tháng cuối quý"),
        ("15/6; 15/12", "15/6; 31/12"),
        ("ngày 10 hằng tháng", "ngày 15 hằng tháng"),
        ("trước ngày 30/6 hằng năm", "Quý III/2026"),
    ],
)
def test_other_days_of_one_task_are_a_contradiction(body: str, appendix: str) -> None:
    text = "Tổng hợp kết quả thi đua của các cụm"
    rows = [task(n, text, "", time) for n, time in enumerate((body, appendix))]
    tasks = [*rows, *(task(n, row[1]) for n, row in enumerate(OTHERS, 2))]
    again = same_as(tasks, ["body", "PL", *(row[0] for row in OTHERS)])
    tied = [dataclasses.replace(t, same_as=ids) for t, ids in zip(tasks, again, strict=True)]
    found = findings(Plan(DocumentInfo(), tuple(tied)), ["times-differ"])
    assert [(f.row, f.others) for f in found] == [(1, (2,))]


def test_two_doers_in_their_own_words_are_two_tasks() -> None:
    text = "trực tiếp chỉ đạo việc thực hiện các nhiệm vụ tại Phụ lục này"
    tasks = [
        dataclasses.replace(task(n, f"{lead} {text}", lead), origins={"lead_units": "rule"})
        for n, lead in enumerate(("Giám đốc Sở Nội vụ", "Chủ tịch UBND tỉnh"))
    ]
    assert same_as(tasks, ["body", "PL"]) == [(), ()]


def test_links_name_the_ids_of_the_plan(extracted: list[tuple[Twice, Plan]]) -> None:
    for _, plan in extracted:
        by_id = {t.id: t for t in plan.tasks}
        for t in plan.tasks:
            assert all(t.id in by_id[other].same_as for other in t.same_as)


def test_work_grows_with_the_rows() -> None:
    def rows(count: int) -> list[Task]:
        words = ["rà soát", "lập", "sửa chữa", "kiểm tra", "bồi dưỡng", "trồng", "nuôi", "vẽ", "in", "đo"]
        texts = [f"{words[n % 10]} hồ sơ nhóm {n % 7} mục tiêu việc số {n} và bản đồ {n * 7919}" for n in range(count)]
        return [task(n, text) for n, text in enumerate(texts)]

    def effort(count: int, *, alike: bool = False) -> int:
        made = [dataclasses.replace(t, task="Báo cáo kết quả công tác tháng") for t in rows(count)]
        tasks = made if alike else rows(count)
        parts = ["body" if n % 2 else "PL" for n in range(count)]
        return calls(lambda: same_as(tasks, parts))

    effort(50)
    assert effort(1200) <= 4 * effort(400)
    assert effort(1200, alike=True) <= 4 * effort(400, alike=True)


@pytest.mark.parametrize(
    ("a", "b"), [("hoà", "hòa"), ("Kĩ", "kỹ"), ("02", "2"), ("thuỷ", "thủy"), ("LÝ", "lí"), ("QUỸ", "quỹ")]
)
def test_spellings_of_a_syllable(a: str, b: str) -> None:
    assert fold_syllable(a) == fold_syllable(b)


def test_other_syllables_stay_apart() -> None:
    assert len({fold_syllable(s) for s in ("tu", "tư", "tú", "từ", "tứ", "đu", "du")}) == 7


def test_an_abbreviation_is_spelt_out_from_the_plan() -> None:
    tasks = [task(1, "Phát triển kinh tế tuần hoàn ven sông"), task(2, "Hội thảo về KTTH")]
    first, second = Vocabulary(tasks).wordings
    assert second.whole[-4:] == first.whole[2:6]


def test_what_the_plan_defines_comes_first() -> None:
    tasks = [task(1, "Phát triển kinh tế tuần hoàn"), task(2, "Hội thảo về KTTH"), task(3, "Hội thảo về KTTH (CCHC)")]
    found = Vocabulary(tasks, "", {"KTTH": "kiến trúc tinh hoa", "CCHC": "chính cư hợp chuẩn", "UBND": "UBND xã"})
    spelt = ["kiến", "trúc", "tinh", "hoa"]
    assert found.wordings[1].whole[-4:] == tuple(map(fold_syllable, spelt))
    assert found.wordings[2].whole[-4:] == tuple(map(fold_syllable, ["chính", "cư", "hợp", "chuẩn"]))


def test_a_body_with_its_place_is_not_every_body() -> None:
    spelt = spelt_out(["UBND tỉnh"], {"UBND": "Ủy ban nhân dân xã", "KT": "kiểm tra"})
    assert spelt["UBND"] == "Ủy ban nhân dân" and "KT" not in spelt


def test_the_lexicon_repeats_no_abbreviation_of_the_register() -> None:
    names = load("unit_names")
    known = {*names["terms"], *(short for shorts in names["bodies"].values() for short in shorts)}
    assert known.isdisjoint(load("likeness")["abbreviations"])


def test_the_subject_of_a_heading() -> None:
    assert subject_of("Nhiệm vụ về cải cách thể chế") == subject_of("Cải cách thể chế") != subject_of("Cải cách TTHC")
    assert subject_of("Nội dung, nhiệm vụ") == frozenset()
