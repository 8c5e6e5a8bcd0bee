"""What the gateway refuses after all was not done, whatever was accepted at the desk a moment before."""

from __future__ import annotations

from console.app import Console
from models.records.call import Refusal, Verb
from tests.support.stage import Theatre, drive, until


def test_a_number_that_was_not_dialled_after_all_still_waits_to_be_rung(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        await drive(console, {"ring": "0577-6555 0090"}, {"key": "F2"})
        dialling, line = console.parts.presenters.dialling, console.parts.line
        asked: list[str] = []
        line.dial = lambda number, _case="": asked.append(number)  # type: ignore[method-assign]
        dialling.dial("057765550777")
        console.parts.exchange.party_hangs_up()
        await until(lambda: bool(asked))
        line.refused.emit(Verb.DIAL, Refusal.FAILED)
        assert [row.number for row in dialling.waiting()] == asked == ["057765550777"]

    theatre.play(work)
