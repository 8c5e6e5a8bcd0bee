"""Any order of opening, typing, turning to something else and coming back: every word that was typed is somewhere, none is lost."""

from __future__ import annotations

from itertools import count

import msgspec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from console.app import Console
from models.commands.caller import save_person
from models.records.caller import PersonRow
from models.store.store import Store
from tests.support.stage import Theatre, drive, press, write

STEPS = (
    "text",
    "text",
    "notes",
    "address",
    "feedback",
    "unmet",
    "flag",
    "comment",
    "somebody",
    "nobody",
    "item",
    "accept",
    "next",
    "call",
    "case",
    "draft",
    "person",
)
NUMBERS = ("0577-6555 0951", "0577-6555 0952")


class Shift:
    """Does one step after the other and remembers every word that it typed."""

    def __init__(self, console: Console) -> None:
        self.console = console
        self.words: list[str] = []
        self.cases: list[str] = []
        self.people: list[str] = []
        self._turn = count(1)

    async def prepare(self) -> None:
        for number in NUMBERS:
            for name in ("甲", "乙"):
                row = PersonRow(id="", name=f"{name}{next(self._turn)}", numbers=(number.replace("-", "").replace(" ", ""),))
                _, person = await self.console.runtime.db(save_person, self.console.parts.session.stamp(), row)
                self.people.append(person)

    async def do(self, step: str) -> None:
        console, window = self.console, self.console.window
        case = console.parts.presenters.desk.case
        match step:
            case "text":
                await self.type_into(window.catalogue.speech.edit)
            case "notes":
                await self.type_into(window.caller.form.notes)
            case "address":
                await self.type_into(window.caller.form.address)
            case "feedback" | "unmet" if case is not None:
                await press(console, "Ctrl+Shift+F" if step == "feedback" else "Ctrl+Shift+U")
                focus = QApplication.focusWidget()
                if isinstance(focus, QLineEdit) and focus.objectName().startswith("case.ask"):
                    await self.type_into(focus)
            case "flag":
                window.caller._add_flag.click()
                await self.type_into(window.caller._flag_entry.note)
            case "comment" if window.callback.comment.isVisible() and window.callback.comment.isEnabled():
                await self.type_into(window.callback.comment)
            case "somebody" if window.caller.people.chips():
                await press(console, "F11", "1")
            case "nobody":
                await press(console, "F11", "0")
            case "item" if case is None:
                console.parts.presenters.catalogue.choose("C03-03")
                await drive(console)
            case "accept":
                await press(console, "F9")
                if console.parts.presenters.desk.case is not None:
                    self.cases.append(console.parts.presenters.desk.case.id)
            case "next":
                await press(console, "Ctrl+N")
            case "call":
                await press(console, "F8")
                console.parts.line.ready()
                await drive(console, {"ring": NUMBERS[next(self._turn) % 2]}, {"key": "F2"})
            case "case" if self.cases:
                console.parts.presenters.opening.case(self.cases[next(self._turn) % len(self.cases)])
                await drive(console)
            case "draft":
                await press(console, "Ctrl+5", "Return")
            case "person":
                console.parts.presenters.opening.person(self.people[next(self._turn) % len(self.people)])
                await drive(console)

    async def type_into(self, field: QLineEdit | QPlainTextEdit) -> None:
        if not field.isVisible() or not field.isEnabled():
            return
        word = f"w{next(self._turn):03d}w"
        field.setFocus()
        await press(self.console, "Ctrl+End" if isinstance(field, QPlainTextEdit) else "End")
        await write(self.console, word)
        self.words.append(word)

    async def lost(self) -> list[str]:
        """Return the words that are on no desk, in no draft and in no operation."""
        parts = self.console.parts
        kept = [msgspec.json.encode(parts.presenters.draft.collect()).decode()]
        kept += [msgspec.json.encode(draft).decode() for draft in parts.shelf.drafts()]
        kept.append(await self.console.runtime.db(written))
        return [word for word in self.words if not any(word in text for text in kept)]


def written(store: Store) -> str:
    return "\n".join(str(operation.body) for operation in store.outbox.operations())


@given(orders=st.lists(st.sampled_from(STEPS), min_size=8, max_size=16))
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_no_order_of_steps_loses_a_word(theatre: Theatre, orders: list[str]) -> None:
    async def work(console: Console) -> None:
        shift = Shift(console)
        await shift.prepare()
        for step in orders:
            await shift.do(step)
            assert await shift.lost() == [], step

    theatre.play(work)
