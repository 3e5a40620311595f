"""What stands in the report of a plan; what a browser makes of it is in test_report_html_browser.py."""

from __future__ import annotations

import base64
import dataclasses
import datetime as dt
import hashlib
import io
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import regex
from hypothesis import given, settings
from lxml import etree, html

from extractors.deadlines import Deadline
from pipeline.errors import KehoachError
from pipeline.read import read
from pipeline.read.document import Box, Line
from pipeline.records import DocumentInfo, Plan, Source, Task
from pipeline.write.page import resource
from pipeline.write.report_pages import PageImage, page_images
from pipeline.write.report_times import Month, periods, times_of
from tests.pipeline.reports import (
    DISTRICTS,
    GOALS,
    HOME,
    JUSTICE,
    OFFICE,
    REPORTS,
    RULES,
    hostile_plan,
    report_of,
    small_plan,
)
from tests.pipeline.strategies import PLANS

ROOT = Path(__file__).parents[2]
DEMO = ROOT / "corpus" / "demo.pdf"
EMPTY = Plan(DocumentInfo(), ())
PICTURE = PageImage(b"not looked into", "image/webp", 595.0, 842.0)


def tree_of(plan: Plan, lang: str = "vi", **options: Any) -> html.HtmlElement:
    return html.document_fromstring(report_of(plan, lang, **options).decode())


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_the_head_says_which_plan_it_is() -> None:
    tree = tree_of(small_plan())
    head = tree.xpath("//header")[0]
    assert words(head.xpath("p[@class='kind']")[0]) == "KẾ HOẠCH số 12/KH-STP"
    assert words(head.xpath("h1")[0]) == "Công tác tư pháp năm 2026"
    facts = {words(div.xpath("dt")[0]): words(div.xpath("dd")[0]) for div in head.xpath("dl/div")}
    assert facts["Ngày ban hành"] == "15/01/2026"
    assert facts["Người ký"] == "GIÁM ĐỐC, Lê Văn An"
    assert [words(li) for li in head.xpath("ul[@class='counts']/li")] == [
        "6 dòng", "5 nhiệm vụ", "1 chỉ tiêu", "2 có ngày hạn", "1 định kỳ", "1 cần xem lại", "1 đã sửa",
    ]  # fmt: skip
    assert "Hãy đối chiếu với văn bản" in words(head)
    links = head.xpath("nav//a/@href")
    assert links == ["#table", "#timeline", "#load", "#unread"]
    assert all(tree.xpath(f"//*[@id='{link[1:]}']") for link in links)


def test_rows_stand_in_their_sections() -> None:
    tree = tree_of(small_plan())
    parts = tree.xpath("//table[@id='rows']/tbody")
    assert [words(part.xpath("tr[@class='section']")[0]) for part in parts] == [GOALS, RULES, REPORTS]
    assert [[row.get("id") for row in part.xpath("tr[@class='row']")] for part in parts] == [
        ["row-1"], ["row-2", "row-3"], ["row-4", "row-5", "row-6"],
    ]  # fmt: skip
    assert [words(th) for th in tree.xpath("//table[@id='rows']/thead//th")] == [
        "STT", "Nhiệm vụ", "Sản phẩm", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời gian hoàn thành", "Hạn (ngày)",
        "Chỉ tiêu", "Trang", "Độ tin cậy", "Cần xem lại",
    ]  # fmt: skip


def test_the_values_of_a_row() -> None:
    row = tree_of(small_plan()).xpath("//tr[@id='row-2']")[0]
    cells = {td.get("class").split()[0]: td for td in row.xpath("td")}
    assert cells["products"].xpath(".//li/text()") == ["Kế hoạch", "Tờ trình"]
    assert words(cells["deadlines"]) == "trước ngày 31/3/2026"
    assert words(cells["due"]) == "31/03/2026" and cells["due"].xpath("time/@datetime") == ["2026-03-31"]
    assert words(cells["confidence"]) == "97%"
    more = {words(div.xpath("dt")[0]): words(div.xpath("dd")[0]) for div in row.xpath(".//dl[@class='more']/div")}
    assert more["Tên đầy đủ"] == f"VPS → {OFFICE}; UBND các xã → {DISTRICTS}"
    assert more["Cũng nêu ở"] == "dòng 6"
    assert words(row.xpath(".//p[@class='words']")[0]) == "1 | Xây dựng Kế hoạch"


