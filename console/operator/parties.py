"""Who is at the other end: whom a call can be put through to, and who rings, in words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from PySide6.QtCore import QCoreApplication

from console.operator.reference import Reference
from models.records.call import CallRow, OperatorState, Seat
from models.records.caller import CallerCard, Flag
from models.records.case import CaseState
from models.records.catalogue import ItemRow
from models.rules.calls import unplugged
from models.rules.flags import lapsed
from models.rules.ringing import rings
from widgets.base.counting import counted
from widgets.base.number import regrouped
from widgets.base.rows import Line, Mark
from widgets.base.theme import Tone
from widgets.base.words import flag_word, hit_kind_word, language, state_word
from widgets.call.wording import UNNAMED, Second


def second_parties(reference: Reference, item: ItemRow | None, district: str) -> list[Line]:
    """Return whom a call about ``item`` can be put through to: its emergency number, units and partners; the key is the number."""
    speech = language()
    lines: list[Line] = []
    if item is None:
        return lines
    card = reference.cards.get(item.code)
    if card and card.transfer:
        lines.append(Line(key=card.transfer.number, title=card.transfer.name.in_(speech), lead=regrouped(card.transfer.number), bold=True))
    units = reference.units_for(item.code, district)[:6]
    lines += [Line(key=unit.phone, title=unit.name.in_(speech), lead=regrouped(unit.phone)) for unit in units]
    partners = [partner for partner in reference.rows.partners if item.code in partner.items]
    return lines + [Line(key=partner.phone, title=partner.name.in_(speech), lead=regrouped(partner.phone)) for partner in partners[:6]]


def colleague_word(reference: Reference, number: int) -> str:
    """Return how an operator is called: the number and the name."""
    names = {operator.number: operator.name.in_(language()) for operator in reference.rows.staff}
    said = QCoreApplication.translate("CallPresenter", "No. {number} {name}")
    return said.format(number=number, name=names.get(number, "")).strip()


def colleague_lines(reference: Reference, seats: Iterable[Seat]) -> list[Line]:
    """Return the colleagues whom a call can be put through to, the ready ones first; the key is the extension."""
    return [
        Line(
            key=seat.extension,
            title=colleague_word(reference, seat.operator),
            lead=seat.extension,
            right=(Mark(state_word(seat.state, seat.reason), Tone.OK if seat.state is OperatorState.READY else Tone.MUTED),),
        )
        for seat in sorted(seats, key=lambda seat: (seat.state is not OperatorState.READY, seat.operator))
        if seat.extension
    ]


def dead_telephone(reference: Reference, number: str, seats: Iterable[Seat]) -> str:
    """Return which colleague's telephone is known not to be connected, where the number is that."""
    seat = unplugged(number, seats)
    return colleague_word(reference, seat.operator) if seat is not None else ""


def sitter(reference: Reference, extension: str, seats: Iterable[Seat]) -> str:
    """Return which colleague sits at a telephone, '' where nobody does or that is not known."""
    return next((colleague_word(reference, seat.operator) for seat in seats if extension and seat.extension == extension), "")


def second_of(reference: Reference, number: str, seats: Iterable[Seat], rung: bool | None = None) -> Second:
    """Return who is behind the number of a second party: a colleague, whose seat tells whether it still rings there, or somebody else.

    ``rung`` is what the call system says of that telephone itself, None where it does not.
    """
    seat = next((seat for seat in seats if number and seat.extension == number), None)
    if seat is not None:
        return Second(colleague_word(reference, seat.operator), seat.state is OperatorState.ALERTING if rung is None else rung)
    party = reference.party(number)
    if party is None and rung is None:
        return UNNAMED
    return Second(party[0].in_(language()) if party is not None else "", rung)


def on_the_line(call: CallRow | None, case: CaseState | None, reference: Reference) -> str:
    """Return who is on the line: a partner or unit, or the citizen of the case that they were rung for; '' where nobody knows."""
    if call is None or (rings(call) and reference.profile.identity_on_answer):
        return ""
    party = reference.party(call.number)
    if party is not None:
        return " · ".join((party[0].in_(language()), hit_kind_word(party[1])))
    return case.person_name if case is not None and case.number == call.number else ""


def warnings(card: CallerCard, today: date) -> list[Flag]:
    """Return the flags of those behind a number that have not lapsed."""
    return [flag for person in card.people for flag in person.flags if not lapsed(flag, today)]


def who_rings(card: CallerCard, reference: Reference, today: date) -> str:
    """Return names, flags, open cases and districts of those behind a number, as far as they are known."""
    people = card.people
    districts = [reference.district(person.district) for person in people]
    parts = (
        " / ".join(person.name for person in people if person.name) or QCoreApplication.translate("CallPresenter", "Not known yet"),
        *dict.fromkeys(flag_word(flag.kind) for flag in warnings(card, today)),
        counted(
            len(card.open_cases),
            QCoreApplication.translate("CallPresenter", "{count} open case"),
            QCoreApplication.translate("CallPresenter", "{count} open cases"),
        )
        if card.open_cases
        else "",
        *dict.fromkeys(district.name.in_(language()) for district in districts if district is not None),
    )
    return " · ".join(filter(None, parts))
