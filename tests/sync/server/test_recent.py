"""Rows that several desks ask for are read once, and never stand for another history."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import delete, update

from models.records.feed import Cursor
from models.rules.chain import BEGINNING
from models.tables.centre import Feed, StreamHead
from sync.protocol.messages import Pull
from sync.protocol.problems import Code
from sync.server.accounts import Caller
from sync.server.centre import Centre
from sync.server.pull import pull
from sync.server.push import push
from sync.server.recent import Recent
from sync.server.refusal import Refusal
from tests.support.desks import PaperDesk, signed_in
from tests.support.feeds import parts

CENTRE = "centre/ruian"


@pytest.fixture
def told(centre: Centre) -> tuple[PaperDesk, Caller, Cursor]:
    """A desk that has come as far as the first of two cases."""
    desk, caller = signed_in(centre)
    push(centre, caller, (desk.accept(),))
    _, end = parts(pull(centre, caller, Pull(epoch=centre.epoch, cursors={CENTRE: Cursor()})))
    push(centre, caller, (desk.accept(),))
    return desk, caller, end.cursors[CENTRE]


def test_who_asks_next_gets_the_same_without_the_feed_being_read(centre: Centre, told: tuple[PaperDesk, Caller, Cursor]) -> None:
    _, caller, cursor = told
    first = pull(centre, caller, Pull(epoch=centre.epoch, cursors={CENTRE: cursor}))
    assert [row.seq for row in parts(first)[0]] == [2]
    centre.database.write(lambda connection: connection.execute(update(Feed).where(Feed.seq == 2).values(line="another")))
    assert pull(centre, caller, Pull(epoch=centre.epoch, cursors={CENTRE: cursor})) == first


def test_fewer_rows_than_were_kept_can_be_asked_for(centre: Centre, told: tuple[PaperDesk, Caller, Cursor]) -> None:
    desk, caller, cursor = told
    push(centre, caller, (desk.accept(),))
    for limit, expected in ((10, [2, 3]), (1, [2])):
        rows, end = parts(pull(centre, caller, Pull(epoch=centre.epoch, cursors={CENTRE: cursor}, limit=limit)))
        assert [row.seq for row in rows] == expected
        assert end.cursors[CENTRE] == Cursor(seq=expected[-1], chain=rows[-1].chain)
        assert end.more is (limit == 1)


def test_a_history_that_lost_its_end_and_went_on_otherwise_is_read_anew(
    centre: Centre, told: tuple[PaperDesk, Caller, Cursor], open_centre: Callable[[], Centre]
) -> None:
    """As after the promotion of a standby that lagged: the same numbers, the same epoch, other rows."""
    _, caller, cursor = told
    before, _ = parts(pull(centre, caller, Pull(epoch=centre.epoch, cursors={CENTRE: cursor})))
    ahead = Cursor(seq=2, chain=before[0].chain)

    def lose(connection: object) -> None:
        connection.execute(delete(Feed).where(Feed.stream == CENTRE, Feed.seq == 2))  # type: ignore[attr-defined]
        connection.execute(update(StreamHead).where(StreamHead.stream == CENTRE).values(n=1, chain=cursor.chain))  # type: ignore[attr-defined]

    centre.database.write(lose)
    other, another = signed_in(open_centre(), 28)
    push(centre, another, (other.accept(),))
    after, _ = parts(pull(centre, caller, Pull(epoch=centre.epoch, cursors={CENTRE: cursor})))
    assert [row.seq for row in after] == [2]
    assert after[0].operation.op_id != before[0].operation.op_id
    with pytest.raises(Refusal) as refused:
        pull(centre, caller, Pull(epoch=centre.epoch, cursors={CENTRE: ahead}))
    assert refused.value.code is Code.CURSOR_DIVERGED


def test_only_so_much_is_kept() -> None:
    recent = Recent(pieces=2, size=10)
    for number in range(1, 4):
        recent.keep("e", "s", Cursor(), str(number), [(1, str(number).encode(), b"line")])
    assert [recent.behind("e", "s", Cursor(), str(number)) is not None for number in range(1, 4)] == [False, True, True]
    recent.keep("e", "s", Cursor(), "long", [(1, b"long", b"a line of more than that")])
    recent.keep("e", "s", Cursor(), "far", [(1, b"not so far", b"line")])
    recent.keep("e", "s", Cursor(), BEGINNING, [])
    assert all(recent.behind("e", "s", Cursor(), head) is None for head in ("long", "far", BEGINNING))
