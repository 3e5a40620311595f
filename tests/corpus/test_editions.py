"""Pairs of editions (corpus/editions): gold by construction, texts, cells and annotation in step."""

from __future__ import annotations

import datetime as dt
import io
import random
import zipfile
from collections import Counter
from functools import cache
from typing import Any

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.editions import MEASURED, Keys, pairs, score
from corpus.annotate import gold
from corpus.build import load, plan_names, word_file
from corpus.editions import Edition, edition
from corpus.editions.data import DATA
from corpus.editions.fields import Setting, later, refigured
from corpus.editions.numbers import renumber
from corpus.editions.rolling import Roll, roll_tree
from corpus.editions.structure import merge, split
from corpus.editions.tree import Branch, Tree, thaw
from corpus.editions.wording import by_rule, by_synonym, paraphrase, reword_by_rule, reword_by_synonym
from corpus.editions.words import Words
from corpus.marks import GOALS, TIMES, read_marks
from corpus.model import (
    Goal,
    Item,
    Plan,
    Row,
    Section,
    Signature,
    TaskTable,
    When,
    at_least,
    before,
    by,
    half,
    month,
    period,
    quarter,
    recurring,
)

NAMES = plan_names()
SEEDS = (0, 1, 2)

pair = cache(edition)


def some() -> list[Edition]:
    return [pair(name, seed) for name in NAMES for seed in SEEDS]


# --- the year ---------------------------------------------------------------------------------------------------------

ROLLED = [
    ("Kế hoạch cải cách hành chính năm 2025", "Kế hoạch cải cách hành chính năm 2026"),
    ("hoàn thành trước ngày 30/6/2025", "hoàn thành trước ngày 30/6/2026"),
    ("trong Quý I/2025", "trong Quý I/2026"),
    ("quý III năm 2025", "quý III năm 2026"),
    ("tháng 9/2025", "tháng 9/2026"),
    ("chậm nhất ngày 15 tháng 10 năm 2025.", "chậm nhất ngày 15 tháng 10 năm 2026."),
    ("Chỉ số CCHC năm 2024 của các sở", "Chỉ số CCHC năm 2025 của các sở"),
    ("tăng 03 bậc so với năm 2024", "tăng 03 bậc so với năm 2025"),
    ("năm học 2024-2025", "năm học 2025-2026"),
    ("năm học 2025 - 2026", "năm học 2026 - 2027"),
    ("phương án chữa cháy rừng mùa khô 2025 - 2026", "phương án chữa cháy rừng mùa khô 2026 - 2027"),
    ("dự toán năm 2026", "dự toán năm 2027"),
    ("trước ngày 15/01/2026", "trước ngày 15/01/2027"),
    ("từ ngày 01/4/2025 đến ngày 30/9/2025", "từ ngày 01/4/2026 đến ngày 30/9/2026"),
    ("ngày 31-12-2025", "ngày 31-12-2026"),
    ("đến hết năm 2025", "đến hết năm 2026"),
    ("Đến năm 2025 hoàn thành", "Đến năm 2026 hoàn thành"),
    ("Tết Nguyên đán Ất Tỵ", "Tết Nguyên đán Bính Ngọ"),
    ("phổ biến Luật Thủ đô năm 2025", "phổ biến Luật Thủ đô năm 2026"),
    (
        "(Kèm theo Kế hoạch số 09/KH-UBND ngày 14/01/2025 của UBND tỉnh)",
        "(Kèm theo Kế hoạch số 12/KH-UBND ngày 20/01/2026 của UBND tỉnh)",
    ),
    ("Kế hoạch số 09/KH-UBND ngày 14 tháng 01 năm 2025", "Kế hoạch số 12/KH-UBND ngày 20 tháng 01 năm 2026"),
]
KEPT = [
    "Nghị quyết 20/NQ-HĐND ngày 06/7/2023 của HĐND Thành phố",
    "Nghị quyết số 76/NQ-CP ngày 15/7/2025 của Chính phủ",
    "Quyết định số 12/2024/QĐ-UBND ngày 05/3/2024",
    "Nghị quyết số 31/2025/NQ-HĐND ngày 19/11/2025",
    "Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020",
    "Thông tư số 58/2024/TT-BKHCN ngày 21 tháng 12 năm 2024",
    "Nghị quyết số 18-NQ/TW ngày 25/10/2017",
    "Kế hoạch số 281/KH-UBND ngày 28/10/2024",
    "Công văn số 211/UBND-VHXH, ngày 11/3/2025",
    "Kế hoạch số 109/KH-UBND ngày 14/01/2025",
    "giai đoạn 2021-2025",
    "giai đoạn 2026 - 2030, định hướng đến năm 2035",
    "Đại hội nhiệm kỳ 2025-2030",
    "tầm nhìn đến năm 2026",
    "Chiến lược phát triển đến năm 2030",
    "đến năm 2026, cơ bản hoàn thành",
    "Luật Đất đai năm 2024",
    "Bộ luật Lao động 2019",
    "trẻ em sinh năm 2015",
    "2.025 hộ",
    "12.2025 lượt",
]
YEARLY = Roll((2025,), 1, "09/KH-UBND", "12/KH-UBND", dt.date(2025, 1, 14), dt.date(2026, 1, 20))


