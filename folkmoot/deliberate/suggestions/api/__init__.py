"""The JSON face. It calls the acts that the pages call, so it cannot behave differently."""

from folkmoot.deliberate.suggestions.api import acting, reading
from folkmoot.deliberate.suggestions.api.routes import router

__all__ = ["acting", "reading", "router"]
