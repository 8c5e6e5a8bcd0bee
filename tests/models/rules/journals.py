"""Journals for the tests of the rules: entries a minute apart, invented people and numbers, the shipped profiles."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import msgspec
from msgspec.structs import replace

from models.records.base import CHINA, Text
from models.records.callback import Step
from models.records.case import CaseKind, CaseState
from models.records.catalogue import HandlerKind, Line
from models.records.journal import Accept, Body, Entry, Undo
from models.records.profile import Profile
from models.rules.lifecycle import fold
from models.rules.verbs import check

MORNING = datetime(2026, 11, 24, 8, 0, tzinfo=CHINA)
PARTNER = Text("家家乐家政服务中心", "Jiajiale Home Services")
UNIT = Text("市供电公司", "Power supply company")
ALL_YES = tuple((step, True) for step in (Step.DONE, Step.AS_PROMISED, Step.PRICE_AS_QUOTED, Step.CLEAN, Step.SATISFIED))


def profile(code: str = "standard") -> Profile:
    """Return a shipped profile."""
    root = Path(__file__).resolve().parents[3]
    return msgspec.json.decode((root / "resources" / "profiles" / f"{code}.json").read_bytes(), type=Profile)


def accept(**changed: object) -> Accept:
    """Return the acceptance of a leaking sink, with fields changed."""
    body = Accept(
        no="1124-28-001",
        kind=CaseKind.SERVICE,
        item_code="C03-03",
        item_name=Text("水槽与室内水管漏水维修", "Sink and indoor pipe leak repair"),
        item_version=1,
        handler_kind=HandlerKind.PARTNER,
        line=Line.GENERAL,
        urgent=False,
        number="13800000001",
        person_name="陈女士",
        district="330381001",
    )
    return replace(body, **changed)


def entry(n: int, body: Body, at: datetime | None = None, actor: int = 28) -> Entry:
    """Return the ``n``-th entry of the test case; its operation id is ``op-<n>``."""
    moment = at or MORNING + timedelta(minutes=n - 1)
    return Entry(op_id=f"op-{n}", case_id="case-1", seq=n, at=moment.isoformat(), actor=actor, desk=f"desk-{actor}", body=body)


def journal(*bodies: Body) -> tuple[Entry, ...]:
    """Return entries a minute apart, numbered from 1."""
    return tuple(entry(n, body) for n, body in enumerate(bodies, 1))


def state_of(*bodies: Body) -> CaseState:
    """Return what these bodies add up to."""
    return fold(journal(*bodies))


def told(*bodies: Body, rules: Profile | None = None) -> CaseState:
    """Return what these bodies add up to, asking before each whether it is allowed. Raises what the rules raise."""
    state: CaseState | None = None
    for n, body in enumerate(bodies, 1):
        check(state, body, rules or profile())
        state = fold(journal(*bodies[:n]))
    assert state is not None
    return state


def undo(n: int) -> Undo:
    """Return the undo of the ``n``-th entry."""
    return Undo(op_id=f"op-{n}")


def lasting(state: CaseState) -> CaseState:
    """Return a state without what every entry moves (``rev``, ``last_at``, ``last_by``)."""
    return replace(state, rev=0, last_at="", last_by=0)
