"""Why a plan is not read or a table not written, and wrong wishes: the codes of `pipeline.errors.KehoachError`."""

from __future__ import annotations

ERRORS: dict[str, tuple[str, str]] = {
    # Errors of reading a plan
    "no-such-file": ("Không tìm thấy tệp: {path}", "No such file: {path}"),
    "is-directory": (
        "{path} là thư mục; hãy chỉ ra từng tệp kế hoạch, hoặc thêm -o THƯ_MỤC để ghi mỗi tệp một bảng",
        "{path} is a folder; name the plan files in it, or add -o DIR to write one table each",
    ),
    "no-plans": (
        "{path}: không có tệp kế hoạch nào (.pdf, .docx, .xlsx, .txt) trong thư mục",
        "{path}: no plan (.pdf, .docx, .xlsx, .txt) in the folder",
    ),
    "cannot-read": ("{path}: không đọc được tệp ({reason})", "{path}: cannot read the file ({reason})"),
    "empty-file": ("Tệp rỗng: {path}", "The file is empty: {path}"),
    "unknown-kind": (
        "{path}: không phải PDF, DOCX, XLSX hay văn bản thuần ({found})",
        "{path}: not a PDF, DOCX, XLSX or plain text file ({found})",
    ),
    "renamed": (
        "{path}: tên tệp là {suffix} nhưng nội dung là {kind}; hãy kiểm tra lại tệp và đổi đuôi cho đúng",
        "{path}: the name says {suffix} but the content is {kind}; check the file and rename it",
    ),
    "damaged": ("{path}: tệp {kind} bị hỏng hoặc bị cắt cụt", "{path}: the {kind} file is damaged or cut short"),
    "encrypted": ("{path}: tệp PDF được đặt mật khẩu", "{path}: the PDF is encrypted (password needed)"),
    "scan": (
        "{path}: PDF là bản quét, không có lớp chữ; hãy nhận dạng chữ (OCR) trước",
        "{path}: the PDF is a scan without a text layer; run OCR on it first",
    ),
    "too-large": (
        "{path}: tệp giải nén ra quá {limit} MB, từ chối đọc",
        "{path}: the file unpacks to more than {limit} MB, refused",
    ),
    "too-many-cells": (
        "{path}: trang tính có quá {limit} ô, từ chối đọc",
        "{path}: a sheet has more than {limit} cells, refused",
    ),
    "no-such-sheet": (
        "{path}: không có trang tính {sheet}; hãy chọn một trong: {sheets} (hoặc số thứ tự)",
        "{path}: there is no sheet {sheet}; choose one of: {sheets} (or its number)",
    ),
    "not-text": ("{path}: không đọc được bảng mã của văn bản", "{path}: the encoding of the text is unknown"),
    # Errors of reading a task table back
    "not-a-table": (
        "{path}: không phải bảng nhiệm vụ do kehoach extract ghi ra",
        "{path}: not a task table that kehoach extract wrote",
    ),
    "several-plans": (
        "{path} có {count} kế hoạch khác nhau ({files}); hãy tách mỗi kế hoạch ra một tệp, hoặc ghi ra thư mục",
        "{path} holds {count} different plans ({files}); put each plan into a file of its own, or write to a folder",
    ),
    # Errors of a user's own file of words
    "words-is-directory": (
        "--words: {path} là thư mục; hãy chỉ ra tệp TOML, ví dụ {path}/tu-ngu.toml",
        "--words: {path} is a folder; name the TOML file, e.g. {path}/words.toml",
    ),
    "bad-toml": (
        "{path}: tệp từ ngữ sai cú pháp TOML ở dòng {line}",
        "{path}: the file of words is no valid TOML at line {line}",
    ),
    "bad-words": (
        "{path}: tệp từ ngữ chỉ gồm các bảng [headers], [units], [members], [merged], ít nhất một bảng (thấy: {found})",
        "{path}: the file of words has tables [headers], [units], [members], [merged], one at least (found: {found})",
    ),
    "bad-phrases": (
        '{path}: “{role}” phải là danh sách các cụm từ, ví dụ {role} = ["Hạn báo cáo"]',
        '{path}: {role} must be a list of phrases, e.g. {role} = ["Hạn báo cáo"]',
    ),
    "same-phrase": (
        "{path}: trong [headers], “{phrase}” đứng ở cả {one} và {other}; mỗi tên cột chỉ có một nghĩa",
        "{path}: in [headers], “{phrase}” stands under {one} and {other}; a header has one meaning",
    ),
    "unknown-role": (
        "{path}: không có loại cột “{role}”; chọn một trong: {allowed}",
        "{path}: no such kind of column: {role}; choose one of: {allowed}",
    ),
    "bad-alias": (
        '{path}: trong [units], “{name}” phải có một tên đầy đủ, ví dụ "Phòng TH" = "Phòng Tổng hợp"',
        '{path}: in [units], “{name}” must have one full name, e.g. "Phòng TH" = "Phòng Tổng hợp"',
    ),
    "bad-members": (
        '{path}: trong [members], “{name}” phải có danh sách tên, ví dụ ["Văn phòng Sở", "Phòng Tổng hợp"]',
        '{path}: in [members], “{name}” must have a list of names, e.g. ["Văn phòng Sở", "Phòng Tổng hợp"]',
    ),
    "bad-merged": (
        '{path}: trong [merged], “{name}” phải có danh sách đơn vị đã nhập vào, ví dụ ["Phòng Y tế", "Phòng Nội vụ"]',
        '{path}: in [merged], “{name}” must have a list of units merged into it, e.g. ["Phòng Y tế", "Phòng Nội vụ"]',
    ),
    "circular-units": (
        "{path}: tên đơn vị chỉ vòng quanh lẫn nhau: {chain}",
        "{path}: names of units stand for each other in a circle: {chain}",
    ),
    "same-units": (
        "{path}: “{one}” và “{other}” là cùng một tên; hãy giữ lại một",
        "{path}: “{one}” and “{other}” are the same name; keep one of them",
    ),
    # Errors of writing a table
    "unknown-format": (
        "{path}: không biết ghi theo định dạng nào; hãy dùng đuôi {allowed}",
        "{path}: unknown output format; use one of {allowed}",
    ),
    "format-mismatch": (
        "{path}: đuôi tệp không khớp với --format {format}",
        "{path}: the suffix does not agree with --format {format}",
    ),
    "cannot-write": ("{path}: không ghi được ({reason})", "{path}: cannot write ({reason})"),
    "output-is-input": (
        "{path}: kết quả sẽ ghi đè lên chính tệp đầu vào; hãy chọn tên khác",
        "{path}: the result would overwrite the plan itself; choose another name",
    ),
    "needs-folder": (
        "{path} là một tệp; nhiều kế hoạch cần -o THƯ_MỤC để ghi mỗi kế hoạch một bảng",
        "{path} is one file; several plans need -o DIR, one table each",
    ),
    "several-to-stdout": (
        "Chỉ --format jsonl mới ghi được nhiều kế hoạch ra một luồng; hãy dùng -o THƯ_MỤC cho {format}",
        "Only --format jsonl can put several plans into one stream; use -o DIR for {format}",
    ),
    # Errors of checking a plan
    "unknown-finding": (
        "--only: không có loại “{name}”; chọn trong: {allowed}",
        "--only: no kind {name}; choose from: {allowed}",
    ),
    # Errors of comparing plans
    "two-plans": (
        "Cần ít nhất hai kế hoạch để so sánh: kehoach diff KẾ_HOẠCH_CŨ KẾ_HOẠCH_MỚI",
        "At least two plans are needed: kehoach diff OLD NEW",
    ),
    "plans-not-folder": (
        "{path} là thư mục; hãy chỉ ra từng tệp cần so sánh",
        "{path} is a folder; name the files to compare",
    ),
    "file-not-folder": (
        "{path} là thư mục; hãy ghi ra một tệp, ví dụ {path}/so-sanh.html",
        "{path} is a folder; name a file, e.g. {path}/changes.html",
    ),
    "no-tasks-to-compare": (
        "{path}: không có nhiệm vụ hay chỉ tiêu nào để so sánh",
        "{path}: no task or target to compare",
    ),
    "page-to-terminal": (
        "{format} không hiện được trên màn hình; hãy dùng -o TỆP.{suffix}",
        "{format} cannot be shown on a terminal; use -o FILE.{suffix}",
    ),
    # Errors of inspecting a plan
    "pages-or-text": (
        "{path}: hãy chỉ ra trang cần vẽ bằng --page, hoặc thêm --text để xem dàn ý",
        "{path}: say with --page which page to draw, or add --text for the outline",
    ),
    "not-one-file": ("{path} là thư mục; hãy chỉ ra một tệp kế hoạch", "{path} is a folder; name one plan file"),
    "bad-pages": (
        "--page: không hiểu “{text}”; ví dụ: 13 hoặc 13,15-18",
        "--page: cannot make sense of “{text}”; for example 13 or 13,15-18",
    ),
    "no-such-page": (
        "{path}: không có trang {page}; tệp có {pages} trang",
        "{path}: there is no page {page}; the file has {pages}",
    ),
    "no-pages": (
        "{path}: loại tệp này không chia trang; hãy bỏ --page",
        "{path}: a file of this kind has no pages; leave out --page",
    ),
    "only-pdf": (
        "{path}: chỉ PDF mới có trang để vẽ; hãy dùng --text",
        "{path}: only a PDF has pages to draw; use --text",
    ),
    "text-to-stdout": (
        "--text in ra luồng ra chuẩn, không dùng cùng -o",
        "--text goes to standard output and takes no -o",
    ),
    "pages-need-folder": (
        "{path} là một tệp; nhiều trang cần -o THƯ_MỤC để ghi mỗi trang một ảnh",
        "{path} is one file; several pages need -o DIR, one picture each",
    ),
    "internal": (
        "{path}: lỗi của kehoach chứ không phải của bạn ({type}); hãy báo cho chúng tôi, --debug cho xem chi tiết",
        "{path}: this is a fault of kehoach, not yours ({type}); please report it, --debug shows the details",
    ),
    # Why the system does not read or write a file
    "os-enoent": ("không có thư mục hoặc tệp này", "no such file or folder"),
    "os-eacces": ("không có quyền", "permission denied"),
    "os-eperm": ("không được phép", "not permitted"),
    "os-eexist": ("đã có tệp trùng tên", "a file of that name exists"),
    "os-enotdir": ("một phần của đường dẫn không phải là thư mục", "a part of the path is no folder"),
    "os-eisdir": ("đây là thư mục", "it is a folder"),
    "os-enospc": ("ổ đĩa đã đầy", "the disk is full"),
    "os-erofs": ("ổ đĩa chỉ cho đọc", "the disk is read-only"),
    "os-enametoolong": ("tên tệp quá dài", "the file name is too long"),
}
