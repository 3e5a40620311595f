"""What stands in the page of a comparison; what a browser makes of it is in test_compare_html_browser.py."""

from __future__ import annotations

import dataclasses
from importlib.resources import files

import pytest
import regex
from lxml import html

from pipeline.compare.view import View
from pipeline.write.page import vietnamese_order
from tests.pipeline.comparisons import three_years, two_years
from tests.pipeline.pages import hostile_view, page_of


def tree_of(view: View) -> html.HtmlElement:
    return html.document_fromstring(page_of(view).decode())


@pytest.mark.parametrize("view", [two_years(), three_years()], ids=["two", "three"])
def test_every_entry_has_a_column_for_each_plan(view: View) -> None:
    tree = tree_of(view)
    entries = tree.xpath("//tbody[contains(@class, 'entry')]")
    assert [entry.get("data-status") for entry in entries] == [entry.status for entry in view.entries]
    for element, entry in zip(entries, view.entries, strict=True):
        columns = element.xpath("./tr[1]/td")
        assert [len(column.xpath("div[@class='cell']")) for column in columns] == [len(cells) for cells in entry.sides]
        texts = ["".join(task.itertext()) for task in element.xpath(".//p[contains(@class, 'task')]")]
        assert texts == ["".join(piece.text for piece in c.task) for cells in entry.sides for c in cells]
        assert element.xpath("./tr[2]//li/text()") == list(entry.said)
    assert tree.xpath("//thead//th/text()") == ["Tình trạng", *(side.name for side in view.sides)]


def test_words_that_differ_are_marked() -> None:
    first = tree_of(two_years()).xpath("//tbody[1]")[0]
    assert first.xpath(".//p[contains(@class, 'task')]/del/text()") == ["2025", "12"]
    assert first.xpath(".//p[contains(@class, 'task')]/ins/text()") == ["2026", "15"]
    assert first.xpath(".//td[2]//div[@class='deadlines']//ins/text()") == ["28/02/2026"]


def test_fields_have_names_and_cells_say_where_they_stand() -> None:
    first = tree_of(two_years()).xpath("//tbody[1]//div[@class='cell']")[0]
    assert first.xpath(".//dt/text()") == ["Chủ trì", "Phối hợp", "Sản phẩm", "Thời hạn", "Chỉ tiêu"]
    assert first.xpath("./p[@class='where']/span/text()") == ["2", "III.1. Công tác chỉ đạo, điều hành", "tr. 2"]


def test_summary_remarks_and_similarity() -> None:
    tree = tree_of(two_years())
    buttons = [" ".join("".join(b.itertext()).split()) for b in tree.xpath("//div[@id='statuses']/button")]
    assert buttons == [
        "Tất cả 8",
        "≠ Thay đổi 1",
        "≠ Tách 1",
        "≠ Gộp 1",
        "+ Bổ sung 2",
        "− Không còn 1",
        "= Giữ nguyên 2",
    ]
    assert len(tree.xpath("//details//li")) == 2
    said = tree.xpath("//span[@class='similarity']/text()")
    assert said == [f"Lời văn giống {percent}%" for percent in (100, 100, 62, 71, 100)]


@pytest.mark.parametrize(("similarity", "said"), [(0.0, "0%"), (0.996, "99%"), (1.0, "100%")])
def test_only_the_same_wording_is_alike_in_full(similarity: float, said: str) -> None:
    view = two_years()
    view = dataclasses.replace(view, entries=(dataclasses.replace(view.entries[0], similarity=similarity),))
    assert tree_of(view).xpath("//span[@class='similarity']/text()") == [f"Lời văn giống {said}"]


def test_english() -> None:
    tree = tree_of(two_years("en"))
    assert tree.get("lang") == "en"
    assert tree.xpath("//output/text()") == ["Showing 8 of 8 lines"]
    assert "Not in this plan" in tree.text_content()
    texts = [text for text in tree.xpath("//body//*[not(self::script)]/text()") if "Không có trong" in text]
    assert texts == []


def test_the_page_asks_for_nothing() -> None:
    for view in (two_years(), three_years("en")):
        page = page_of(view).decode()
        assert "http://" not in page and "https://" not in page
        # anything that a page loads: src, url(), @import
        assert regex.findall(r"\bsrc=|url\(|@import", page) == []
        assert tree_of(view).xpath("//link/@href") == ["data:,"]


def test_the_same_bytes_each_time() -> None:
    assert page_of(two_years()) == page_of(two_years())


def test_every_text_is_escaped() -> None:
    tree = tree_of(hostile_view())
    assert len(tree.xpath("//script")) == 1 and tree.xpath("//img") == []
    assert [name for element in tree.iter() for name in element.attrib if name.startswith("on")] == []
    assert not regex.search(rb"[\x00-\x08\x0b-\x1f]", page_of(hostile_view()))
    assert "</script><script>document.title='x'" in tree.xpath("//h1")[0].text_content()


def test_nothing_to_compare() -> None:
    view = dataclasses.replace(two_years(), entries=(), statuses=(), remarks=())
    tree = tree_of(view)
    assert tree.xpath("//tbody") == [] and tree.xpath("//details") == []
    assert tree.xpath("//p[@id='no-match' and not(@hidden)]/text()") == ["Không có dòng nào để so sánh."]


def test_units_in_vietnamese_order() -> None:
    names = [
        "Ủy ban nhân dân",
        "Sở Y tế",
        "Đoàn Thanh niên",
        "Sở Nội vụ",
        "Dân vận",
        "Ban Dân tộc",
        "Báo",
        "Công an",
        "Ấp",
        "An",
    ]
    assert sorted(names, key=vietnamese_order) == [
        *(
            "An",
            "Ấp",
            "Ban Dân tộc",
            "Báo",
            "Công an",
            "Dân vận",
            "Đoàn Thanh niên",
            "Sở Nội vụ",
            "Sở Y tế",
            "Ủy ban nhân dân",
        )
    ]
    assert sorted(["mã", "mạ", "má", "mả", "mà", "ma"], key=vietnamese_order) == ["ma", "mà", "mả", "mã", "má", "mạ"]
    options = tree_of(three_years()).xpath("//select[@id='unit']/option/@value")
    assert options == ["", "Ấp Bình Hòa", "Ban Quản lý khu phố", "Đội Tư pháp", "UBND phường"]
    assert tree_of(two_years()).xpath("//select[@id='unit']/option/text()")[-1] == "Không nêu đơn vị (2)"


def luminance(colour: str) -> float:
    """The relative luminance of "#rrggbb" (WCAG 2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_colours_have_the_contrast_of_aa() -> None:
    style = files("pipeline.write").joinpath("page.css").read_text(encoding="utf-8")
    # what stands before the first "@media" is for light screens, the first "@media" for dark ones
    light, dark = style.split("@media")[:2]
    pairs = [(name, f"{name}-tint") for name in ("plain", "change", "good", "bad")]
    pairs += [(name, ground) for name in ("ink", "muted") for ground in ("paper", "tint")]
    pairs += [("on-accent", "accent")]
    for colours in (light, dark):
        # a variable with a colour
        value = dict(regex.findall(r"--([a-z-]+): (#[0-9a-f]{6});", colours))
        for text, ground in pairs:
            low, high = sorted((luminance(value[text]), luminance(value[ground])))
            assert (high + 0.05) / (low + 0.05) >= 4.5, (text, ground)
