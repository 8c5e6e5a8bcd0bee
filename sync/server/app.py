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
from sync.server.calls.alone import Alone
from sync.server.calls.switch import Switch
from sync.server.centre import Centre
from sync.server.direct import Direct
from sync.server.observing import Observed
from sync.server.problems import HANDLERS
from sync.server.routes import about, blobs, calls, devices, live, lookup, operations, sessions, snapshot
from sync.server.service import Service
from sync.server.snapshot import Snapshots
from sync.server.snapshot_maker import PLAN, Plan

_ROOMS = (about, devices, sessions, operations, blobs, live, snapshot, lookup, calls)
_CALLS_ONLY = (about, calls)


def application(
    centre: Centre,
    door: Path | None = None,
    images: Path | None = None,
    plan: Plan = PLAN,
    switch: Switch | None = None,
    *,
    calls_at: str = "",
    calls_only: bool = False,
    alone: Alone | None = None,
) -> Observed:
    """Return the server for a centre that has been founded; it closes the centre when it ends.

    ``door``: see ``sync.server.beside``. ``images`` is a folder for the images that new desks begin with (None for none), ``plan`` says
    when they are made. ``switch`` is the call system that this process speaks to, ``alone`` what keeps others from it; where another
    process does, ``calls_at`` is its address, and that process answers to nothing else (``calls_only``).
    """
    service = Service(centre, Snapshots(centre, images, plan), switch, calls_at, alone)

    @asynccontextmanager
    async def life(_: Litestar) -> AsyncIterator[None]:
        async with answering(service, door), service.connected():
            yield
        service.close()

    def the_service() -> Service:
        return service

    inner = Litestar(
        route_handlers=[handler for room in (_CALLS_ONLY if calls_only else _ROOMS) for handler in room.ROUTES],
        dependencies={"service": Provide(the_service, sync_to_thread=False)},
        exception_handlers=cast(Any, HANDLERS),
        lifespan=[life],
        openapi_config=None,
        logging_config=None,
        request_max_body_size=None,
        debug=False,
    )
    return Observed(Direct(cast(ASGIApp, inner), service), service.figures, service.board.end)
