"""The units of a plan's tasks: canonical names through the whole plan, members from a user's file, its errors."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from extractors.abbreviations import find_abbreviations
from extractors.unit_register import make_register
from pipeline import extract
from pipeline.errors import KehoachError
from pipeline.messages import message
from pipeline.naming import name_units
from pipeline.own_words import read_own_words
from pipeline.records import Task

SCHEMA = json.loads((Path(__file__).parents[2] / "pipeline" / "own_words.schema.json").read_text(encoding="utf-8"))


def task(*lead: str, coordinating: tuple[str, ...] = ()) -> Task:
    return Task(id="", kind="task", task="Rà soát", lead_units=lead, coordinating_units=coordinating)


def test_lead_units_come_first_and_the_printed_names_stay() -> None:
    (found,) = name_units([task("Phòng TCCB", coordinating=("UBND xã",))], {})
    assert [(u.name, u.canonical, u.role) for u in found.units] == [
        ("Phòng TCCB", "Phòng Tổ chức cán bộ", "lead"),
        ("UBND xã", "Ủy ban nhân dân xã", "coordinating"),
    ]
    assert found.lead_units == ("Phòng TCCB",)


def test_the_plans_own_abbreviations_are_spelt_out() -> None:
    lines = ["thực hiện phòng, chống bạo lực", "gia đình (PCBLGĐ) năm 2026"]
    (found,) = name_units([task("Ban Chỉ đạo PCBLGĐ")], find_abbreviations("\n".join(lines)))
    assert found.units[0].canonical == "Ban Chỉ đạo phòng, chống bạo lực gia đình"


def test_a_plan_has_one_name_for_a_unit() -> None:
    rows = [task("Phòng Quản lý Du lịch"), task("phòng quản lý du lịch"), task("Phòng Quản lý Du lịch")]
    assert {t.units[0].canonical for t in name_units(rows, {})} == {"Phòng Quản lý Du lịch"}
    rows = [task("các đơn vị liên quan"), task("các đơn vị có liên quan"), task("các đơn vị có liên quan")]
    assert {t.units[0].canonical for t in name_units(rows, {})} == {"Các đơn vị có liên quan"}


def test_a_users_names_are_never_replaced_by_the_plans() -> None:
    register = make_register({"Phòng TH": "Phòng TỔNG HỢP"}, {})
    found = name_units([task("Phòng TH"), task("Phòng tổng hợp"), task("phòng Tổng hợp")], {}, register)
    assert {t.units[0].canonical for t in found} == {"Phòng TỔNG HỢP"}


PLAN = """KẾ HOẠCH
Công tác năm 2026

PHỤ LỤC
TT
Nhiệm vụ
Đơn vị chủ trì
Thời hạn
1
Rà soát hồ sơ lưu trữ đợt 1
Phòng TH
Tháng 1/2026
2
Rà soát hồ sơ lưu trữ đợt 2
Các phòng thuộc Sở
Tháng 2/2026
3
Rà soát hồ sơ lưu trữ đợt 3
Văn phòng Sở
Tháng 3/2026
"""


def test_a_users_file_names_units_and_members(tmp_path: Path) -> None:
    words = tmp_path / "words.toml"
    words.write_text(
        '[units]\n"Phòng TH" = "Phòng Tổng hợp"\n[members]\n"phòng thuộc Sở" = ["Văn phòng Sở", "Phòng TH"]\n',
        encoding="utf-8",
    )
    found = [t.units[0] for t in extract(PLAN.encode(), words=words).tasks]
    assert [u.canonical for u in found] == ["Phòng Tổng hợp", "Các phòng thuộc Sở", "Văn phòng Sở"]
    assert [u.collective for u in found] == [False, True, False]
    assert found[1].members == ("Văn phòng Sở", "Phòng Tổng hợp")
    plain = [t.units[0] for t in extract(PLAN.encode()).tasks]
    assert [u.canonical for u in plain] == ["Phòng TH", "Các phòng thuộc Sở", "Văn phòng Sở"]
    assert plain[1].members == ()


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        ('[units]\n"Phòng TH" = 1', "bad-alias", "“Phòng TH”"),
        ('[units]\n"Phòng TH" = " "', "bad-alias", "“Phòng TH”"),
        ('[units]\n"" = "Phòng"', "bad-alias", "“”"),
        ('[members]\n"Các phòng" = "Văn phòng"', "bad-members", "“Các phòng”"),
        ('[members]\n"Các phòng" = []', "bad-members", "“Các phòng”"),
        ('[members]\n"Các phòng" = [1]', "bad-members", "“Các phòng”"),
        (
            '[members]\n"Các phòng" = ["Các tổ"]\n"Các tổ" = ["các phòng"]',
            "circular-units",
            "Các phòng → Các tổ → Các phòng",
        ),
        ('[units]\n"A B" = "C D"\n"C D" = "A B"', "circular-units", "A B → C D → A B"),
        ('[members]\n"các phòng thuộc Sở" = ["A"]\n"Phòng thuộc sở" = ["B"]', "same-units", "“Phòng thuộc sở”"),
        ("[unit]\n", "bad-words", "[unit]"),
        ('[headers]\ntask = ["Đầu việc"]\nlead_units = ["ĐẦU VIỆC"]', "same-phrase", "“ĐẦU VIỆC”"),
    ],
)
def test_a_bad_register_is_told_in_one_line(tmp_path: Path, text: str, code: str, said: str) -> None:
    words = tmp_path / "words.toml"
    words.write_text(text, encoding="utf-8")
    with pytest.raises(KehoachError) as caught:
        read_own_words(words)
    assert caught.value.code == code
    for lang in ("vi", "en"):
        line = message(code, lang, **caught.value.values)
        assert said in line and "\n" not in line and "?" not in line


def test_the_schema_takes_what_the_program_takes() -> None:
    jsonschema.validate({"units": {"Phòng TH": "Phòng Tổng hợp"}, "members": {"Các phòng": ["Phòng TH"]}}, SCHEMA)
    for bad in ({}, {"units": {"a": 1}}, {"members": {"a": []}}, {"members": {"a": "b"}}, {"unit": {}}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(bad, SCHEMA)


SENTENCES = """KẾ HOẠCH
Công tác năm 2026

