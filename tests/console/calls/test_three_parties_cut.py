"""The link to the PBX is lost at every step of a consultation and of a three-party call, at two consoles of a real gateway."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtWidgets import QApplication

from models.records.call import CallState, EndReason, OperatorState, Refusal
from tests.support.call_house import CallHouse, call_house
from tests.support.pbx.exchange import Channel
from tests.support.telephones import Telephone

OTHER = "8012"


@dataclass
class Scene:
    """A citizen (``caller``) who speaks with ``first``; ``second`` is on a break, and is asked.

    ``asked`` and ``refused`` count what was asked of the PBX and refused to ``first`` before, ``told`` the steps of calls that each console
    was told of.
    """

    house: CallHouse
    first: Telephone
    second: Telephone
    caller: Channel
    call: str
    asked: int
    refused: int
    told: dict[Telephone, int]

    def cut_in(self, action: str, carried_out: bool, order: Callable[[], Refusal | None]) -> None:
        """Lose the link in the middle of an action that an order takes; whoever ordered it is told so, and it is not asked again."""
        faults = self.house.pbx.faults
        cut = faults.cut_after if carried_out else faults.cut_before
        cut.add(action)
        with self.house.losing():
            assert order() is None
            self.house.until(lambda: not self.house.switch.linked)
            cut.discard(action)
        self.refused += 1

    def cut(self) -> None:
        self.house.cut()

    def phone_speaks(self) -> bool:
        return any(leg.bridge is not None for leg in self.house.phone(12).legs)

    def consults(self) -> None:
        assert self.first.line.consult(OTHER) is None
        self.house.comes(self.first, CallState.CONSULTING)
        self.rings()

    def rings(self) -> None:
        self.house.until(lambda: self.house.phone(12).rings and self.house.state(self.second) is OperatorState.ALERTING)

    def picks_up(self) -> None:
        self.house.phone(12).pick_up()
        self.house.until(lambda: self.phone_speaks() and self.house.state(self.second) is OperatorState.ON_CALL)

    def reached(self) -> None:
        self.consults()
        self.picks_up()

    def completes(self) -> None:
        assert self.first.line.complete_transfer() is None
        self.house.comes(self.second, CallState.CONNECTED)

    def adds(self) -> None:
        assert self.first.line.conference_add(OTHER) is None
        self.rings()

    def joined(self) -> None:
        self.adds()
        self.picks_up()
        self.house.comes(self.first, CallState.CONFERENCE)


def asked(scene: Scene, carried_out: bool) -> None:
    scene.cut_in("Atxfer", carried_out, lambda: scene.first.line.consult(OTHER))


def ringing(scene: Scene, _: bool) -> None:
    scene.consults()
    scene.cut()


def answered(scene: Scene, _: bool) -> None:
    scene.reached()
    scene.cut()


def answered_meanwhile(scene: Scene, _: bool) -> None:
    scene.consults()
    scene.house.cut(scene.house.phone(12).pick_up)


def cancel_asked(scene: Scene, carried_out: bool) -> None:
    scene.consults()
    scene.cut_in("CancelAtxfer", carried_out, scene.first.line.cancel_transfer)


def complete_asked(scene: Scene, carried_out: bool) -> None:
    scene.reached()
    scene.cut_in("Hangup", carried_out, scene.first.line.complete_transfer)


def completed(scene: Scene, _: bool) -> None:
    scene.reached()
    scene.completes()
    scene.cut()


def completed_meanwhile(scene: Scene, _: bool) -> None:
    scene.reached()
    scene.house.cut(scene.house.phone(28).hang_up)


def all_three_asked(scene: Scene, carried_out: bool) -> None:
    scene.reached()
    scene.cut_in("PlayDTMF", carried_out, lambda: scene.first.line.conference_add(""))


def conference_asked(scene: Scene, carried_out: bool) -> None:
    scene.cut_in("Redirect", carried_out, lambda: scene.first.line.conference_add(OTHER))


def third_asked(scene: Scene, carried_out: bool) -> None:
    scene.cut_in("Originate", carried_out, lambda: scene.first.line.conference_add(OTHER))


def third_rings(scene: Scene, _: bool) -> None:
    scene.adds()
    scene.cut()


def third_joined(scene: Scene, _: bool) -> None:
    scene.joined()
    scene.cut()


def joined_meanwhile(scene: Scene, _: bool) -> None:
    scene.adds()
    scene.house.cut(scene.house.phone(12).pick_up)


def drop_asked(scene: Scene, carried_out: bool) -> None:
    scene.joined()
    scene.cut_in("Hangup", carried_out, scene.first.line.conference_drop)


def third_left(scene: Scene, _: bool) -> None:
    scene.joined()
    scene.house.phone(12).hang_up()
    scene.house.comes(scene.first, CallState.CONNECTED)
    scene.cut()


def left_meanwhile(scene: Scene, _: bool) -> None:
    scene.joined()
    scene.house.cut(scene.house.phone(12).hang_up)


SPEAKS, CONSULTS, THREE = CallState.CONNECTED, CallState.CONSULTING, CallState.CONFERENCE
HALVES: tuple[tuple[Callable[[Scene, bool], None], CallState, CallState], ...] = (
    (asked, SPEAKS, CONSULTS),
    (cancel_asked, CONSULTS, SPEAKS),
    (complete_asked, CONSULTS, SPEAKS),
    (all_three_asked, CONSULTS, CONSULTS),
    (conference_asked, SPEAKS, SPEAKS),
    (third_asked, SPEAKS, SPEAKS),
    (drop_asked, THREE, SPEAKS),
)
"""Steps in the middle of which the link is lost, and how the call stands then: where the action was not carried out, and where it was."""

WHOLE: tuple[tuple[Callable[[Scene, bool], None], CallState], ...] = (
    (ringing, CONSULTS),
    (answered, CONSULTS),
    (answered_meanwhile, CONSULTS),
    (completed, SPEAKS),
    (completed_meanwhile, SPEAKS),
    (third_rings, SPEAKS),
    (third_joined, THREE),
    (joined_meanwhile, THREE),
    (third_left, SPEAKS),
    (left_meanwhile, SPEAKS),
)
TAKEN_OVER = (complete_asked, completed, completed_meanwhile)
"""After these, where they were carried out, the one who was asked has the call."""

STEPS = [
    *(pytest.param(step, False, state, id=f"{step.__name__}, not done") for step, state, _ in HALVES),
    *(pytest.param(step, True, state, id=f"{step.__name__}, done") for step, _, state in HALVES),
    *(pytest.param(step, True, state, id=step.__name__) for step, state in WHOLE),
]


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory, qapp: QApplication) -> Iterator[CallHouse]:
    """One house for all of them: each leaves it as it was, which is looked at as well."""
    with call_house(tmp_path_factory.mktemp("house")) as opened:
        opened.sits(28)
        opened.sits(12, ready=False)
        yield opened


@pytest.fixture
def scene(house: CallHouse) -> Scene:
    first, second = house.consoles
    begun = {console: len(console.calls) for console in house.consoles}
    asked = len(house.asked())
    caller = house.answered(first)
    return Scene(house, first, second, caller, first.calls[-1].id, asked, len(first.refusals), begun)


@pytest.mark.parametrize(("step", "carried_out", "state"), STEPS)
def test_a_call_of_three_over_a_lost_link_is_told_as_it_is(
    scene: Scene, step: Callable[[Scene, bool], None], carried_out: bool, state: CallState
) -> None:
    house, refusals = scene.house, len(scene.first.refusals)
    step(scene, carried_out)
    house.until(lambda: settled(house))

    assert house.there(scene.caller), "nobody was dropped by us"
    assert len(scene.first.refusals) == scene.refused, "what may not have been done is told"
    assert {refusal for _, refusal in scene.first.refusals[refusals:]} <= {Refusal.UNKNOWN, Refusal.FAILED, Refusal.LINK_LOST}
    once = Counter(house.asked()[scene.asked :])
    assert max(once.values()) == 1, "nothing is asked twice"
    holder = scene.second if step in TAKEN_OVER and carried_out else scene.first
    house.until(lambda: stands(scene, holder, state))
    house.agree()
    agreed(scene, holder)

    house.pbx.hang_up(scene.caller)
    for number in (28, 12):
        for leg in house.phone(number).legs:
            house.phone(number).hang_up(leg)
    house.until(lambda: not house.switch.gateway.board.calls and not house.pbx.exchange.channels)
    house.agree()
    over = [call for call in house.records() if call.id == scene.call and call.state is CallState.ENDED]
    assert [call.reason in tuple(EndReason) for call in over] == [True], "it is accounted for once"
    for console, begun in scene.told.items():
        told = [call for call in console.calls[begun:] if call.id == scene.call]
        assert [call.state for call in told].count(CallState.ENDED) == bool(told)
        assert not told or told[-1].state is CallState.ENDED
    house.until(lambda: house.state(scene.first) is OperatorState.READY and house.state(scene.second) is OperatorState.NOT_READY)


def stands(scene: Scene, holder: Telephone, state: CallState) -> bool:
    """Tell whether the gateway's board says how the call stands, and who has it."""
    board = scene.house.switch.gateway.board
    call = board.calls[scene.call]
    who = [seat.operator for seat in board.seats.values() if seat.call == scene.call]
    return (call.state, call.party, who) == (state, OTHER if state is not CallState.CONNECTED else "", [holder.number])


def agreed(scene: Scene, holder: Telephone) -> None:
    """Hold both consoles to the board."""
    board = scene.house.switch.gateway.board
    for console in scene.house.consoles:
        view, told = console.calls_end.view, console.calls[scene.told[console] :]
        assert (view.calls, view.seats) == (board.calls, board.seats)
        if console is holder:
            assert told[-1] == board.calls[scene.call]
        else:
            assert [one.state for one in told[-1:]] in ([], [CallState.ENDED])


def settled(house: CallHouse) -> bool:
    """Tell whether the PBX has taken out the ways between two legs that speak with each other; those of a consultation stay."""
    ways = [leg for leg in house.pbx.exchange.channels.values() if leg.name.startswith("Local/")]
    return all("consult" in leg.part_of for leg in ways)
