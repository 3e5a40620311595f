"""What a browser makes of the page of a comparison: a real Chromium reads it, filters it and prints it."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import TYPE_CHECKING

import pypdfium2
import pytest

from pipeline.compare.view import View
from tests.pipeline.comparisons import HOME, JUSTICE, OFFICE, RULES, SCIENCE, three_years, two_years
from tests.pipeline.pages import hostile_view, page_of

if TYPE_CHECKING:
    from playwright.sync_api import Page

Open = Callable[..., "Page"]


@pytest.fixture
def open_page(open_file: Open) -> Open:
    """Opens a view in the browser."""
    return lambda view, hash="", **context: open_file(page_of(view), hash, **context)


def rows(page: Page) -> list[int]:
    """Which entries are to be seen, from 0."""
    seen = "entries => entries.flatMap((entry, at) => entry.checkVisibility() ? [at] : [])"
    found: list[int] = page.locator("tbody.entry").evaluate_all(seen)
    return found


def counter(page: Page) -> str:
    return page.locator("#shown").inner_text()


def test_all_rows_are_read(open_page: Open) -> None:
    view = two_years()
    page = open_page(view)
    assert rows(page) == list(range(len(view.entries)))
    assert counter(page) == "Hiển thị 8 trong tổng số 8 dòng"
    assert (
        page.locator("tbody.entry")
        .first.locator("td.side")
        .nth(1)
        .locator(".task")
        .inner_text()
        .endswith("kiểm tra tối thiểu 15 cơ quan, địa phương")
    )


def test_filter_by_status(open_page: Open) -> None:
    page = open_page(two_years())
    status = page.get_by_role("button", name="Bổ sung 2")
    status.click()
    assert rows(page) == [5, 6]
    assert counter(page) == "Hiển thị 2 trong tổng số 8 dòng"
    assert status.get_attribute("aria-pressed") == "true"
    page.get_by_role("button", name="Không còn 1").click()
    assert rows(page) == [4, 5, 6]
    status.click()
    assert rows(page) == [4]
    page.get_by_role("button", name="Tất cả 8").click()
    assert rows(page) == list(range(8))


def test_a_status_that_no_entry_has_cannot_be_chosen(open_page: Open) -> None:
    page = open_page(three_years())
    assert page.get_by_role("button", name="Tách 0").is_disabled()
    assert page.get_by_role("button", name="Thay đổi 1").is_enabled()


@pytest.mark.parametrize(
    ("unit", "expected"), [(JUSTICE, [0, 2]), (SCIENCE, [0, 5]), (OFFICE, [0, 3]), ("-", [1, 7]), ("", list(range(8)))]
)
def test_filter_by_unit(open_page: Open, unit: str, expected: list[int]) -> None:
    page = open_page(two_years())
    page.get_by_label("Đơn vị", exact=True).select_option(unit)
    assert rows(page) == expected
    assert counter(page) == f"Hiển thị {len(expected)} trong tổng số 8 dòng"


def test_filter_by_section_and_by_all_together(open_page: Open) -> None:
    page = open_page(two_years())
    page.get_by_label("Mục", exact=True).select_option(RULES)
    assert rows(page) == [2]
    page.get_by_label("Mục", exact=True).select_option("-")
    assert rows(page) == [7]
    page.get_by_label("Mục", exact=True).select_option("")
    page.get_by_label("Đơn vị", exact=True).select_option(HOME)
    page.get_by_role("button", name="Thay đổi 1").click()
    page.get_by_label("Tìm", exact=True).fill("kiem tra")
    assert rows(page) == [0]
    page.get_by_role("button", name="Tách 1").click()
    page.get_by_role("button", name="Thay đổi 1").click()
    assert rows(page) == []
    assert page.get_by_text("Không có dòng nào khớp với điều kiện lọc.").is_visible()
    page.get_by_role("button", name="Bỏ lọc").click()
    assert rows(page) == list(range(8))
    assert page.get_by_role("button", name="Bỏ lọc").is_disabled()


SEARCHES: dict[str, list[int]] = {
    "công an": [6],
    "CÔNG AN": [6],
    "cong an": [6],
    "Cong An": [6],
    "cồng an": [],
    "lam dau moi": [6],
    "  đề   án 06 ": [6],
    "đề án 06 làm sạch": [6],
    "tai khoản trợ": [5],
    "nơi tiếp dân; gỡ bỏ": [3],
    "quyết định công bố": [2, 3],
    # letter by letter: "ngh", "nghe", "nghê" on the way to "nghệ"
    "công nghê": [0, 5],
    # what is said of a line
    "gộp thành một": [3],
    # signs that mean something in a pattern
    "100%": [5],
    "(đơn vị": [0],
    "[.*": [],
    # the names of fields are no words of the plans
    "chủ trì": [],
    "": list(range(8)),
}


def test_search(open_page: Open) -> None:
    page = open_page(two_years())
    for typed, expected in SEARCHES.items():
        page.get_by_label("Tìm", exact=True).fill(typed)
        assert (typed, rows(page)) == (typed, expected)
        assert counter(page) == f"Hiển thị {len(expected)} trong tổng số 8 dòng"


def test_search_knows_both_places_of_a_tone_and_letters_with_marks_apart(open_page: Open) -> None:
    page = open_page(three_years())
    for typed in ("số hóa", "số hoá", "so hoa", "sô hó", "so\u0302\u0301 hoa\u0301"):
        page.get_by_label("Tìm", exact=True).fill(typed)
        assert (typed, rows(page)) == (typed, [1])


def test_a_link_keeps_the_filters(open_page: Open) -> None:
    page = open_page(two_years())
    page.get_by_role("button", name="Thay đổi 1").click()
    page.get_by_label("Đơn vị", exact=True).select_option(HOME)
    page.get_by_label("Tìm", exact=True).fill("kế hoạch")
    kept = page.evaluate("location.hash")
    again = open_page(two_years(), kept)
    assert rows(again) == [0]
    assert again.get_by_label("Tìm", exact=True).input_value() == "kế hoạch"
    assert again.get_by_label("Đơn vị", exact=True).input_value() == HOME
    again.get_by_role("button", name="Bỏ lọc").click()
    assert again.evaluate("location.href.includes('#')") is False
    stale = open_page(two_years(), "#status=no-such&unit=Kh%C3%B4ng&section=x")
    assert rows(stale) == list(range(8))


def test_by_keyboard_alone(open_page: Open) -> None:
    page = open_page(two_years())
    page.keyboard.press("Tab")
    assert page.locator(".skip").evaluate("link => link === document.activeElement") is True
    page.keyboard.press("Enter")
    assert page.locator("main").evaluate("main => main === document.activeElement") is True
    page.get_by_role("button", name="Tất cả 8").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert rows(page) == [0]
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"
    page.get_by_label("Tìm", exact=True).focus()
    page.keyboard.type("khong co chu nay")
    page.keyboard.press("Enter")
    assert rows(page) == []


@pytest.mark.parametrize("view", [two_years(), three_years()], ids=["two", "three"])
@pytest.mark.parametrize("width", [320, 390, 800, 1024, 1400])
def test_no_page_is_wider_than_the_screen(open_page: Open, view: View, width: int) -> None:
    page = open_page(view, viewport={"width": width, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    sides = page.locator("tbody.entry").first.locator("td.side")
    boxes = [sides.nth(at).bounding_box() for at in range(sides.count())]
    lefts, tops = {box["x"] for box in boxes if box}, {box["y"] for box in boxes if box}
    assert len(lefts if width > 768 else tops) == len(view.sides)
    assert len(tops if width > 768 else lefts) == 1


@pytest.mark.parametrize(
    ("width", "sticks"), [(1400, "thead th"), (1400, "#search"), (390, "#search"), (390, "#shown")]
)
def test_the_head_stays_in_sight(open_page: Open, width: int, sticks: str) -> None:
    page = open_page(two_years(), viewport={"width": width, "height": 600})
    page.evaluate("scrollTo(0, 900)")
    page.wait_for_function("scrollY > 800")
    box = page.locator(sticks).first.bounding_box()
    assert box is not None and 0 <= box["y"] < 150


def test_a_hostile_plan_does_nothing(open_page: Open) -> None:
    page = open_page(hostile_view())
    page.wait_for_timeout(200)
    assert page.title() != "x"
    assert rows(page) == [0]
    page.locator("#statuses button").nth(1).click()
    page.locator("#unit").select_option(index=1)
    page.locator("#section").select_option(index=1)
    assert rows(page) == [0]


def test_without_the_script_everything_is_read(open_page: Open) -> None:
    page = open_page(two_years(), java_script_enabled=False)
    assert page.locator("noscript p").is_visible()
    assert page.locator("tbody.entry:visible").count() == 8
    assert not page.locator("#filters").is_visible()
    assert page.get_by_text("Các thời hạn được so sau khi cộng thêm 1 năm.").is_visible()


def test_print(open_page: Open) -> None:
    page = open_page(two_years())
    document = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
    width, height = document[0].get_size()
    assert (round(width), round(height)) == (842, 595)
    assert len(document) >= 2
    texts = [sheet.get_textpage().get_text_range() for sheet in document]
    assert all("Tình trạng" in text for text in texts), "the heads of the columns stand on every sheet"
    assert "Bỏ lọc" not in "".join(texts)
    page.get_by_role("button", name="Thay đổi 1").click()
    filtered = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
    assert len(filtered) == 1
    assert "Đang lọc: Thay đổi" in filtered[0].get_textpage().get_text_range()
    page.emulate_media(media="print")
    style = "element => getComputedStyle(element).textDecorationLine"
    assert page.locator("tbody del").first.evaluate(style) == "line-through"
    assert page.locator("tbody ins").first.evaluate(style) == "underline"


def test_closed_remarks_are_printed(open_page: Open) -> None:
    remarks = tuple(f"Lưu ý thứ {number}" for number in range(1, 6))
    page = open_page(dataclasses.replace(two_years(), remarks=remarks))
    assert not page.get_by_text("Lưu ý thứ 5").is_visible()
    printed = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
    assert "Lưu ý thứ 5" in printed[0].get_textpage().get_text_range()


def test_dark_screens(open_page: Open) -> None:
    ground = "getComputedStyle(document.body).backgroundColor"
    assert open_page(two_years()).evaluate(ground) == "rgb(255, 255, 255)"
    assert open_page(two_years(), color_scheme="dark").evaluate(ground) == "rgb(18, 23, 30)"
