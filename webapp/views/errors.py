"""Error pages: what happened, what was kept, what to do; never a stack trace."""

from __future__ import annotations

import logging
import secrets
from dataclasses import dataclass
from typing import Any

from flask import Flask, render_template, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from webapp.errors import DomainError
from webapp.extensions.edge import session

log = logging.getLogger("anthu")


@dataclass(frozen=True)
class Words:
    """What an error page says when the error itself says nothing more."""

    title: str
    happened: str
    kept: str
    todo: str


_NOTHING = "Không có gì bị thay đổi."
WORDS = {
    400: Words(
        "Yêu cầu không đọc được",
        "Máy chủ không hiểu nội dung vừa gửi.",
        _NOTHING,
        "Quay lại trang trước, kiểm tra rồi gửi lại.",
    ),
    401: Words("Chưa đăng nhập", "Trang này cần đăng nhập.", _NOTHING, "Đăng nhập rồi mở lại."),
    403: Words(
        "Không thuộc nhiệm vụ của đồng chí",
        "Đồng chí không được làm việc này.",
        _NOTHING,
        "Nếu đáng lẽ phải làm được, báo trưởng đoàn hoặc người quản trị.",
    ),
    404: Words(
        "Không có trang này",
        "Địa chỉ sai, hoặc đồng chí không được phân công hồ sơ này.",
        _NOTHING,
        "Kiểm tra địa chỉ, hoặc mở từ danh sách hồ sơ.",
    ),
    405: Words(
        "Không làm được theo cách này",
        "Địa chỉ này không nhận kiểu yêu cầu vừa gửi.",
        _NOTHING,
        "Mở lại trang từ danh sách rồi bấm nút trên trang.",
    ),
    409: Words(
        "Có thay đổi trong lúc đồng chí làm",
        "Trạng thái đã khác lúc đồng chí mở trang.",
        "Việc vừa gửi chưa được ghi; việc người khác đã làm vẫn giữ nguyên.",
        "Mở lại trang để xem bản mới rồi quyết định.",
    ),
    413: Words(
        "Tệp hoặc nội dung quá lớn",
        "Nội dung gửi lên vượt giới hạn của máy chủ.",
        _NOTHING,
        "Giảm dung lượng (quét ở 200–300 dpi, lưu thành PDF) rồi gửi lại.",
    ),
    422: Words("Có chỗ chưa đúng", "Nội dung gửi lên còn chỗ sai.", _NOTHING, "Quay lại trang trước, sửa rồi gửi lại."),
    429: Words("Thao tác quá nhanh", "Có quá nhiều lần thử trong một phút.", _NOTHING, "Đợi một phút rồi thử lại."),
    500: Words(
        "Máy chủ gặp lỗi",
        "Có lỗi ngoài dự kiến; lỗi đã được ghi lại.",
        "Việc vừa gửi chưa được ghi; mọi việc trước đó vẫn còn.",
        "Thử lại. Nếu vẫn lỗi, đọc mã dưới đây cho người quản trị.",
    ),
    503: Words(
        "Máy chủ đang bận",
        "Máy chủ chưa phục vụ được lúc này.",
        "Việc vừa gửi chưa được ghi.",
        "Đợi ít phút rồi thử lại.",
    ),
    507: Words(
        "Hết chỗ lưu trữ",
        "Ổ đĩa đã đầy, máy chủ không nhận thêm.",
        "Việc vừa gửi chưa được ghi; mọi việc trước đó vẫn còn.",
        "Báo người quản trị giải phóng ổ đĩa rồi làm lại.",
    ),
}
EXPIRED = Words(
    "Biểu mẫu đã hết hạn",
    "Trang này mở đã lâu, hoặc đồng chí vừa đăng nhập lại ở cửa sổ khác.",
    "Chưa ghi gì. Chữ đã gõ vẫn còn trong trang trước.",
    "Bấm nút Quay lại của trình duyệt, chép phần đã gõ, tải lại trang rồi dán vào và gửi lại.",
)


def register(app: Flask) -> None:
    """Every error answers with a page in Vietnamese."""
    app.register_error_handler(DomainError, domain_error)
    app.register_error_handler(CSRFError, expired_form)
    app.register_error_handler(HTTPException, http_error)
    app.register_error_handler(Exception, unexpected)


def domain_error(error: DomainError) -> tuple[str, int]:
    """A refusal that is part of the product: its own sentence, and every detail."""
    session().rollback()
    return page(error.status, sentence=error.sentence, details=error.details)


def expired_form(_error: CSRFError) -> tuple[str, int]:
    return page(400, words=EXPIRED)


def http_error(error: HTTPException) -> Any:
    if error.code is None or error.code < 400:
        return error
    return page(error.code)


def unexpected(error: Exception) -> tuple[str, int]:
    """A defect, or the machine's trouble: the log has all of it, the page a code to read out on the phone."""
    code = secrets.token_hex(4)
    log.error("unexpected error %s at %s %s", code, request.method, request.path, exc_info=error)
    session().rollback()
    return page(507 if "disk is full" in str(error) else 500, code=code)


def page(
    status: int, *, sentence: str = "", details: list[str] | None = None, words: Words | None = None, code: str = ""
) -> tuple[str, int]:
    """The page of an error; what is not known by number is described by its family."""
    words = words or WORDS.get(status) or WORDS[400 if status < 500 else 500]
    return render_template(
        "errors/error.html", status=status, words=words, sentence=sentence, details=details or [], code=code
    ), status
