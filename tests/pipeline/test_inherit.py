"""Inheritance: what an item takes from responsibility lines, headings and leads, and what it must not take."""

from __future__ import annotations

import datetime as dt

import pytest

from extractors.plan_times import PlanTimes
from pipeline.inherit import Context, Surroundings
from pipeline.nodes import Node
from pipeline.outline import outline
from pipeline.read.document import Line
from pipeline.reflow import join

Row = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]


def around(texts: list[str], item: str) -> Context:
    root = outline([join([Line(t, starts_paragraph=True)]) for t in texts])
    node: Node = next(n for n in root.walk() if n.text.startswith(item))
    return Surroundings(PlanTimes((2026,), dt.date(2026, 1, 5))).of(node)


def row(context: Context) -> Row:
    return context.lead_units, context.coordinating_units, tuple(d.raw for d in context.deadlines)


CASES: list[tuple[str, list[str], str, Row]] = [
    (
        "labels that go on with an order are the item's own",
        [
            "I. NHIỆM VỤ",
            "1. Hồ sơ",
            "- Lập danh mục.",
            "- Chủ trì: Phòng A; phối hợp: P. KHTC, Thanh tra Sở. Rà soát hồ sơ.",
        ],
        "Chủ trì",
        (("Phòng A",), ("P. KHTC", "Thanh tra Sở"), ()),
    ),
    (
        "… and of no other item",
        ["I. NHIỆM VỤ", "1. Hồ sơ", "- Lập danh mục.", "- Chủ trì: Phòng A; phối hợp: P. KHTC. Rà soát hồ sơ."],
        "Lập",
        ((), (), ()),
    ),
    (
        "a shortened head in the value of a label, a time behind it",
        ["I. NHIỆM VỤ", "1. Hồ sơ", "- Lập danh mục.", "Chủ trì: P. TCCB; phối hợp: TT. Y tế. Hoàn thành trước 20/6."],
        "Lập",
        (("P. TCCB",), ("TT. Y tế",), ()),
    ),
    (
        "nothing around, nothing inherited",
        ["I. NHIỆM VỤ", "1. Cải cách thể chế", "- Lập danh mục."],
        "Lập",
        ((), (), ()),
    ),
    (
        "a heading that is a unit",
        ["I. PHÂN CÔNG", "1. Phòng Tư pháp", "- Lập danh mục."],
        "Lập",
        (("Phòng Tư pháp",), (), ()),
    ),
    (
        "the lead-in is no part of the name",
        ["I. PHÂN CÔNG", "1. Đối với các trường mầm non:", "- Lập danh mục."],
        "Lập",
        (("các trường mầm non",), (), ()),
    ),
    (
        "the nearest heading wins",
        ["1. Văn phòng Sở", "a) Phòng Pháp chế", "- Lập danh mục.", "b) Việc khác", "- Gửi thư mời."],
        "Lập",
        (("Phòng Pháp chế",), (), ()),
    ),
    (
        "a heading without units passes on the one above",
        ["1. Văn phòng Sở", "a) Phòng Pháp chế", "- Lập danh mục.", "b) Việc khác", "- Gửi thư mời."],
        "Gửi",
        (("Văn phòng Sở",), (), ()),
    ),
    (
        "nothing comes from a sibling section",
        ["I. PHÂN CÔNG", "1. Phòng Tư pháp", "- Lập danh mục.", "2. Việc chung", "- Gửi thư mời."],
        "Gửi",
        ((), (), ()),
    ),
    (
        "a responsibility line covers the items of its section",
        [
            "1. Hội thi",
            "- Xây dựng thể lệ.",
            "- Chấm bài.",
            "- Đơn vị chủ trì: Đoàn trường.",
            "- Đơn vị phối hợp: Tổ Ngữ văn.",
        ],
        "Chấm",
        (("Đoàn trường",), ("Tổ Ngữ văn",), ()),
    ),
    (
        "its time too",
        ["1. Hội thi", "- Xây dựng thể lệ.", "- Chấm bài.", "- Thời gian thực hiện: Tháng 3/2026."],
        "Chấm",
        ((), (), ("Tháng 3/2026",)),
    ),
    (
        "a responsibility line before an own heading is no other section's",
        ["1. Hội thi", "- Xây dựng thể lệ.", "- Đơn vị chủ trì: Đoàn trường.", "2. Hội diễn", "- Chọn tiết mục."],
        "Chọn",
        ((), (), ()),
    ),
    (
        "the next section says who is responsible for this one",
        [
            "1. Số hóa",
            "1.1. Nội dung",
            "- Quét hồ sơ.",
            "1.2. Trách nhiệm thực hiện",
            "- Đơn vị chủ trì: Phòng Lưu trữ.",
            "- Đơn vị phối hợp: Văn phòng.",
        ],
        "Quét",
        (("Phòng Lưu trữ",), ("Văn phòng",), ()),
    ),
    (
        "several groups of lines: each for the items before it",
        [
            "1. Hội thi",
            "- Vòng sơ khảo.",
            "+ Thời gian: Tháng 3/2026.",
            "- Vòng chung khảo.",
            "+ Thời gian: Tháng 5/2026.",
        ],
        "Vòng chung",
        ((), (), ("Tháng 5/2026",)),
    ),
    (
        "a lead passes on its units and its deadline",
        [
            "1. Kiểm tra",
            "- Công an xã kiểm tra các chợ trước ngày 20/11/2026, trong đó:",
            "+ Kiểm tra bình chữa cháy.",
            "+ Lập biên bản.",
        ],
        "Lập",
        (("Công an xã",), (), ("trước ngày 20/11/2026",)),
    ),
    (
        "a heading that is a time",
        ["I. LỘ TRÌNH", "Quý II/2026", "- Khảo sát.", "Quý III/2026", "- Nghiệm thu."],
        "Nghiệm",
        ((), (), ("Quý III/2026",)),
    ),
    (
        "a numbered heading that is a time",
        ["I. LỘ TRÌNH", "1. Tháng 4/2026", "- Khảo sát."],
        "Khảo",
        ((), (), ("Tháng 4/2026",)),
    ),
    (
        "a year inside a title is no time",
        ["I. NHIỆM VỤ", "1. Thực hiện Chương trình phòng, chống thiên tai năm 2026", "- Khảo sát."],
        "Khảo",
        ((), (), ()),
    ),
    (
        "a heading that mentions a unit passes nothing on",
        ["1. Nâng cao năng lực của Trạm Y tế xã", "- Mua sắm trang thiết bị."],
        "Mua",
        ((), (), ()),
    ),
    (
        "an event's lines set its own fields",
        [
            "1. Hội thi nấu ăn",
            "- Thời gian: Tháng 3/2026.",
            "- Đơn vị chủ trì: Hội Phụ nữ xã.",
            "2. Giải bóng đá",
            "- Thời gian: Tháng 4/2026.",
        ],
        "Hội thi",
        (("Hội Phụ nữ xã",), (), ("Tháng 3/2026",)),
    ),
    (
        "… and nobody else's",
        [
            "1. Hội thi nấu ăn",
            "- Thời gian: Tháng 3/2026.",
            "- Đơn vị chủ trì: Hội Phụ nữ xã.",
            "2. Giải bóng đá",
            "- Thời gian: Tháng 4/2026.",
        ],
        "Giải",
        ((), (), ("Tháng 4/2026",)),
    ),
    (
        "a lead cell with a helper in it splits in two",
        ["1. Hội thi", "- Xây dựng thể lệ.", "- Đơn vị chủ trì: Đoàn trường phối hợp với Công đoàn trường."],
        "Xây dựng",
        (("Đoàn trường",), ("Công đoàn trường",), ()),
    ),
]


@pytest.mark.parametrize(("texts", "item", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_what_surrounds_an_item(texts: list[str], item: str, expected: Row) -> None:
    assert row(around(texts, item)) == expected


def test_products_of_an_attribute_line() -> None:
    context = around(["1. Khảo sát", "- Lập phiếu hỏi.", "- Sản phẩm: Báo cáo khảo sát."], "Lập")
    assert context.products == ("Báo cáo khảo sát",)
