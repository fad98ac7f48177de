"""What a Word template may say, and a check that names every mistake of a file at once."""

from webapp.rendering.check.problem import TemplateProblem
from webapp.rendering.check.template import check_template, variables

__all__ = ["TemplateProblem", "check_template", "variables"]
