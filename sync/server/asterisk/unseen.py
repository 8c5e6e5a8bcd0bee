"""Calls that came and went while there was no link: of them the PBX's queues keep no more than numbers. Pure: messages in, numbers out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sync.server.ami.message import Message
from sync.server.asterisk.plan import PbxPlan

_COUNTED = {"QueueCallerAbandon": "Abandoned", "AgentComplete": "Completed"}
"""What a queue counts a caller under when it is done with them, by the event that tells so."""

MOST = 2_000
"""So many callers are known to be with a queue; beyond that the oldest are forgotten, and may be counted as unseen."""


class Counts:
    """Compares what each of our queues has counted with what we were told of, and with which of those known are done meanwhile.

    What comes out is the least that it can be: who was known to wait and is gone is taken for one that the queue has counted, though they
    may have left it in a way that it does not count. Who ends while the lists are made may be counted in both, and a count that has become
    less was set back at the PBX.
    """

    def __init__(self, plan: PbxPlan) -> None:
        self._plan = plan
        self._known: dict[tuple[str, str], int] = {}
        """Queue and what it counts → how many, as far as we were told."""
        self._with: dict[str, None] = {}
        """The callers with whom a queue is not done."""

    def hear(self, message: Message) -> None:
        """Take an event."""
        queue, uid, event = message.get("Queue"), message.get("Uniqueid"), message.get("Event")
        if event == "Hangup":
            self._with.pop(uid, None)
        elif self._plan.line(queue) is None:
            return
        elif event in _COUNTED:
            self._with.pop(uid, None)
            if (queue, _COUNTED[event]) in self._known:
                self._known[queue, _COUNTED[event]] += 1
        elif event in ("QueueCallerJoin", "AgentConnect"):
            self._enter(uid)

    def look(
        self, listed: Sequence[Message], since: Sequence[Message], before: Mapping[str, str], now: Mapping[str, str]
    ) -> tuple[int, int]:
        """Take what QueueStatus lists after a connection, and the events that came behind it.

        ``before`` are the incoming calls that were known while there was no link, ``now`` those that there are, each with the leg of the
        operator who speaks with the caller, '' where nobody does. Returns how many calls came and went untold since the last list, and how
        many of them nobody answered; 0 the first time.
        """
        untold = dict.fromkeys(_COUNTED.values(), 0)
        for item in listed:
            queue = item.get("Queue")
            if item.get("Event") != "QueueParams" or self._plan.line(queue) is None:
                continue
            for kind in untold:
                count = item.get(kind)
                if count.isascii() and count.isdigit():
                    untold[kind] += max(int(count) - self._known.get((queue, kind), int(count)), 0)
                    self._known[queue, kind] = int(count)
        later = {message.get("Uniqueid") for message in since if message.get("Event") in _COUNTED}
        here = {uid for uid, agent in now.items() if before.get(uid, "") in {"", agent}}
        done = [uid for uid in self._with if uid not in later and uid not in here]
        spoke = sum(bool(before.get(uid)) for uid in done)
        waited = len(done) - spoke
        answered, gave_up = max(untold["Completed"] - spoke, 0), untold["Abandoned"]
        answered, gave_up = max(answered - max(waited - gave_up, 0), 0), max(gave_up - waited, 0)
        for uid in done:
            del self._with[uid]
        for uid in now.keys() - before.keys():
            self._enter(uid)
        for message in since:
            self.hear(message)
        return answered + gave_up, gave_up

    def _enter(self, uid: str) -> None:
        self._with[uid] = None
        if len(self._with) > MOST:
            del self._with[next(iter(self._with))]
