"""The same world driven by Hypothesis: what it finds it makes as short as it can (sync protocol 4.4)."""

from __future__ import annotations

import os

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from tests.simulation.hurts import NAMES
from tests.simulation.weather import RATES
from tests.simulation.world import PAUSES, World

EXAMPLES = int(os.environ.get("HOTLINE_EXAMPLES", "6"))
STEPS = 40


class Sync(RuleBasedStateMachine):
    """Rules are what people do and what goes wrong; time passes where a rule says so."""

    desks = Bundle("desks")

    @initialize(target=desks, seed=st.integers(0, 2**32))
    def boot(self, seed: int) -> int:
        self.world = World(seed, weather={})
        self.world.__enter__()
        return 0

    @rule(target=desks, n=st.integers(0, 3))
    def sit_down(self, n: int) -> int:
        return n % len(self.world.seats)

    @rule(n=desks, deed=st.sampled_from(("accept", "amend", "go_on", "note", "undo", "merge", "save_person", "settle", "poison")))
    def act(self, n: int, deed: str) -> None:
        self.world.operate(self.world.seats[n], getattr(self.world.hands, deed))

    @rule(seconds=st.sampled_from(PAUSES))
    def wait(self, seconds: float) -> None:
        self.world.play(seconds)

    @rule(fault=st.sampled_from(tuple(RATES)), rate=st.sampled_from((0.0, 0.2, 0.6)))
    def change_the_weather(self, fault: str, rate: float) -> None:
        self.world.network.weather.rates[fault] = rate

    @rule(what=st.sampled_from([name for name in NAMES if name != "night"]))
    def hurt(self, what: str) -> None:
        self.world.hurts.all[what][0]()

    @invariant()
    def safe(self) -> None:
        if hasattr(self, "world"):
            self.world.look()

    def teardown(self) -> None:
        if not hasattr(self, "world"):
            return
        try:
            self.world.finish()
        finally:
            self.world.__exit__(None, None, None)


def test_any_order_of_deeds_and_faults_ends_well() -> None:
    chosen = settings(max_examples=EXAMPLES, stateful_step_count=STEPS, deadline=None, derandomize=True, database=None)
    run_state_machine_as_test(Sync, settings=chosen)
