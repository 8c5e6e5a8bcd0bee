"""Desks of the measurement: each with its own key, enrolled and signed in over the real wire, and what they push, signed beforehand."""

from __future__ import annotations

import base64
import gzip
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import count

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from models.records.case import CaseKind
from models.records.catalogue import ItemRow, Line
from models.records.effects import encode_content
from models.records.feed import Cursor, FeedRow
from models.records.journal import Accept
from models.records.operation import At, Base, Entity, Operation
from models.rules.access import CENTRE
from models.rules.chain import link
from models.store.clock import SystemClock, stamp
from models.store.device import Device
from models.store.envelope import seal
from models.store.ids import Ids
from models.store.reference import shipped
from sync.protocol.limits import LIMITS
from sync.protocol.messages import Challenge, Enrol, Pull, PullEnd, Push, PushAnswer, Session, SignIn
from sync.protocol.versions import HEADER, PROTOCOL
from tests.benchmarks.sync_records import Small
from tests.benchmarks.sync_served import Told
from tests.benchmarks.sync_wire import Connection

_encode = msgspec.json.Encoder().encode
_answer = msgspec.json.Decoder(PushAnswer).decode
_rows = msgspec.json.Decoder(FeedRow).decode_lines


class _End(msgspec.Struct):
    end: PullEnd


_end = msgspec.json.Decoder(_End).decode


class Page(msgspec.Struct):
    """One answer to a pull."""

    rows: list[FeedRow]
    end: PullEnd


class BenchDesk:
    """One desk: a key, a session, a connection, and the running number of its operations."""

    def __init__(self, port: int, told: Told, place: int) -> None:
        """Enrol with the code at ``place`` and sign in. Raises RuntimeError where the server refuses."""
        self.port = port
        self._device = Device(Ed25519PrivateKey.generate())
        self._clock = SystemClock()
        self._ids = Ids(self._clock)
        self._numbers = count(1)
        self._items = [item for item in shipped().items if item.line is Line.GENERAL and not item.retired]
        self.headers = {"Content-Type": "application/json", HEADER: str(PROTOCOL)}
        stranger = Connection(port, self.headers)
        code = told.codes[place]
        wanted = Enrol(code=code, name=f"desk {place}", public_key=self._device.public_key, proof=self._proof(code))
        stranger.ask("POST", "/v1/devices", _encode(wanted))
        nonce = msgspec.json.decode(stranger.ask("POST", "/v1/nonces", b""), type=Challenge).nonce
        asked = SignIn(device=self._device.id, number=told.number, password=told.password, nonce=nonce, proof=self._proof(nonce))
        self.session = msgspec.json.decode(stranger.ask("POST", "/v1/sessions", _encode(asked)), type=Session)
        stranger.close()
        self.headers["Authorization"] = f"Bearer {self.session.access}"
        self.wire = Connection(port, self.headers)

    def close(self) -> None:
        """Let go of the connection."""
        self.wire.close()

    def operations(self, records: Sequence[Small]) -> list[Operation]:
        """Return one signed acceptance of a case for each record: what the console makes of the same words, its own ids with them."""
        return [self._sealed(record) for record in records]

    def push(self, bodies: Sequence[bytes], expected: int) -> None:
        """Push bodies one after the other. Raises RuntimeError unless so many operations were applied."""
        answers = [self.wire.ask("POST", "/v1/ops", body, {"Content-Encoding": "gzip"}) for body in bodies]
        applied = sum(result.outcome.effective for answer in answers for result in _answer(answer).results)
        if applied != expected:
            raise RuntimeError(f"the centre applied {applied} of {expected} operations")

    def page(self, cursors: dict[str, Cursor], epoch: str, packed: bool = True, rows: int = LIMITS.page_rows) -> Page:
        """Pull one page, and read it as a desk does."""
        body = _encode(Pull(epoch=epoch, cursors=cursors, limit=rows))
        head, data = self.wire.answer("POST", "/v1/changes", body, {"Accept-Encoding": "gzip" if packed else "identity"})
        if head.headers.get("Content-Encoding") == "gzip":
            data = gzip.decompress(data)
        end = data.rfind(b"\n", 0, -1) + 1
        return Page(rows=_rows(data[:end]), end=_end(data[end:]).end)

    def pages(self, cursors: Mapping[str, Cursor], epoch: str, packed: bool = True) -> Iterator[Page]:
        """Yield every page behind the cursors; the next one is fetched while whoever asks works on one, as the desk's engine has it."""
        with ThreadPoolExecutor(1) as beside:
            ahead = beside.submit(self.page, dict(cursors), epoch, packed)
            while True:
                page = ahead.result()
                if not page.end.more:
                    break
                ahead = beside.submit(self.page, page.end.cursors, page.end.epoch, packed)
                yield page
        yield page

    def _proof(self, text: str) -> str:
        return base64.b64encode(self._device.key.sign(text.encode())).decode()

    def _sealed(self, record: Small) -> Operation:
        number = next(self._numbers)
        item: ItemRow = self._items[number % len(self._items)]
        body = Accept(
            no=record.no,
            kind=CaseKind.SERVICE,
            item_code=item.code,
            item_name=item.name,
            item_version=item.version,
            handler_kind=item.handler,
            line=item.line,
            urgent=False,
            number=record.number,
            address=record.address,
            text=record.text,
        )
        return seal(
            Operation(
                op_id=self._ids.next(),
                device=self._device.id,
                inc=1,
                dseq=number,
                actor=self.session.operator.actor,
                session=self.session.id,
                stream=CENTRE,
                group=None,
                entity=Entity(type="case", id=self._ids.next()),
                type="case.accept",
                v=1,
                base=Base(rev=0),
                at=At(wall=stamp(self._clock.now()), mono_ms=self._clock.mono_ms(), boot=self._clock.boot),
                salt="",
                body=encode_content(body),
                digest="",
                sig="",
                desk="28",
            ),
            self._device.key,
        )


def bodies(operations: Sequence[Operation], size: int) -> list[bytes]:
    """Return the requests that push operations in batches, packed as a desk packs them."""
    return [
        gzip.compress(_encode(Push(operations=tuple(operations[first : first + size]))), 1) for first in range(0, len(operations), size)
    ]


def fits(rows: Sequence[FeedRow], cursors: dict[str, Cursor]) -> None:
    """Check numbers and chain as a desk does, moving ``cursors``. Raises RuntimeError at a gap or another history."""
    for row in rows:
        at = cursors.get(row.stream, Cursor())
        operation = row.operation
        if row.seq != at.seq + 1 or row.chain != link(at.chain, row.seq, operation.op_id, operation.digest, row.outcome.value):
            raise RuntimeError(f"row {row.seq} of {row.stream} does not follow row {at.seq}")
        cursors[row.stream] = Cursor(seq=row.seq, chain=row.chain)
