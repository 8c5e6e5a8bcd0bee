"""What the server says of itself."""

from __future__ import annotations

import msgspec
from litestar import Response, get

from models.migrations import HEADS
from sync.protocol.messages import Meta
from sync.protocol.problems import Code
from sync.protocol.versions import MINIMUM_CLIENT, SUPPORTED
from sync.server import schema
from sync.server.founding import present_epoch, version
from sync.server.preparing import TYPES
from sync.server.refusal import Refusal
from sync.server.routes import told
from sync.server.service import Given


@get("/v1/meta")
async def meta(service: Given) -> Response[bytes]:
    centre = service.centre
    return told(
        Meta(
            protocol=SUPPORTED,
            epoch=await service.run(present_epoch, centre),
            centre=centre.name,
            now=centre.now(),
            types=TYPES,
            limits=centre.limits,
            minimum_client=MINIMUM_CLIENT,
            calls=service.calls_at,
        )
    )


@get("/healthz", media_type="text/plain")
async def alive() -> str:
    return "ok\n"


@get("/readyz", media_type="text/plain")
async def ready(service: Given) -> str:
    found = await service.run(service.centre.database.read, version)
    if found != HEADS["centre"]:
        raise Refusal(Code.TRY_LATER, f"the database has version {found}, this server needs {HEADS['centre']}", retry_after=5.0)
    return "ready\n"


@get("/metrics", media_type="text/plain; version=0.0.4")
async def figures(service: Given) -> bytes:
    return service.figures.text()


@get("/schema/openapi.json", media_type="application/vnd.oai.openapi+json")
async def described() -> bytes:
    return msgspec.json.encode(schema.document())


@get("/schema", media_type="text/html")
async def readable() -> str:
    return schema.page()


ROUTES = (meta, alive, ready, figures, described, readable)