@pytest.mark.parametrize(("old", "new"), ROLLED)
def test_years_of_the_plan_roll(old: str, new: str) -> None:
    assert YEARLY.text(old) == new


@pytest.mark.parametrize("text", KEPT)
def test_other_years_stay(text: str) -> None:
    assert YEARLY.text(text) == text


def test_a_plan_of_two_years_rolls_its_own_stretch() -> None:
    roll = Roll((2026, 2027), 2)
    assert roll.text("giai đoạn 2026 - 2027") == "giai đoạn 2028 - 2029"
    assert roll.text("giai đoạn 2026 - 2030") == "giai đoạn 2026 - 2030"
    assert roll.text("đến hết ngày 29/02/2028, năm 2027") == "đến hết ngày 28/02/2030, năm 2029"


def test_what_is_marked_as_cited_stays() -> None:
    text, marks = read_marks("Triển khai [Chương trình hành động năm 2025](cite) trong năm 2025")
    assert YEARLY.words(Words.of(text, marks)).text == "Triển khai Chương trình hành động năm 2025 trong năm 2026"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (before("trước ngày 15/3/2025", "2025-03-15"), before("trước ngày 15/3/2026", "2026-03-15")),
        (month("tháng 02/2025", "2025-02-01"), month("tháng 02/2026", "2026-02-01")),
        (quarter("Quý I/2025", 2025, 1), quarter("Quý I/2026", 2026, 1)),
        (recurring("hằng quý", "FREQ=MONTHLY;INTERVAL=3"), recurring("hằng quý", "FREQ=MONTHLY;INTERVAL=3")),
        (
            by("trong 45 ngày kể từ ngày ban hành Kế hoạch này", "2025-02-28"),
            by("trong 45 ngày kể từ ngày ban hành Kế hoạch này", "2026-03-06"),
        ),
    ],
)
def test_deadlines_roll(old: When, new: When) -> None:
    assert YEARLY.when(old) == new


def test_the_end_of_february_follows_the_year() -> None:
    roll = Roll((2027,), 1)
    assert roll.when(month("tháng 02/2027", "2027-02-01")) == month("tháng 02/2028", "2028-02-01")
    assert roll.when(by("ngày 28/02/2027", "2027-02-28")) == by("ngày 28/02/2028", "2028-02-28")


@pytest.mark.parametrize("name", NAMES)
def test_a_rolled_plan_is_the_plan_but_for_the_year(name: str) -> None:
    old = load(name)
    tree = thaw(old)
    roll_tree(tree, Roll(old.years, 0, old.number, old.number, *(dt.date.fromisoformat(old.issued),) * 2))
    renumber(tree)
    assert gold(tree.freeze()) == gold(old)


# --- editions ---------------------------------------------------------------------------------------------------------


def test_the_same_seed_gives_the_same_edition() -> None:
    for name in NAMES[:6]:
        first, second = edition(name, 7), edition(name, 7)
        assert first == second and first.gold() == second.gold()
        assert word_file(first.new) == word_file(second.new)
    assert edition("demo", 7).gold() != edition("demo", 8).gold()


@given(st.sampled_from(NAMES), st.integers(0, MEASURED - 1))
@settings(max_examples=25, deadline=None)
def test_every_record_is_in_one_change(name: str, seed: int) -> None:
    drawn = edition(name, seed)
    for side, plan in (("old", drawn.old), ("new", drawn.new)):
        held = Counter(number for change in drawn.changes for number in getattr(change, side))
        assert held == Counter(range(len(gold(plan)["tasks"]))), side
    for change in drawn.changes:
        shape = (min(len(change.old), 2), min(len(change.new), 2))
        expected = {(0, 1): "added", (1, 0): "removed", (1, 2): "split", (2, 1): "merged", (1, 1): change.status}
        assert expected[shape] == change.status
        assert bool(change.fields) == (change.status == "changed")


