"""Whom a step names beside its writer has given their password for it: nobody's number alone confirms a veto or lets anybody go."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from models.records.base import Text
from models.records.case import Verification
from models.records.effects import Content, HandoverOverride, PartnerDiscipline, type_of
from models.records.journal import Complain, Dispatch, ProposeVeto, Undo, Verify, WorkDone
from models.records.operation import At, Entity, Operation
from models.records.partner import CardLevel
from models.records.vouch import Vouch
from models.rules.vouching import digest_of
from models.store.clock import SettableClock
from sync.protocol.messages import Pushed, VouchAsked
from sync.protocol.problems import Code
from sync.server import accounts
from sync.server.accounts import PATIENCE, Caller
from sync.server.centre import Centre
from sync.server.founding import new_epoch
from sync.server.push import push
from sync.server.refusal import Refusal
from sync.server.vouching import LIFE, vouch
from tests.support.desks import PASSWORD, PaperDesk, signed_in, vouched
from tests.support.line import Line, sign_in
from tests.support.serving import serving

NAME = Text("家家乐")
VETO = Verify(verdict=Verification.VETO, partner="P001", name=NAME, statement="承认", second=2, words="同意")
GOES = HandoverOverride(handover="h", shift="", cases=("c",), reason="孩子发烧", lead=2)
NOT_VOUCHED = ("rejected", Code.NOT_VOUCHED.value)
EARLIER = At(wall="2026-11-24T08:00:00.000+08:00", mono_ms=1, boot="paper")


class Room:
    """Operators 28 and 12, supervisor 1 and administrator 26, each at a desk; 28 has proposed a veto in case ``c``.

    Lead 2 is in the room.
    """

    def __init__(self, centre: Centre) -> None:
        self.centre = centre
        self.seats: dict[int, tuple[PaperDesk, Caller]] = {number: signed_in(centre, number) for number in (28, 12, 1, 26)}
        desk, caller = self.seats[28]
        bodies = (
            Dispatch(partner="P001", name=NAME),
            WorkDone(),
            Complain(text="粗糙", partner="P001", name=NAME),
            ProposeVeto(partner="P001", name=NAME, statement="承认"),
        )
        told = push(centre, caller, [desk.accept("c"), *(desk.act("c", body) for body in bodies)]).results
        assert all(one.outcome.effective for one in told)

    def vouched(self, content: Verify | HandoverOverride, by: int = 28, entity: str = "c") -> Any:
        return vouched(self.centre, self.seats[by][1], content, entity)

    def told(self, content: Content, by: int = 28, entity: Entity | None = None, **changes: Any) -> tuple[str, str]:
        desk, _ = self.seats[by]
        (one,) = self.pushed(by, desk.make(content, entity or Entity(type="case", id="c"), **changes))
        return one.outcome.value, one.problem

    def pushed(self, by: int, *operations: Operation) -> tuple[Pushed, ...]:
        return push(self.centre, self.seats[by][1], operations).results

    def lets_go(self, content: HandoverOverride, by: int = 28, **changes: Any) -> tuple[str, str]:
        return self.told(content, by, Entity(type="handover", id=content.handover), **changes)


@pytest.fixture
def room(centre: Centre) -> Room:
    return Room(centre)


def refused(work: Callable[..., Any], *arguments: Any) -> Code:
    with pytest.raises(Refusal) as found:
        work(*arguments)
    return found.value.code


def test_a_number_alone_confirms_no_veto_and_the_partner_keeps_its_card(room: Room) -> None:
    desk, _ = room.seats[28]
    record = PartnerDiscipline(partner="P001", change=3, level=CardLevel.EXPELLED, case_id="c", verdict=VETO.verdict, entry="e")
    both = (desk.act("c", VETO, op_id="e", group="g"), desk.make(record, Entity(type="partner", id="P001"), group="g"))
    veto, card = room.pushed(28, *both)
    assert (veto.outcome.value, veto.problem) == NOT_VOUCHED
    assert (veto.stream, card.outcome.effective) == ("me/28", False)
    told = room.told(room.vouched(VETO))
    assert told[0] in ("applied", "rebased"), "the case stands as it stood: the veto waits for its second person"


def test_with_the_password_a_veto_stands_once(room: Room) -> None:
    word = room.vouched(VETO)
    desk, _ = room.seats[28]
    (first,) = room.pushed(28, desk.act("c", word, op_id="e"))
    assert first.outcome.effective
    lead, _ = room.seats[1]
    (back,) = room.pushed(1, lead.act("c", Undo(op_id="e")))
    assert back.outcome.effective
    assert room.told(word) == NOT_VOUCHED, "the yes was for the veto that was taken back"
    assert room.told(room.vouched(VETO))[0] in ("applied", "rebased")


def test_one_vouch_in_one_push_counts_once(room: Room) -> None:
    desk, _ = room.seats[28]
    word = room.vouched(GOES, entity="h")
    place = Entity(type="handover", id="h")
    told = room.pushed(28, desk.make(word, place), desk.make(word, place))
    assert [one.problem for one in told] == ["", Code.NOT_VOUCHED.value]
    assert room.lets_go(word) == NOT_VOUCHED


def test_a_group_that_is_torn_uses_no_vouch_up(room: Room) -> None:
    desk, _ = room.seats[28]
    word = room.vouched(VETO)
    wrong = PartnerDiscipline(partner="P002", change=3, level=CardLevel.EXPELLED, case_id="c", verdict=VETO.verdict, entry="e")
    torn = (desk.act("c", word, op_id="e", group="g"), desk.make(wrong, Entity(type="partner", id="P002"), group="g"))
    right = replace(wrong, partner="P001", entry="f")
    whole = (desk.act("c", word, op_id="f", group="h"), desk.make(right, Entity(type="partner", id="P001"), group="h"))
    told = room.pushed(28, *torn, *whole)
    assert [one.outcome.effective for one in told] == [False, False, True, True]
    assert told[0].problem != Code.NOT_VOUCHED.value, "it was torn by its card, not for want of a password"


@pytest.mark.parametrize(
    "changed",
    [
        {"words": "我不同意"},
        {"statement": "否认"},
        {"second": 1},
        {"partner": "P002"},
        {"vouch": None},
        {"vouch": Vouch(id="vch_1", until="2027-01-01T00:00:00+08:00", sig="AAAA")},
        {"vouch": Vouch(id="", until="never", sig="很")},
    ],
    ids=["other-words", "other-statement", "other-person", "other-partner", "none", "forged", "senseless"],
)
def test_a_vouch_is_for_one_step_as_it_was_shown(room: Room, changed: dict[str, Any]) -> None:
    assert room.told(replace(room.vouched(VETO), **changed)) == NOT_VOUCHED


def test_a_vouch_is_for_one_case_one_writer_and_its_time(room: Room) -> None:
    assert room.told(room.vouched(VETO, entity="d")) == NOT_VOUCHED
    assert room.told(room.vouched(VETO), by=12) == NOT_VOUCHED, "given at another's desk"
    longer = room.vouched(VETO)
    assert room.told(replace(longer, vouch=replace(longer.vouch, until="2027-01-01T00:00:00.000+08:00"))) == NOT_VOUCHED


def test_a_vouch_runs_out_but_a_desk_that_is_cut_off_hands_it_in_later(room: Room, clock: SettableClock) -> None:
    made, late = room.vouched(VETO), room.vouched(GOES, entity="h")
    clock.advance(LIFE + timedelta(seconds=1))
    now = At(wall=room.centre.now(), mono_ms=9, boot="paper")
    assert room.lets_go(late, at=now) == NOT_VOUCHED
    assert room.told(made)[0] in ("applied", "rebased"), "it was done at nine, and only now it arrives"


def test_two_desks_ask_at_once_and_each_has_its_own(room: Room) -> None:
    other = replace(GOES, handover="i", reason="停电")
    at_28, at_12 = room.vouched(GOES, 28, "h"), room.vouched(other, 12, "i")
    assert room.lets_go(at_12, 28) == NOT_VOUCHED
    assert (room.lets_go(at_12, 12), room.lets_go(at_28, 28)) == (("applied", ""), ("applied", ""))


def test_somebody_without_the_role_vouches_for_nothing(room: Room) -> None:
    assert room.told(room.vouched(replace(VETO, second=12))) == ("rejected", Code.NOT_ALLOWED.value)
    assert room.lets_go(room.vouched(replace(GOES, lead=12), entity="h")) == ("rejected", Code.NOT_ALLOWED.value)


def test_a_lead_lets_go_with_the_password_or_the_number_is_called_a_claim(room: Room) -> None:
    assert room.lets_go(GOES) == NOT_VOUCHED
    assert room.lets_go(replace(GOES, claimed=True)) == ("applied", ""), "cut off, somebody has to be able to go home"
    assert room.lets_go(replace(GOES, claimed=True, lead=12)) == ("rejected", Code.NOT_ALLOWED.value)
    assert room.lets_go(room.vouched(replace(GOES, handover="j"), entity="j")) == ("applied", "")


def test_what_a_desk_did_before_it_had_a_centre_comes_in_with_whoever_may_bring_it(room: Room) -> None:
    desk, _ = room.seats[26]
    alone = {"actor": "usr_28", "session": "ses_alone", "at": EARLIER}
    now = At(wall=room.centre.now(), mono_ms=1, boot="paper")
    assert room.lets_go(GOES, 26, **{**alone, "at": now}) == NOT_VOUCHED, "the desk had a centre by then"
    assert room.lets_go(GOES, 28, **alone) == NOT_VOUCHED, "an operator brings nothing in"
    assert room.lets_go(GOES, 28, at=EARLIER) == NOT_VOUCHED, "done in a session of the centre's"
    (told,) = room.pushed(26, desk.act("c", VETO, **alone))
    assert told.outcome.effective
    assert room.lets_go(GOES, 26, **alone) == ("applied", "")


def test_after_the_centre_was_set_back_its_word_still_counts(room: Room) -> None:
    word = room.vouched(VETO)
    new_epoch(room.centre)
    assert room.told(word)[0] in ("applied", "rebased")


def test_wrong_passwords_close_the_account_as_at_a_sign_in(room: Room, clock: SettableClock) -> None:
    caller = room.seats[28][1]
    accounts.set_password(room.centre, 2, PASSWORD)
    wrong = VouchAsked(number=2, password="guess", type="case.verify", entity="c", digest=digest_of(VETO))
    assert {refused(vouch, room.centre, caller, wrong) for _ in range(PATIENCE)} == {Code.LOGIN_FAILED}
    assert refused(vouch, room.centre, caller, replace(wrong, password=PASSWORD)) is Code.SLOW_DOWN
    clock.advance(timedelta(minutes=1))
    assert vouch(room.centre, caller, replace(wrong, password=PASSWORD)).id
    assert {refused(vouch, room.centre, caller, replace(wrong, number=number)) for number in (999, 28)} == {
        Code.LOGIN_FAILED,
        Code.FORBIDDEN,
    }


@pytest.fixture
def line(centre: Centre) -> Iterator[Line]:
    for number in (28, 2):
        accounts.set_password(centre, number, PASSWORD)
    with serving(centre) as address:
        line = Line(address)
        yield line


def test_over_the_wire_only_whoever_is_signed_in_may_ask(line: Line, centre: Centre) -> None:
    asked = VouchAsked(number=2, password=PASSWORD, type=type_of(VETO), entity="c", digest=digest_of(VETO))
    assert line.refused("POST", "/v1/vouches", asked).code is Code.LOGIN_REQUIRED
    _, line.http.headers["Authorization"] = sign_in(line, centre)
    answer = line.ask("POST", "/v1/vouches", asked)
    assert answer.status_code == 200
    assert PASSWORD not in answer.text
    assert set(answer.json()) == {"id", "until", "sig"}
    problem = line.refused("POST", "/v1/vouches", replace(asked, password="guess"))
    assert (problem.code, "guess" in str(problem)) == (Code.LOGIN_FAILED, False)