def test_doubts_and_corrections_are_signs_and_words_not_colours() -> None:
    tree = tree_of(small_plan())
    low = tree.xpath("//tr[@id='row-5']/td[@class='confidence']")[0]
    assert words(low) == "!Độ tin cậy thấp: 40%"
    assert "câu có thể nêu người thực hiện chưa đọc được" in words(tree.xpath("//tr[@id='row-5']")[0])
    corrected = tree.xpath("//tr[@id='row-6']")[0]
    assert words(corrected.xpath(".//span[contains(@class, 'corrected')]")[0]) == "✎ Đã sửa"
    change = words(corrected.xpath(".//div[@class='change']/dd")[0])
    assert change == f"Đơn vị chủ trì (trước đây: {JUSTICE}), Lê An, 2026-02-01"
    assert [row.get("id") for row in tree.xpath("//tr[@data-check]")] == ["row-5"]


def test_the_filters_offer_what_the_plan_has() -> None:
    tree = tree_of(small_plan())

    def options(name: str) -> list[str]:
        return [words(option) for option in tree.xpath(f"//select[@id='{name}']/option")[1:]]

    # a before ă, n before t, ủ at the end
    assert options("unit") == [
        f"{HOME} (2)", f"{JUSTICE} (1)", f"{DISTRICTS} (1)", f"{OFFICE} (2)", "Không nêu đơn vị (2)",
    ]  # fmt: skip
    assert options("section") == [f"{GOALS} (1)", f"{RULES} (2)", f"{REPORTS} (3)"]
    assert options("month") == ["Tháng 3/2026 (2)", "Tháng 12/2026 (1)", "Định kỳ (1)", "Không có ngày hạn (3)"]
    assert options("kind") == ["Chỉ tiêu (1)", "Nhiệm vụ (5)"]


def test_the_timeline() -> None:
    timeline = tree_of(small_plan()).xpath("//section[@id='timeline']")[0]
    months = [words(li.xpath("h3")[0]) for li in timeline.xpath("ol[@class='months']/li")]
    assert months == ["Tháng 3/2026", "Tháng 6/2026", "Tháng 9/2026", "Tháng 12/2026"]
    days = [(words(li.xpath("time")[0]), li.xpath(".//a/@href")) for li in timeline.xpath(".//ol[@class='days']/li")]
    assert days == [("05/03/2026", ["#row-3"]), ("31/03/2026", ["#row-2"]), ("15/12/2026", ["#row-3"])]
    loads = [words(p) for p in timeline.xpath(".//p[@class='load']")]
    assert loads[0] == "2 dòng đến hạn; 1 dòng định kỳ" and loads[1] == "chỉ có dòng định kỳ (1)"
    recurring = timeline.xpath(".//*[@id='recurring']/following-sibling::ul")[0]
    assert words(recurring).endswith("hằng quý, 4 kỳ, từ 31/03/2026 đến 31/12/2026")
    assert [words(summary) for summary in timeline.xpath(".//summary")] == [
        "Theo điều kiện hoặc theo văn bản khác (1)", "Chưa rõ là ngày nào (1)",
    ]  # fmt: skip


def test_months_with_recurring_deadlines_alone_are_one() -> None:
    weekly = Task("w", "task", "Giao ban", deadlines=(Deadline("hằng tuần", "recurring", rrule="FREQ=WEEKLY"),))
    plan = Plan(DocumentInfo(years=(2026,)), (weekly,))
    timeline = tree_of(plan).xpath("//section[@id='timeline']")[0]
    assert [words(li) for li in timeline.xpath("ol/li")] == ["Tháng 1/2026 đến tháng 12/2026 chỉ có dòng định kỳ (1)"]


def test_nothing_recurs_before_the_plan_was_issued() -> None:
    monthly = Task("m", "task", "Báo cáo", deadlines=(Deadline("hằng tháng", "recurring", rrule="FREQ=MONTHLY"),))
    plan = Plan(DocumentInfo(years=(2026,), issued=dt.date(2026, 7, 14)), (monthly,))
    days = times_of(plan).recurring[0].days
    assert (days[0], len(days)) == (dt.date(2026, 7, 31), 6)


@pytest.mark.parametrize("rule", ["FREQ=SECONDLY", "FREQ=DAILY;INTERVAL=0", "", "FREQ=MONTHLY;BYMONTH=13", "x"])
def test_rules_that_no_plan_has_give_no_days(rule: str) -> None:
    task = Task("r", "task", "Việc", deadlines=(Deadline("luôn luôn", "recurring", rrule=rule),))
    found = times_of(Plan(DocumentInfo(years=(2026,)), (task,)))
    assert found.months == () and found.recurring[0].days == ()


