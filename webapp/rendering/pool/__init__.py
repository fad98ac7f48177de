"""Fill and render in warm child processes that have limits, no network and no files to lose."""

from webapp.rendering.pool.failure import RenderFailed
from webapp.rendering.pool.limits import Limits
from webapp.rendering.pool.pool import RenderPool, default_pool

__all__ = ["Limits", "RenderFailed", "RenderPool", "default_pool"]
