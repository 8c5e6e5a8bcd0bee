"""The captured event streams of a real PBX, played through the call model, and what became of the calls: who, how long, ended how.

``python -m tests.support.captures`` prints the outcome of each. The streams are no part of this repository: ``HOTLINE_CAPTURES`` names
their folder, and without it one beside the repository is looked for.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from models.records.base import parse_time
from models.records.call import CallRow, Direction, EndReason, Seat
from models.records.catalogue import Line
from sync.server.ami.codec import Decoder
from sync.server.ami.message import Message
from sync.server.asterisk.model import Model
from sync.server.asterisk.plan import PbxPlan
from sync.server.asterisk.world import Dialled
from sync.server.calls.switch import Happening
from tests.support.tree import ROOT

FOLDER = Path(os.environ.get("HOTLINE_CAPTURES", ROOT.parent / "shared" / "ami-captures"))
PLAN = PbxPlan(queues=(("81890", Line.GENERAL),), wrap_up_reason="wrapup")
FILTERED = ("VarSet", "Newexten", "RTCPSent", "RTCPReceived", "SuccessfulAuth", "ChallengeSent")


@dataclass(frozen=True)
class Step:
    """A message of a timeline, at a time of the PBX's clock (0 where it is not known): the PBX's, or the recorded console's."""

    at: float
    ours: bool
    message: Message


@dataclass
class Outcome:
    """Everything that was told, in its order."""

    calls: dict[str, list[CallRow]] = field(default_factory=dict)
    seats: dict[int, list[Seat]] = field(default_factory=dict)

    def take(self, happening: Happening | None) -> None:
        for row in happening.calls if happening else ():
            self.calls.setdefault(row.id, []).append(row)
        for seat in happening.seats if happening else ():
            self.seats.setdefault(seat.operator, []).append(seat)

    def last(self) -> list[CallRow]:
        return [rows[-1] for rows in self.calls.values()]

    def states(self, call_id: str) -> list[str]:
        return _changes([row.state.value for row in self.calls[call_id]])

    def moods(self, operator: int) -> list[str]:
        return _changes([f"{seat.state.value}({seat.reason})" if seat.reason else seat.state.value for seat in self.seats[operator]])


def _changes(values: Sequence[str]) -> list[str]:
    return [value for number, value in enumerate(values) if not number or values[number - 1] != value]


def names() -> list[str]:
    """Return the names of all captures, none where there is no folder."""
    return sorted(file.name.removesuffix(".timeline.jsonl") for file in FOLDER.glob("*.timeline.jsonl"))


def steps(name: str) -> list[Step]:
    """Return a timeline."""
    lines = [json.loads(text) for text in (FOLDER / f"{name}.timeline.jsonl").read_text(encoding="utf-8").splitlines()]
    decoder, found, base = Decoder(), [], 0.0
    decoder.feed(b"none\r\n")
    for line in lines:
        if line["dir"] == "close" or line["msg"].startswith("Asterisk Call Manager"):
            continue
        for message in decoder.feed(line["msg"].encode()):
            if not base and "Timestamp" in message:
                base = float(message["Timestamp"]) - line["t"]
            found.append(Step(base + line["t"] if base else 0.0, line["dir"] == "C", message))
    return found


def filtered(timeline: Sequence[Step]) -> list[Step]:
    """Return a timeline without the events that a gateway's user does not hear."""
    return [step for step in timeline if step.message.get("Event") not in FILTERED]


class Player:
    """Plays timelines through one model; what the recorded console asked for counts as our own orders."""

    def __init__(self, plan: PbxPlan = PLAN) -> None:
        self.model = Model(plan)
        self.outcome = Outcome()
        self._lists: dict[str, str] = {}
        self._items: dict[str, list[Message]] = {}

    def play(self, timeline: Sequence[Step]) -> None:
        self._lists.clear()
        for step in timeline:
            message = step.message
            if step.ours:
                self._lists[message.get("ActionID")] = message["Action"]
                self._order(message)
            elif message.get("ActionID") in self._lists and message.get("Event") != "OriginateResponse":
                self._answer(step, self._lists[message["ActionID"]], self._last_list(timeline))
            elif message.kind == "event":
                self.outcome.take(self.model.hear(message))

    @staticmethod
    def _last_list(timeline: Sequence[Step]) -> str:
        asked = [step.message["Action"] for step in timeline if step.ours]
        return "Status" if "Status" in asked else "CoreShowChannels"

    def _answer(self, step: Step, action: str, last: str) -> None:
        if step.message.kind == "response":
            self._items[action] = []
            return
        if step.message.get("EventList") != "Complete":
            self._items[action].append(step.message)
        elif action == last:
            self.outcome.take(self.model.reconcile(self._items["QueueStatus"], self._items[last], step.at))

    def _order(self, message: Message) -> None:
        action, leg = message["Action"], self.model.named(message.get("Channel"))
        call = leg.call if leg else ""
        if action == "Originate" and "ChannelId" in message:
            extension = PLAN.extension(message["Channel"])
            number, leg_id = message["Exten"], message["ChannelId"]
            self.model.dialled(Dialled(id=leg_id, operator=int(extension), extension=extension, number=number, line=Line.GENERAL, case=""))
        elif action == "Hangup":
            self.model.wish(call, EndReason.OPERATOR)
        elif action == "Atxfer":
            self.model.wanted(call, message["Exten"])


def seconds(row: CallRow) -> tuple[float, float]:
    """Return how long was waited (or rung) and how long was talked."""
    ended = parse_time(row.ended_at) if row.ended_at else None
    answered = parse_time(row.answered_at) if row.answered_at else None
    until = answered or ended
    waited = (until - parse_time(row.queued_at)).total_seconds() if until else 0.0
    return waited, (ended - answered).total_seconds() if ended and answered else 0.0


def table() -> Iterator[str]:
    """Yield a line for each call of each capture, and one for the operators."""
    for name in names():
        player = Player()
        if name.startswith("23b"):
            player.play(filtered(steps(name.replace("23b-reconnect-snapshot-midcall", "23a-before-link-loss"))))
            player.outcome = Outcome()
        player.play(filtered(steps(name)))
        for row in player.outcome.last():
            waited, talked = seconds(row)
            who = row.number or "withheld"
            arrow = "<-" if row.direction is Direction.IN else "->"
            states = " ".join(player.outcome.states(row.id))
            yield (
                f"{name[:34]:35}{arrow} {who:13}waited {waited:7.3f} talked {talked:7.3f} {row.reason or 'goes on':11}"
                f" by {row.operator or '-':<5}{row.party:5}{states}"
            )
        moods = "; ".join(f"{operator}: {' '.join(player.outcome.moods(operator))}" for operator in sorted(player.outcome.seats))
        yield f"{name[:34]:35}{moods or 'no operator seen'}"


if __name__ == "__main__":
    print("\n".join(table()))  # noqa: T201