@given(st.sampled_from(NAMES), st.integers(0, MEASURED - 1))
@settings(max_examples=25, deadline=None)
def test_values_stand_in_the_text_or_around_it(name: str, seed: int) -> None:
    for branch in _records(edition(name, seed).new):
        node = branch.record
        if branch.words is None:
            continue
        text = branch.words.text
        assert text == " ".join(text.split()) and text[:1] == text[:1].upper(), text
        for goal in node.goals:
            assert goal.raw in " ".join((text, *node.products)), (text, goal)
        if isinstance(node, Row):
            cells = dict(node.cells)
            assert cells["task"] == text
            printed = " ".join(" ".join((value or "") for value in cells.values()).split())
            for value in (*node.lead, *node.coord, *node.products, *(when.raw for when in node.when)):
                assert value in printed, (value, cells)


def _records(plan: Plan) -> list[Branch]:
    """Records of a plan that is not in the corpus: marks are in its nodes."""
    from corpus.editions.tree import _thaw, walk

    out = []
    for branch in walk([_thaw(node) for node in (*plan.body, *plan.after)]):
        if branch.is_record:
            node = branch.record
            text = node.text if isinstance(node, Item) else node.task
            branch.words = None if "{{" in text else Words.of(text, node.marks)
            out.append(branch)
    return out


def test_tasks_said_to_be_unchanged_differ_by_the_year_alone() -> None:
    for drawn in some():
        old, new = (gold(plan)["tasks"] for plan in (drawn.old, drawn.new))
        roll = Roll(
            drawn.old.years,
            drawn.shift,
            drawn.old.number,
            drawn.new.number,
            dt.date.fromisoformat(drawn.old.issued),
            dt.date.fromisoformat(drawn.new.issued),
        )
        marked = [branch.words for branch in thaw(drawn.old).records()]
        for change in drawn.changes:
            if change.status == "unchanged" and not change.edits:
                before_, after, words = old[change.old[0]], new[change.new[0]], marked[change.old[0]]
                assert (roll.words(words).text if words else roll.text(before_["task"])) == after["task"]
                assert before_["lead_units"] == after["lead_units"] and before_["targets"] == after["targets"]


def test_a_task_is_changed_in_its_wording_only_where_the_words_are_others() -> None:
    """Beyond year, figures, times and names of units."""
    for drawn in some():
        old, new = _records(drawn.old), _records(drawn.new)
        marked = {i: branch for i, branch in enumerate(thaw(drawn.old).records())}
        roll = Roll(drawn.old.years, drawn.shift)
        for change in drawn.changes:
            if len(change.old) != 1 or len(change.new) != 1 or "time moved" in change.edits:
                continue
            left, right = marked[change.old[0]].words, new[change.new[0]].words
            if left is None or right is None:
                continue
            same = _bare(roll.words(left)) == _bare(right)
            assert same == ("task" not in change.fields), (change, left.text, right.text)
        assert len(old) == len(marked)


def _bare(words: Words) -> list[str]:
    """The words without what is no wording."""
    text = words.text
    for span in sorted(words.spoken(*TIMES, *GOALS, "lead", "coord"), key=lambda s: -s.start):
        text = text[: span.start] + " " + text[span.end :]
    return regex.findall(r"\w+", text.casefold())


def test_every_kind_of_edit_is_made() -> None:
    made = Counter(edit for name in NAMES for seed in range(4) for c in pair(name, seed).changes for edit in c.edits)
    for kind in ("dropped", "added", "synonym", "rule", "heavy", "moved", "split", "merged", "redated"):
        assert made[kind] >= 20, made
    for kind in (
        "reassigned",
        "coordinated",
        "product",
        "retargeted",
        "time moved",
        "inherited",
        "paraphrase",
        "replaced",
        "sibling",
    ):
        assert made[kind] >= 5, (kind, made)
    shifts = Counter(pair(name, seed).shift for name in NAMES for seed in range(4))
    assert set(shifts) == {0, 1, 2} and shifts[1] > shifts[0] + shifts[2]


def test_numbers_run_on() -> None:
    for drawn in some():
        for branch in _tables(drawn.new):
            printed = [row.number or "" for row in branch.rows if isinstance(row, Row)]
            numbers = [int(number) for number in printed if number.isdigit()]
            assert numbers == list(range(1, len(numbers) + 1))


