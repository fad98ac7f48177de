"""`flask sample ensure`: make the installation ready to try: tables, the sample office, case A walked once."""

from __future__ import annotations

import click
from flask.cli import with_appcontext
from sqlalchemy import select

from webapp.cli.say import refuse_politely
from webapp.cli.tables import bring_up_to_date
from webapp.cli.walk import SAMPLE
from webapp.cli.walk.facts import read_facts
from webapp.cli.walk.report import print_documents
from webapp.cli.walk.walker import SAMPLE_PASSWORD, walk_file
from webapp.errors import DomainError
from webapp.extensions import db
from webapp.extensions.edge import settings, tools
from webapp.models import Office, User

_ROLES = {
    "chair": "Chủ nhiệm", "standing_deputy": "Phó Chủ nhiệm Thường trực", "deputy": "Phó Chủ nhiệm",
    "commission_member": "Uỷ viên", "area_officer": "Cán bộ theo dõi địa bàn", "official": "Cán bộ",
    "records_clerk": "Văn thư",
    "secretary": "Bí thư", "deputy_secretary": "Phó Bí thư", "board_member": "Uỷ viên Ban Thường vụ",
    "committee_member": "Uỷ viên Ban Chấp hành", "cell_secretary": "Bí thư chi bộ", "cell_deputy": "Phó Bí thư chi bộ",
    "cell_member": "Đảng viên chi bộ", "agency_head": "Trưởng cơ quan tham mưu",
    "agency_deputy": "Phó trưởng cơ quan tham mưu",
    "statistics_officer": "Cán bộ thống kê", "administrator": "Quản trị",
}  # fmt: skip


@click.group("sample")
def sample() -> None:
    """Cơ quan mẫu để dùng thử; mọi người trong đó đều hư cấu."""


@sample.command("ensure")
@with_appcontext
@refuse_politely
def ensure() -> None:
    """Tạo bảng, cơ quan mẫu và đưa hồ sơ mẫu đi hết năm giai đoạn; làm lại không mất gì."""
    if settings().production:
        raise DomainError("Máy chủ chính thức không nạp cơ quan mẫu, vì mật khẩu mẫu ai cũng biết.")
    bring_up_to_date()
    for case in walk_file(db.session, tools(), read_facts(SAMPLE)):
        print_documents(db.session, tools(), case)
    print_accounts()


def print_accounts() -> None:
    """The sample accounts, once per person: name to sign in, role."""
    click.echo(f"\nTài khoản mẫu (mật khẩu chung: {SAMPLE_PASSWORD})")
    query = select(User).join(Office).where(Office.is_sample).order_by(User.created_at, User.id)
    for user in db.session.scalars(query):
        roles = ", ".join(_ROLES[role] for role in sorted(user.roles))
        click.echo(f"  {user.username:<14}{user.full_name:<24}{roles}")


commands: list[click.Command] = [sample]
