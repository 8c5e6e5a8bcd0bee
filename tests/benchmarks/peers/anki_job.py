"""What Anki's own sync server does, run in Anki's environment: one JSON line per figure.

``anki_job.py PORT SERVER FOLDER RECORDS.jsonl MANY.jsonl``; SERVER is the process whose use of the processor is told.

With Anki's own client, whole (it reads and writes its SQLite file and compresses), where a record is a note that comes with its card; and
on the bare wire with notes alone in batches of 100, compressed beforehand: once with a commit for each batch (a sync is one transaction),
once with a single commit for all of them, which is the most that its server can be asked for. MANY are fetched as a whole file only.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

import zstandard
from anki.collection import Collection
from anki.sync import SyncAuth

from tests.benchmarks.sync_wire import HOST, Connection

BATCH = 100
FILLING = 2_000
_Tell = Callable[[str, str, int, Callable[[], object]], None]
OWN, KEPT, BARE = "its own client", "the bare wire, a sync for each batch", "the bare wire, one sync"


def main(port: int, server: int, folder: Path, file: Path, many: Path) -> None:
    """Measure every way and print the figures."""
    records = _read(file)
    tell = _Teller(server).tell
    _own_client(tell, port, folder, records)
    for case, user in ((KEPT, "second"), (BARE, "third")):
        _bare_wire(tell, port, folder, records, case, user)
    _whole_file(tell, port, folder, _read(many))


def _own_client(tell: _Tell, port: int, folder: Path, records: list[dict[str, object]]) -> None:
    first, auth = _signed_in(folder / "first.anki2", port, "first")
    _whole(first, auth, upload=True)
    second, other = _signed_in(folder / "second.anki2", port, "first")
    _whole(second, other, upload=False)
    notetype = first.models.by_name("Basic")
    deck = first.decks.id("Default")
    for record in records:
        note = first.new_note(notetype)
        note.fields = [str(record["id"]), json.dumps(record, ensure_ascii=False)]
        first.add_note(note, deck)
    tell("push", OWN, len(records), lambda: first.sync_collection(auth, sync_media=False))
    tell("stored", OWN, len(records), lambda: second.sync_collection(other, sync_media=False))
    _check(second, len(records))
    third, auth = _signed_in(folder / "third.anki2", port, "first")
    tell("bootstrap", OWN, len(records), lambda: _whole(third, auth, upload=False))
    _check(third, len(records))
    for collection in (first, second, third):
        collection.close()


def _whole_file(tell: _Tell, port: int, folder: Path, records: list[dict[str, object]]) -> None:
    """Fill a collection with notes alone, whose file is smaller for it, and fetch that file into a fresh client."""
    wire, auth, notetype = _empty(port, folder, "fourth")
    sending = _Session(wire, auth.hkey, "filling")
    sending.begin(since=0, newer=True)
    for first in range(0, len(records), FILLING):
        sending.ask("applyChunk", _chunk(records[first : first + FILLING], first, notetype))
    sending.finish()
    fresh, auth = _signed_in(folder / "fresh.anki2", port, "fourth")
    tell("bootstrap", "notes alone", len(records), lambda: _whole(fresh, auth, upload=False))
    _check(fresh, len(records))
    fresh.close()


def _bare_wire(tell: _Tell, port: int, folder: Path, records: list[dict[str, object]], case: str, user: str) -> None:
    wire, auth, notetype = _empty(port, folder, user)
    chunks = [_chunk(records[first : first + BATCH], first, notetype) for first in range(0, len(records), BATCH)]

    def push_kept() -> None:
        for number, chunk in enumerate(chunks):
            sending = _Session(wire, auth.hkey, f"sending{number}")
            sending.begin(since=number, newer=True)
            sending.ask("applyChunk", chunk)
            sending.finish()

    def push_bare() -> None:
        sending = _Session(wire, auth.hkey, "sending")
        sending.begin(since=0, newer=True)
        for chunk in chunks:
            sending.ask("applyChunk", chunk)
        sending.finish()

    got: list[object] = []

    def pull() -> None:
        receiving = _Session(wire, auth.hkey, "receiving")
        receiving.begin(since=0, newer=False)
        while True:
            chunk = json.loads(receiving.ask("chunk", _packed({})))
            got.extend(chunk.get("notes", ()))
            if chunk["done"]:
                break
        receiving.finish()

    tell("push", case, len(records), push_kept if case == KEPT else push_bare)
    tell("pull", case, len(records), pull)
    if len(got) != len(records):
        raise RuntimeError(f"the server gave {len(got)} of {len(records)} notes")


def _chunk(records: list[dict[str, object]], first: int, notetype: int) -> bytes:
    now = int(time.time())
    notes = []
    for number, record in enumerate(records, start=first):
        fields = f"{record['id']}\x1f{json.dumps(record, ensure_ascii=False)}"
        notes.append([now * 1000 + number, record["id"], notetype, now, 1, "", fields, "", "", 0, ""])
    return _packed({"chunk": {"done": True, "notes": notes}})


class _Session:
    """One sync of Anki's protocol, version 11: JSON in zstd, the keys in a header."""

    def __init__(self, wire: Connection, key: str, name: str) -> None:
        self._wire = wire
        self._keys = {"anki-sync": json.dumps({"v": 11, "k": key, "c": "benchmark,1,linux", "s": name})}

    def begin(self, since: int, newer: bool) -> None:
        """Open the one transaction that a sync is; ``since`` is the update number that the client has."""
        self.ask("start", _packed({"minUsn": since, "lnewer": newer}))
        self.ask("applyChanges", _packed({"changes": {"models": [], "decks": [[], []], "tags": []}}))

    def finish(self) -> None:
        """Commit."""
        self.ask("finish", _packed({}))

    def ask(self, what: str, body: bytes) -> bytes:
        """Return the unpacked answer."""
        answer = self._wire.ask("POST", f"/sync/{what}", body, self._keys)
        return zstandard.ZstdDecompressor().decompressobj().decompress(answer)


