"""An invented room and invented numbers for the tests of the board."""

from __future__ import annotations

from datetime import datetime, timedelta

from models.records.base import CHINA, Text
from models.records.board import Ask, DeskBoard, DeskRow, Life, Need, Numbers, Span, What
from models.records.call import AlertRow, CallRow, CallState, Direction, OperatorState, Room, Seat
from models.records.case import CaseKind, CaseRow, DeadlineKind, Stage
from models.records.catalogue import Line
from widgets.board.sight import Sight

NOW = datetime(2026, 11, 24, 9, 41, 7, tzinfo=CHINA)
NUMBER, NAME = "13900002207", "陈小丽"


def before(seconds: float) -> str:
    return (NOW - timedelta(seconds=seconds)).isoformat(timespec="milliseconds")


def waits(name: str, seconds: float, line: Line = Line.GENERAL, state: CallState = CallState.QUEUED) -> CallRow:
    return CallRow(id=name, direction=Direction.IN, number=NUMBER, line=line, state=state, queued_at=before(seconds))


def seat(operator: int, state: OperatorState, seconds: float = 60, call: str = "") -> Seat:
    return Seat(operator=operator, extension="8001", state=state, since=before(seconds), call=call)


def case(name: str, minutes: float = -7, person: str = NAME) -> CaseRow:
    return CaseRow(
        id=name,
        no="1124-28-001",
        kind=CaseKind.SERVICE,
        stage=Stage.CALLBACK,
        item_code="C03-03",
        item_name=Text("水管漏水", "Leaking pipe"),
        urgent=False,
        person_name=person,
        number=NUMBER,
        district="330381001",
        handler=Text("家家乐", "Jiajiale"),
        opened_at=before(9000),
        due=before(-60 * minutes),
        due_kind=DeadlineKind.CALLBACK,
    )


ROOM = Room(
    seats=(seat(28, OperatorState.ON_CALL, 252, "t"), seat(12, OperatorState.READY, 21), seat(7, OperatorState.PHONE_OFFLINE, 40)),
    calls=(
        waits("a", 12),
        waits("b", 7),
        waits("c", 3, Line.POWER, CallState.ALERTING),
        waits("s", 1, Line.PSYCHOLOGY),
        waits("t", 300, state=CallState.CONNECTED),
    ),
)
COUNTS = {
    Ask(What.OFFERED, Span.TODAY.value): 73,
    Ask(What.IN_TIME, Span.TODAY.value): 68,
    Ask(What.CONNECTED, Span.TODAY.value): 71,
    Ask(What.OFFERED, Span.DAY.value): 180,
    Ask(What.IN_TIME, Span.DAY.value): 139,
    Ask(What.CONNECTED, Span.DAY.value): 170,
    Ask(What.ABANDONED, Span.TODAY.value): 2,
    Ask(What.BRIEF, Span.TODAY.value): 1,
    Ask(What.MISSED): 1,
    Ask(What.STAGE, "callback"): 14,
    Ask(What.LATE): 1,
    Ask(What.SOON): 9,
    Ask(What.DUE): 40,
    Ask(What.REACHED): 34,
    Ask(What.ANSWER): 32,
    Ask(What.SATISFIED): 31,
    Ask(What.UNMET): 11,
}
HALVES = tuple(3 if 16 <= place < 20 else 0 for place in range(48))
NUMBERS = Numbers(
    at=before(0),
    counts=COUNTS,
    halves=HALVES,
    before=tuple(reversed(HALVES)),
    promises=(case("late"), case("soon", 35)),
    unowned=frozenset(("soon",)),
    needs=(Need(item_code="C10-04", item_name=Text("夜间叫车", "Taxi at night"), count=11, districts=("330381001",)),),
    alerts=(AlertRow(id="alert", operator=28, desk="28", at=before(65)),),
    seconds=15,
    in_time=80,
    connected=95,
)
DESKS = DeskBoard(
    now=before(0),
    desks=(
        DeskRow(device="one", desk=1, name="W01", operator=28, life=Life.HERE, seen_at=before(3), pushed_at=before(60), lag_ms=140),
        DeskRow(device="two", desk=2, name="W02", operator=12, life=Life.SILENT, seen_at=before(95), pushed_at="", lag_ms=0),
    ),
)
SIGHT = Sight(now=NOW, room=ROOM, numbers=NUMBERS, desks=DESKS, alone=False, districts={"330381001": Text("安阳街道", "Anyang")})
