"""``python main.py move URL CODE --as NUMBER``: a desk that stood alone becomes one of a centre's, with everything that was done there."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import getpass
import os
import platform
import random
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from console.centre_words import sentence
from console.command_words import BAD_INPUT, FAILED, heard, system_language
from console.move_words import OUTCOMES, foretold
from console.reference_command import read_stored
from console.store_command import ProgressLine
from models.imports.export import export_table
from models.records.base import Language, Text
from models.records.failure import StoreFailure, WorldFailure
from models.records.imports import ImportTable
from models.records.sync import Centre
from models.rules.case_number import make
from models.store.centre import refuse_invented
from models.store.demonstration import Use
from models.store.failures import told as world
from models.store.lock import ProfileLock
from models.store.moving import decided, imports, past
from models.store.opening import forget_rehearsals
from models.store.profile import DEMONSTRATION, KEY, LOCK, OUTBOX, REHEARSAL, REPLICA, default_dir
from models.store.scans import held, naming
from models.store.store import Store, open_store
from models.store.versions import backup, dated
from sync.client.account import Credentials
from sync.client.blob_wire import HttpBlobWire
from sync.client.forecast import Forecast, foresee, spoken_of
from sync.client.local import StoreLocal
from sync.client.moving import Here, enter, send
from sync.client.papers import centre_of, drop_moving, moving_of
from sync.client.ports import Ground
from sync.protocol.messages import Rehearse, Rehearsed

_COPIED = (OUTBOX, f"{OUTBOX}-wal", REPLICA, f"{REPLICA}-wal", KEY, DEMONSTRATION)


def run(argv: list[str]) -> int:
    """Move the desk as ``argv`` says, which begins with ``move``.

    Returns 0 where everything went (or would go), 1 where some of it did not (or would not), 2 where it could not be done.
    """
    options = _parser().parse_args(argv[1:])
    language = Language(options.language) if options.language else system_language()
    return heard(lambda: _Move(options, language).carry_out())


class _Move:
    """One call of the command."""

    def __init__(self, options: argparse.Namespace, language: Language) -> None:
        self._options = options
        self._directory: Path = options.profile_dir
        self._language = language
        self._progress = ProgressLine()

    def carry_out(self) -> int:
        try:
            return self._rehearsed() if self._options.dry_run else self._moved()
        except WorldFailure as failure:
            self._progress.end()
            sys.stderr.write(sentence(failure).in_(self._language) + "\n")
            return BAD_INPUT
        finally:
            self._progress.end()

    def _rehearsed(self) -> int:
        """Tell what a move would do, from a copy of the profile: its own files stay as they are, and the code stays good."""
        with _copied(self._directory) as copy, self._opened(copy) as store, self._wired() as wire:
            if self._there_already():
                return 0
            refuse_invented(store)
            found, asked = self._foreseen(store, wire)
            self._tell_all(store, found, asked)
            # The centre hears a password only from a device that it has let in, which would use the code up.
            self._say(
                "试运行：未作任何改动，登记码仍可使用。中心的密码没有核对，正式迁入时才会询问。",
                "Dry run: nothing was changed, and the code stays good. The password at the centre was not checked: the move asks for it.",
            )
            return FAILED if found.refused else 0

    def _moved(self) -> int:
        with self._opened(self._directory) as store, self._wired() as wire:
            if self._there_already():
                return 0
            if moving_of(self._directory) is None:
                refuse_invented(store)
                found, asked = self._foreseen(store, wire)
                self._tell_all(store, found, asked)
                if found.refused and not self._options.anyway:
                    self._say(
                        "未作任何改动。处理好再来，或加 --anyway：不能迁入的留在本台，列在“待您处理”里。",
                        "Nothing was changed. Put it right first, or say --anyway: what cannot go stays here, listed under what needs you.",
                    )
                    return FAILED
            else:
                self._say("接着上次的迁移。", "Going on with the move that was begun.")
            password = _password(self._language)
            if not store.outbox.joined:
                self._make_safe(store)
            return self._sent(store, wire, password)

    def _there_already(self) -> bool:
        centre = centre_of(self._directory)
        if centre is not None:
            name = centre.name.in_(self._language)
            self._say(f"本台已属于{name}（{centre.url}）。", f"This desk belongs to {name} at {centre.url} already.")
            # Where the last call died after its last step but one.
            drop_moving(self._directory)
        return centre is not None

    def _foreseen(self, store: Store, wire: HttpBlobWire) -> tuple[Forecast, Rehearsed]:
        operations = list(past(store))
        numbers, codes = spoken_of(operations)
        code = (self._options.code or "").strip().upper()
        proof = StoreLocal().prove(store, code)
        request = Rehearse(
            code=code, public_key=proof.public_key, proof=proof.signature, operators=(*numbers, self._options.number), codes=codes
        )
        asked = wire.rehearse(request)
        known = {operator.number: operator for operator in asked.operators}
        return foresee(operations, known, self._options.number, store.outbox.trusted), asked

    def _tell_all(self, store: Store, found: Forecast, asked: Rehearsed) -> None:
        for line in foretold(found, asked, imports(store), self._language):
            sys.stdout.write(line + "\n")
        named = naming(store)
        along = len(held(self._directory, named.scans))
        if along:
            self._say(f"随行附件：{along} 份。", f"Attachments that go along: {along}.")

    def _make_safe(self, store: Store) -> None:
        """Copy both files and write the reference tables out, before anything is changed."""
        copies = [backup(database, store.clock) for database in (store.outbox.database, store.replica.database)]
        folder = dated(self._directory, "reference", store.clock.now())
        with world(folder):
            folder.mkdir(mode=0o700)
        stored = read_stored(store)
        for table in ImportTable:
            export_table(table, folder / f"{table.value}.csv", stored)
        names = ", ".join(copy.name for copy in copies)
        self._say(f"已备份：{names}；表格在 {folder.name}。", f"Copied to backups: {names}. The tables are in {folder.name}.")

    def _sent(self, store: Store, wire: HttpBlobWire, password: str) -> int:
        options = self._options
        ground = Ground(
            local=StoreLocal(),
            wire=wire,
            threads=Here(store),
            clock=store.clock,
            sleep=asyncio.sleep,
            chance=random.Random(),
            room=self._directory,
            blobs=wire,
        )
        asked = Centre(url=options.url.rstrip("/"), name=Text(""), authority=_authority(options))
        credentials = Credentials(options.number, password)

        async def whole() -> Centre:
            account = await enter(ground, wire, self._directory, asked, options.code or "", options.name, credentials, options.desk)
            return await send(ground, account, self._directory, self._progress)

        try:
            joined = asyncio.run(whole())
        except WorldFailure:
            self._progress.end()
            if moving_of(self._directory) is not None:
                self._say(
                    f"迁移中断，还有 {store.outbox.pending()} 条未送到；什么都没有丢，再运行一次即可继续，登记码不必再给。",
                    f"The move was cut: {store.outbox.pending()} entries are to go. Nothing is lost; call it again, without a code.",
                )
            raise
        self._progress.end()
        return self._ended(store, joined)

    def _ended(self, store: Store, joined: Centre) -> int:
        """Say what the centre made of everything."""
        stands: Counter[bool] = Counter()
        for kind, outcome, count in decided(store):
            stands[outcome.effective] += count
            if not outcome.effective:
                word = OUTCOMES[outcome]
                self._say(f"  {kind} {count}：{word.zh}", f"  {kind} {count}: {word.en}")
        name = joined.name.in_(self._language)
        self._say(f"{name}已收到 {stands[True]} 条记录。", f"{stands[True]} entries are at {name} now.")
        if stands[False]:
            self._say(f"{stands[False]} 条需要有人处理，见同步页。", f"{stands[False]} need somebody: see the page behind the sync light.")
        if store.outbox.desk:
            first = make(store.clock.now().date(), store.outbox.desk, 1)
            self._say(f"今后本台受理的案件编号形如 {first}。", f"From now on its cases will have numbers such as {first}.")
        self._say("现在用 main.py 启动，用中心的编号和密码登录。", "Now start main.py and sign in with your password at the centre.")
        return FAILED if stands[False] else 0

    @contextlib.contextmanager
    def _opened(self, directory: Path) -> Iterator[Store]:
        with world(directory):
            if not (directory / OUTBOX).exists():
                raise StoreFailure("store.missing")
        with contextlib.closing(open_store(directory, progress=self._progress, alone=False, use=Use.WORK)) as store:
            yield store

    @contextlib.contextmanager
    def _wired(self) -> Iterator[HttpBlobWire]:
        with contextlib.closing(HttpBlobWire(self._options.url, authority=_authority(self._options))) as wire:
            yield wire

    def _say(self, zh: str, en: str) -> None:
        sys.stdout.write(Text(zh, en).in_(self._language) + "\n")


@contextlib.contextmanager
def _copied(directory: Path) -> Iterator[Path]:
    """Yield a copy of a profile that nobody has open, in a folder of its own that goes again. Raises StoreFailure."""
    with world(directory):
        if not (directory / OUTBOX).exists():
            raise StoreFailure("store.missing")
        lock = ProfileLock(directory / LOCK)
        try:
            forget_rehearsals(directory)
            with tempfile.TemporaryDirectory(prefix=REHEARSAL, dir=directory) as folder:
                for name in _COPIED:
                    if (directory / name).exists():
                        _copy(directory / name, Path(folder) / name)
                yield Path(folder)
        finally:
            lock.release()


def _copy(path: Path, target: Path) -> None:
    """Copy a file to one that nobody but its owner has ever been able to read."""
    handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(handle, "wb") as copy, path.open("rb") as original:
        shutil.copyfileobj(original, copy)


def _password(language: Language) -> str:
    """Ask for the password, or read it from the first line of standard input where that is no terminal."""
    if sys.stdin.isatty():
        return getpass.getpass(Text("中心的密码：", "Password at the centre: ").in_(language))
    return sys.stdin.readline().rstrip("\r\n")


def _authority(options: argparse.Namespace) -> str:
    return str(options.authority.resolve()) if options.authority else ""


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="main.py move", description="Move a desk that stood alone into a centre, with everything that was done there."
    )
    parser.add_argument("url", help="the centre's address, https://…")
    parser.add_argument("code", nargs="?", help="the enrolment code; a move that was cut goes on without one")
    parser.add_argument("--as", dest="number", type=int, required=True, metavar="NUMBER", help="who brings it in: an administrator")
    parser.add_argument("--dry-run", action="store_true", help="only tell what would go; nothing is changed and the code stays good")
    parser.add_argument("--anyway", action="store_true", help="go on although the centre would not let some of it stand")
    parser.add_argument("--name", default=platform.node() or "desk", help="what the administrator reads; else this machine's name")
    parser.add_argument("--desk", type=int, default=0, metavar="N", help="the number for its cases, 1 to 999, where no other desk has it")
    parser.add_argument("--authority", type=Path, help="a file of certificates (PEM) to trust in place of the system's")
    parser.add_argument("--language", choices=[language.value for language in Language])
    parser.add_argument("--profile-dir", type=Path, default=default_dir(), help="the profile, where it is not in its usual place")
    return parser
