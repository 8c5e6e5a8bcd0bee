"""What the centre lets stand of partners' admission and discipline, whatever a desk believes."""

from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec.structs import replace

from models.records.admission import Admission, PartnerMove
from models.records.base import Text
from models.records.case import Verification
from models.records.discipline import CardAppeal, CardHeard, CardRectified, CardRectify, CardStand, CardStep, Hearing
from models.records.effects import PartnerDiscipline
from models.records.journal import Body, Complain, Dispatch, ProposeVeto, Undo, Verify, WorkDone
from models.records.operation import At, Entity
from models.records.partner import CardLevel, PartnerStage
from models.store.clock import SettableClock
from sync.server.accounts import Caller
from sync.server.centre import Centre
from sync.server.deciding import stand_of, text_of
from sync.server.push import push
from tests.support.desks import WALL, PaperDesk, signed_in, vouched

BAD = PartnerDiscipline(partner="P001", change=1, level=CardLevel.YELLOW, case_id="c", verdict=Verification.VERIFIED, entry="e")
APPEAL = CardAppeal(partner="P001", entry="e", words="不服")
HEARD = CardHeard(
    partner="P001",
    entry="e",
    case_id="c",
    verdict=Verification.VERIFIED,
    change=1,
    decision=Hearing.LIFTED,
    level=CardLevel.NONE,
    words="采纳",
)


@pytest.fixture
def url(sqlite_url: str) -> str:
    """The decisions are the same on both databases."""
    return sqlite_url


NAME = Text("家家乐")
BEGUN: tuple[Body, ...] = (Dispatch(partner="P001", name=NAME), WorkDone(), Complain(text="粗糙", partner="P001", name=NAME))
GIVEN = Verify(verdict=Verification.VERIFIED, partner="P001", name=NAME, statement="承认")


class Office:
    """A supervisor, a team lead and an operator at their desks, and a case whose verdict the operator has given, or only heard of."""

    def __init__(self, centre: Centre, clock: SettableClock) -> None:
        self.centre, self.clock = centre, clock
        self.seats: dict[int, tuple[PaperDesk, Caller]] = {number: signed_in(centre, number) for number in (1, 2, 28)}

    def begins(self, *bodies: Body, verdict: Verify | None = GIVEN, by: int = 28) -> None:
        """Let the case come to a complaint, and to the verdict on it."""
        desk, caller = self.seats[28]
        told = [desk.accept("c"), *(desk.act("c", body) for body in (*BEGUN, *bodies))]
        assert all(result.outcome.effective for result in push(self.centre, caller, told).results)
        if verdict is not None:
            desk, caller = self.seats[by]
            assert push(self.centre, caller, [desk.act("c", verdict, op_id="e")]).results[0].outcome.effective

    def undoes(self, op_id: str, as_: str) -> None:
        """Let the operator take back something in the journal of the case."""
        desk, caller = self.seats[28]
        assert push(self.centre, caller, [desk.act("c", Undo(op_id=op_id), op_id=as_)]).results[0].outcome.effective

    def does(self, *contents: PartnerDiscipline | Admission | CardStep, by: int = 1, at: At | None = None) -> list[str]:
        """Push operations in one go and return their outcomes; ``at`` is what the desk's clock shows, where it is wrong."""
        desk, caller = self.seats[by]
        clock = {} if at is None else {"at": at}
        made = [desk.make(content, Entity(type="partner", id=content.partner), **clock) for content in contents]
        return [result.outcome.value for result in push(self.centre, caller, made).results]


@pytest.fixture
def office(centre: Centre, clock: SettableClock) -> Office:
    return Office(centre, clock)


def move(stage: PartnerStage, since: str = "2026-11-24", partner: str = "P001") -> PartnerMove:
    return PartnerMove(partner=partner, stage=stage, since=since, reason="督办")


def test_of_two_who_move_a_partner_the_first_one_has(office: Office) -> None:
    assert office.does(move(PartnerStage.SUSPENDED)) == ["applied"]
    assert office.does(move(PartnerStage.SUSPENDED)) == ["superseded"]
    assert office.does(move(PartnerStage.SIGNED), move(PartnerStage.UNSIGNED)) == ["applied", "superseded"]
    assert office.does(move(PartnerStage.SUSPENDED, since="soon"), move(PartnerStage.TRIAL, partner="P999")) == ["superseded", "superseded"]


def test_no_step_of_a_card_without_a_verdict_that_stands(office: Office) -> None:
    steps = (CardRectify(partner="P001", entry="e", due="2026-12-31", words="重刷"), APPEAL, HEARD)
    assert office.does(*steps) == ["superseded"] * 3
    office.begins()
    assert office.does(BAD, by=28) == ["applied"]
    assert office.does(CardRectified(partner="P001", entry="e", words="好")) == ["superseded"]
    assert office.does(HEARD) == ["superseded"]
    office.undoes("e", "u")
    assert office.does(replace(BAD, change=-1), by=28) == ["applied"]
    assert office.does(APPEAL) == ["superseded"]


def test_whoever_stood_behind_the_verdict_does_not_hear_the_appeal(office: Office) -> None:
    office.begins()
    assert office.does(replace(BAD, by=(1, 2)), by=28) == ["applied"]
    assert office.does(APPEAL, HEARD) == ["applied", "superseded"]


