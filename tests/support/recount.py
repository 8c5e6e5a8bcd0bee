"""Counting again by hand: every figure of a bulletin out of the raw lines of the journals and the raw calls.

Nothing of the fold, of its columns or of a query is used: what a case came to is read line by line from the JSON of its entries.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from models.records.report import Asked, Cut, Measure
from models.store.store import Store

_AGAIN = ("case.dispatch", "case.assign", "case.rework", "case.complain", "case.reopen")
"""New work: what the citizen said before counts no more, unless it was bad."""


@dataclass
class Case:
    """What the lines of one journal amount to."""

    id: str
    opened_at: str = ""
    by: int = 0
    item: str = ""
    kind: str = ""
    line: str = ""
    district: str = ""
    call: str = ""
    way: str = ""
    handler: tuple[str, str] = ("", "")
    closed: bool = False
    merged: bool = False
    resolved: bool | None = None
    score: int | None = None
    asked: bool = False
    rung: list[str] = field(default_factory=list)
    at: dict[str, str] = field(default_factory=dict)
    cards: list[tuple[str, str, str]] = field(default_factory=list)
    needs: list[tuple[str, str]] = field(default_factory=list)

    def callback(self) -> int:
        """0 not due, 1 due, 2 reached, 3 with a mark."""
        if self.score is not None:
            return 3
        if self.asked or {"reached", "refused"} & set(self.rung):
            return 2
        return int(bool(self.rung) or bool({"case.work_done", "callback.answer"} & set(self.at)))

    def sent(self) -> str:
        return min((self.at[verb] for verb in ("case.dispatch", "case.assign") if verb in self.at), default="")


class Recount:
    """All cases and calls of a store."""

    def __init__(self, store: Store) -> None:
        raw = store.replica.database.raw
        journals: dict[str, list[Any]] = {}
        for line in raw.execute("SELECT case_id, op_id, at, actor, type, body, outcome FROM entry ORDER BY case_id, seq"):
            journals.setdefault(line[0], []).append(line)
        steps = (json.loads(body) for (body,) in raw.execute("SELECT body FROM partner_event WHERE type = 'card.heard'"))
        heard = {step["entry"]: step for step in steps}
        self.cases = [_told(case_id, lines, heard) for case_id, lines in journals.items()]
        names = [column[1] for column in raw.execute("PRAGMA table_info(call)")]
        self.calls = [dict(zip(names, row, strict=True)) for row in raw.execute("SELECT * FROM call")]
        self.categories: dict[str, str] = dict(raw.execute("SELECT code, category FROM item"))
        counted = {event for (event,) in raw.execute("SELECT event FROM outreach_count WHERE back_at = ''")}
        rows = raw.execute("SELECT id, stage, json_extract(data, '$.begins') FROM outreach")
        self.events = {event: at for event, stage, at in rows if stage in ("held", "reported") or event in counted}
        self.seconds = store.profile.answer_seconds

    def figure(self, asked: Asked) -> int:
        """Return the number behind an address."""
        return sum(1 for _ in self._behind(asked))

    def seconds_of(self, measure: Measure, begins: str, ends: str) -> list[float]:
        """Return how long each took that a response time is told of."""
        if measure is Measure.ANSWERED:
            calls = (call for call in self.calls if begins <= call["queued_at"] < ends and "answered" in self._of_call(call))
            return [_between(call["queued_at"], call["answered_at"]) for call in calls]
        until = {Measure.SENT: "", Measure.ARRIVED: "case.on_site", Measure.DONE: "case.work_done"}[measure]
        cases = [case for case in self.cases if case.sent() and begins <= case.opened_at < ends]
        if not until:
            return [_between(case.opened_at, case.sent()) for case in cases]
        return [_between(case.sent(), case.at[until]) for case in cases if until in case.at]

    def _behind(self, asked: Asked) -> Iterator[object]:
        measure, begins, ends = asked.measure, asked.span.begins, asked.span.ends
        if measure is Measure.CALLS_TAKEN:
            mine = {case.call for case in self.cases if begins <= case.opened_at < ends} - {""}
            yield from (call for call in self.calls if call["id"] in mine)
        elif measure in (Measure.YELLOW, Measure.RED, Measure.EXPELLED):
            for case in self.cases:
                for at, partner, level in case.cards:
                    if level == measure.value and begins <= at < ends and all(value == partner for _, value in asked.cuts):
                        yield partner
        elif measure is Measure.EVENTS:
            yield from (event for event, at in self.events.items() if begins <= at < ends)
        elif measure is Measure.UNMET:
            yield from (need for case in self.cases if self._mine(case, asked) for need in case.needs)
        elif measure.value in _CALLS:
            for call in self.calls:
                if begins <= call["queued_at"] < ends and self._rings(call, asked) and measure.value in self._of_call(call):
                    yield call
        else:
            yield from (case for case in self.cases if self._mine(case, asked) and _counts(case, measure))

    def _of_call(self, call: dict[str, Any]) -> set[str]:
        """Return every measure that a call counts for."""
        if call["direction"] == "out":
            return {"calls_out"}
        if call["answered_at"]:
            late = _between(call["queued_at"], call["answered_at"]) > self.seconds
            return {"calls_in", "offered", "answered"} | (set() if late else {"answered_in_time"})
        if not call["ended_at"]:
            return {"calls_in"}
        if call["reason"] != "abandoned":
            return {"calls_in", "offered", "lost"}
        brief = _between(call["queued_at"], call["ended_at"]) < 5
        return {"calls_in", "brief"} if brief else {"calls_in", "offered", "abandoned"}

    def _rings(self, call: dict[str, Any], asked: Asked) -> bool:
        return all(_clock(call["queued_at"], cut) == value for cut, value in asked.cuts)

    def _mine(self, case: Case, asked: Asked) -> bool:
        return asked.span.begins <= case.opened_at < asked.span.ends and all(self._cut(case, cut) == value for cut, value in asked.cuts)

    def _cut(self, case: Case, cut: Cut) -> str:
        if cut in (Cut.HOUR, Cut.WEEKDAY):
            return _clock(case.opened_at, cut)
        kind, code = case.handler
        return {
            Cut.CATEGORY: self.categories.get(case.item, ""),
            Cut.ITEM: case.item,
            Cut.KIND: case.kind,
            Cut.LINE: case.line,
            Cut.DISTRICT: case.district,
            Cut.HANDLED_BY: kind,
            Cut.PARTNER: code if kind == "partner" else "\0",
            Cut.UNIT: code if kind == "department" else "\0",
            Cut.OPERATOR: str(case.by),
            Cut.WAY: case.way,
        }[cut]


_CALLS = {"calls_in", "calls_out", "offered", "answered", "answered_in_time", "abandoned", "brief", "lost"}


def _counts(case: Case, measure: Measure) -> bool:
    return {
        Measure.CASES: True,
        Measure.CONTACTS: not case.call,
        Measure.HELP: case.kind in ("service", "unmet"),
        Measure.OPEN: not case.closed and not case.merged,
        Measure.CLOSED: case.closed,
        Measure.MERGED: case.merged,
        Measure.RESOLVED: case.resolved is True,
        Measure.CALLBACK_DUE: case.callback() >= 1,
        Measure.REACHED: case.callback() >= 2,
        Measure.RATED: case.callback() == 3,
        Measure.SATISFIED: (case.score or 0) >= 4,
        Measure.SENT: bool(case.sent()),
        Measure.ARRIVED: bool(case.sent()) and "case.on_site" in case.at,
        Measure.DONE: bool(case.sent()) and "case.work_done" in case.at,
    }[measure]


def _clock(moment: str, cut: Cut) -> str:
    if cut is Cut.HOUR:
        return moment[11:13]
    return str(datetime.fromisoformat(moment).isoweekday()) if cut is Cut.WEEKDAY else "\0"


def _between(begin: str, end: str) -> float:
    return (datetime.fromisoformat(end) - datetime.fromisoformat(begin)).total_seconds()


def _told(case_id: str, lines: list[Any], heard: dict[str, Any]) -> Case:
    case = Case(case_id)
    undone: set[str] = set()
    kept = []
    for line in reversed(lines):
        if line[1] in undone:
            continue
        if line[4] == "case.undo":
            undone.add(json.loads(line[5])["op_id"])
        else:
            kept.append(line)
    for _, op_id, at, actor, verb, body, _ in reversed(kept):
        _step(case, verb, at, actor, {**json.loads(body), "heard": heard.get(op_id)})
    return case


def _card(body: dict[str, Any]) -> str:
    """Return the card that a verdict has come to, '' for none: an appeal may have lifted it, or made less of a veto."""
    heard = body["heard"]
    if body["verdict"] not in ("verified", "veto") or heard is None or heard["decision"] == "upheld":
        return str(body.get("card", "")) if body["verdict"] in ("verified", "veto") else ""
    return str(heard["level"]) if heard["decision"] == "lowered" and body["verdict"] == "veto" else ""


def _step(case: Case, verb: str, at: str, actor: int, body: dict[str, Any]) -> None:
    if verb in _AGAIN:
        case.asked, case.rung = False, []
        case.score = case.score if case.score is not None and case.score < 4 else None
    case.at.setdefault(verb, at)
    match verb:
        case "case.accept":
            case.opened_at, case.by, case.item, case.kind = at, actor, body["item_code"], body["kind"]
            case.line, case.district, case.call = body["line"], body.get("district", ""), body.get("call_id", "")
            case.way = body.get("way", "") if not case.call else ""
        case "case.refile":
            case.item, case.line = body["item_code"], body["line"]
        case "case.amend":
            case.kind, case.district = body.get("kind") or case.kind, body.get("district") or case.district
        case "case.dispatch":
            case.handler = "partner", body["partner"]
        case "case.assign":
            case.handler = "department", body["unit"]
        case "case.decline":
            case.handler = "", ""
        case "case.complain":
            case.handler = case.handler if case.handler[0] else (body.get("kind", "partner"), body["partner"])
            case.closed, case.resolved = False, None
        case "case.verify":
            if card := _card(body):
                case.cards.append((at, body["partner"], card))
            if body["verdict"] == "veto":
                case.handler = "", ""
        case "case.unmet":
            need = body["need"], body.get("tried", "")
            case.needs += [need] if need not in case.needs else []
        case "callback.attempt":
            case.rung.append(body["outcome"])
        case "callback.answer":
            case.asked, case.score = True, body.get("score")
        case "case.close":
            case.closed, case.resolved = True, body["resolved"]
        case "case.cancel":
            case.closed, case.resolved = True, None
        case "case.reopen":
            case.closed, case.resolved = False, None
        case "case.merge":
            case.merged = True
