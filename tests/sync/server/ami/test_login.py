"""The way in: who is on the other side, who we are, and that nobody overhears it."""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest
from cryptography import x509
from structlog.testing import capture_logs

from sync.server.ami.address import Address, trust
from sync.server.ami.client import UNUSED, AmiClient, Pace
from sync.server.ami.link import Link, Trouble
from sync.server.ami.login import CLASSES, LoginFailed, log_in
from tests.support.oddserver import certificate
from tests.support.pbx.listening import HURRY, Ear, listening, until
from tests.support.pbx.server import SECRET, Pbx

LOOPBACK = x509.IPAddress(ipaddress.ip_address("127.0.0.1"))


@contextlib.asynccontextmanager
async def trying(
    address: Address,
    secret: str = SECRET,
    authority: ssl.SSLContext | None = None,
    pace: Pace = HURRY,
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
) -> AsyncIterator[tuple[AmiClient, Ear]]:
    """Let a client try, whatever comes of it."""
    ear = Ear()
    client = AmiClient(address, secret=secret, on_event=ear.event, on_link=ear.link, authority=authority, pace=pace, sleep=sleep)
    running = asyncio.create_task(client.run())
    try:
        yield client, ear
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)


async def test_the_secret_itself_never_goes_over_the_wire() -> None:
    async with Pbx() as pbx, listening(pbx):
        assert pbx.counts.plain == 0
        assert [asked["Action"] for asked in pbx.received[:2]] == ["Challenge", "Login"]
        assert SECRET not in repr(pbx.received)


async def test_only_what_is_of_use_is_asked_for() -> None:
    async with Pbx() as pbx, listening(pbx):
        (login,) = pbx.asked("Login")
        assert login["Events"] == CLASSES
        assert [asked["Filter"].removeprefix("!^Event: ").removesuffix("[[:space:]]") for asked in pbx.asked("Filter")] == [
            name.removesuffix("*") for name in UNUSED
        ]


async def test_a_filter_that_was_taken_keeps_its_events_back() -> None:
    async with Pbx() as pbx, listening(pbx) as (client, ear):
        await client.ask("Events", [("EventMask", "on")], seconds=20)
        pbx.noise(3)
        pbx.phone("8001")
        pbx.phone("8001").unregister()
        await until(lambda: bool(ear.named("PeerStatus")))
        assert pbx.sessions[0].filtered == 9
        assert not {event["Event"] for event in ear.events} & {"VarSet", "RTCPSent", "RTCPReceived"}


async def test_where_no_filter_may_be_set_the_client_drops_the_same() -> None:
    async with Pbx() as pbx:
        pbx.faults.no_filter = True
        async with listening(pbx) as (client, ear):
            assert len(pbx.asked("Filter")) == 1
            await client.ask("Events", [("EventMask", "on")], seconds=20)
            pbx.noise(3)
            pbx.phone("8001")
            pbx.phone("8001").unregister()
            await until(lambda: bool(ear.named("PeerStatus")))
            assert pbx.sessions[0].filtered == 0
            assert not {event["Event"] for event in ear.events} & {"VarSet", "RTCPSent", "RTCPReceived"}


async def test_without_a_challenge_the_secret_is_given_where_nobody_can_listen() -> None:
    async with Pbx() as pbx:
        pbx.faults.no_challenge = True
        async with listening(pbx):
            assert (pbx.counts.logins, pbx.counts.plain) == (1, 1)


async def test_without_a_challenge_the_secret_is_not_given_over_an_open_network() -> None:
    async with Pbx() as pbx:
        pbx.faults.no_challenge = True
        far = Address(user="gateway", host="pbx.example", port=pbx.port, tls=False)
        _, link = await asyncio.get_running_loop().create_connection(lambda: Link("x", (), lambda _: None), "127.0.0.1", pbx.port)
        with pytest.raises(LoginFailed) as failed:
            await log_in(link, far, SECRET, (), 20)
        link.drop(Trouble.CLOSED)
        assert failed.value.trouble is Trouble.UNSAFE
        assert pbx.asked("Login") == []


@pytest.mark.parametrize("challenge", [True, False])
async def test_a_wrong_secret_is_a_state_and_is_not_tried_again_soon(challenge: bool) -> None:
    with capture_logs() as lines:
        async with Pbx(speed=100) as pbx:
            pbx.faults.no_challenge = not challenge
            pauses: list[float] = []

            async def rest(seconds: float) -> None:
                pauses.append(seconds)
                await asyncio.Event().wait()

            async with trying(pbx.address, secret="wrong-and-not-to-be-told", sleep=rest) as (client, ear):
                await until(lambda: bool(pauses))
                assert client.trouble is Trouble.REFUSED
                assert (pauses, pbx.counts.refused, client.attempts) == ([HURRY.refused], 1, 1)
                assert ear.heard == []
    assert [line["why"] for line in lines] == ["refused"]
    assert "wrong-and-not-to-be-told" not in repr(lines)
    (told,) = (line for line in lines if line["event"] == "call system")
    assert told["why"] == "refused"
    assert "manager.conf" in told["do"], "whoever reads the log knows what to do"