MONTHS = {
    "two months": ((2026, 1, 2026, 2), 1, 2),
    "two years": ((2025, 1, 2026, 12), 1, 24),
    "a month more": ((2025, 1, 2027, 1), 3, 9),
    "six years": ((2025, 1, 2030, 12), 3, 24),
    "ten years": ((2025, 1, 2034, 12), 12, 10),
    "all of time": ((1, 1, 9999, 12), 12, 2),
}


@pytest.mark.parametrize("case", MONTHS)
def test_long_times_are_shown_by_quarters_and_years(case: str) -> None:
    (year, month, last_year, last_month), length, count = MONTHS[case]
    ends = [(year, month), (last_year, last_month)]
    months = [Month(y, m, ((dt.date(y, m, 1), (row,)),)) for row, (y, m) in enumerate(ends, 1)]
    found = periods(months)
    assert {period.length for period in found} == {length} and len(found) == count
    assert sum(period.due for period in found) == 2
    assert (found[0].year, found[0].month) == (year, 1) and found[-1].year == last_year


def test_plots_are_images_with_their_figures_in_words_and_as_a_table() -> None:
    plots = tree_of(small_plan()).xpath("//figure[@class='plot']")
    assert len(plots) == 2
    for plot in plots:
        image = plot.xpath("img")[0]
        kind, _, data = image.get("src").partition(",")
        assert kind == "data:image/svg+xml;base64"
        svg = etree.fromstring(base64.b64decode(data))
        assert svg.tag == "{http://www.w3.org/2000/svg}svg"
        # letters are outlines: no font is asked for
        assert not svg.xpath("//*[local-name()='text' or local-name()='style'][contains(., 'font')]")
    times, units = ([[words(c) for c in tr] for tr in plot.xpath(".//tbody/tr")] for plot in plots)
    assert times[0] == ["Tháng 3/2026", "2", "1"] and times[-1] == ["Tháng 12/2026", "1", "1"] and len(times) == 10
    assert units == [[OFFICE, "2", "0"], [HOME, "1", "1"], [JUSTICE, "1", "0"], [DISTRICTS, "0", "1"]]
    assert "Tháng 3/2026: 2 và 1; Tháng 4/2026: 0 và 0" in plots[0].xpath("img/@alt")[0]
    assert f"{OFFICE}: 2 và 0" in plots[1].xpath("img/@alt")[0]


def test_what_could_not_be_read() -> None:
    unread = tree_of(small_plan()).xpath("//section[@id='unread']")[0]
    groups = {words(fold.xpath("summary")[0]): fold for fold in unread.xpath("details")}
    assert list(groups) == [
        "Khi đọc văn bản (2)", "Thời hạn chưa rõ là ngày nào (1)", "Dòng cần xem lại (1)",
        "Nhiệm vụ chưa thấy đơn vị chủ trì (1)", "Nhiệm vụ chưa thấy thời hạn (1)", "Dòng do người sửa (1)",
        "Dòng do người sửa bỏ khỏi bảng (1)",
    ]  # fmt: skip
    warned = groups["Khi đọc văn bản (2)"].xpath(".//li")
    assert words(warned[0]) == "trang 2, dòng 3: số thứ tự 9 lặp lại (đã có ở dòng 2)"
    assert warned[0].xpath("a/@href") == ["#row-3"] and warned[1].xpath("a") == []
    assert words(groups["Thời hạn chưa rõ là ngày nào (1)"].xpath(".//li")[0]) == "dòng 5: “ngày 31/02”"
    assert groups["Nhiệm vụ chưa thấy thời hạn (1)"].xpath(".//a/@href") == ["#row-6"]


def test_links_lead_somewhere_and_no_id_stands_twice() -> None:
    tree = tree_of(small_plan(), pages={2: PICTURE})
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in tree.xpath("//a/@href")} <= set(ids)


def test_english() -> None:
    tree = tree_of(small_plan(), "en")
    assert tree.get("lang") == "en"
    assert tree.xpath("//tr[@id='row-2']/td[@class='due']/time/text()") == ["2026-03-31"]
    assert words(tree.xpath("//output")[0]) == "Showing 6 of 6 lines"
    for said in ("Nhiệm vụ", "Tháng", "Đơn vị", "dòng", "Thời hạn"):
        texts = tree.xpath("//body//*[not(self::script)]/text()")
        assert [text for text in texts if said in text and "thể chế" not in text] == [], said


