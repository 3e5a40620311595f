"""Citations in running text and the legal bases of a preamble."""

from __future__ import annotations

import datetime as dt
import itertools
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.citations import find_citations, find_legal_bases
from extractors.issuer_names import issuer_end
from extractors.issuers import infer_issuer

D = dt.date

ONE = [
    # text, type, number, date, issuer, cited text
    (
        "theo Quyết định số 415/QĐ-UBND ngày 09/02/2024 của UBND tỉnh về việc giao chỉ tiêu",
        ("Quyết định", "415/QĐ-UBND", D(2024, 2, 9), "UBND tỉnh"),
        "Quyết định số 415/QĐ-UBND ngày 09/02/2024 của UBND tỉnh",
    ),
    (
        "tại Kế hoạch số 77/KH-UBND ngày 5 tháng 3 năm 2024 của Ủy ban nhân dân huyện Mộc Châu ban hành",
        ("Kế hoạch", "77/KH-UBND", D(2024, 3, 5), "Ủy ban nhân dân huyện Mộc Châu"),
        "Kế hoạch số 77/KH-UBND ngày 5 tháng 3 năm 2024 của Ủy ban nhân dân huyện Mộc Châu",
    ),
    (
        "theo Kế hoạch số 91/KH-UBND của UBND thành phố Huế ngày 02/7/2023, các phường",
        ("Kế hoạch", "91/KH-UBND", D(2023, 7, 2), "UBND thành phố Huế"),
        "Kế hoạch số 91/KH-UBND của UBND thành phố Huế ngày 02/7/2023",
    ),
    (
        "thực hiện Nghị định 30/2020/NĐ-CP của Chính phủ về công tác văn thư",
        ("Nghị định", "30/2020/NĐ-CP", None, "Chính phủ"),
        "Nghị định 30/2020/NĐ-CP của Chính phủ",
    ),
    ("Nghị quyết số 29-NQ/TW", ("Nghị quyết", "29-NQ/TW", None, None), "Nghị quyết số 29-NQ/TW"),
    ("(Quyết định số131/QĐ-TTg)", ("Quyết định", "131/QĐ-TTg", None, None), "Quyết định số131/QĐ-TTg"),
    (
        "Quyết định số 12/2023/QĐ- UBND ngày 20/4/2023",
        ("Quyết định", "12/2023/QĐ-UBND", D(2023, 4, 20), None),
        "Quyết định số 12/2023/QĐ- UBND ngày 20/4/2023",
    ),
    (
        "Thông tư số 28/2020/TT-BGDĐT, ngày 04/9/2020, của Bộ trưởng Bộ Giáo dục và Đào tạo quy định",
        ("Thông tư", "28/2020/TT-BGDĐT", D(2020, 9, 4), "Bộ trưởng Bộ Giáo dục và Đào tạo"),
        "Thông tư số 28/2020/TT-BGDĐT, ngày 04/9/2020, của Bộ trưởng Bộ Giáo dục và Đào tạo",
    ),
    (
        "Quyết định số 9/QĐ-BVHTTDL của Bộ Văn hóa, Thể thao và Du lịch, Sở Nội vụ tham mưu",
        ("Quyết định", "9/QĐ-BVHTTDL", None, "Bộ Văn hóa, Thể thao và Du lịch"),
        "Quyết định số 9/QĐ-BVHTTDL của Bộ Văn hóa, Thể thao và Du lịch",
    ),
    (
        "Công văn số 18/LĐTBXH của Bộ Lao động - Thương binh và Xã hội hướng dẫn",
        None,
        None,
    ),
    (
        "Luật Bảo vệ môi trường số 72/2020/QH14 ngày 17/11/2020",
        ("Luật Bảo vệ môi trường", "72/2020/QH14", D(2020, 11, 17), None),
        "Luật Bảo vệ môi trường số 72/2020/QH14 ngày 17/11/2020",
    ),
    ("Căn cứ Luật Đất đai năm 2024;", ("Luật Đất đai", None, None, None), "Luật Đất đai năm 2024"),
    (
        "Luật sửa đổi, bổ sung một số điều của Luật Giá và Luật Phí ngày 3/4/2021;",
        ("Luật sửa đổi, bổ sung một số điều của Luật Giá và Luật Phí", None, D(2021, 4, 3), None),
        "Luật sửa đổi, bổ sung một số điều của Luật Giá và Luật Phí ngày 3/4/2021",
    ),
    (
        "Chỉ thị số - CT/HU ngày /6/2024 của Ban Thường vụ Huyện ủy về việc",
        ("Chỉ thị", "- CT/HU", None, "Ban Thường vụ Huyện ủy"),
        "Chỉ thị số - CT/HU ngày /6/2024 của Ban Thường vụ Huyện ủy",
    ),
    (
        "(Kèm theo Kế hoạch số /KH-SNV ngày tháng năm 2024 của Sở Nội vụ)",
        ("Kế hoạch", "/KH-SNV", None, "Sở Nội vụ"),
        "Kế hoạch số /KH-SNV ngày tháng năm 2024 của Sở Nội vụ",
    ),
    (
        "Theo đề nghị của Sở Y tế tại Tờ trình số 44/TTr-SYT ngày 1/8/2024",
        ("Tờ trình", "44/TTr-SYT", D(2024, 8, 1), "Sở Y tế"),
        "Tờ trình số 44/TTr-SYT ngày 1/8/2024",
    ),
    (
        "Kế hoạch số 03-KH/BCĐ ngày 1/6/2025 của Ban Chỉ đạo Trung ương về phòng, chống tác hại của thuốc lá về việc",
        None,
        None,
    ),
    (
        "Chỉ thị ngày 05/3/2024 của Thành ủy Cần Thơ về",
        ("Chỉ thị", None, D(2024, 3, 5), "Thành ủy Cần Thơ"),
        "Chỉ thị ngày 05/3/2024 của Thành ủy Cần Thơ",
    ),
    (
        "Nghị quyết số 8/NQ-CP ngày 31/02/2024",
        ("Nghị quyết", "8/NQ-CP", None, None),
        "Nghị quyết số 8/NQ-CP ngày 31/02/2024",
    ),
]


