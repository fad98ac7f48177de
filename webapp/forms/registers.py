"""Forms of the clerk's books. Every field says by itself how it is shown, so one page serves them all."""

from __future__ import annotations

from typing import Any

from wtforms import BooleanField, FileField, IntegerField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, NumberRange, Optional

from webapp.forms.base import DateField, Form
from webapp.forms.steps import not_ahead
from webapp.queries.labels import CHANNELS, COPY_KINDS, LETTER_KINDS, LETTER_OUTCOMES, SECRECY, URGENCY
from webapp.services.letters import NewLetter, Sender
from webapp.services.papers import COPY_TYPE, File, Incoming, Line

_NO_CHOICE = "Không có lựa chọn đó."


def asked(sentence: str) -> DataRequired:
    return DataRequired(sentence)


def chosen(label: str, names: dict[str, str], **more: Any) -> SelectField:
    return SelectField(label, choices=list(names.items()), default=next(iter(names)), **more)


def sent(field: FileField) -> File | None:
    """The file that was sent with the form, if any."""
    file = field.data
    return File(file.filename, file.read()) if getattr(file, "filename", "") else None


class FiltersForm(Form):
    """The filters above a book; nonsense is told, and the rest still filters."""

    words = StringField("Chữ cần tìm")
    kind = StringField("Loại")
    since = DateField("Từ ngày")
    until = DateField("Đến ngày")


class IncomingForm(Form):
    arrived_on = DateField("Ngày đến", [asked("Chưa ghi ngày đến."), not_ahead])
    author = StringField("Tác giả (cơ quan ban hành)", [asked("Chưa ghi cơ quan ban hành."), Length(max=200)])
    symbol = StringField("Số, ký hiệu", [Length(max=80)])
    dated_on = DateField("Ngày văn bản", [not_ahead])
    title = TextAreaField("Tên loại và trích yếu", [asked("Chưa ghi tên loại và trích yếu.")])
    receiver = StringField("Đơn vị, người nhận", [Length(max=200)])
    secrecy = chosen("Độ mật", SECRECY)
    urgency = chosen("Độ khẩn", URGENCY)
    case_code = StringField("Thuộc hồ sơ số")
    file = FileField("Bản quét (PDF, ảnh hoặc Word)")
    note = StringField("Ghi chú")

    def incoming(self, case_id: str | None) -> Incoming:
        return Incoming(
            arrived_on=self.arrived_on.known, author=self.author.data, symbol=self.symbol.data or "",
            dated_on=self.dated_on.day, title=self.title.data, receiver=self.receiver.data or "",
            secrecy=self.secrecy.data, urgency=self.urgency.data, note=self.note.data or "", case_id=case_id,
            file=sent(self.file),
        )  # fmt: skip


class ForwardForm(Form):
    receiver = StringField("Chuyển cho", [asked("Chưa ghi chuyển cho ai, đơn vị nào."), Length(max=200)])
    on = DateField("Ngày chuyển", [asked("Chưa ghi ngày chuyển."), not_ahead])
    case_code = StringField("Thuộc hồ sơ số")


class LineForm(Form):
    """A line of the register for a paper the product does not hold."""

    type_code = SelectField("Loại văn bản", [asked("Chưa chọn loại văn bản.")], validate_choice=False)
    held = SelectField("Số", validate_choice=False)
    issued_on = DateField("Ngày văn bản", [asked("Chưa ghi ngày văn bản."), not_ahead])
    title = TextAreaField("Tên loại và trích yếu", [asked("Chưa ghi tên loại và trích yếu.")])
    signer = StringField("Người ký", [asked("Chưa ghi người ký."), Length(max=120)])
    recipients = TextAreaField("Nơi nhận", [asked("Chưa ghi nơi nhận.")])
    pages = IntegerField("Số trang", [Optional(), NumberRange(0, 10_000, "Số trang không hợp lý.")], default=1)
    copies = IntegerField("Số bản", [Optional(), NumberRange(0, 10_000, "Số bản không hợp lý.")], default=0)
    secrecy = chosen("Độ mật", SECRECY)
    urgency = chosen("Độ khẩn", URGENCY)
    note = StringField("Ghi chú")

    def line(self) -> Line:
        return Line(
            type_code=self.type_code.data, issued_on=self.issued_on.known, title=self.title.data,
            signer=self.signer.data, recipients=self.recipients.data, pages=self.pages.data or 0,
            copies=self.copies.data or 0, secrecy=self.secrecy.data, urgency=self.urgency.data,
            note=self.note.data or "", held=self.held.data or "",
        )  # fmt: skip


