"""The role of a unit in its sentence: tables of phrases with marked units and their roles."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.marks import read_marks
from extractors.ner.roles import roles_of

SENTENCES = [
    "[Hạt Quản lý đê](lead) gác tuyến kè từ 22 giờ.",
    "[Phòng A](lead) chủ trì, phối hợp với [Đội B](coord), [Tổ C](coord) và [Trạm D](coord) soạn quy chế.",
    "[Tổ A](lead), [Đội B](lead) và [Trạm C](lead) khử trùng giếng nước.",
    "Giao [Ban A](lead) lập danh sách, gửi số liệu về [Phòng B](to) trước ngày 5/3.",
    "Đề nghị [Liên minh A](lead) chủ trì, [Hội B](coord) phối hợp tư vấn cho tổ hợp tác.",
    "Thuốc và hóa chất do [trạm y tế xã](lead) chuẩn bị.",
    "Khoản trợ cấp được [Bưu điện A](lead) chuyển đủ trước ngày 10 hằng tháng.",
    "Khi có mưa lớn, [Tổ bảo vệ](lead) ngắt điện tầng 1.",
    "[Phòng A](lead): Lập phương án, báo cáo kết quả với [UBND tỉnh](to) sáu tháng một lần.",
    "Đồng chí Mạc Văn Tiệp, [Chủ nhiệm Ủy ban A](lead), trực tiếp làm việc với ban chấp hành.",
    "Giao chị Hoàng Mai Linh, [Phó Chủ tịch Hội A](lead), theo dõi các vụ việc.",
    "Cùng với [Công đoàn A](coord) lo bữa ăn ca.",
    "Rà soát hồ chứa do [Công ty A](unit) quản lý, lập danh mục hư hỏng.",
    "Kế hoạch được [Giám đốc Sở](to) phê duyệt trong tháng 3.",
    "Hướng dẫn [các trường](unit) mở lớp; đôn đốc [Phòng B](unit) gửi số liệu.",
    "Thực hiện nhiệm vụ đã được giao cho [các phòng](unit) và [các đơn vị](unit).",
    "Tham mưu [UBND tỉnh](to) ban hành quy định.",
    "Xây dựng quy chế phối hợp với [Công an tỉnh](unit).",
    "Rà soát đất giao cho [Công ty A](unit), thu hồi phần không sử dụng.",
    "Phân bổ dự toán giao [Văn phòng](unit), [Chi cục](unit) trước ngày 5/3.",
    "Soạn đề cương xong trong tháng 12, giao [Tổ Toán](lead).",
    "[Giám đốc Sở](unit) giao [Văn phòng Sở](lead) theo dõi.",
    "Hồ sơ được [Sở Tư pháp](to) xác nhận.",
    "[Chi cục A](lead) chủ trì nạo vét. [Chi cục B](lead) và [Hạt C](lead) phối hợp tuần tra.",
    "[Các đơn vị](unit): [Chi cục A](lead), [Chi cục B](lead) nộp báo cáo.",
    "Các công trình do [Trung tâm A](unit) vận hành phải được kiểm định.",
    "[Tổ công tác](unit) gồm 05 thành viên.",
    "Đơn vị chủ trì: [Cục A](lead); đơn vị phối hợp: [Vụ B](coord), [Văn phòng Bộ](coord).",
    "In tờ gấp ([Trung tâm A](lead) chủ trì; [Phòng B](coord) phối hợp; xong trước 31/3).",
    "Nối với dữ liệu của [Trung tâm A](unit); [Tổ B](lead) vận hành thử.",
    "Đôn đốc [các phòng thuộc Sở](unit); [các đơn vị trực thuộc](unit) bảo đảm tiến độ.",
    "Nếu nước lên, [Trạm bơm A](lead) chạy hết công suất.",
    "Gửi [Sở A](to), người nhận: ông Quàng Văn Dín, [Văn phòng Sở](to), trước ngày 10/3.",
    "Báo cáo về [Phòng A](to), [Đội B](to) trước ngày 5 hằng tháng.",
    "Đề nghị [Ban Thường vụ](to) khen thưởng.",
    "Mỗi [trường](unit) có ít nhất 03 sản phẩm.",
    "Theo đề nghị của [cơ quan](unit) chủ trì cuộc họp.",
    "[Trường A](lead) được giao tổ chức các lớp.",
    "Kết nối phần mềm với cơ sở dữ liệu; [Tổ A](lead) vận hành thử từ ngày 01/4.",
    "Các kiến nghị sau kiểm tra, [kiểm toán nhà nước](unit) về tài chính, ngân sách.",
]


@pytest.mark.parametrize("marked", SENTENCES)
def test_roles(marked: str) -> None:
    text, marks = read_marks(marked)
    assert roles_of(text, [mark.span for mark in marks]) == [mark.label for mark in marks]


def test_names_do_not_matter() -> None:
    text, marks = read_marks("[Xyz](lead) chủ trì, phối hợp với [Abc](coord) đo lún, báo cáo [Khlm](to).")
    assert roles_of(text, [mark.span for mark in marks]) == [mark.label for mark in marks]


@given(st.text(st.sampled_from("abáđ ,.;:()–giaodophốihợpvới"), max_size=60), st.data())
def test_every_unit_gets_one_role(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=6)))
    spans = [(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=False) if a < b]
    roles = roles_of(text, spans)
    assert len(roles) == len(spans) and set(roles) <= {"lead", "coord", "to", "unit"}
