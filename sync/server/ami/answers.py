"""Which answer belongs to which question: by the ActionID alone, whatever comes in between and in whatever order."""

from __future__ import annotations

import asyncio
import re

from models.records.base import Record
from sync.server.ami.message import Message

LIST_MESSAGES = 20_000
LIST_BYTES = 32 * 1024 * 1024
_WORD = re.compile(r"[A-Za-z]{1,20}[.,:;!?]?")
_MOST_WORDS = 16
_LATE = 256
"""So many lists nobody waits for any more are remembered, so that what still comes of them is not taken for news."""


class NotSent(Exception):
    """The action never went out: there was no link, or no room in it before the time was over. Asking again cannot do a thing twice."""


class NotAnswered(Exception):
    """The action went out and no answer came, in time or before the link was lost: whether it was carried out is not known."""


class Denied(Exception):
    """The call system answered with an error, ``message``. Its words are no part of this exception's."""

    def __init__(self, message: Message) -> None:
        super().__init__("the call system refused")
        self.message = message

    @property
    def why(self) -> str:
        """What the call system said, for a log: a number, a channel and whatever else is no plain word stands in it as ``…``."""
        words = self.message.get("Message").split()
        return " ".join(word if _WORD.fullmatch(word) else "…" for word in words[:_MOST_WORDS])


class ListTooLong(Exception):
    """A list has more items than a call system of this size can have."""


class Answer(Record, frozen=True):
    """What was answered: the response and, for a question for a list, its items without the event that ends it."""

    response: Message
    events: tuple[Message, ...] = ()


class _Waiting:
    def __init__(self, answer: asyncio.Future[Answer], listing: bool) -> None:
        self.answer = answer
        self.listing = listing
        self.response: Message | None = None
        self.items: list[Message] = []
        self.bytes = 0
        self.complete = False

    def try_to_end(self) -> None:
        if self.response is not None and self.complete and not self.answer.done():
            self.answer.set_result(Answer(response=self.response, events=tuple(self.items)))


class Answers:
    """The questions of one connection that are still open."""

    def __init__(self) -> None:
        self._waiting: dict[str, _Waiting] = {}
        self._late: dict[str, None] = {}

    def expect(self, action_id: str, listing: bool) -> asyncio.Future[Answer]:
        """Return what will hold the answer, or raise ``Denied``, ``NotAnswered``."""
        answer: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        self._waiting[action_id] = _Waiting(answer, listing)
        return answer

    def forget(self, action_id: str) -> None:
        """Wait no more. What still comes in answer is ignored."""
        waiting = self._waiting.pop(action_id, None)
        if waiting is None:
            return
        if waiting.answer.done() and not waiting.answer.cancelled():
            # What came at the same moment as the end of the waiting: nobody else will look at it.
            waiting.answer.exception()
        if not waiting.listing or waiting.complete:
            return
        self._late[action_id] = None
        if len(self._late) > _LATE:
            self._late.pop(next(iter(self._late)))

    def take(self, message: Message) -> bool:
        """Say whether a message answers something, or is the late answer to something; else it is news.

        Raises ``ListTooLong``.
        """
        action_id = message.get("ActionID")
        waiting = self._waiting.get(action_id)
        if message.kind == "response":
            if waiting is not None:
                _respond(waiting, message)
            return True
        if waiting is not None and waiting.listing:
            _add(waiting, message)
            return True
        if action_id in self._late:
            if _ends(message):
                del self._late[action_id]
            return True
        return False

    def lose(self) -> None:
        """The link is lost: nobody will answer."""
        for waiting in self._waiting.values():
            if not waiting.answer.done():
                waiting.answer.set_exception(NotAnswered("the link was lost"))


def _respond(waiting: _Waiting, message: Message) -> None:
    if waiting.answer.done() or waiting.response is not None:
        return
    if message.get("Response").lower() == "error":
        waiting.complete = True
        waiting.answer.set_exception(Denied(message))
        return
    waiting.response = message
    if not waiting.listing or message.get("EventList").lower() != "start":
        waiting.complete = True
    waiting.try_to_end()


def _add(waiting: _Waiting, message: Message) -> None:
    if _ends(message):
        waiting.complete = True
        if message.get("EventList").lower() == "complete":
            waiting.try_to_end()
        elif not waiting.answer.done():
            waiting.answer.set_exception(NotAnswered("the list was cut short"))
        return
    waiting.items.append(message)
    waiting.bytes += message.size
    if len(waiting.items) > LIST_MESSAGES or waiting.bytes > LIST_BYTES:
        raise ListTooLong


def _ends(message: Message) -> bool:
    return message.get("EventList").lower() in {"complete", "cancelled"}