class CopyForm(Form):
    kind = chosen("Loại bản sao", COPY_KINDS)
    source = StringField("Số, ký hiệu văn bản được sao", [asked("Chưa ghi số, ký hiệu của văn bản được sao.")])
    extent = StringField("Trích phần nào (với bản trích sao)", [Length(max=500)])
    issued_on = DateField("Ngày sao", [asked("Chưa ghi ngày sao."), not_ahead])
    signer = StringField("Người ký sao", [asked("Chưa ghi người ký sao."), Length(max=120)])
    recipients = TextAreaField("Nơi nhận bản sao", [asked("Chưa ghi nơi nhận bản sao.")])
    pages = IntegerField("Số trang", [Optional(), NumberRange(0, 10_000, "Số trang không hợp lý.")], default=1)
    copies = IntegerField("Số bản", [Optional(), NumberRange(0, 10_000, "Số bản không hợp lý.")], default=1)

    def line(self, title: str) -> Line:
        return Line(
            type_code=COPY_TYPE, issued_on=self.issued_on.known, title=title, signer=self.signer.data,
            recipients=self.recipients.data, pages=self.pages.data or 0, copies=self.copies.data or 0,
        )  # fmt: skip


class HandOverForm(Form):
    given_on = DateField("Ngày giao nhận", [asked("Chưa ghi ngày giao nhận."), not_ahead])
    giver = StringField("Người giao", [asked("Chưa ghi người giao."), Length(max=200)])
    receiver = StringField("Người nhận", [asked("Chưa ghi người nhận."), Length(max=200)])
    items = TextAreaField("Tài liệu, mỗi dòng một tài liệu", [asked("Chưa ghi tài liệu nào được giao.")])
    case_code = StringField("Thuộc hồ sơ số")
    note = StringField("Ghi chú")

    def rows(self) -> list[dict[str, Any]]:
        return [{"title": line.strip()} for line in (self.items.data or "").splitlines() if line.strip()]


class LetterForm(Form):
    received_on = DateField("Ngày nhận", [asked("Chưa ghi ngày nhận đơn."), not_ahead])
    kind = chosen("Loại đơn", LETTER_KINDS)
    channel = chosen("Nguồn đơn", CHANNELS)
    about = TextAreaField("Đơn về ai, tổ chức nào", [asked("Chưa ghi đơn về ai, tổ chức nào.")])
    summary = TextAreaField("Tóm tắt nội dung", [asked("Chưa ghi tóm tắt nội dung đơn.")])
    faults = SelectMultipleField("Đơn có điểm nào sau đây", validate_choice=False)
    name = StringField("Họ và tên người gửi", [Length(max=200)])
    address = StringField("Địa chỉ người gửi")
    phone = StringField("Điện thoại", [Length(max=40)])
    wants_secrecy = BooleanField("Người gửi đề nghị giữ bí mật", default=True)
    file = FileField("Bản quét đơn (PDF hoặc ảnh)")

    def letter(self) -> NewLetter:
        return NewLetter(
            received_on=self.received_on.known, kind=self.kind.data, channel=self.channel.data, about=self.about.data,
            summary=self.summary.data, faults=tuple(self.faults.data or ()),
            sender=Sender(
                self.name.data or "", self.address.data or "", self.phone.data or "", bool(self.wants_secrecy.data)
            ),
            file=sent(self.file),
        )  # fmt: skip


class OutcomeForm(Form):
    outcome = SelectField(
        "Xử lý", choices=[(key, label) for key, label in LETTER_OUTCOMES.items() if key != "pending"]
    )
    outcome_on = DateField("Ngày", [asked("Chưa ghi ngày xử lý."), not_ahead])
    note = TextAreaField("Lý do, nội dung xử lý", [asked("Chưa ghi lý do, nội dung xử lý.")])


class TieForm(Form):
    case_code = StringField("Hồ sơ giải quyết, số", [asked("Chưa ghi số hồ sơ.")])


class ReasonForm(Form):
    """An act on a number or a series needs its reason."""

    reason = StringField("Lý do", [asked("Chưa ghi lý do."), Length(max=500)])


class LateForm(ReasonForm):
    after = IntegerField("Chèn sau số", [asked("Chưa ghi chèn sau số nào.")])


class VoidForm(ReasonForm):
    number = IntegerField("Số", [asked("Không rõ số nào.")])
    suffix = StringField("Chữ chèn", [Length(max=2)])


class YearForm(Form):
    type_code = SelectField("Loại văn bản", [asked("Chưa chọn loại văn bản.")], validate_choice=False)
    year = IntegerField("Năm", [asked("Chưa ghi năm."), NumberRange(2000, 2100, "Năm không hợp lý.")])