def test_a_plan_without_tasks() -> None:
    for plan in (EMPTY, dataclasses.replace(EMPTY, document=DocumentInfo(file="a.txt"))):
        tree = tree_of(plan)
        assert tree.xpath("//table[@id='rows'] | //form | //figure/img") == []
        assert "không tìm thấy nhiệm vụ hay chỉ tiêu nào" in words(tree.xpath("//main")[0])
        assert words(tree.xpath("//section[@id='unread']/p")[0]) == "Không có gì cần lưu ý."
    assert words(tree.xpath("//h1")[0]) == "a.txt"


def test_a_plan_without_pages_names_the_column_otherwise() -> None:
    tasks = tuple(dataclasses.replace(t, source=Source(None, t.source.text)) for t in small_plan().tasks)
    tree = tree_of(dataclasses.replace(small_plan(), tasks=tasks))
    assert words(tree.xpath("//thead//th[@class='page']")[0]) == "Nguồn"
    assert {words(button) for button in tree.xpath("//button[@class='open']")} == {"Xem"}
    assert tree.xpath("//tr/@data-boxes") == []


def test_pictures_stand_in_the_page_once_and_only_where_given() -> None:
    assert tree_of(small_plan()).xpath("//section[@id='pages']") == []
    page = report_of(small_plan(), pages={3: PICTURE, 2: PICTURE})
    assert page.count(base64.b64encode(PICTURE.data)) == 2
    figures = html.document_fromstring(page.decode()).xpath("//section[@id='pages']/figure")
    assert [(f.get("id"), f.get("data-width"), f.get("data-height")) for f in figures] == [
        ("page-2", "595", "842"), ("page-3", "595", "842"),
    ]  # fmt: skip


def test_the_page_asks_for_nothing() -> None:
    for page in (report_of(small_plan(), pages={2: PICTURE}).decode(), report_of(EMPTY, "en").decode()):
        tree = html.document_fromstring(page)
        sources = tree.xpath("//@src | //link/@href")
        assert sources and all(source.startswith("data:") for source in sources)
        assert regex.findall(r"url\(|@import|<(?:iframe|object|embed|base|form[^>]*action)", page) == []
        outside = regex.findall(r"https?://[^\"'`\s]+", page)
        assert set(outside) <= {"http://www.w3.org/2000/svg"}, "a name, not an address"


def test_the_policy_lets_only_its_own_style_and_script_run() -> None:
    tree = tree_of(small_plan())
    policy = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert policy.startswith("default-src 'none'; ")
    for name in ("style", "script"):
        (text,) = tree.xpath(f"//{name}/text()")
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}';" in policy
    assert tree.xpath("//@style") == [] and "unsafe" not in policy


def test_every_text_is_escaped() -> None:
    page = report_of(hostile_plan())
    tree = html.document_fromstring(page.decode())
    assert len(tree.xpath("//script")) == 1
    assert all(source.startswith("data:image/svg") for source in tree.xpath("//img/@src"))
    assert [name for element in tree.iter() for name in element.attrib if name.startswith("on")] == []
    assert not regex.search(rb"[\x00-\x08\x0b-\x1f]", page)
    assert "</script><script>document.title='x'" in words(tree.xpath("//h1")[0])
    assert len(tree.xpath("//tr[@class='row']")) == 2


def test_the_same_bytes_each_time() -> None:
    assert report_of(small_plan(), pages={2: PICTURE}) == report_of(small_plan(), pages={2: PICTURE})


@settings(max_examples=40, deadline=None)
@given(PLANS)
def test_any_plan_can_be_written(plan: Plan) -> None:
    page = report_of(plan)
    text = page.decode()
    assert not regex.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)
    tree = html.document_fromstring(text)
    assert len(tree.xpath("//tr[@class='row']")) == len(plan.tasks)
    for image in tree.xpath("//figure[@class='plot']/img/@src"):
        etree.fromstring(base64.b64decode(image.partition(",")[2]))


def test_matplotlib_is_silent_and_needs_no_folder(tmp_path: Path) -> None:
    code = (
        "import io, sys; from tests.pipeline.reports import *; page = report_of(hostile_plan());"
        "assert 'matplotlib.pyplot' not in sys.modules; sys.stdout.buffer.write(page)"
    )
    nowhere = tmp_path / "a file"
    nowhere.write_text("")
    strange = {"MPLCONFIGDIR": str(nowhere / "x"), "HOME": str(nowhere), "XDG_CACHE_HOME": str(nowhere)}
    strange |= {"PYTHONPATH": str(ROOT), "MPLBACKEND": "no-such-backend", "XDG_CONFIG_HOME": str(nowhere)}
    done = subprocess.run(
        [sys.executable, "-c", code], env=os.environ | strange, capture_output=True, timeout=120, cwd=ROOT
    )
    assert (done.returncode, done.stderr.decode()) == (0, "")
    assert done.stdout == report_of(hostile_plan()), "the user's settings change nothing"