def _tables(plan: Plan) -> list[TaskTable]:
    found: list[TaskTable] = []

    def walk(nodes: tuple[object, ...]) -> None:
        for node in nodes:
            if isinstance(node, TaskTable):
                found.append(node)
            walk(getattr(node, "below", ()))

    walk((*plan.body, *plan.after))
    return found


def test_numbers_of_headings_and_items_run_on() -> None:
    tree = _tree(
        Section("A", (Item("Một việc", "1.1.", number="1.1"), Item("Hai việc", "1.2.", number="1.2")), "1.", "1"),
        Section("B", (Item("Ba việc", "2.1.", number="2.1"), Item("Bốn việc", "2.2.", number="2.2")), "2.", "2"),
    )
    del tree.body.below[0]
    del tree.body.below[0].below[0]
    renumber(tree)
    (section,) = tree.freeze().body
    assert isinstance(section, Section) and section.number == "1" and section.mark == "1."
    assert [item.mark for item in section.below if isinstance(item, Item)] == ["1.1."]


@pytest.mark.parametrize(
    ("name", "seed"), [("cchc-2025", 0), ("demo", 1), ("school", 2), ("ministry", 0), ("targets", 1)]
)
def test_typeset_and_extracted_editions_have_the_rows(name: str, seed: int) -> None:
    from pipeline import extract

    drawn = pair(name, seed)
    found = extract(word_file(drawn.new), name=f"{name}.docx", ner=False)
    wanted = [task["task"] for task in gold(drawn.new)["tasks"]]
    keys = Keys(wanted).of([task.task for task in found.tasks])
    assert len(keys & set(range(len(wanted)))) >= 0.9 * len(wanted)
    assert found.document.number == drawn.new.number
    assert found.document.years == drawn.new.years


def test_the_docx_prints_what_the_gold_says() -> None:
    drawn = pair("ubnd-thanh-pho", 1)
    with zipfile.ZipFile(io.BytesIO(word_file(drawn.new))) as file:
        body = file.read("word/document.xml").decode()
    for task in gold(drawn.new)["tasks"]:
        assert all(word in body for word in task["task"].split())


# --- the edits --------------------------------------------------------------------------------------------------------


def _tree(*nodes: Section | Item | TaskTable) -> Tree:
    from corpus.editions.tree import _thaw

    plan = Plan("x", ("A",), "1/KH", "", ("T",), "A", "2025-01-01", (2025,), Signature((), ("G",), "N"), tuple(nodes))
    tree = Tree(plan, Branch(plan.signature, [_thaw(node) for node in nodes]), Branch(plan.signature))
    for number, branch in enumerate(tree.records()):
        node = branch.record
        branch.origins, branch.words = (
            (number,),
            Words.of(node.text if isinstance(node, Item) else node.task, node.marks),
        )
    return tree


def _item(marked: str, **values: object) -> Item:
    text, marks = read_marks(marked)
    return Item(text, marks=marks, **values)  # type: ignore[arg-type]


def test_split_repeats_who_does_it() -> None:
    tree = _tree(
        Section(
            "A",
            (
                _item(
                    "[Sở Y tế](lead) lập [danh sách cơ sở khám bệnh](product); "
                    "kiểm tra các cơ sở [trong quý I](quarter 2025-1).",
                    lead=("Sở Y tế",),
                    products=("danh sách cơ sở khám bệnh",),
                    when=(quarter("trong quý I", 2025, 1),),
                ),
                _item("Họp giao ban."),
            ),
        )
    )
    assert split(tree, next(tree.records()), random.Random(0))
    first, second = list(tree.records())[:2]
    assert first.words and first.words.text == "Sở Y tế lập danh sách cơ sở khám bệnh."
    assert second.words and second.words.text == "Sở Y tế kiểm tra các cơ sở trong quý I."
    assert first.record.lead == second.record.lead == ("Sở Y tế",)
    assert first.record.products and not first.record.when
    assert not second.record.products and second.record.when == (quarter("trong quý I", 2025, 1),)
    assert first.origins == second.origins == (0,)


def test_split_repeats_who_stands_before_a_colon() -> None:
    item = _item("[Sở Y tế](lead): Lập danh sách cơ sở khám bệnh; kiểm tra các cơ sở đã lập.", lead=("Sở Y tế",))
    tree = _tree(Section("A", (item, Item("Họp giao ban."))))
    assert split(tree, next(tree.records()), random.Random(0))
    second = list(tree.records())[1]
    assert second.words and second.words.text == "Sở Y tế: Kiểm tra các cơ sở đã lập."
    assert second.record.lead == ("Sở Y tế",)


