"""Push and pull past the web framework: what it does for a request by itself takes it longer than the answer takes us.

After a push every desk that listens pulls at once, so that counts some hundred times over. The handlers are the very ones that the
framework knows; whatever else is asked, another method on the same routes included, is its affair.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from litestar import Request, Response
from litestar.enums import ScopeType
from litestar.types import ASGIApp, Receive, Scope, Send

from sync.server.problems import failed, refused
from sync.server.refusal import Refusal
from sync.server.routes.operations import ROUTES
from sync.server.service import Service

_Handler = Callable[[Request[Any, Any, Any], Service], Awaitable[Response[bytes]]]

_HANDLERS: dict[str, _Handler] = {path: handler.fn for handler in ROUTES for path in handler.paths}


class Direct:
    """Stands before the framework's application and answers what it can answer itself."""

    def __init__(self, app: ASGIApp, service: Service) -> None:
        self._app = app
        self._service = service

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        handler = _HANDLERS.get(scope["path"]) if scope["type"] == ScopeType.HTTP and scope["method"] == "POST" else None
        if handler is None:
            await self._app(scope, receive, send)
            return
        scope["path_template"] = scope["path"]
        request: Request[Any, Any, Any] = Request(scope, receive, send)
        try:
            response = await handler(request, self._service)
        except Refusal as refusal:
            response = refused(request, refusal)
        except Exception as error:
            response = failed(request, error)
        told = {**response.headers, "Content-Type": str(response.media_type), "Content-Length": str(len(response.content))}
        headers = [(name.lower().encode(), value.encode()) for name, value in told.items()]
        await send({"type": "http.response.start", "status": response.status_code or 200, "headers": headers})
        await send({"type": "http.response.body", "body": response.content, "more_body": False})