def plan_of(path: Path) -> tuple[Plan, list[Line]]:
    """A plan with a task for each printed line of a PDF, and the lines."""
    lines = [block for block in read(path).blocks if isinstance(block, Line) and block.box and block.page]
    tasks = tuple(
        Task(str(at), "task", line.text, source=Source(line.page, line.text, (line.box,) if line.box else ()))
        for at, line in enumerate(lines)
    )
    return Plan(DocumentInfo(file=path.name, format="pdf"), tasks), lines


def printed(path: Path, rotation: int) -> None:
    """A page of 400 by 300 points with one line of print; displayed turned, and without a margin of its sheet."""
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(path), pagesize=(400, 300))
    canvas.setFont("Helvetica", 14)
    canvas.drawString(120, 200, "Xin chao cac don vi")
    canvas.save()
    document = pypdfium2.PdfDocument(path.read_bytes())
    document[0].set_cropbox(50, 20, 390, 290)
    document[0].set_rotation(rotation)
    document.save(path)


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_boxes_lie_on_the_print_of_the_picture(rotation: int, tmp_path: Path) -> None:
    from PIL import Image, ImageOps

    path = tmp_path / "a.pdf"
    printed(path, rotation)
    plan, lines = plan_of(path)
    assert [line.text for line in lines] == ["Xin chao cac don vi"]
    image = page_images(path, plan)[1]
    assert (image.width, image.height) == ((340, 270) if rotation in (0, 180) else (270, 340))
    picture = Image.open(io.BytesIO(image.data))
    scale = picture.width / image.width
    assert scale == pytest.approx(picture.height / image.height, rel=0.01)
    ink = ImageOps.invert(picture.convert("L")).point(lambda value: 255 if value > 100 else 0).getbbox()
    box = lines[0].box
    assert ink is not None and box is not None
    x0, top, x1, bottom = (edge / scale for edge in ink)
    assert box.x0 - 2 <= x0 and box.top - 2 <= top and x1 <= box.x1 + 2 and bottom <= box.bottom + 2
    # and the box is not much larger than the print
    assert (box.x1 - box.x0) * (box.bottom - box.top) <= 2.2 * (x1 - x0) * (bottom - top)


def test_only_pages_with_tasks_are_drawn_and_they_stay_small() -> None:
    boxes = (Box(2, 100.0, 100.0, 200.0, 120.0), Box(5, 0.0, 0.0, 9.0, 9.0), Box(99, 0.0, 0.0, 9.0, 9.0))
    plan = Plan(DocumentInfo(format="pdf"), (Task("a", "task", "x", source=Source(2, "x", boxes)),))
    images = page_images(DEMO, plan)
    assert sorted(images) == [2, 5]
    assert all(image.media == "image/webp" and len(image.data) < 120_000 for image in images.values())
    assert images == page_images(DEMO, plan)


def test_plans_that_are_no_pdf_have_no_pictures(tmp_path: Path) -> None:
    task = Task("a", "task", "x", source=Source(1, "x"))
    assert page_images(tmp_path / "no.txt", Plan(DocumentInfo(format="txt"), (task,))) == {}
    plan = Plan(DocumentInfo(format="pdf"), (task,))
    with pytest.raises(KehoachError) as missing:
        page_images(tmp_path / "no.pdf", plan)
    assert missing.value.code == "cannot-read"
    (tmp_path / "bad.pdf").write_bytes(b"%PDF-1.7 nothing")
    with pytest.raises(KehoachError) as damaged:
        page_images(tmp_path / "bad.pdf", plan)
    assert damaged.value.code == "damaged"


@pytest.mark.parametrize("name", ["report.css", "report.js", "compare.css", "compare.js"])
def test_styles_and_scripts_include_what_pages_share(name: str) -> None:
    assert regex.search(r"^ *(?://|/\*) include ", resource(name), regex.MULTILINE) is None
    shared = "--accent: #0b4f8a" if name.endswith("css") else "const pattern = "
    assert resource(name).count(shared) == 1