I. NHIỆM VỤ
1. Công tác chuyên môn
- Ê kíp Trực tuyến rà soát số liệu của ngành.
- Văn phòng chủ trì, phối hợp với Sao Mai và Phòng TH lập báo cáo.
- Nhóm Một cửa Sao Mai đánh giá kết quả.
II. TỔ CHỨC THỰC HIỆN
"""


def test_a_users_names_are_known_in_sentences(tmp_path: Path) -> None:
    words = tmp_path / "words.toml"
    words.write_text(
        '[units]\n"Ê kíp Trực tuyến" = "Tổ Truyền thông"\n"Sao Mai" = "Công ty Sao Mai"\n'
        '[members]\n"Nhóm Một cửa Sao Mai" = ["Văn phòng", "Phòng TH"]\n',
        encoding="utf-8",
    )
    plan = extract(SENTENCES.encode(), words=words)
    assert [(t.lead_units, t.coordinating_units) for t in plan.tasks] == [
        (("Ê kíp Trực tuyến",), ()),
        (("Văn phòng",), ("Sao Mai", "Phòng TH")),
        (("Nhóm Một cửa Sao Mai",), ()),
    ]
    assert plan.tasks[0].units[0].canonical == "Tổ Truyền thông"
    assert not [w for w in plan.warnings if w.code in ("words-unused", "members-of-one")]
    assert extract(SENTENCES.encode()).tasks[0].lead_units == ()


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        ('[units]\n"Phòng THH" = "Phòng Tổng hợp"', "words-unused", "“Phòng THH”"),
        ('[members]\n"Các khoa" = ["A"]', "words-unused", "“Các khoa”"),
        ('[headers]\ntask = ["Đầu mục"]', "words-unused", "“Đầu mục”"),
        ('[members]\n"Văn phòng Sở" = ["Phòng TH"]', "members-of-one", "Văn phòng Sở"),
    ],
)
def test_entries_without_use_are_told(tmp_path: Path, text: str, code: str, said: str) -> None:
    words = tmp_path / "words.toml"
    words.write_text(text, encoding="utf-8")
    (notice,) = (
        w for w in extract(PLAN.encode(), words=words).warnings if w.code in ("words-unused", "members-of-one")
    )
    assert notice.code == code
    for lang in ("vi", "en"):
        line = message(code, lang, **notice.values)
        assert said in line and "{" not in line


def test_entries_in_use_are_not(tmp_path: Path) -> None:
    words = tmp_path / "words.toml"
    words.write_text(
        '[headers]\ntask = ["NHIỆM VỤ"]\n[units]\n"phòng TH" = "Phòng Tổng hợp"\n"VPS" = "Văn phòng Sở"\n'
        '[members]\n"phòng thuộc Sở" = ["VPS", "Phòng TH"]\n',
        encoding="utf-8",
    )
    assert not [w for w in extract(PLAN.encode(), words=words).warnings if w.code.startswith(("words", "members"))]
