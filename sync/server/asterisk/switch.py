"""The adapter of Asterisk: one connection to its manager interface, the call model behind it, orders before it."""

from __future__ import annotations

import asyncio
import contextlib
import time
import uuid
from collections.abc import Callable, Coroutine, Sequence
from typing import Any, Protocol

from msgspec.structs import replace

from models.records.call import Capability, Refusal, Unseen
from sync.server.ami.answers import Answer, Denied, NotAnswered, NotSent
from sync.server.ami.message import Message
from sync.server.asterisk.calls import iso
from sync.server.asterisk.channels import CASE, RECORDING
from sync.server.asterisk.clock import PbxClock
from sync.server.asterisk.dialplan import DialPlan
from sync.server.asterisk.jobs import Desk, Job, Step, ending, expect, forget, pausing
from sync.server.asterisk.model import Model
from sync.server.asterisk.orders import capabilities, planned
from sync.server.asterisk.plan import PbxPlan
from sync.server.asterisk.queues import Queues
from sync.server.asterisk.reconciling import QUEUE, WAITED
from sync.server.asterisk.unseen import Counts
from sync.server.asterisk.wrap_up import Later, WrapUps
from sync.server.calls.switch import Happening, Order
from sync.server.observing import log

LIST_SECONDS = 5.0
AGAIN = 1.0
"""Seconds until a PBX that did not say all there is is asked again."""

REFUSED = 15.0
"""The same where the PBX may not say it: until its administrator has given the user the rights."""

LOOK_AGAIN = 60.0
"""Seconds until a PBX whose dial plan lacks something is asked whether it still does."""

TAKING_BACK = 0.5
"""Seconds that are there to take back what was done of an order that failed, also where its own time is over."""

LATE = 10.0
"""Seconds by which an answer may be late that is the only thing to tell what was done."""

MOST_EARLY = 50_000
"""So many events are kept while the lists are made."""

_VARIABLES = ",".join((QUEUE, WAITED, RECORDING, CASE))


class Client(Protocol):
    """What is needed of :class:`sync.server.ami.client.AmiClient`."""

    async def run(self) -> None: ...

    async def ask(
        self, action: str, fields: Sequence[tuple[str, str]] = (), *, seconds: float, listing: bool = False, late: float = 0.0
    ) -> Answer: ...


Connect = Callable[[Callable[[Message], None], Callable[[bool], None]], Client]


