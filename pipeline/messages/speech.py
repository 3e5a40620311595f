"""What the command line says about its work, and the headings in the tables that it writes."""

from __future__ import annotations

SPEECH: dict[str, tuple[str, str]] = {
    # What the command line says
    "error": ("Lỗi: {text}", "Error: {text}"),
    "warning": ("Cảnh báo: {text}", "Warning: {text}"),
    "on-page": ("trang {page}", "page {page}"),
    "on-row": ("dòng {row}", "row {row}"),
    "summary": (
        "{file}: {tasks} nhiệm vụ, {targets} chỉ tiêu; {leads} có đơn vị chủ trì, {deadlines} có thời hạn",
        "{file}: tasks {tasks}, targets {targets}; with a lead unit {leads}, with a deadline {deadlines}",
    ),
    "written": ("Đã ghi {path}", "Wrote {path}"),
    "progress": ("Đang đọc", "Reading"),
    "stopped": ("Đã dừng.", "Stopped."),
    # Headings of the information sheet (XLSX); the names of the columns are in `pipeline.table`
    "sheet-tasks": ("Nhiệm vụ", "Tasks"),
    "sheet-machine": ("Dữ liệu máy", "Data"),
    "sheet-document": ("Thông tin", "Document"),
    "file": ("Tệp", "File"),
    "format": ("Định dạng", "Format"),
    "pages": ("Số trang", "Pages"),
    "type": ("Loại văn bản", "Type"),
    "number": ("Số, ký hiệu", "Number"),
    "issued": ("Ngày ban hành", "Issued"),
    "issuer": ("Cơ quan ban hành", "Issuer"),
    "title": ("Trích yếu", "Title"),
    "years": ("Năm kế hoạch", "Years"),
    "legal_bases": ("Căn cứ", "Legal bases"),
    "signer": ("Người ký", "Signer"),
    "signer_title": ("Chức vụ người ký", "Position of the signer"),
    "signed_for": ("Ký thay, thay mặt, thừa lệnh", "Signed on behalf of"),
    "recipients": ("Nơi nhận", "Recipients"),
    "warnings": ("Cảnh báo", "Warnings"),
}
