"""What happened before a demonstration began: deeds at their times, done through the same commands as at a desk."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import partial
from itertools import count

from models.commands import case
from models.records.case import CaseKind
from models.records.journal import Body
from models.records.operation import Desk
from models.records.staff import OperatorRow
from models.repositories import staff
from models.store.clock import Rewound
from models.store.store import Store

DISTRICTS = ("330381001", "330381002", "330381003", "330381004", "330381005")
STREETS = ("瑞祥大道", "罗阳大道", "安阳路", "万松东路", "隆山路", "拱瑞山路", "滨江大道")
PEOPLE = ("陈女士", "林阿姨", "黄师傅", "张先生", "李奶奶", "周女士", "吴老师", "叶先生", "郑女士", "金阿姨", "潘先生", "徐女士")


class Past:
    """Collects deeds with their times and does them in that order, ``clock`` being wound back to each.

    ``now`` (aware) is when the demonstration begins. The same ``now`` gives the same past.
    """

    def __init__(self, store: Store, clock: Rewound, now: datetime) -> None:
        self.store = store
        self.now = now
        self.cases: dict[str, str] = {}
        self._clock = clock
        self._staff: dict[int, OperatorRow] = {row.number: row for row in staff.all(store)}
        self._planned: list[tuple[datetime, int, Callable[[], object]]] = []
        self._order = count()
        self._callers = self._invented()

    def seat(self, number: int) -> Desk:
        """Return the session of somebody on the staff list, at their own desk."""
        row = self._staff[number]
        return Desk(actor=number, desk=f"desk-{row.desk:02d}", session=f"past_{number}", role=row.role)

    def ago(self, *, days: float = 0, hours: float = 0, minutes: float = 0) -> datetime:
        """Return the moment so long before now."""
        return self.now - timedelta(days=days, hours=hours, minutes=minutes)

    def at(self, moment: datetime, deed: Callable[..., object], *given: object) -> None:
        """Plan a deed, done with what is ``given``. Deeds of one moment are done in the order in which they were planned."""
        planned: Callable[[], object] = partial(deed, *given)
        heapq.heappush(self._planned, (moment, next(self._order), planned))

    def accepted(self, key: str, moment: datetime, number: int, item: str, text: str, kind: CaseKind = CaseKind.SERVICE) -> None:
        """Plan the acceptance of a case of an invented caller by operator ``number``; ``key`` names it for the steps that follow."""
        name, phone, district, address = next(self._callers)

        def deed() -> None:
            desk = self.seat(number)
            _, self.cases[key] = case.accept(
                self.store,
                desk,
                item_code=item,
                kind=kind,
                number=phone,
                person_name=name,
                district=district,
                address=address,
                text=text,
            )

        self.at(moment, deed)

    def step(self, key: str, moment: datetime, number: int, body: Body) -> None:
        """Plan an entry in the journal of a case."""
        self.at(moment, lambda: case.append(self.store, self.seat(number), self.cases[key], body))

    def happen(self) -> None:
        """Do what is planned, and what is planned meanwhile, the earliest first; then the clock is back where it was."""
        try:
            while self._planned:
                moment, _, deed = heapq.heappop(self._planned)
                self._clock.wind_to(moment)
                deed()
        finally:
            self._clock.let_go()

    def _invented(self) -> Iterator[tuple[str, str, str, str]]:
        """Yield name, number, district and address of one invented caller after the other."""
        for place in count():
            street = STREETS[place % len(STREETS)]
            address = f"{street} {11 + 7 * place} 号"
            yield PEOPLE[place % len(PEOPLE)], f"1390000{3_001 + 37 * place:04}", DISTRICTS[place % len(DISTRICTS)], address