class AsteriskSwitch:
    """A call system that is an Asterisk. ``connect`` makes the client from what it is to tell: events, and the link's coming and going."""

    def __init__(
        self,
        plan: PbxPlan,
        connect: Connect,
        *,
        later: Later | None = None,
        new_id: Callable[[], str] = lambda: uuid.uuid4().hex,
        wall: Callable[[], float] = time.time,
    ) -> None:
        """``wall`` tells the centre's time in seconds since 1970."""
        self._plan = plan
        self._model = Model(plan)
        self._dial_plan = DialPlan(plan)
        self._queues = Queues(plan)
        self._counts = Counts(plan)
        self._desk = Desk(plan=plan, model=self._model, queues=self._queues, new_id=new_id)
        self._client = connect(self._hear, self._link)
        self._wrap_ups = WrapUps(plan.wrap_up_seconds, self._end_wrap_up, later or self._later)
        self._tell: Callable[[Happening], None] = lambda happening: None
        self._clock = PbxClock(self._model, wall)
        self._early: list[Message] | None = None
        self._linked = False
        self._tasks: set[asyncio.Task[Any]] = set()
        self._reconciling: asyncio.Task[Any] | None = None

    def capabilities(self) -> frozenset[Capability]:
        return capabilities(self._plan) - self._dial_plan.off

    async def run(self, tell: Callable[[Happening], None]) -> None:
        self._tell = tell
        try:
            await self._client.run()
        finally:
            self._wrap_ups.stop()
            for task in tuple(self._tasks):
                task.cancel()
            await asyncio.gather(*self._tasks, return_exceptions=True)

    async def carry_out(self, order: Order, seconds: float) -> Refusal | None:
        if not self._linked:
            return Refusal.LINK_LOST
        job = planned(self._desk, order)
        if isinstance(job, Refusal):
            return job
        expect(self._model, job)
        until = asyncio.get_running_loop().time() + seconds
        if job.muted is not None:
            return await self._mute(job, until)
        return await self._carry_out(job, until)

    async def _mute(self, job: Job, until: float) -> Refusal | None:
        """The PBX tells of muting by its answer alone: one that comes late still says what is so."""

        async def muted() -> Refusal | None:
            refused = await self._carry_out(job, until, late=LATE)
            if refused is None and job.muted is not None:
                self._told(self._model.muted(job.call, job.muted))
            return refused

        asking = self._spawn(muted())
        await asyncio.wait((asking,), timeout=max(until - asyncio.get_running_loop().time(), 0.0))
        return asking.result() if asking.done() else Refusal.UNKNOWN

    async def _carry_out(self, job: Job, until: float, late: float = 0.0) -> Refusal | None:
        """Do a job step by step; answers may come ``late``. Where a step may have been carried out, what it brings is still expected."""
        entered = sum(bool(step.queue) for step in job.steps) + job.sits
        for number, step in enumerate(job.steps):
            try:
                await self._do(step, until, late)
            except NotAnswered:
                await self._take_back(job.steps[: number + 1], until)
                return Refusal.UNKNOWN if job.call or job.dialled else Refusal.FAILED
            except NotSent:
                forget(self._model, job)
                await self._take_back(job.steps[:number], until)
                if number:
                    return Refusal.FAILED
                return Refusal.EXPIRED if self._linked else Refusal.LINK_LOST
            except Denied as denial:
                why = denial.message.get("Message")
                if step.queue and why.casefold().endswith("no such queue"):
                    self._lack(step.queue)
                    entered -= 1
                    if entered:
                        continue
                    await self._take_back(job.steps[:number], until)
                    return Refusal.NO_QUEUE
                forget(self._model, job)
                log.warning("call system refuses", action=step.action, why=denial.why)
                await self._take_back(job.steps[:number], until)
                return Refusal.NO_CALL if why.casefold() == "no such channel" else Refusal.FAILED
            if not number and job.mixed:
                self._model.mixed(job.call)
            if not number and job.sent:
                self._told(self._model.sent(job.call, job.sent))
        return None

    def _lack(self, queue: str) -> None:
        self._queues.lack(queue)
        self._tell(Happening(missing=self._queues.missing))

    async def _take_back(self, done: Sequence[Step], until: float) -> None:
        """Undo steps, the last first, as far as the link allows."""
        until = max(until, asyncio.get_running_loop().time() + TAKING_BACK)
        for undo in [step.undo for step in reversed(done) if step.undo]:
            try:
                await self._do(undo, until)
            except (NotSent, NotAnswered):
                return

    async def _do(self, step: Step, until: float, late: float = 0.0) -> None:
        left = until - asyncio.get_running_loop().time()
        if left <= 0:
            raise NotSent
        try:
            await self._client.ask(step.action, step.fields, seconds=left, late=late)
        except Denied:
            if not step.may_fail:
                raise

    def _hear(self, message: Message) -> None:
        if self._early is not None:
            if len(self._early) >= MOST_EARLY:
                # More than can be gone through later: begin again with lists that know of it all.
                self._begin_reconciling()
            self._early.append(message)
            return
        self._clock.hear(message)
        self._counts.hear(message)
        self._told(self._model.hear(message))
        self._look_after((message,))

    def _told(self, happening: Happening | None) -> None:
        if happening:
            self._tell(happening)
            self._wrap_ups.look(happening.seats, self._model.now)

    def _link(self, there: bool) -> None:
        if there:
            self._begin_reconciling()
            return
        if self._reconciling:
            self._reconciling.cancel()
        self._overhear()
        self._linked = False
        self._wrap_ups.stop()
        self._tell(self._model.lost())

    def _begin_reconciling(self) -> None:
        if self._reconciling:
            self._reconciling.cancel()
        self._overhear()
        self._early = []
        self._reconciling = self._spawn(self._reconcile())

    def _overhear(self) -> None:
        """What came before lists that were never finished tells at least how calls have ended."""
        early, self._early = self._early, None
        self._model.overhear(early or ())

    async def _reconcile(self) -> None:
        """Ask for all there is until the PBX has said it. Nothing that was asked for before is asked for again."""
        while True:
            try:
                members = await self._client.ask("QueueStatus", seconds=LIST_SECONDS, listing=True)
                listed = len(self._early or ())
                channels = await self._client.ask("Status", (("Variables", _VARIABLES),), seconds=LIST_SECONDS, listing=True)
                telephones = (self._plan.extension(member.get("Location")) for member in members.events)
                await self._dial_plan.look(self._client.ask, next(filter(None, telephones), ""))
                told = await self._clock.ask(self._client.ask)
                break
            except (NotSent, NotAnswered):
                await asyncio.sleep(AGAIN)
            except Denied as denial:
                log.warning("call system says not all there is", why=denial.why)
                await asyncio.sleep(REFUSED)
        since, self._early = self._early or [], None
        self._queues.look(members.events)
        self._linked = True
        now = told or self._model.now or time.time()
        before = self._model.incoming()
        happening = self._model.reconcile(members.events, channels.events, now, since)
        unseen = self._had_unseen(*self._counts.look(members.events, since[listed:], before, self._model.incoming()))
        self._told(replace(happening, missing=self._queues.missing, unseen=unseen))
        self._look_after(since)
        await asyncio.gather(self._clock.keep(self._client.ask), self._keep_looking())

    def _had_unseen(self, calls: int, gave_up: int) -> Unseen | None:
        """Return what came and went while there was no link, and say so; None where nothing did."""
        if not calls:
            return None
        if gave_up:
            log.warning("callers gave up unseen while the link was lost: see the call records of the PBX", callers=gave_up, calls=calls)
        else:
            log.warning("calls came and went unseen while the link was lost: see the call records of the PBX", calls=calls)
        return Unseen(calls=calls, gave_up=gave_up, since=iso(self._model.world.silent_from), until=iso(self._model.now))

    async def _keep_looking(self) -> None:
        """Ask again and again for what is missing, as long as the link holds."""
        while True:
            await asyncio.sleep(LOOK_AGAIN)
            await self._look_again()

    async def _look_again(self) -> None:
        before = self.capabilities(), self._queues.missing
        with contextlib.suppress(NotSent, NotAnswered, Denied):
            if self._dial_plan.lacking:
                await self._dial_plan.look(self._client.ask)
            if self._queues.absent:
                self._queues.look((await self._client.ask("QueueStatus", seconds=LIST_SECONDS, listing=True)).events)
        # also where only the first was answered
        if (self.capabilities(), self._queues.missing) != before:
            self._tell(Happening(missing=self._queues.missing))

    def _look_after(self, told: Sequence[Message]) -> None:
        """Let everybody write up who has spoken last in a call.

        The queue tells nothing of one that a colleague handed on, and nobody heard it of one that was over behind a lost link.

        Legs that a three-party call has left alone are ended: a conference of the PBX would keep them, and their operator, for ever.
        """
        parted = [message.get("Interface") for message in told if message.get("Event") == "AgentComplete"]
        for interface in dict.fromkeys((*parted, *self._model.parted())):
            self._begin_wrap_up(interface)
        for name in self._model.left_behind():
            self._spawn(self._do_by_itself((ending(name),)))

    def _begin_wrap_up(self, interface: str) -> None:
        member = self._model.world.members.get(interface)
        if member and self._plan.wrap_up_seconds and not member.out and member.reason is None:
            self._spawn(self._do_by_itself(pausing(member, self._plan.wrap_up_reason)))

    def _end_wrap_up(self, extension: str) -> None:
        self._spawn(self._unpause(extension))

    async def _unpause(self, extension: str) -> None:
        member = self._model.world.members.get(self._plan.interface(extension))
        if member and self._linked and member.reason == self._plan.wrap_up_reason and not await self._do_by_itself(pausing(member, None)):
            self._wrap_ups.again(extension)

    async def _do_by_itself(self, steps: tuple[Step, ...]) -> bool:
        """Do what no operator has asked for; return whether all of it was done."""
        return await self._carry_out(Job(steps=steps), asyncio.get_running_loop().time() + LIST_SECONDS) is None

    def _spawn(self, work: Coroutine[Any, Any, Any]) -> asyncio.Task[Any]:
        task: asyncio.Task[Any] = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    @staticmethod
    def _later(seconds: float, then: Callable[[], None]) -> asyncio.TimerHandle:
        return asyncio.get_running_loop().call_later(seconds, then)