def _packed(value: object) -> bytes:
    return zstandard.ZstdCompressor().compress(json.dumps(value, ensure_ascii=False).encode())


def _empty(port: int, folder: Path, user: str) -> tuple[Connection, SyncAuth, int]:
    """Give a user an empty collection; return a connection, the user's key, and the type of its notes."""
    collection, auth = _signed_in(folder / f"{user}-empty.anki2", port, user)
    notetype = collection.models.by_name("Basic")["id"]
    _whole(collection, auth, upload=True)
    collection.close()
    return Connection(port, {"Content-Type": "application/octet-stream"}), auth, notetype


def _read(file: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def _signed_in(file: Path, port: int, user: str) -> tuple[Collection, SyncAuth]:
    collection = Collection(str(file))
    return collection, collection.sync_login(user, "secret", f"http://{HOST}:{port}/")


def _whole(collection: Collection, auth: SyncAuth, upload: bool) -> None:
    collection.close_for_full_sync()
    collection.full_upload_or_download(auth=auth, server_usn=None, upload=upload)
    collection.reopen(after_full_sync=True)


def _check(collection: Collection, count: int) -> None:
    if collection.note_count() != count:
        raise RuntimeError(f"a client holds {collection.note_count()} of {count} notes")


class _Teller:
    """Times a piece of work and prints one line about it."""

    def __init__(self, server: int) -> None:
        self._times = Path(f"/proc/{server}/stat")

    def tell(self, job: str, case: str, count: int, work: Callable[[], object]) -> None:
        """Do ``work`` with ``count`` records."""
        before, begun = self._used(), time.perf_counter()
        work()
        told = {"job": job, "case": case, "count": count, "seconds": time.perf_counter() - begun, "processor": self._used() - before}
        sys.stdout.write(json.dumps(told) + "\n")

    def _used(self) -> float:
        """Return the server's processor seconds, 0 on a system that does not tell them like this."""
        if not self._times.exists():
            return 0.0
        own, system = self._times.read_text(encoding="utf-8").rpartition(")")[2].split()[11:13]
        return (int(own) + int(system)) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]), Path(sys.argv[4]), Path(sys.argv[5]))
