"""How a process of the server runs: what reads its requests, when its threads give way, and what its collector looks at."""

from __future__ import annotations

import asyncio
import gc
import signal
import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

SWITCH = 0.0005
"""Seconds after which a thread of Python gives way. Checking a signature takes less than a fifth of that and lets go of the interpreter:
at the usual five thousandths of a second it would then wait for longer than it works."""

HEAD = 64 << 10
"""The most bytes of a request's first line and headers; somebody who sends more is cut off."""

SETTINGS: dict[str, Any] = {"log_config": None, "access_log": False, "server_header": False, "timeout_keep_alive": 75}
"""What every server of ours tells uvicorn, beside ``Bounded``."""


def steady() -> None:
    """Settle a process that is ready to serve.

    What stands by now stays as long as the server does, so the collector leaves it out: one round over it takes 70 ms, and nobody is
    answered meanwhile. What a request leaves behind goes by itself, so there is little to look for and it is looked for seldom.
    """
    sys.setswitchinterval(SWITCH)
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)


def before_the_end(end: Callable[[], None]) -> None:
    """Have ``end`` called in the loop that runs here as soon as this process is asked to stop, ahead of what uvicorn then does.

    For one of several processes: their servers uvicorn makes itself, and its own handlers stand when it asks for the application.
    """
    loop = asyncio.get_running_loop()
    stopping = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}

    def asked(number: int, frame: FrameType | None) -> None:
        loop.call_soon_threadsafe(end)
        then = stopping[signal.Signals(number)]
        if callable(then):
            then(number, frame)

    for number in stopping:
        signal.signal(number, asked)


class Bounded(HttpToolsProtocol):
    """Reads requests with httptools, which itself would keep headers of any length."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._unfinished = 0
        self._within_head = True
        self._ended = 0

    def data_received(self, data: bytes) -> None:
        before = self._ended
        super().data_received(data)
        # what came with the end of a request belongs to that request
        if self._within_head and self._ended == before:
            self._unfinished += len(data)
            if self._unfinished > HEAD and not self.transport.is_closing():
                self.send_400_response("Headers too long.")

    def on_headers_complete(self) -> None:
        self._within_head = False
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        self._within_head, self._unfinished = True, 0
        self._ended += 1
        super().on_message_complete()
