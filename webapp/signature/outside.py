"""Take in a file that was signed on the officer's own machine, with a token that never leaves it."""

from __future__ import annotations

from collections.abc import Sequence

from webapp.errors import DomainError
from webapp.signature.verify import SignatureReport, verify_pdf


class NotTheSameFile(DomainError):
    """What came back is not the file that was handed out with a signature added to it."""

    status = 422


def check_signed_outside(before: bytes, after: bytes, *, roots: Sequence[bytes] = ()) -> SignatureReport:
    """The new signature on `after`, which must be `before` plus one good signature and nothing else.

    Raises NotTheSameFile, NotAPdf.
    """
    if not after.startswith(before):
        raise NotTheSameFile(
            "Tệp gửi lên không phải tệp đã tải về để ký: nội dung khác. Tải lại tệp từ trang này, ký đúng tệp đó "
            "(không mở ra lưu lại, không in sang PDF khác) rồi gửi lên."
        )
    known = len(verify_pdf(before).signatures)
    found = verify_pdf(after, roots=roots)
    fresh = found.signatures[known:]
    if not fresh:
        raise NotTheSameFile("Tệp gửi lên chưa có chữ ký số mới nào.")
    if len(fresh) > 1:
        raise NotTheSameFile("Tệp gửi lên có nhiều chữ ký mới; mỗi lần chỉ nhận một chữ ký, ký lần lượt.")
    if not found.is_good or not fresh[0].whole:
        raise NotTheSameFile("Chữ ký trên tệp không còn nguyên vẹn, hoặc sau khi ký tệp đã bị sửa.")
    return fresh[0]