@pytest.mark.parametrize(("text", "expected", "cited"), [case for case in ONE if case[1]])
def test_one_citation(text: str, expected: tuple[object, ...], cited: str) -> None:
    (found,) = find_citations(text)
    assert (found.type, found.number, found.date, found.issuer) == expected
    assert text[slice(*found.span)] == cited


def test_several_citations_share_an_issuer_only_as_printed() -> None:
    text = "Kế hoạch số 8/KH-UBND ngày 02/3/2024 và số 9/KH-UBND ngày 05/4/2024 của UBND huyện Ba Vì giao"
    assert [(c.type, c.number, c.date, c.issuer) for c in find_citations(text)] == [
        ("Kế hoạch", "8/KH-UBND", D(2024, 3, 2), None),
        ("Kế hoạch", "9/KH-UBND", D(2024, 4, 5), "UBND huyện Ba Vì"),
    ]


def test_the_next_document_is_not_part_of_the_issuer() -> None:
    text = "Nghị quyết số 7-NQ/TU ngày 1/2/2024 của Tỉnh ủy và Kế hoạch 15/KH-UBND của UBND tỉnh"
    assert [c.issuer for c in find_citations(text)] == ["Tỉnh ủy", "UBND tỉnh"]


@pytest.mark.parametrize(
    "text",
    [
        "hoàn thành trước ngày 20/11/2025",
        "gửi Báo cáo trước ngày 15/12/2025 về Sở Nội vụ",
        "Hoàn thiện Quyết định ngày 20/11/2025",  # no issuer: may be a deadline
        "tiêu chuẩn TCVN ISO 9001:2015",
        "giai đoạn 2021-2025",
        "thực hiện Đề án 06",
        "- Sở Nội vụ - Sở Tài chính",
        "",
    ],
)
def test_no_citation(text: str) -> None:
    assert find_citations(text) == []


def test_a_law_takes_no_deadline_for_its_date() -> None:
    (law,) = find_citations("triển khai Luật Thủ đô kể từ ngày 01/01/2025")
    assert (law.type, law.date, law.span) == ("Luật Thủ đô", None, (11, 22))


def test_a_deadline_after_a_citation_is_left_alone() -> None:
    text = "theo Kế hoạch số 5/KH-UBND ngày 02/3/2024 của UBND tỉnh trước ngày 20/11/2025"
    (found,) = find_citations(text)
    assert "20/11/2025" not in text[slice(*found.span)]


def test_legal_bases_are_each_listed_once_and_the_attachment_note_not() -> None:
    preamble = (
        "(Kèm theo Quyết định số /QĐ-UBND ngày /4/2024 của UBND tỉnh)\n"
        "Căn cứ Luật Giáo dục; Luật Trẻ em ngày 5/4/2016;\n"
        "Căn cứ Kế hoạch số 5/KH-UBND ngày 02/3/2024 của UBND tỉnh; thực hiện Kế hoạch số 5/KH-UBND,\n"
        "Sở Y tế ban hành kế hoạch như sau:"
    )
    assert [(c.type, c.number, c.issuer) for c in find_legal_bases(preamble)] == [
        ("Luật Giáo dục", None, None),
        ("Luật Trẻ em", None, None),
        ("Kế hoạch", "5/KH-UBND", "UBND tỉnh"),
    ]


