"""Databases: what may be wrong with one that a user names, and why a server cannot be reached."""

from __future__ import annotations

DATABASE: dict[str, tuple[str, str]] = {
    "database-url": (
        "Không hiểu địa chỉ cơ sở dữ liệu {scheme}://…; hãy viết như postgresql://tài_khoản:mật_khẩu@máy_chủ/tên_cơ_sở",
        "Cannot make sense of the database URL {scheme}://…; write it like postgresql://user:password@host/name",
    ),
    "database-unsupported": (
        "Chưa ghi được vào cơ sở dữ liệu loại {scheme}; hãy dùng tệp SQLite (.sqlite) hoặc địa chỉ postgresql://…",
        "Databases of the kind {scheme} are not supported; use an SQLite file (.sqlite) or a URL postgresql://…",
    ),
    "database-sqlite-url": (
        "{path}: địa chỉ SQLite phải chỉ ra một tệp và không có tham số, ví dụ sqlite:///nhiem-vu.sqlite",
        "{path}: an SQLite URL must name a file and have no options, for example sqlite:///tasks.sqlite",
    ),
    "database-option": (
        "{path}: không dùng được tham số {option} của địa chỉ cơ sở dữ liệu",
        "{path}: cannot use the option {option} of the database URL",
    ),
    "database-driver": (
        "{path}: chưa cài trình kết nối {driver}; hãy cài bằng pip, hoặc viết postgresql:// (không kèm +{driver})",
        "{path}: the driver {driver} is not installed; install it with pip, or write postgresql:// (without +{driver})",
    ),
    "database-connect": (
        "{path}: không kết nối được với cơ sở dữ liệu ({reason})",
        "{path}: cannot connect to the database ({reason})",
    ),
    "database-no-host": (
        "{path}: không tìm thấy máy chủ này; hãy kiểm tra lại tên máy chủ trong địa chỉ",
        "{path}: there is no such host; check its name in the URL",
    ),
    "database-permission": (
        "{path}: tài khoản không có quyền trong cơ sở dữ liệu ({reason})",
        "{path}: the user has no permission in the database ({reason})",
    ),
    "database-read-only": (
        "{path}: cơ sở dữ liệu chỉ cho đọc, không ghi được",
        "{path}: the database is read-only",
    ),
    "database-locked": (
        "{path}: chương trình khác đang ghi vào cơ sở dữ liệu; hãy thử lại sau",
        "{path}: another program is writing to the database; try again later",
    ),
    "database-not-sqlite": (
        "{path}: không phải tệp cơ sở dữ liệu SQLite; hãy chọn tên tệp khác",
        "{path}: not an SQLite database; choose another file",
    ),
    "database-foreign": (
        "{path}: cơ sở dữ liệu đã có bảng trùng tên nhưng không phải do kehoach tạo ra ({tables}); "
        "hãy dùng cơ sở dữ liệu khác",
        "{path}: the database has tables of the same names that kehoach did not make ({tables}); use another database",
    ),
    "database-newer": (
        "{path}: cơ sở dữ liệu do phiên bản kehoach mới hơn tạo ra; hãy nâng cấp kehoach",
        "{path}: a later version of kehoach made this database; upgrade kehoach",
    ),
    "database-not-ours": (
        "{path}: cơ sở dữ liệu này không có kế hoạch do kehoach ghi vào",
        "{path}: kehoach has not written any plan into this database",
    ),
    "database-empty": (
        "{path}: cơ sở dữ liệu chưa có kế hoạch nào",
        "{path}: there is no plan in the database",
    ),
    "database-damaged": (
        "{path}: cơ sở dữ liệu bị hỏng hoặc đã bị sửa sai ({reason})",
        "{path}: the database is damaged, or was changed in a wrong way ({reason})",
    ),
    "database-refused": (
        "{path}: cơ sở dữ liệu từ chối ghi, dữ liệu cũ vẫn nguyên vẹn ({reason})",
        "{path}: the database refuses the plan, what it held is unchanged ({reason})",
    ),
    # Why a server cannot be reached
    "os-econnrefused": ("máy chủ không nhận kết nối", "connection refused"),
    "os-etimedout": ("máy chủ không trả lời", "the server does not answer"),
    "os-ehostunreach": ("không có đường tới máy chủ", "no route to the host"),
    "os-enetunreach": ("không có đường tới máy chủ", "network is unreachable"),
}
"""Code -> the message in Vietnamese and in English."""
