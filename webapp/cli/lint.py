"""`flask lint`: what in a Word file is not as the layout guide wants it, and the mechanical mends."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import click

from webapp.cli.say import refuse_politely
from webapp.clock import today
from webapp.errors import DomainError
from webapp.rendering.guard import admit, refuse_macros
from webapp.rendering.layout import LayoutProfile, layout_on, load_layouts
from webapp.rendering.lint import RULES, Finding, Options, Tone, fix, lint

LAYOUTS = Path(__file__).resolve().parents[2] / "doc_templates/_layouts"
SIGNS = {"error": "LỖI", "warning": "CẢNH BÁO", "info": "GỢI Ý"}


class Unusable(DomainError):
    """What was named on the command line cannot be used."""


@click.command("lint")
@click.argument("source", metavar="FILE.docx", type=click.Path(path_type=Path))
@click.option("--layout", default="", help="Mã thể thức, ví dụ HD05_2026; bỏ trống: thể thức đang có hiệu lực.")
@click.option("--fix", "target", type=click.Path(path_type=Path), help="Ghi bản đã sửa những chỗ sửa máy được ra tệp.")
@click.option("--tone", type=click.Choice(["old", "new"]), help="Kiểu đặt dấu: old (hoà, uỷ) hoặc new (hòa, ủy).")
@click.option("--rule", "rules", multiple=True, help="Chỉ sửa quy tắc này; dùng nhiều lần được. Mặc định: mọi quy tắc.")
@refuse_politely
def lint_command(source: Path, layout: str, target: Path | None, tone: Tone | None, rules: tuple[str, ...]) -> None:
    """Soát thể thức một tệp Word bất kỳ; mã thoát 1 khi có lỗi."""
    profile, word = _profile(layout), _read(source)
    admit(word, name=source.name, strict=False)
    refuse_macros(word, name=source.name)
    options = Options(tone=tone or "")
    if unknown := [rule for rule in rules if rule not in RULES]:
        raise Unusable(f"Không có quy tắc {', '.join(unknown)}; các quy tắc: {', '.join(RULES)}.")
    findings = lint(word, profile, options)
    _tell(source, profile, findings)
    if target is not None:
        wanted = {each.rule for each in findings if each.fixable and (not rules or each.rule in rules)}
        mended = fix(word, profile, wanted, options)
        _write(target, mended)
        findings = lint(mended, profile, options)
        click.echo(f"\nĐã ghi bản đã sửa: {target}; còn lại {_counted(findings)}.")
        for each in findings:
            click.echo(_line(each))
    if any(each.severity == "error" for each in findings):
        sys.exit(1)


def _profile(code: str) -> LayoutProfile:
    layouts = load_layouts(LAYOUTS)
    if not code:
        return layout_on(layouts, today())
    if code not in layouts:
        raise Unusable(f"Không có thể thức “{code}”; các thể thức: {', '.join(layouts)}.")
    return layouts[code]


def _tell(source: Path, profile: LayoutProfile, findings: list[Finding]) -> None:
    click.echo(f"{source.name}, theo {profile.title}:")
    for each in findings:
        click.echo(_line(each))
    if not findings:
        click.echo("Không thấy chỗ nào sai thể thức.")
        return
    mendable = sum(each.fixable for each in findings)
    click.echo(f"\n{_counted(findings)}; {mendable} chỗ sửa máy được (--fix TỆP.docx).")


def _line(finding: Finding) -> str:
    marks = [] if finding.verified else ["quy định chưa đối chiếu nguyên văn"]
    marks += ["sửa máy được"] if finding.fixable else []
    extra = f"; {'; '.join(marks)}" if marks else ""
    return (
        f"{SIGNS[finding.severity]:8} [{finding.rule}] {finding.sentence}\n"
        f"{'':8} {finding.where} ({finding.source}{extra})"
    )


def _counted(findings: list[Finding]) -> str:
    counts = Counter(each.severity for each in findings)
    return f"{counts['error']} lỗi, {counts['warning']} cảnh báo, {counts['info']} gợi ý"


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise Unusable(f"Không có tệp {path}.") from error
    except OSError as error:
        raise Unusable(f"Không đọc được tệp {path}: {error.strerror}.") from error


def _write(path: Path, data: bytes) -> None:
    try:
        path.write_bytes(data)
    except OSError as error:
        raise Unusable(f"Không ghi được tệp {path}: {error.strerror}.") from error


commands: list[click.Command] = [lint_command]