@pytest.mark.parametrize(
    ("text", "issuer"),
    [
        ("UBND Thành phố về phát động", "UBND Thành phố"),
        ("Ủy ban nhân dân tỉnh Lào Cai ban hành", "Ủy ban nhân dân tỉnh Lào Cai"),
        ("Sở Giáo dục và Đào tạo và Kế hoạch số 5", "Sở Giáo dục và Đào tạo"),
        ("Bộ Lao động - Thương binh và Xã hội hướng dẫn", "Bộ Lao động - Thương binh và Xã hội"),
        ("Bộ Y tế, Bộ Nội vụ", "Bộ Y tế"),
        ("Ban Chỉ đạo 35 Tỉnh ủy thực hiện", "Ban Chỉ đạo 35 Tỉnh ủy"),
        ("Ban Chỉ đạo Trung ương về phòng thủ dân sự về kế hoạch", "Ban Chỉ đạo Trung ương về phòng thủ dân sự"),
        ("Ban Chỉ đạo tỉnh về việc tăng cường", "Ban Chỉ đạo tỉnh"),
        ("Thủ tướng Chính phủ phê duyệt", "Thủ tướng Chính phủ"),
        ("cơ quan cấp trên", ""),
    ],
)
def test_where_an_issuer_ends(text: str, issuer: str) -> None:
    assert text[: issuer_end(text, 0)] == issuer


@pytest.mark.parametrize(
    ("title", "preamble", "issuer"),
    [
        ("Truyền thông năm 2025", "căn cứ tình hình, Sở Y tế xây dựng Kế hoạch như sau:", "Sở Y tế"),
        ("Công tác năm 2025 của Sở Y tế Hà Giang", "Sở Y tế ban hành Kế hoạch như sau:", "Sở Y tế Hà Giang"),
        ("Phòng dịch Trường Mầm non Hoa Mai năm 2025", "", "Trường Mầm non Hoa Mai"),
        ("Thực hiện Chương trình hành động của Tỉnh ủy", "", None),
        ("Chuyển đổi số năm 2025", "", None),
    ],
)
def test_infer_issuer(title: str, preamble: str, issuer: str | None) -> None:
    assert infer_issuer(title, preamble) == issuer


PHRASES = Path(__file__).with_name("citation_phrases.txt")


def phrases() -> list[tuple[str, list[tuple[str, ...]]]]:
    """The texts of citation_phrases.txt, each with its citations as printed there."""
    out: list[tuple[str, list[tuple[str, ...]]]] = []
    for line in PHRASES.read_text(encoding="utf-8").splitlines():
        if line.startswith("    "):
            out[-1][1].append(tuple(line.strip().split(" | ")))
        elif line and not line.startswith("#"):
            out.append((line, []))
    return out


@pytest.mark.parametrize(("text", "expected"), phrases())
def test_phrases(text: str, expected: list[tuple[str, ...]]) -> None:
    found = [
        (c.type, c.number or "-", c.date.isoformat() if c.date else "-", c.issuer or "-", text[slice(*c.span)])
        for c in find_citations(text)
    ]
    assert found == expected


@given(st.lists(st.sampled_from([text for text, _ in phrases()]), min_size=2, max_size=4))
def test_phrases_in_a_row_are_cited_one_after_the_other(texts: list[str]) -> None:
    joined = ". ".join(texts)
    found = find_citations(joined)
    assert all(a.span[1] <= b.span[0] for a, b in itertools.pairwise(found))
    for citation in found:
        cited = joined[slice(*citation.span)]
        plain = "".join(cited.split()).casefold()
        begins = "".join(citation.type.split()).casefold()
        number = "".join((citation.number or "").split()).casefold()
        assert plain.startswith((begins, "số", *([number] if number else []))), cited


PIECES = [
    "Quyết định ",
    "Luật Giáo dục ",
    " năm 2019",
    "12/",
    "Nghị quyết 57",
    "số ",
    "5/QĐ-UBND",
    "ngày ",
    "02/3/2024",
    " của ",
    "UBND tỉnh",
    "\n",
    ", ",
    "Luật ",
    "- ",
    "và ",
    "1",
    "(",
]


@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
def test_spans_are_ordered_and_inside_the_text(text: str) -> None:
    end = 0
    for citation in find_citations(text):
        assert end <= citation.span[0] < citation.span[1] <= len(text)
        end = citation.span[1]
    find_legal_bases(text)