async def test_a_secret_that_has_been_put_right_is_tried_after_a_while() -> None:
    async with Pbx(speed=100) as pbx:
        user = pbx.users.pop("gateway")
        async with trying(pbx.address, pace=Pace(connect=20, ping=20, refused=0.05)) as (client, _):
            await until(lambda: pbx.counts.refused >= 2)
            pbx.users["gateway"] = user
            await until(lambda: client.trouble is None)


async def test_nothing_of_the_secret_is_logged(capfd: pytest.CaptureFixture[str]) -> None:
    with capture_logs() as lines:
        async with Pbx() as pbx, listening(pbx) as (client, ear):
            with pytest.raises(ValueError, match="end of a line"):
                await client.ask("Login", [("Secret", f"{SECRET}\n")], seconds=1)
            pbx.cut()
            await until(lambda: ear.links == [True, False, True])
    assert len(lines) >= 3
    assert SECRET not in repr(lines) + "".join(capfd.readouterr())


def tls(folder: Path, *hosts: x509.GeneralName) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """Return a server's side and that of a client who trusts it."""
    file, server = certificate(folder, *hosts)
    return server, trust(file)


async def test_over_tls(tmp_path: Path) -> None:
    server, trusted = tls(tmp_path, LOOPBACK)
    async with Pbx(tls=server) as pbx:
        pbx.queue("81890", {"8001": "王丽"})
        async with trying(pbx.address, authority=trusted) as (client, ear):
            await until(lambda: client.trouble is None)
            pbx.ring("057765550101", "81890")
            await until(lambda: bool(ear.named("AgentCalled")))
            pbx.cut()
            await until(lambda: ear.links == [True, False, True])


async def test_a_certificate_that_nobody_vouches_for_is_not_talked_to(tmp_path: Path) -> None:
    server, _ = tls(tmp_path, LOOPBACK)
    async with Pbx(tls=server) as pbx, trying(pbx.address, authority=trust()) as (client, ear):
        await until(lambda: client.trouble is Trouble.UNTRUSTED)
        assert (pbx.received, ear.heard) == ([], [])


async def test_a_certificate_of_somebody_else_is_not_talked_to(tmp_path: Path) -> None:
    server, trusted = tls(tmp_path, x509.DNSName("pbx.example"))
    async with Pbx(tls=server) as pbx, trying(pbx.address, authority=trusted) as (client, ear):
        await until(lambda: client.trouble is Trouble.UNTRUSTED)
        assert (pbx.received, ear.heard) == ([], [])


async def test_where_there_is_no_tls_nothing_is_said(tmp_path: Path) -> None:
    _, trusted = tls(tmp_path, LOOPBACK)
    async with Pbx() as pbx:
        plain = Address(user="gateway", host="127.0.0.1", port=pbx.port, tls=True)
        async with trying(plain, authority=trusted) as (client, ear):
            await until(lambda: client.trouble is Trouble.UNTRUSTED)
            assert (pbx.received, ear.heard) == ([], [])


def test_tls_without_anybody_to_check_it_is_a_mistake() -> None:
    address = Address(user="gateway", host="127.0.0.1", port=5039, tls=True)
    with pytest.raises(ValueError, match="certificate"):
        AmiClient(address, secret=SECRET, on_event=lambda _: None, on_link=lambda _: None)


async def test_somebody_else_on_that_port() -> None:
    async def greet(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"SSH-2.0-OpenSSH_9.2\r\n")
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(greet, "127.0.0.1", 0)
    async with server:
        port = server.sockets[0].getsockname()[1]
        async with trying(Address(user="gateway", host="127.0.0.1", port=port, tls=False)) as (client, _):
            await until(lambda: client.trouble is Trouble.FOREIGN)


async def test_nobody_on_that_port() -> None:
    async with Pbx() as pbx:
        address = pbx.address
    async with trying(address) as (client, _):
        await until(lambda: client.attempts > 3)
        assert client.trouble is Trouble.UNREACHABLE


async def test_somebody_who_says_nothing() -> None:
    async with Pbx() as pbx:
        pbx.faults.deaf = True
        async with trying(pbx.address, pace=Pace(connect=0.2, first=0.01, last=0.02)) as (client, _):
            await until(lambda: client.trouble is Trouble.SILENT)
            pbx.faults.deaf = False
            await until(lambda: client.trouble is None)
