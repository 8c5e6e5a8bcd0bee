"""A PBX for tests: speaks AMI on a loopback socket, as an Asterisk 22 does, and plays what the test tells it.

    async with Pbx() as pbx:
        pbx.queue("81890", {"8001": "王丽", "8002": "陈晓明"})
        gateway = AmiClient(pbx.address, secret=SECRET, …)
        caller = pbx.ring("057765550101", "81890")
        pbx.phone("8001").pick_up()
        pbx.hang_up(caller)

Everything runs in one event loop. Its clock can be faster than the world's (``speed``), which shortens rings and waits alike.
"""

from __future__ import annotations

import asyncio
import ssl
from types import TracebackType

from sync.server.ami.address import Address
from tests.support.pbx.actions import Actions
from tests.support.pbx.calls import Calls
from tests.support.pbx.exchange import TRUNK, Channel, Clock, Exchange, Fields
from tests.support.pbx.faults import Faults
from tests.support.pbx.phones import Outcome, Outside, Phone
from tests.support.pbx.queues import Member, Queue
from tests.support.pbx.wire import Counts, Session, User, message

USER = "gateway"
SECRET = "not-a-real-secret"


class Pbx:
    """The PBX. ``faults`` is what goes wrong, ``counts`` and ``received`` what came, ``told`` every event in its order."""

    def __init__(self, *, speed: float = 1.0, tls: ssl.SSLContext | None = None) -> None:
        self.users = {USER: User(SECRET)}
        self.faults = Faults()
        self.counts = Counts()
        self.received: list[dict[str, str]] = []
        self.told: list[tuple[str, dict[str, str]]] = []
        self.sessions: list[Session] = []
        self.port = 0
        self.clock = Clock(speed)
        self.exchange = Exchange(self.clock, self._tell)
        self.calls = Calls(self.exchange)
        self._actions = Actions(self.calls)
        self._tls = tls
        self._server: asyncio.Server | None = None
        self._running: set[asyncio.Task[None]] = set()

    async def __aenter__(self) -> Pbx:
        await self.start()
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        await self.stop()

    @property
    def address(self) -> Address:
        return Address(user=USER, host="127.0.0.1", port=self.port, tls=self._tls is not None)

    async def start(self) -> None:
        """Listen, on the port of before where there was one."""
        self._server = await asyncio.start_server(self._connected, "127.0.0.1", self.port, ssl=self._tls)
        self.port = self._server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        """Listen no more and end every connection; the calls stay as they are."""
        if self._server is not None:
            self._server.close()
        self.cut()
        running = list(self._running)
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)
        if self._server is not None:
            await self._server.wait_closed()
            self._server = None

    def phone(self, extension: str, name: str = "", *, answers: float | None = None, rejects: float | None = None) -> Phone:
        """Return a telephone, made and registered where there is none yet; what is given is set."""
        phone = self.calls.phones.get(f"PJSIP/{extension}")
        if phone is None:
            phone = Phone(self.calls, extension, name)
            self.calls.phones[phone.device] = phone
            self.exchange.refresh(phone.device)
        if answers is not None:
            phone.answers = answers
        if rejects is not None:
            phone.rejects = rejects
        return phone

    def queue(self, name: str, members: dict[str, str] | None = None) -> Queue:
        """Return a queue, made where there is none yet; ``members`` (number → name) are static, their telephones are made with them."""
        queue = self.calls.queues.get(name)
        if queue is None:
            queue = self.calls.queues[name] = Queue(self.exchange, self.calls.phones, name)
        for extension, person in (members or {}).items():
            phone = self.phone(extension)
            queue.members[phone.device] = Member(phone.device, f"{extension} {person}", login=int(self.clock.now()))
        return queue

    def outside(self, number: str, outcome: Outcome = Outcome.ANSWERS, after: float = 0.0) -> Outside:
        """Say what comes of calling a number outside; without a word everybody answers at once."""
        self.calls.outside[number] = Outside(outcome, after)
        return self.calls.outside[number]

    def ring(self, number: str, queue: str) -> Channel:
        """Somebody calls; ``anonymous`` is a number withheld. Returns the caller's leg."""
        return self.calls.incoming(number, queue)

    def hang_up(self, channel: Channel) -> None:
        """The person at that leg hangs up."""
        self.calls.hang_up(channel)

    def asked(self, action: str) -> list[dict[str, str]]:
        """Return what came of one action, over all connections."""
        return [asked for asked in self.received if asked.get("Action") == action]

    def events(self, name: str) -> list[dict[str, str]]:
        """Return the fields of every event of that name so far, whoever heard it."""
        return [fields for event, fields in self.told if event == name]

    def cut(self) -> None:
        """The link is lost, in the middle of whatever is said."""
        for session in list(self.sessions):
            session.cut()

    async def shut_down(self) -> None:
        """The PBX is shut down, and says so; no call outlives that."""
        self._tell("Shutdown", [("Shutdown", "Cleanly"), ("Restart", "False")])
        for channel in list(self.exchange.channels.values()):
            self.exchange.leave(channel)
            self.exchange.channels.pop(channel.name, None)
        self.exchange.bridges.clear()
        for queue in self.calls.queues.values():
            queue.entries.clear()
        for session in self.sessions:
            session.say(b"")
        if self._server is not None:
            self._server.close()
        await asyncio.gather(*self._running, return_exceptions=True)
        await self.stop()

    def say(self, data: bytes) -> None:
        """Write raw bytes into every connection: garbage, half a message, whatever the test wants."""
        for session in self.sessions:
            session.say(data)

    def flood(self, lines: int = 10_000) -> None:
        """Tell an event of so many lines."""
        self.say(message([("Event", "UserEvent"), ("Privilege", "user,all"), *((f"Line{n}", f"第{n}行") for n in range(lines))]))

    def noise(self, times: int = 1) -> None:
        """Tell what a PBX tells all the time, and nobody wants."""
        for _ in range(times):
            for event in ("RTCPSent", "RTCPReceived", "VarSet"):
                self._tell(event, [("Channel", TRUNK), ("SSRC", "0x0001"), ("Variable", "RTPAUDIOQOS"), ("Value", "ssrc=1;rtt=0.0")])

    def let_go(self) -> None:
        """Give the answers that ``faults.held`` kept back, the last first."""
        for session in self.sessions:
            session.let_go()

    def _tell(self, event: str, fields: Fields) -> None:
        self.told.append((event, dict(fields)))
        for session in self.sessions:
            session.tell(event, fields)

    def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.counts.connections += 1
        if self.faults.refuse:
            writer.transport.abort()
            return
        session = Session(
            reader,
            writer,
            clock=self.clock,
            users=self.users,
            actions=self._actions,
            faults=self.faults,
            counts=self.counts,
            heard=self.received.append,
        )
        self.sessions.append(session)
        task = asyncio.create_task(self._serve(session))
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    async def _serve(self, session: Session) -> None:
        try:
            await session.run()
        finally:
            self.sessions.remove(session)
