"""The application: routes, problems and observation around one service."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, cast

from litestar import Litestar
from litestar.di import Provide
from litestar.types import ASGIApp

from sync.server.beside import answering
from sync.server.centre import Centre
from sync.server.observing import Observed
from sync.server.problems import HANDLERS
from sync.server.routes import about, devices, live, operations, sessions
from sync.server.service import Service


def application(centre: Centre, door: Path | None = None) -> Observed:
    """Return the server for a centre that has been founded; it closes the centre when it ends. ``door``: see ``sync.server.beside``."""
    service = Service(centre)

    @asynccontextmanager
    async def life(_: Litestar) -> AsyncIterator[None]:
        async with answering(service, door), service.connected():
            yield
        service.close()

    def the_service() -> Service:
        return service

    inner = Litestar(
        route_handlers=[*about.ROUTES, *devices.ROUTES, *sessions.ROUTES, *operations.ROUTES, *live.ROUTES],
        dependencies={"service": Provide(the_service, sync_to_thread=False)},
        exception_handlers=cast(Any, HANDLERS),
        lifespan=[life],
        openapi_config=None,
        logging_config=None,
        request_max_body_size=None,
        debug=False,
    )
    return Observed(cast(ASGIApp, inner), service.figures, service.board.end)
