"""Forms of the roster: an organisation, the end of one, a member, his posts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from wtforms import SelectField, StringField, TextAreaField, ValidationError
from wtforms.validators import DataRequired, Length

from webapp.forms.base import DateField, Form
from webapp.rules.members import END_KINDS as MEMBER_END_KINDS
from webapp.rules.organisations import END_KINDS, KINDS
from webapp.rules.terms import capital
from webapp.services.roster import Identity, OrganisationValues, Post

Choices = Iterable[tuple[str, str]]

_LONG = "Dài quá {} chữ."


def asked(sentence: str) -> DataRequired:
    return DataRequired(sentence)


def most(count: int) -> Length:
    return Length(max=count, message=_LONG.format(count))


class _Chosen(SelectField):  # type: ignore[misc]  # WTForms has no types
    """A select whose choices come later; an unknown value is a mistake, not a crash."""

    def __init__(self, label: str, validators: Any = None, **more: Any) -> None:
        super().__init__(label, validators, validate_choice=False, **more)

    def pre_validate(self, form: Any) -> None:
        if self.data and self.data not in dict(self.choices or ()):
            raise ValidationError(f"{self.label.text}: không có lựa chọn đó.")


class OrganisationForm(Form):
    kind = _Chosen("Loại", [asked("Chưa chọn loại tổ chức.")])
    level = _Chosen("Cấp", [asked("Chưa chọn cấp.")])
    name = StringField("Tên tổ chức đảng", [asked("Chưa ghi tên tổ chức đảng."), most(300)])
    parent = _Chosen("Trực thuộc")
    code = StringField("Mã tổ chức đảng", [most(40)])
    valid_from = DateField("Có từ ngày", [asked("Chưa ghi ngày bắt đầu.")])
    reason = TextAreaField("Lý do, văn bản làm căn cứ", [most(1000)])

    def offer(self, levels: dict[str, str], parents: Choices) -> OrganisationForm:
        self.kind.choices = [("", "Chưa chọn"), *((code, capital(label)) for code, label in KINDS.items())]
        self.level.choices = [("", "Chưa chọn"), *levels.items()]
        self.parent.choices = [("", "Không có trong danh bạ"), *parents]
        return self

    def values(self) -> OrganisationValues:
        return OrganisationValues(
            self.kind.data, self.level.data, self.name.data, self.valid_from.known, self.code.data or "",
            self.parent.data or None,
        )  # fmt: skip


class EndForm(Form):
    kind = _Chosen("Cách kết thúc", [asked("Chưa chọn cách kết thúc.")])
    ended_on = DateField("Ngày cuối cùng còn hoạt động", [asked("Chưa ghi ngày kết thúc.")])
    receiver = _Chosen("Tổ chức tiếp nhận")
    reason = TextAreaField("Lý do, văn bản làm căn cứ", [asked("Chưa ghi lý do, văn bản làm căn cứ."), most(1000)])

    def offer(self, receivers: Choices) -> EndForm:
        self.kind.choices = [("", "Chưa chọn"), *((code, capital(label)) for code, label in END_KINDS.items())]
        self.receiver.choices = [("", "Chưa chọn"), *receivers]
        return self


class PostForm(Form):
    organisation = _Chosen("Tổ chức đảng nơi sinh hoạt", [asked("Chưa chọn tổ chức đảng nơi sinh hoạt.")])
    party_position = StringField("Chức vụ trong Đảng", [most(300)])
    government_position = StringField("Chức vụ chính quyền", [most(300)])
    union_position = StringField("Chức vụ đoàn thể", [most(300)])
    workplace = StringField("Cơ quan, đơn vị công tác", [most(300)])
    managed_by = _Chosen("Thuộc diện quản lý")
    valid_from = DateField("Từ ngày", [asked("Chưa ghi ngày bắt đầu.")])
    reason = TextAreaField("Lý do, quyết định làm căn cứ", [most(1000)])

    def offer(self, organisations: Choices, managed: Choices) -> PostForm:
        self.organisation.choices = [("", "Chưa chọn"), *organisations]
        self.managed_by.choices = [("", "Chưa rõ"), *managed]
        return self

    def post(self) -> Post:
        texts = ("party_position", "government_position", "union_position", "workplace", "managed_by")
        return Post(self.organisation.data, self.valid_from.known, **{name: self[name].data or "" for name in texts})


IDENTITY_TEXTS = (
    "full_name", "alias", "home_town", "residence", "ethnicity", "religion", "education", "political_theory",
    "profession", "party_card", "career", "rewards", "past_discipline",
)  # fmt: skip
IDENTITY_DATES = ("birth_date", "admitted_on", "official_on", "retired_on")


class IdentityForm(Form):
    full_name = StringField("Họ và tên", [asked("Chưa ghi họ và tên."), most(200)])
    alias = StringField("Bí danh", [most(200)])
    birth_date = DateField("Ngày sinh")
    home_town = StringField("Quê quán", [most(300)])
    residence = StringField("Nơi ở hiện nay", [most(300)])
    ethnicity = StringField("Dân tộc", [most(60)])
    religion = StringField("Tôn giáo", [most(60)])
    education = StringField("Trình độ học vấn", [most(200)])
    political_theory = StringField("Lý luận chính trị", [most(200)])
    profession = StringField("Chuyên môn, nghiệp vụ", [most(300)])
    party_card = StringField("Số thẻ đảng viên", [most(40)])
    admitted_on = DateField("Ngày vào Đảng")
    official_on = DateField("Ngày chính thức")
    retired_on = DateField("Ngày nghỉ hưu")
    career = TextAreaField("Quá trình công tác", [most(10_000)])
    rewards = TextAreaField("Khen thưởng", [most(5000)])
    past_discipline = TextAreaField("Kỷ luật đã có", [most(5000)])
    reason = TextAreaField("Lý do sửa, bổ sung", [most(1000)])

    def identity(self) -> Identity:
        values: dict[str, Any] = {name: self[name].data or "" for name in IDENTITY_TEXTS}
        return Identity(**values | {name: self[name].day for name in IDENTITY_DATES})


class NewMemberForm(IdentityForm, PostForm):
    """Both at once."""


class EndMembershipForm(Form):
    kind = _Chosen("Không còn sinh hoạt ở đây vì", [asked("Chưa chọn lý do.")])
    ended_on = DateField("Ngày", [asked("Chưa ghi ngày.")])
    reason = TextAreaField("Văn bản làm căn cứ", [asked("Chưa ghi văn bản làm căn cứ."), most(1000)])

    def offer(self) -> EndMembershipForm:
        self.kind.choices = [("", "Chưa chọn"), *((code, capital(label)) for code, label in MEMBER_END_KINDS.items())]
        return self
