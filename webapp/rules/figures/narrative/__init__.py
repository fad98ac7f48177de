"""The words of a periodic report: sentences from figures, each by a named rule and with the figures it rests on."""

from webapp.rules.figures.narrative.shapes import PARTS, Narrative, NarrativesFile, wrong_narratives
from webapp.rules.figures.narrative.tell import NOT_REPORTED, Said, Told, tell

__all__ = ["NOT_REPORTED", "PARTS", "Narrative", "NarrativesFile", "Said", "Told", "tell", "wrong_narratives"]
