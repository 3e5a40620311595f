"""What a browser makes of the report of a plan: a real Chromium reads it, filters, sorts, opens a source, prints."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pypdfium2
import pytest

from pipeline import extract
from pipeline.records import Plan, Source
from pipeline.write.report_pages import PageImage, page_images
from tests.pipeline.reports import DISTRICTS, GOALS, HOME, JUSTICE, OFFICE, hostile_plan, report_of, small_plan

if TYPE_CHECKING:
    from playwright.sync_api import Page

DEMO = Path(__file__).parents[2] / "corpus" / "demo.pdf"
Open = Callable[..., "Page"]


@pytest.fixture(scope="module")
def demo() -> tuple[Plan, dict[int, PageImage]]:
    """A plan of the corpus and the pictures of its pages."""
    plan = extract(DEMO)
    return plan, page_images(DEMO, plan)


@pytest.fixture
def open_page(open_file: Open) -> Open:
    """Opens a report in the browser."""

    def open_report(
        plan: Plan, hash: str = "", lang: str = "vi", pages: dict[int, PageImage] | None = None, **context: Any
    ) -> Page:
        return open_file(report_of(plan, lang, pages), hash, **context)

    return open_report


def rows(page: Page) -> list[int]:
    """The rows that are to be seen, in the order in which they stand."""
    seen = "rows => rows.filter(row => row.checkVisibility()).map(row => Number(row.id.slice(4)))"
    found: list[int] = page.locator("tr.row").evaluate_all(seen)
    return found


def test_all_rows_are_read(open_page: Open) -> None:
    page = open_page(small_plan())
    assert rows(page) == [1, 2, 3, 4, 5, 6]
    assert page.locator("#shown").inner_text() == "Hiển thị 6 trong tổng số 6 dòng"
    assert page.locator("tr.section").all_inner_texts() == [
        "II. Chỉ tiêu", "III.1. Thể chế", "III.2. Đôn đốc, báo cáo",
    ]  # fmt: skip


SEARCHES: dict[str, list[int]] = {
    "kế hoạch": [2, 6],
    "ke hoach": [2, 6],
    "KE HOACH": [2, 6],
    "kê hoạch": [2, 6],
    "kè hoạch": [],
    "số hoá": [3],
    "so hoa": [3],
    "dữ liệu số hóa": [3],
    "don doc": [5],
    # unit, product, deadline, target, note
    "vps": [2],
    "tờ trình": [2],
    "hằng quý": [4],
    "100%": [1],
    "giấy": [4],
    # the name of a column is no word of the plan
    "sản phẩm": [],
    "[.*": [],
    "": [1, 2, 3, 4, 5, 6],
}


def test_search(open_page: Open) -> None:
    page = open_page(small_plan())
    for typed, expected in SEARCHES.items():
        page.get_by_label("Tìm", exact=True).fill(typed)
        assert (typed, rows(page)) == (typed, expected)
        assert page.locator("#shown").inner_text() == f"Hiển thị {len(expected)} trong tổng số 6 dòng"
    page.get_by_label("Tìm", exact=True).fill("[.*")
    assert page.get_by_text("Không có dòng nào khớp với điều kiện lọc.").is_visible()


FILTERS: list[tuple[dict[str, str], list[int]]] = [
    ({"Đơn vị": HOME}, [2, 6]),
    ({"Đơn vị": HOME, "Vai trò": "lead"}, [6]),
    ({"Đơn vị": DISTRICTS, "Vai trò": "lead"}, []),
    # by the full name: the row says "VPS"
    ({"Đơn vị": OFFICE}, [2, 4]),
    ({"Đơn vị": "-"}, [1, 5]),
    ({"Vai trò": "coordinating"}, [2]),
    ({"Mục": GOALS}, [1]),
    ({"Thời hạn": "2026-03"}, [2, 3]),
    ({"Thời hạn": "2026-12"}, [3]),
    ({"Thời hạn": "recurring"}, [4]),
    ({"Thời hạn": "none"}, [1, 5, 6]),
    ({"Loại": "target"}, [1]),
    ({"Đơn vị": JUSTICE, "Thời hạn": "2026-03"}, [3]),
]


def test_filters(open_page: Open) -> None:
    page = open_page(small_plan())
    for wishes, expected in FILTERS:
        for name, value in wishes.items():
            page.get_by_label(name, exact=True).select_option(value)
        assert (wishes, rows(page)) == (wishes, expected)
        page.get_by_role("button", name="Bỏ lọc").click()
        assert rows(page) == [1, 2, 3, 4, 5, 6]
        assert page.get_by_role("button", name="Bỏ lọc").is_disabled()
    page.get_by_label("Chỉ dòng cần xem lại").check()
    assert rows(page) == [5]
    assert page.locator("tr.section:visible").count() == 1


ORDERS: dict[str, tuple[list[int], list[int]]] = {
    # "100%", "Ăn", "Áp" (a before ă), "Báo", "Đôn" (d before đ), "Xây"
    "Nhiệm vụ": ([1, 6, 3, 4, 5, 2], [2, 5, 4, 3, 6, 1]),
    # days as days; rows without one stand last in both orders
    "Hạn (ngày)": ([3, 2, 1, 4, 5, 6], [2, 3, 1, 4, 5, 6]),
    "Độ tin cậy": ([5, 1, 4, 3, 2, 6], [6, 2, 3, 4, 1, 5]),
    "STT": ([1, 2, 3, 4, 5, 6], [6, 5, 4, 3, 2, 1]),
}


def test_sorting(open_page: Open) -> None:
    page = open_page(small_plan())
    for name, (up, down) in ORDERS.items():
        head = page.locator("thead th").filter(has=page.get_by_role("button", name=name, exact=True))
        head.get_by_role("button").click()
        assert (name, rows(page), head.get_attribute("aria-sort")) == (name, up, "ascending")
        head.get_by_role("button").click()
        assert (name, rows(page), head.get_attribute("aria-sort")) == (name, down, "descending")
        head.get_by_role("button").click()
        assert (rows(page), head.get_attribute("aria-sort")) == ([1, 2, 3, 4, 5, 6], None)
    assert page.locator("tr.section:visible").count() == 3
    page.get_by_role("button", name="Nhiệm vụ", exact=True).click()
    assert page.locator("tr.section:visible").count() == 0
    assert page.locator("#row-1 .of").inner_text() == GOALS, "a row that left its section says where it stands"
    page.get_by_label("Tìm", exact=True).fill("kế hoạch")
    assert rows(page) == [6, 2], "filtered, and still sorted"


def test_cards_are_sorted_by_a_list(open_page: Open) -> None:
    page = open_page(small_plan(), viewport={"width": 390, "height": 844})
    page.get_by_label("Sắp xếp theo").select_option(label="Hạn (ngày)")
    assert rows(page)[:2] == [3, 2]
    again = open_page(small_plan(), page.evaluate("location.hash"), viewport={"width": 390, "height": 844})
    assert rows(again)[:2] == [3, 2] and again.get_by_label("Sắp xếp theo").input_value() == "due"
    again.get_by_label("Sắp xếp theo").select_option("")
    assert rows(again) == [1, 2, 3, 4, 5, 6]
    again.locator("thead button").first.evaluate("button => button.focus()")
    assert again.evaluate("document.activeElement.closest('thead')") is None
    assert not open_page(small_plan()).get_by_label("Sắp xếp theo").is_visible()


def test_a_link_keeps_filters_and_order(open_page: Open) -> None:
    page = open_page(small_plan())
    page.get_by_label("Đơn vị", exact=True).select_option(HOME)
    page.get_by_label("Tìm", exact=True).fill("kế hoạch")
    page.get_by_role("button", name="Nhiệm vụ", exact=True).click()
    kept = page.evaluate("location.hash")
    again = open_page(small_plan(), kept)
    assert rows(again) == [6, 2]
    assert again.get_by_label("Tìm", exact=True).input_value() == "kế hoạch"
    stale = open_page(small_plan(), "#unit=Kh%C3%B4ng&sort=x&month=1")
    assert rows(stale) == [1, 2, 3, 4, 5, 6]


def test_a_link_leads_to_its_row_even_where_it_is_hidden(open_page: Open) -> None:
    page = open_page(small_plan(), viewport={"width": 1366, "height": 500})
    page.get_by_label("Tìm", exact=True).fill("vps")
    page.locator("#timeline a[href='#row-3']").first.click()
    page.wait_for_function("document.activeElement.id === 'row-3'")
    assert rows(page) == [1, 2, 3, 4, 5, 6]
    box = page.locator("#row-3").bounding_box()
    assert box is not None and 0 < box["y"] < 500
    direct = open_page(small_plan(), "#row-5")
    assert direct.evaluate("document.activeElement.id") == "row-5"


def marked(page: Page) -> list[tuple[float, float, float, float]]:
    """The frames over the pages of the dialog, in points of their page: edges relative to what they lie on."""
    found: list[tuple[float, float, float, float]] = page.evaluate(
        """() => [...document.querySelectorAll("#sheets .box")].map(box => {
          const sheet = box.closest(".sheet"), svg = box.ownerSVGElement, under = sheet.querySelector("img") ?? svg;
          const paper = under.getBoundingClientRect(), frame = box.getBoundingClientRect();
          const scale = svg.viewBox.baseVal.width / paper.width;
          return [frame.left - paper.left, frame.top - paper.top, frame.right - paper.left, frame.bottom - paper.top]
            .map(edge => edge * scale);
        })"""
    )
    return found


@pytest.mark.parametrize("width", [1366, 375])
def test_a_row_opens_its_page_with_its_boxes_marked(
    open_page: Open, demo: tuple[Plan, dict[int, PageImage]], width: int
) -> None:
    plan, images = demo
    page = open_page(plan, pages=images, viewport={"width": width, "height": 800})
    for at in (1, 6, len(plan.tasks)):
        task = plan.tasks[at - 1]
        page.get_by_role("button", name=f"Xem nguồn của dòng {at}, trang {task.source.page}", exact=True).click()
        dialog = page.get_by_role("dialog", name=f"Dòng {at}", exact=True)
        assert dialog.is_visible()
        picture = dialog.locator(".sheet img").first
        assert picture.evaluate("image => image.decode().then(() => image.naturalWidth > 500)") is True
        frames = marked(page)
        assert len(frames) == len(task.source.boxes)
        for frame, box in zip(frames, task.source.boxes, strict=True):
            # a point: the line of the frame, and rounding to pixels
            assert frame == pytest.approx((box.x0, box.top, box.x1, box.bottom), abs=1.0)
        facts = dialog.locator("#facts").inner_text()
        assert task.task in facts and task.source.text in " ".join(facts.split())
        page.keyboard.press("Escape")
        assert not dialog.is_visible()
    assert page.evaluate("document.activeElement.closest('tr').id") == f"row-{len(plan.tasks)}"


def test_values_stand_beside_the_page_with_where_they_come_from(open_page: Open) -> None:
    page = open_page(small_plan())
    page.get_by_role("button", name="Xem nguồn của dòng 2, trang 2").click()
    dialog = page.get_by_role("dialog")

    def told() -> dict[str, str]:
        facts = dialog.locator("#facts dl > div")
        pairs = [facts.nth(at).locator("dt, dd").all_inner_texts() for at in range(facts.count())]
        return {name: " ".join(text.split()) for name, text in pairs}

    assert told() == {
        "Nhiệm vụ": "Xây dựng Kế hoạch cải cách thể chế", "Sản phẩm": "Kế hoạch Tờ trình",
        "Đơn vị chủ trì": "VPS Lấy từ: ô của bảng",
        "Đơn vị phối hợp": f"{HOME} UBND các xã Lấy từ: đề mục hoặc dòng cấp trên",
        "Thời gian hoàn thành": "trước ngày 31/3/2026 Lấy từ: lời văn của mục", "Hạn (ngày)": "31/03/2026",
        "Mục": "III.1. Thể chế", "Độ tin cậy": "97%", "Tên đầy đủ": f"VPS → {OFFICE}; UBND các xã → {DISTRICTS}",
        "Cũng nêu ở": "dòng 6",
    }  # fmt: skip
    # without pictures an outline of both pages, with the print of other rows about
    assert [name.strip() for name in dialog.locator("figcaption").all_inner_texts()] == ["Trang 2", "Trang 3"]
    assert dialog.locator(".sheet img").count() == 0 and dialog.locator(".other").count() == 6
    frames = marked(page)
    boxes = [(box.x0, box.top, box.x1, box.bottom) for box in small_plan().tasks[1].source.boxes]
    assert [pytest.approx(box, abs=1.5) for box in boxes] == frames
    dialog.get_by_role("button", name="Dòng sau").click()
    assert "mô hình nhận dạng" in told()["Đơn vị chủ trì"]
    for _ in range(3):
        dialog.get_by_role("button", name="Dòng sau").click()
    assert dialog.get_by_role("button", name="Dòng sau").is_disabled()
    assert "người sửa" in told()["Đơn vị chủ trì"] and JUSTICE in told()["Đã sửa"]
    dialog.get_by_role("button", name="Đóng").click()
    page.get_by_role("button", name="Xem nguồn của dòng 2, trang 2").click()
    dialog.get_by_role("link", name="dòng 6").click()
    page.wait_for_function("document.activeElement.id === 'row-6'")
    assert not dialog.is_visible()


def test_a_source_without_a_place_is_its_printed_text(open_page: Open) -> None:
    tasks = tuple(dataclasses.replace(task, source=Source(None, task.source.text)) for task in small_plan().tasks)
    page = open_page(dataclasses.replace(small_plan(), tasks=tasks))
    page.get_by_role("button", name="Xem nguồn của dòng 3").click()
    dialog = page.get_by_role("dialog")
    assert dialog.get_by_text("không có thông tin về vị trí").is_visible()
    assert dialog.get_by_text("2 | Ăn khớp dữ liệu").is_visible()
    assert dialog.locator("svg").count() == 0


def test_enlarging_a_page(open_page: Open, demo: tuple[Plan, dict[int, PageImage]]) -> None:
    plan, images = demo
    page = open_page(plan, pages=images, viewport={"width": 375, "height": 800})
    page.locator("#row-6 button.open").click()
    sheet = page.locator(".sheet").first
    before = sheet.evaluate("sheet => sheet.offsetWidth")
    page.get_by_role("button", name="Phóng to trang").click()
    assert sheet.evaluate("sheet => sheet.offsetWidth") > 2 * before
    box = plan.tasks[5].source.boxes[0]
    assert marked(page)[0] == pytest.approx((box.x0, box.top, box.x1, box.bottom), abs=1.0)


def test_by_keyboard_alone(open_page: Open) -> None:
    page = open_page(small_plan())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "table"
    page.locator("thead th.due button").focus()
    page.keyboard.press("Enter")
    assert rows(page)[:2] == [3, 2]
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.locator("#row-5 button.open").focus()
    page.keyboard.press("Enter")
    assert page.get_by_role("dialog", name="Dòng 5", exact=True).is_visible()
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.closest('tr').id") == "row-5"


@pytest.mark.parametrize("width", [320, 390, 800, 1024, 1130, 1366, 1920])
def test_no_page_is_wider_than_the_screen(open_page: Open, demo: tuple[Plan, dict[int, PageImage]], width: int) -> None:
    page = open_page(demo[0], viewport={"width": width, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    cells = page.locator("#row-6 > td:not(:empty):visible")
    boxes = [cells.nth(at).bounding_box() for at in range(cells.count())]
    assert all(box and box["x"] >= 0 and box["x"] + box["width"] <= width for box in boxes)
    # columns beside each other, or a card with a name before each value
    assert (len({round(box["y"]) for box in boxes if box}) == 1) == (width > 1120)
    named = page.locator("#row-6 > td.lead_units").evaluate("cell => getComputedStyle(cell, '::before').content")
    assert named == ("none" if width > 1120 else '"Đơn vị chủ trì"')
    page.locator("#row-6 button.open").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    dialog = page.get_by_role("dialog").bounding_box()
    assert dialog and dialog["x"] >= 0 and dialog["x"] + dialog["width"] <= width


def sheets(page: Page) -> list[str]:
    document = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
    width, height = document[0].get_size()
    assert (round(width), round(height)) == (842, 595)
    return [sheet.get_textpage().get_text_range().replace("\r\n", "\n") for sheet in document]


def test_print(open_page: Open, demo: tuple[Plan, dict[int, PageImage]]) -> None:
    plan, images = demo
    page = open_page(plan, pages=images)
    texts = sheets(page)
    table = [text for text in texts if "Nhiệm vụ\nSản phẩm" in text or "Nhiệm vụ Sản phẩm" in text]
    assert len(table) >= 3, "the heads of the columns stand on every sheet of the table"
    flat = "".join("".join(texts).split())
    for task in plan.tasks:
        assert "".join(task.task.split()) in flat, task.task
    assert "Bỏ lọc" not in flat and "Phóng to" not in flat
    assert "Theochươngtrình" in flat, "what folds away is printed"
    assert len(texts) < 14, "the pictures of the pages are not printed"
    page.get_by_label("Tìm", exact=True).fill("phản ánh")
    few = rows(page)
    texts = sheets(page)
    assert 0 < len(few) < 6 and "Đang lọc: “phản ánh”" in texts[0]
    page.emulate_media(media="print")
    assert rows(page) == few


def test_a_hostile_plan_does_nothing(open_page: Open) -> None:
    page = open_page(hostile_plan())
    page.wait_for_timeout(200)
    assert page.title() != "x"
    assert rows(page) == [1, 2]
    for name in ("unit", "section", "month", "kind"):
        page.locator(f"#{name}").select_option(index=1)
    page.locator("#clear").click()
    page.get_by_role("button", name="Nhiệm vụ", exact=True).click()
    page.locator("#row-1 button.open").click()
    assert page.get_by_role("dialog").is_visible()
    assert page.title() != "x"


def test_without_the_script_everything_is_read(open_page: Open, demo: tuple[Plan, dict[int, PageImage]]) -> None:
    plan, images = demo
    page = open_page(plan, pages=images, java_script_enabled=False)
    assert page.locator("noscript p").is_visible()
    assert page.locator("tr.row:visible").count() == len(plan.tasks)
    for hidden in ("#filters", "#row-6 button.open", "#source"):
        assert not page.locator(hidden).is_visible()
    for part in ("timeline", "load", "unread", "pages"):
        assert page.locator(f"#{part} h2").is_visible()
    page.locator("#row-6 summary").click()
    assert page.locator("#row-6 .words").is_visible()
    page.locator("#row-6 .to-page a").click()
    assert page.url.endswith("#page-2")


def test_english(open_page: Open) -> None:
    page = open_page(small_plan(), lang="en")
    page.get_by_label("Unit", exact=True).select_option(HOME)
    assert page.locator("#shown").inner_text() == "Showing 2 of 6 lines"
    page.get_by_role("button", name="Open the source of row 2, page 2").click()
    assert page.get_by_role("dialog", name="Row 2", exact=True).is_visible()
    assert "From: a cell of the table" in page.locator("#facts").inner_text()


def test_plots_are_shown(open_page: Open, demo: tuple[Plan, dict[int, PageImage]]) -> None:
    page = open_page(demo[0])
    sizes = page.locator(".plot img").evaluate_all(
        "images => images.map(image => [image.complete, image.naturalWidth])"
    )
    assert len(sizes) == 2 and all(complete and width > 300 for complete, width in sizes)


def test_dark_screens(open_page: Open) -> None:
    page = open_page(small_plan(), color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(18, 23, 30)"
    assert page.locator(".plot img").first.evaluate("i => getComputedStyle(i).backgroundColor") == "rgb(255, 255, 255)"


def test_a_plan_without_tasks(open_page: Open) -> None:
    page = open_page(dataclasses.replace(small_plan(), tasks=(), removed=(), warnings=()))
    assert page.get_by_text("Không có gì cần lưu ý.").is_visible()
    assert page.locator("form").count() == 0
