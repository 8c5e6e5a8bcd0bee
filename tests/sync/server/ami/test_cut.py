"""With a lost link nothing reaches the PBX any more that it had not read: a citizen is not rung by an order that was given up."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import Callable, Coroutine, Iterator
from typing import Any

import pytest
import uvloop

from sync.server.ami.answers import NotAnswered, NotSent
from sync.server.ami.link import Link, Trouble
from tests.support.pbx.listening import listening, until
from tests.support.pbx.server import SECRET, USER, Pbx

Run = Callable[[Coroutine[Any, Any, None]], None]
UNREAD = 4096
"""Bytes that the other side takes without reading them; the system makes twice as much of it at most."""
FILLER = "x" * 1000
MANY = 64


@contextlib.contextmanager
def deaf() -> Iterator[socket.socket]:
    """Yield a socket that listens; whoever connects is not read from."""
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, UNREAD)
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener


def rest(other: socket.socket) -> bytes:
    """Return what the other side can still read."""
    other.settimeout(20)
    data = b""
    with contextlib.suppress(ConnectionResetError):
        while part := other.recv(65536):
            data += part
    return data


@pytest.mark.parametrize("run", [asyncio.run, uvloop.run], ids=["asyncio", "uvloop"])
def test_what_the_system_still_holds_of_it_is_thrown_away(run: Run) -> None:
    async def story() -> None:
        with deaf() as listener:
            address = listener.getsockname()
            transport, link = await asyncio.get_running_loop().create_connection(lambda: Link("x", (), lambda _: None), *address)
            transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 1 << 20)
            other, _ = listener.accept()
            with other:
                fill = [asyncio.ensure_future(link.ask("UserEvent", [("Filler", FILLER)], 60)) for _ in range(MANY)]
                last = asyncio.ensure_future(link.ask("Originate", [("Channel", "PJSIP/8001")], 60))
                await asyncio.sleep(0)  # they begin
                await asyncio.sleep(0)
                assert transport.get_write_buffer_size() == 0, "all of it is out of our hands"
                link.drop(Trouble.SILENT)
                given_up = await asyncio.gather(*fill, last, return_exceptions=True)
                assert {type(one) for one in given_up} == {NotAnswered}
                with pytest.raises(NotSent):
                    await link.ask("Originate", [("Channel", "PJSIP/8001")], 60)
                for _ in range(10):
                    await asyncio.sleep(0)
                assert b"Originate" not in await asyncio.to_thread(rest, other)

    run(story())


@pytest.mark.parametrize("fault", ["cut_before", "cut_after"])
async def test_our_pbx_reads_no_more_from_a_link_that_it_has_lost(fault: str) -> None:
    async with Pbx() as pbx:
        getattr(pbx.faults, fault).add("Ping")
        reader, writer = await asyncio.open_connection("127.0.0.1", pbx.port)
        login = f"Action: Login\r\nUsername: {USER}\r\nSecret: {SECRET}\r\n\r\n"
        writer.write(f"{login}Action: Ping\r\n\r\nAction: QueueStatus\r\n\r\n".encode())
        with contextlib.suppress(ConnectionError):
            await reader.read()
        await until(lambda: not pbx.sessions)
        assert [asked["Action"] for asked in pbx.received] == ["Login", "Ping"]
        writer.close()


async def test_a_cut_ends_what_was_asked_and_nothing_of_it_is_asked_again() -> None:
    async with Pbx() as pbx, listening(pbx) as (client, ear):
        pbx.queue("81890", {"8001": "王丽"})
        pbx.faults.cut_before.add("QueuePause")
        fields = [("Queue", "81890"), ("Interface", "PJSIP/8001"), ("Paused", "true")]
        asked = [client.ask("QueuePause", fields, seconds=60), client.ask("Originate", [("Channel", "PJSIP/8001")], seconds=60)]
        given_up = await asyncio.gather(*asked, return_exceptions=True)
        assert {type(one) for one in given_up} <= {NotAnswered, NotSent}
        await until(lambda: ear.links == [True, False, True])
        assert pbx.asked("Originate") == []
