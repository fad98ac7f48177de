"""Pictures of a procedure, drawn from its data: Mermaid text and a self-contained SVG."""

from webapp.workflow.diagram.mermaid import mermaid
from webapp.workflow.diagram.svg import svg

__all__ = ["mermaid", "svg"]
