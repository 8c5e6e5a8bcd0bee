"""The pictures of a call system show what their names say."""

from __future__ import annotations

from console.app import Console
from console.demo import call_shots
from tests.support.stage import Theatre, words_in


def test_each_picture_shows_what_it_is_of(theatre: Theatre) -> None:
    seen: dict[str, tuple[str, str]] = {}

    async def work(console: Console) -> None:
        window = console.window
        await call_shots.take(console, lambda name: seen.update({name: (str(window.call.property("state")), words_in(window))}))

    theatre.play(work)
    assert [(name, state) for name, (state, _) in seen.items()] == [
        ("call-by-hand", "alerting"),
        ("call-muted", "muted"),
        ("call-link-lost", "lost"),
        ("missed-calls", "idle"),
    ]
    assert "请在话机上接听" in seen["call-by-hand"][1]
    assert "5 秒内挂断 1" in seen["missed-calls"][1]
