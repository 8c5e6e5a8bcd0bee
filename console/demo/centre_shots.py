"""Pictures of what only a desk of a centre shows: the page behind the sync light and the sign-in with a password. All of it invented."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtWidgets import QWidget

from models.records.base import Text
from models.records.operation import Entity
from models.records.outcome import Outcome
from models.records.staff import OperatorRow
from models.records.sync import Away, Choice, Light, NeedRow, SyncStatus, Waiting, WaitingRow
from models.store.clock import stamp
from widgets.base.words import language
from widgets.signin.view import SignIn
from widgets.sync.view import SyncPage

_CENTRE = Text("瑞安市81890社会服务中心", "Ruian 81890 service centre")
_CASE = Entity(type="case", id="case-1")


def take(body: QWidget, staff: tuple[OperatorRow, ...], number: int, now: datetime, grab: Callable[[str], None]) -> None:
    """Show each over ``body`` and let ``grab(name)`` take its picture."""
    page = SyncPage(body)
    needs, waits = _needs(now), _waits(now)
    waiting = Waiting(count=len(waits), since=waits[0].at)
    heard = stamp(now - timedelta(minutes=24))
    states = {
        "sync": SyncStatus(
            light=Light.NEEDS_YOU, waiting=waiting, needs=len(needs), away=Away.UNREACHABLE, centre=_CENTRE, heard_at=heard
        ),
        "sync-password": SyncStatus(light=Light.WAITING, waiting=waiting, away=Away.SIGNED_OUT, centre=_CENTRE, heard_at=heard),
        "sync-all-there": SyncStatus(light=Light.ALL_THERE, centre=_CENTRE, heard_at=stamp(now)),
    }
    for name, status in states.items():
        page.set_status(status, now)
        page.set_needs(needs if status.needs else (), now)
        page.set_waiting(waits if status.waiting.count else (), status.waiting.count, now)
        page.toggle()
        grab(name)
        page.close_over()
    page.deleteLater()
    door = SignIn(body, with_password=True)
    door.show()
    door.raise_()
    door.set_staff(staff, number)
    grab("sign-in-centre")
    door.hide()
    door.deleteLater()


def _needs(now: datetime) -> tuple[NeedRow, ...]:
    said = Text("瑞祥大道 11 号，走后门", "11 Ruixiang Avenue, by the back door")
    first = Text("瑞祥大道 1 号", "1 Ruixiang Avenue")
    note = Text("来电人说狗很凶，请先打电话", "The caller says the dog is fierce: please ring first")
    return (
        NeedRow(
            op_id="op-1",
            type="case.amend",
            entity=_CASE,
            subject="1126-12-003",
            outcome=Outcome.SUPERSEDED,
            problem="field-conflict",
            field="address",
            ours=said.in_(language()),
            theirs=first.in_(language()),
            at=stamp(now - timedelta(minutes=31)),
            choices=(Choice.THEIRS, Choice.OURS),
        ),
        NeedRow(
            op_id="op-2",
            type="case.dispatch",
            entity=_CASE,
            subject="1126-28-002",
            outcome=Outcome.SUPERSEDED,
            problem="illegal-transition",
            field="",
            ours="",
            theirs="",
            at=stamp(now - timedelta(minutes=29)),
            sent=Text("新颜粉刷装饰", "Xinyan Painting and Decoration"),
            phone="0577-65559003",
            holder=Text("家家乐家政服务中心", "Jiajiale Housekeeping"),
            by=12,
        ),
        NeedRow(
            op_id="op-3",
            type="case.note",
            entity=_CASE,
            subject="1126-28-001",
            outcome=Outcome.REJECTED,
            problem="not-allowed",
            field="",
            ours=note.in_(language()),
            theirs="",
            at=stamp(now - timedelta(minutes=27)),
        ),
    )


def _waits(now: datetime) -> tuple[WaitingRow, ...]:
    kinds = (("case.accept", "1126-28-004"), ("case.dispatch", "1126-28-004"), ("call.record", ""), ("person.save", "陈小丽"))
    return tuple(
        WaitingRow(op_id=f"wait-{place}", type=kind, entity=_CASE, subject=subject, at=stamp(now - timedelta(minutes=24 - 3 * place)))
        for place, (kind, subject) in enumerate(kinds)
    )
