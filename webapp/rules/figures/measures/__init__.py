"""The named rules that give an act its marks, by what they look at. Importing them puts them into the registry."""

from webapp.rules.figures.measures import finance, inspection, letters
from webapp.rules.figures.measures.letters import letter_marks
from webapp.rules.figures.measures.registry import CONDITIONS, RULES, Found, Mark

__all__ = ["CONDITIONS", "RULES", "Found", "Mark", "finance", "inspection", "letter_marks", "letters"]
