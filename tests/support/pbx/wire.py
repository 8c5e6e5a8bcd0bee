"""One connection of a manager user: its login, what it hears, and how (badly) what is said to it arrives."""

from __future__ import annotations

import asyncio
import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass

from tests.support.pbx.actions import CLASSES, Actions, Refused
from tests.support.pbx.exchange import Clock, Fields
from tests.support.pbx.faults import Faults
from tests.support.pbx.listings import Asked

BANNER = b"Asterisk Call Manager/11.0.0\r\n"
ALL = frozenset({"system", "call", "agent", "dtmf", "dialplan", "reporting", "security", "user", "command", "config", "originate", "log"})
EVENT_CLASSES = {
    **dict.fromkeys(("FullyBooted", "Shutdown", "PeerStatus", "ContactStatus"), "system"),
    **dict.fromkeys(("SuccessfulAuth", "ChallengeSent"), "security"),
    **dict.fromkeys(("VarSet", "Newexten"), "dialplan"),
    **dict.fromkeys(("RTCPSent", "RTCPReceived"), "reporting"),
    "DTMFEnd": "dtmf",
}


def class_of(event: str) -> str:
    """Return the class in which an event is told."""
    return EVENT_CLASSES.get(event) or ("agent" if event.startswith(("Queue", "Agent")) else "call")


@dataclass(frozen=True)
class User:
    """A manager user, as in manager.conf."""

    secret: str
    read: frozenset[str] = ALL
    write: frozenset[str] = ALL


@dataclass
class Counts:
    """What came over all connections so far."""

    connections: int = 0
    logins: int = 0
    refused: int = 0
    plain: int = 0
    """Logins that gave the secret itself."""


def message(pairs: Fields, end: str = "\r\n") -> bytes:
    return "".join([*(f"{key}: {value}{end}" for key, value in pairs), end]).encode()