@pytest.mark.parametrize(
    "text",
    [
        "Lập biên bản đối thoại và niêm yết tại cổng nhà máy.",
        "Rà soát và cập nhật danh mục.",
        "[Sở Y tế](lead), [Sở Tài chính](lead) lập danh sách cơ sở; kiểm tra các cơ sở đã lập.",
        "Duy trì chuyên mục trên báo và đăng tải [01 lần/tuần](every FREQ=WEEKLY).",
        "Tiếp nhận hồ sơ, xử lý (nếu đủ điều kiện; báo cáo cấp trên).",
        "Vận động người dân và doanh nghiệp tham gia.",
    ],
)
def test_no_split_where_a_part_could_not_stand_alone(text: str) -> None:
    tree = _tree(Section("A", (_item(text), Item("Họp giao ban."))))
    assert not split(tree, next(tree.records()), random.Random(0))


def test_merge_says_the_doer_and_the_verb_once() -> None:
    nodes = (
        _item("[Sở Y tế](lead) xây dựng kế hoạch kiểm tra.", lead=("Sở Y tế",)),
        _item("[Sở Y tế](lead) xây dựng kế hoạch tập huấn.", lead=("Sở Y tế",)),
    )
    tree = _tree(Section("A", nodes))
    record = {"lead_units": ["Sở Y tế"], "coordinating_units": [], "kind": "task", "section": "A", "deadlines": []}
    # the verb stands behind the doer and is told again
    assert merge(tree, next(tree.records()), [record, record])
    (branch,) = tree.records()
    assert branch.words is not None
    assert branch.words.text == "Sở Y tế xây dựng kế hoạch kiểm tra; xây dựng kế hoạch tập huấn."
    assert branch.origins == (0, 1)
    tree = _tree(Section("A", (Item("Xây dựng kế hoạch kiểm tra"), Item("Xây dựng kế hoạch tập huấn"))))
    assert merge(tree, next(tree.records()), [record, record])
    (branch,) = tree.records()
    assert branch.words and branch.words.text == "Xây dựng kế hoạch kiểm tra và kế hoạch tập huấn"


def test_no_merge_of_tasks_of_two_units() -> None:
    tree = _tree(Section("A", (Item("Xây dựng kế hoạch"), Item("Kiểm tra cơ sở"))))
    records = [{"lead_units": [unit], "coordinating_units": [], "kind": "task", "section": "A"} for unit in "ab"]
    assert not merge(tree, next(tree.records()), records)


SETTING = Setting(random.Random(1), ("A",), ("B",), (2026,), dt.date(2026, 1, 12))


@pytest.mark.parametrize(
    "when",
    [
        before("trước ngày 15/3/2026", "2026-03-15"),
        by("chậm nhất ngày 30 tháng 11 năm 2026", "2026-11-30"),
        before("trước 30/5", "2026-05-30"),
        month("trong tháng 8/2026", "2026-08-01"),
        month("Tháng 01/2026", "2026-01-01"),
        quarter("Quý IV/2026", 2026, 4),
        half("6 tháng đầu năm 2026", 2026, 1),
        period("từ ngày 01/4/2026 đến ngày 30/6/2026", "2026-04-01", "2026-06-30"),
        recurring("hằng tháng", "FREQ=MONTHLY"),
    ],
)
def test_another_time_is_printed_as_the_old_one_was(when: When) -> None:
    from extractors.deadlines import find_deadlines

    for _ in range(8):
        moved = later(when, SETTING)
        assert moved is not None and moved.kind == when.kind and moved.raw != when.raw
        assert (moved.end, moved.rrule) != (when.end, when.rrule)
        read = find_deadlines(moved.raw, years=(2026,))
        assert [(d.end and d.end.isoformat(), d.rrule) for d in read] == [(moved.end, moved.rrule)]


@pytest.mark.parametrize(
    "goal",
    [
        at_least("ít nhất 85%", 85),
        at_least("từ 98,5% trở lên", 98.5),
        at_least("tối thiểu 2.850 ha", 2850, "ha"),
        at_least("ít nhất 05 lớp", 5, "lớp"),
        Goal("tối thiểu 420 triệu đồng", ">=", 420_000_000, "đồng"),
        Goal("100%", "=", 100, "%"),
    ],
)
def test_another_figure_is_printed_as_the_old_one_was(goal: Goal) -> None:
    from extractors.targets import find_targets

    for seed in range(8):
        moved = refigured(goal, random.Random(seed))
        assert moved is not None and moved.value != goal.value and moved.unit == goal.unit
        assert [target.value for target in find_targets(moved.raw)] == [moved.value]


