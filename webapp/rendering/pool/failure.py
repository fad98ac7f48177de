"""The failure of a job in a child process."""

from __future__ import annotations

from webapp.errors import DomainError

TOO_SLOW = "Văn bản này dựng quá lâu (quá {seconds:.0f} giây) nên đã bị dừng: chia nhỏ ra, hoặc báo người quản trị."
TOO_BIG = "Văn bản này cần quá nhiều bộ nhớ nên đã bị dừng: chia nhỏ văn bản, giảm cỡ ảnh, hoặc báo người quản trị."
CRASHED = "Bộ dựng trang bị sập khi xử lý văn bản này: mở tệp bằng Word, lưu lại rồi thử lại."
STRANGE = "Bộ dựng trang không xử lý được văn bản này: mở tệp bằng Word, lưu lại dạng .docx rồi thử lại."
BUSY = "Bộ dựng trang đang bận quá lâu: chờ ít phút rồi thử lại."
NO_START = "Bộ dựng trang không khởi động được: báo người quản trị."


class RenderFailed(DomainError):
    """A document could not be filled or rendered; the pool itself goes on working."""

    status = 422