def test_once_the_partner_has_appealed_the_hearing_decides_and_once_for_all(office: Office) -> None:
    office.begins()
    assert office.does(BAD, by=28) == ["applied"]
    assert office.does(APPEAL) == ["applied"]
    assert office.does(APPEAL, replace(BAD, change=-1)) == ["superseded", "superseded"]
    assert office.does(replace(HEARD, decision=Hearing.LOWERED)) == ["superseded"]
    assert office.does(HEARD) == ["applied"]
    assert office.does(HEARD, BAD) == ["superseded", "superseded"]


@pytest.mark.parametrize("by", [28, 2, 1])
def test_nobody_writes_a_card_that_no_verdict_has_found(office: Office, by: int) -> None:
    assert office.does(BAD, by=by) == ["rejected"]
    office.begins(verdict=None)
    assert office.does(BAD, by=by) == ["rejected"], "a complaint is no verdict"


def test_a_card_is_the_partners_whom_the_verdict_is_about_and_no_heavier_than_it(office: Office) -> None:
    office.begins()
    veto = replace(BAD, change=3, verdict=Verification.VETO, level=CardLevel.EXPELLED)
    other = replace(BAD, partner="P002")
    assert office.does(veto, other, replace(BAD, change=2), replace(BAD, change=2**40), by=28) == ["rejected"] * 4
    assert office.does(replace(BAD, case_id="d"), replace(BAD, entry="u"), by=28) == ["rejected"] * 2
    assert office.does(BAD, by=28) == ["applied"]


def test_nobody_lifts_a_card_whose_verdict_stands(office: Office) -> None:
    office.begins()
    assert office.does(BAD, by=28) == ["applied"]
    assert office.does(replace(BAD, change=-1), by=28) == ["rejected"]
    office.undoes("e", "u")
    assert office.does(replace(BAD, change=-2), replace(BAD, change=-1), by=28) == ["superseded", "applied"]
    assert office.does(BAD, by=28) == ["rejected"]
    office.undoes("u", "v")
    assert office.does(BAD, by=28) == ["applied"]


def test_who_proposed_a_veto_and_who_confirmed_it_are_behind_it_whatever_the_card_says(office: Office) -> None:
    confirmed = vouched(office.centre, office.seats[2][1], replace(GIVEN, verdict=Verification.VETO, second=1, words="同意"), "c")
    office.begins(ProposeVeto(partner="P001", name=NAME, statement="承认"), verdict=confirmed, by=2)
    veto = replace(BAD, change=3, verdict=Verification.VETO, level=CardLevel.EXPELLED)
    assert office.does(veto, by=2) == ["applied"]
    assert office.does(APPEAL, replace(HEARD, change=3, verdict=Verification.VETO)) == ["applied", "superseded"]


def test_a_hearing_takes_away_what_the_verdict_has_added_and_from_that_partner(office: Office) -> None:
    office.begins()
    assert office.does(BAD, by=28) == ["applied"]
    assert office.does(replace(APPEAL, partner="P002")) == ["superseded"]
    assert office.does(APPEAL) == ["applied"]
    assert office.does(replace(HEARD, change=3), replace(HEARD, partner="P002")) == ["superseded"] * 2
    assert office.does(HEARD) == ["applied"]


def test_the_time_for_an_appeal_runs_from_when_the_verdict_was_given_whatever_a_wrong_clock_shows(office: Office) -> None:
    weeks = timedelta(days=30)
    behind = At(wall="2026-10-25T09:00:00.000+08:00", mono_ms=9, boot="wrong", offset_ms=int(weeks.total_seconds() * 1000))
    office.begins()
    assert office.does(BAD, by=28, at=behind) == ["applied"]
    assert office.does(APPEAL) == ["applied"], "every desk reads that it was given today"
    assert office.does(replace(HEARD, decision=Hearing.UPHELD)) == ["applied"]


def test_an_appeal_is_late_whatever_a_wrong_clock_shows(office: Office) -> None:
    office.begins()
    assert office.does(BAD, by=28) == ["applied"]
    office.clock.advance(timedelta(days=60))
    behind = At(wall=WALL, mono_ms=9, boot="wrong", offset_ms=60 * 24 * 3600 * 1000)
    assert office.does(APPEAL, at=behind) == ["superseded"]


def test_a_number_that_an_earlier_server_kept_for_a_verdict_is_read() -> None:
    assert stand_of("verdict", "partners", 2, "1").state == CardStand(count=1)
    kept = CardStand(count=1, at="2026-11-24T09:00:00+08:00", by=(28,), appealed_at="2026-11-25T09:00:00+08:00")
    assert stand_of("verdict", "partners", 2, text_of(kept)).state == kept
    assert stand_of("admission", "partners", 1, text_of(PartnerStage.SIGNED)).state is PartnerStage.SIGNED


def test_a_card_that_came_with_the_table_is_heard_once_and_no_other_is_made_up(office: Office) -> None:
    lodged = CardAppeal(partner="P011", entry="import:P011:2", words="没有这回事")
    lifted = replace(HEARD, partner="P011", entry=lodged.entry, case_id="")
    assert office.does(lifted) == ["superseded"], "nobody has appealed"
    assert office.does(lodged, lodged) == ["applied", "superseded"]
    assert office.does(replace(lifted, change=2)) == ["superseded"], "each is one bad record"
    assert office.does(lifted, lifted) == ["applied", "superseded"]
    for partner, entry in (("P011", "import:P011:3"), ("P001", "import:P001:1"), ("P001", "import:P011:1"), ("P999", "import:P999:1")):
        assert office.does(replace(lodged, partner=partner, entry=entry)) == ["superseded"], entry