class Session:
    """A connection. ``say`` writes to it as the faults want it; ``run`` reads from it until it is over."""

    def __init__(
        self,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        *,
        clock: Clock,
        users: dict[str, User],
        actions: Actions,
        faults: Faults,
        counts: Counts,
        heard: Callable[[dict[str, str]], None],
    ) -> None:
        self._reader = reader
        self._writer = writer
        self._clock = clock
        self._users = users
        self._actions = actions
        self._faults = faults
        self._counts = counts
        self._heard = heard
        self._user: User | None = None
        self._mask: frozenset[str] = ALL
        self._filters: list[re.Pattern[str]] = []
        self._challenge = ""
        self._out: asyncio.Queue[bytes] = asyncio.Queue()
        self._held: list[bytes] = []
        self._silent = False
        self._over = False
        self.filtered = 0
        """Events that a filter kept back."""

    async def run(self) -> None:
        writing = asyncio.create_task(self._write())
        try:
            if not self._faults.deaf:
                self.say(BANNER if not self._faults.bare else BANNER.replace(b"\r", b""))
            while True:
                block = await self._reader.readuntil(b"\r\n\r\n")
                if self._over:
                    return
                asked = dict(line.partition(": ")[::2] for line in block.decode().split("\r\n") if line)
                await self._obey(asked)
        except (asyncio.IncompleteReadError, asyncio.LimitOverrunError, ConnectionError):
            pass
        finally:
            writing.cancel()
            self._writer.close()

    def say(self, data: bytes) -> None:
        """Write these bytes, after all that was said before."""
        self._out.put_nowait(data)

    def cut(self) -> None:
        """End the connection at once; what was not written, and what was not read, is lost."""
        self._silent = self._over = True
        self._writer.transport.abort()

    def tell(self, event: str, fields: Fields) -> None:
        """Tell an event, where this user hears it."""
        kind = class_of(event)
        if self._user is None or kind not in self._user.read or kind not in self._mask:
            return
        said = [("Event", event), ("Privilege", f"{kind},all")]
        if event != "FullyBooted":
            said.append(("Timestamp", f"{self._clock.now():.6f}"))
        data = self._text([*said, *fields])
        if self._filters and any(pattern.search(data.decode()) for pattern in self._filters):
            self.filtered += 1
            return
        self.say(data)

    def answer(self, asked: Asked, response: str, fields: Fields) -> None:
        self._reply(asked, self._text([("Response", response), *self._id(asked), *fields]))

    def list(self, asked: Asked, message: str, items: list[tuple[str, Fields]], end: str, more: Fields) -> None:
        """Answer with a list."""
        identity = self._id(asked)
        parts = [self._text([("Response", "Success"), *identity, ("EventList", "start"), ("Message", message)])]
        for event, fields in items:
            last = event.startswith("Queue") or event == "Status"
            parts.append(self._text([("Event", event), *fields, *identity] if last else [("Event", event), *identity, *fields]))
        parts.append(self._text([("Event", end), *identity, ("EventList", "Complete"), ("ListItems", str(len(items))), *more]))
        self._reply(asked, b"".join(parts))

    def let_go(self) -> None:
        """Give the answers that were held, the last first."""
        while self._held:
            self.say(self._held.pop())

    async def _obey(self, asked: dict[str, str]) -> None:
        action = asked.get("Action", "")
        self._heard(asked)
        if action in self._faults.cut_before:
            self.cut()
            return
        if action in ("Login", "Challenge", "Logoff"):
            await self._enter_or_leave(action, asked)
        elif self._user is None:
            self.answer(asked, "Error", [("Message", "Permission denied")])
        elif action == "Events":
            self._mask = _mask(asked.get("EventMask", "on"))
            self.answer(asked, "Success", [("Events", "On" if self._mask else "Off")])
        elif not self._may(action) or (action == "Filter" and self._faults.no_filter):
            self.answer(asked, "Error", [("Message", "Permission denied")])
        elif action == "Filter":
            self._filters.append(re.compile(asked["Filter"].removeprefix("!").replace("[[:space:]]", r"\s")))
            self.answer(asked, "Success", [("Message", "Success")])
        elif action not in self._actions.by_name:
            self.answer(asked, "Error", [("Message", "Invalid/unknown command")])
        else:
            self._carry_out(action, asked)

    def _carry_out(self, action: str, asked: dict[str, str]) -> None:
        self._silent = action in self._faults.cut_after
        try:
            self._actions.by_name[action](asked, self)
        except Refused as refused:
            self.answer(asked, "Error", [("Message", str(refused))])
        except KeyError as missing:
            self.answer(asked, "Error", [("Message", f"{missing.args[0]} not specified")])
        if self._silent:
            self.cut()

    async def _enter_or_leave(self, action: str, asked: dict[str, str]) -> None:
        if action == "Logoff":
            self.answer(asked, "Goodbye", [("Message", "Thanks for all the fish.")])
            self._out.put_nowait(b"")
            return
        if action == "Challenge":
            if self._faults.no_challenge:
                self.answer(asked, "Error", [("Message", "Must specify AuthType")])
                return
            self._challenge = str(100_000_000 + self._counts.connections)
            self.answer(asked, "Success", [("Challenge", self._challenge)])
            return
        user = self._users.get(asked.get("Username", ""))
        self._counts.plain += "Secret" in asked
        if user is None or not self._proved(user, asked):
            self._counts.refused += 1
            await self._clock.sleep(1.0)
            self.answer(asked, "Error", [("Message", "Authentication failed")])
            self._out.put_nowait(b"")
            return
        self._counts.logins += 1
        self._user = user
        self._mask = _mask(asked.get("Events", "on"))
        self.answer(asked, "Success", [("Message", "Authentication accepted")])
        self.tell("FullyBooted", [("Uptime", "373"), ("LastReload", "5"), ("Status", "Fully Booted")])
        self.tell("SuccessfulAuth", [("Severity", "Informational"), ("Service", "AMI"), ("AccountID", asked["Username"])])

    def _proved(self, user: User, asked: dict[str, str]) -> bool:
        if "Key" in asked:
            digest = hashlib.md5(f"{self._challenge}{user.secret}".encode(), usedforsecurity=False).hexdigest()
            return bool(self._challenge) and asked["Key"] == digest
        return asked.get("Secret") == user.secret

    def _may(self, action: str) -> bool:
        assert self._user is not None
        needed = CLASSES.get(action, set())
        return not needed or bool(needed & self._user.write)

    def _reply(self, asked: Asked, data: bytes) -> None:
        action = asked.get("Action", "")
        if self._silent or action in self._faults.lost:
            return
        if action in self._faults.held:
            self._held.append(data)
        elif self._faults.delay:
            asyncio.get_running_loop().call_later(self._faults.delay, self.say, data)
        else:
            self.say(data)

    def _id(self, asked: Asked) -> Fields:
        return [("ActionID", asked["ActionID"])] if asked.get("ActionID") else []

    def _text(self, pairs: Fields) -> bytes:
        return message(pairs, "\n" if self._faults.bare else "\r\n")

    async def _write(self) -> None:
        """Write what was said; an empty piece ends the connection."""
        try:
            while True:
                data = await self._out.get()
                if not data:
                    self._writer.close()
                    return
                size = self._faults.pieces or len(data)
                for begin in range(0, len(data), size):
                    self._writer.write(data[begin : begin + size])
                    await self._writer.drain()
                    if self._faults.pieces:
                        # Each piece is a read of its own on the other side, as far as the system lets it be.
                        await asyncio.sleep(0)
        except ConnectionError:
            return


def _mask(text: str) -> frozenset[str]:
    if text in ("on", "true", "yes", "1", ""):
        return ALL
    return frozenset() if text in ("off", "false", "no", "0") else frozenset(part.strip() for part in text.split(","))