@pytest.mark.parametrize("name", NAMES)
def test_paraphrases_are_of_tasks_of_the_plan_and_keep_what_is_annotated(name: str) -> None:
    left = dict(DATA["said"].get(name, {}))
    for branch in thaw(load(name)).records():
        values = [] if branch.words is None else [branch.words.words(s).casefold() for s in branch.words.spans]
        before_ = branch.words
        if paraphrase(branch, name):
            assert branch.words is not None and before_ is not None
            assert sorted(branch.words.words(s).casefold() for s in branch.words.spans) == sorted(values)
            del left[next(key for key in left if before_.text.startswith(key))]
    assert not left


def test_rewording_leaves_what_is_annotated() -> None:
    for name in NAMES:
        for branch in thaw(load(name)).records():
            if branch.words is None:
                continue
            values = sorted(branch.words.words(span).casefold() for span in branch.words.spans)
            for way in (reword_by_synonym, reword_by_rule):
                way(branch, random.Random(f"{name} {branch.words.text}"))
                assert sorted(branch.words.words(s).casefold() for s in branch.words.spans) == values


@pytest.mark.parametrize(
    ("word", "text"),
    [
        ("tuyên truyền", "Tuyên truyền pháp luật"),
        ("khảo sát", "Khảo sát mức độ hài lòng của người bệnh"),
        ("phát", "Trống hội, múa lân, phát biểu khai mạc"),
        ("để", "Không để xảy ra điểm nóng"),
        ("học sinh", "Có ít nhất 12 giải học sinh giỏi cấp xã"),
    ],
)
def test_synonyms_fit(word: str, text: str) -> None:
    found = {changed.text for seed in range(20) if (changed := by_synonym(Words(text), random.Random(seed)))}
    assert bool(found) == (word in ("tuyên truyền", "khảo sát"))


def test_no_rule_says_a_word_twice() -> None:
    text = Words("Tiếp tục kiểm tra các cơ sở kinh doanh theo quy định.")
    for seed in range(40):
        changed = by_rule(text, random.Random(seed))
        assert changed is None or changed.text.lower().count("tiếp tục") <= 1


def test_the_tables_are_large() -> None:
    assert len(DATA["synonyms"]) + len(DATA["one_way"]) + len(DATA["fits"]) >= 80
    assert len(DATA["tasks"]) >= 60
    assert len({task["task"] for task in DATA["tasks"]}) == len(DATA["tasks"])


# --- the measure ------------------------------------------------------------------------------------------------------


def test_measured_pairs() -> None:
    measured, development = pairs(), pairs(development=True)
    assert len(measured) == len(development) == 50
    assert {name for name, _ in measured} == set(NAMES)
    assert min(seed for _, seed in measured) >= MEASURED > max(seed for _, seed in development)


def test_the_gold_itself_is_right() -> None:
    for name in NAMES[:5]:
        wanted = pair(name, 1).gold()["changes"]
        found = [{**change, "fields": [{"field": f} for f in change["fields"]]} for change in wanted]
        figures = score(wanted, found)
        assert figures.links.f1 == figures.status.recall == figures.fields.f1 == 1.0 and not figures.errors


def test_a_missed_split_and_a_wrong_field_are_counted() -> None:
    wanted = [
        {"status": "split", "old": ["lập và công bố danh sách"], "new": ["lập danh sách", "công bố nó"], "fields": []},
        {"status": "changed", "old": ["họp giao ban tháng"], "new": ["họp giao ban quý"], "fields": ["deadlines"]},
    ]
    found: list[dict[str, Any]] = [
        {"status": "changed", "old": ["lập và công bố danh sách"], "new": ["lập danh sách"], "fields": []},
        {"status": "added", "old": [], "new": ["công bố nó"], "fields": []},
        {
            "status": "changed",
            "old": ["họp giao ban tháng"],
            "new": ["họp giao ban quý"],
            "fields": [{"field": "task"}],
        },
    ]
    figures = score(wanted, found)
    assert (figures.links.right, figures.links.extra, figures.links.missed) == (1, 2, 1)
    assert (figures.status.right, figures.status.missed) == (1, 1)
    assert (figures.fields.right, figures.fields.extra, figures.fields.missed) == (0, 1, 1)
    assert figures.kinds == {"split": (0, 1), "changed": (1, 1)}
