"""The real server behind a real socket, in a thread of the test."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn

from sync.server.app import application
from sync.server.calls.alone import Alone
from sync.server.calls.switch import Switch
from sync.server.centre import Centre
from sync.server.running import SETTINGS, Bounded
from sync.server.snapshot_maker import PLAN, Plan


@contextmanager
def serving(
    centre: Centre, images: Path | None = None, plan: Plan = PLAN, switch: Switch | None = None, alone: Alone | None = None
) -> Iterator[str]:
    """Serve a centre on a free port of this machine and yield its address; the centre is closed at the end.

    ``switch``: a call system; ``alone``: what keeps another gateway from it.
    """
    listening = socket.create_server(("127.0.0.1", 0))
    app = application(centre, images=images, plan=plan, switch=switch, alone=alone)
    config = uvicorn.Config(app, http=Bounded, timeout_graceful_shutdown=1, **SETTINGS)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, name="server")
    thread.start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(10)
        listening.close()
        assert not thread.is_alive()
