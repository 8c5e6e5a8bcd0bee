"""Signing in, sessions and their tokens (sync protocol 3.12). Secrets are stored as hashes; what is revoked is so at the next request."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

import argon2
import msgspec
from sqlalchemy import ColumnElement, Connection, Row, delete, insert, select, update

from models.records.base import Record
from models.records.staff import OperatorRow
from models.rules.access import reads
from models.store.clock import stamp
from models.tables.centre import Account, EnrolledDevice, Nonce, Presence, SignedIn, Token
from sync.protocol.messages import Challenge, Refresh, Session, SignIn
from sync.protocol.problems import Code
from sync.server.centre import Centre, hidden
from sync.server.devices import key_of, signed
from sync.server.people import KIND, operators
from sync.server.refusal import Refusal
from sync.server.speech import speech_of

ACCESS = timedelta(minutes=15)
REFRESH = timedelta(days=7)
NONCE = timedelta(minutes=1)
QUARANTINE = timedelta(hours=72)
"""How long a device that was shut out may still hand in what it holds; a lead decides on it."""

PATIENCE = 5
"""So many wrong passwords in a row close an account for a while, which doubles each time."""
_CLOSED = timedelta(seconds=30)
_LONGEST = timedelta(hours=1)

_operator = msgspec.json.Decoder(OperatorRow).decode

_BEHIND = (
    "SELECT token.access, token.session, token.access_until, token.seen, session.ended_at, session.device, device.public_key, "
    "device.revoked_at, document.data, centre.epoch FROM token JOIN session ON session.id = token.session "
    f"JOIN device ON device.id = session.device JOIN document ON document.kind = '{KIND}' "
    "AND document.code = CAST(session.number AS VARCHAR) JOIN centre ON centre.id = 1 WHERE token.access"
)
"""What access tokens stand for. It is asked at every request, so it is not built anew each time."""


class Caller(Record, frozen=True):
    """Who makes a request: a session of an operator on a device. ``revoked_at`` is '' unless the device was shut out."""

    session: str
    operator: OperatorRow
    device: str
    public_key: str
    revoked_at: str = ""

    @property
    def reads(self) -> tuple[str, ...]:
        """The streams that may be pulled."""
        return reads(self.operator.role, self.operator.number)


def make_nonce(centre: Centre) -> Challenge:
    """Return a challenge; those that nobody answered in time go."""
    nonce, now = centre.token(), centre.now()
    row = {"nonce": nonce, "expires_at": stamp(centre.clock.now() + NONCE)}

    def work(connection: Connection) -> None:
        connection.execute(delete(Nonce).where(Nonce.expires_at <= now))
        connection.execute(insert(Nonce), [row])

    centre.database.write(work)
    return Challenge(nonce=nonce)


def sign_in(centre: Centre, wanted: SignIn) -> Session:
    """Begin a session.

    Raises Refusal ``login-failed`` (which does not say what was wrong), ``try-later`` for a nonce that is not good (any more), which is no
    word against the password, ``device-revoked`` or ``slow-down``.
    """
    now = centre.now()
    device, account, operator = centre.database.read(lambda connection: _looked_up(connection, wanted))
    if account is not None and account.closed_until > now:
        raise Refusal(Code.SLOW_DOWN, "too many wrong passwords for this number", retry_after=30.0)
    if device is not None and device.revoked_at:
        raise Refusal(Code.DEVICE_REVOKED)
    proven = device is not None and signed(key_of(device.public_key), wanted.proof, wanted.nonce)
    # the password is checked outside any transaction: it takes a twentieth of a second on purpose
    right = _fits(centre, account.password if account is not None else "", wanted.password)
    fresh = centre.database.write(lambda connection: _answered(connection, wanted.nonce, now))
    if not fresh:
        # It ran out on a slow way, or the centre was set back since: a desk that took this for a wrong password would stay signed out.
        raise Refusal(Code.TRY_LATER, "the nonce is unknown, used or out of date", retry_after=1.0)
    if account is None or operator is None or operator.retired or not (proven and right):
        if account is not None and proven:
            centre.database.write(lambda connection: _count_failure(connection, centre, wanted.number))
        raise Refusal(Code.LOGIN_FAILED)
    session = centre.id("ses")

    def work(connection: Connection) -> Session:
        connection.execute(update(Account).where(Account.number == wanted.number).values(failures=0, closed_until=""))
        row = {"id": session, "number": wanted.number, "device": wanted.device, "begun_at": now, "ended_at": ""}
        # At a desk sits whoever signed in last: nobody else has a case open there any more.
        _take_away(connection, SignedIn.device == wanted.device)
        connection.execute(insert(SignedIn), [row])
        return _pair(connection, centre, session, operator)

    return centre.database.write(work)


def prove(centre: Centre, number: int, password: str) -> OperatorRow:
    """Return the operator whose password this is: nobody is signed in by it. Wrong ones count as those of a sign-in do.

    Raises Refusal ``login-failed`` (which does not say what was wrong) or ``slow-down``.
    """
    account, operator = centre.database.read(lambda connection: _known(connection, number))
    if account is not None and account.closed_until > centre.now():
        raise Refusal(Code.SLOW_DOWN, "too many wrong passwords for this number", retry_after=30.0)
    right = _fits(centre, account.password if account is not None else "", password)
    if account is None or operator is None or operator.retired or not right:
        if account is not None:
            centre.database.write(lambda connection: _count_failure(connection, centre, number))
        raise Refusal(Code.LOGIN_FAILED)
    forgiven = update(Account).where(Account.number == number).values(failures=0, closed_until="")
    centre.database.write(lambda connection: connection.execute(forgiven))
    return operator


def refresh(centre: Centre, wanted: Refresh) -> Session:
    """Replace a pair of tokens. Raises Refusal ``login-required`` or ``device-revoked``.

    A refresh token that comes again before anything of the pair behind it was used gets another one: the answer had been lost. After that,
    coming again means that it was stolen, and the session ends for everybody.
    """
    now, key = centre.now(), hidden(wanted.refresh)

    def work(connection: Connection) -> Session | Refusal:
        row = connection.execute(select(Token.__table__).where(Token.refresh == key).with_for_update()).one_or_none()
        found = _session(connection, row.session) if row is not None else None
        if row is None or found is None or found.ended_at or row.refresh_until <= now:
            return Refusal(Code.LOGIN_REQUIRED)
        if found.revoked_at:
            return Refusal(Code.DEVICE_REVOKED)
        operator = operators(connection, [found.number]).get(found.number)
        if operator is None or operator.retired:
            return Refusal(Code.LOGIN_REQUIRED)
        if row.next:
            behind = connection.execute(select(Token.seen, Token.next).where(Token.refresh == row.next)).one_or_none()
            if behind is None or behind.seen or behind.next:
                _end(connection, row.session, now)
                return Refusal(Code.LOGIN_REQUIRED, "this token was used before: the session has been ended")
            connection.execute(delete(Token).where(Token.refresh == row.next))
        session = _pair(connection, centre, row.session, operator)
        connection.execute(update(Token).where(Token.refresh == key).values(next=hidden(session.refresh)))
        return session

    answer = centre.database.write(work)
    if isinstance(answer, Refusal):
        raise answer
    return answer


def end_session(centre: Centre, session: str) -> None:
    """End a session: none of its tokens is worth anything from here on."""
    centre.database.write(lambda connection: _end(connection, session, centre.now()))


def set_password(centre: Centre, number: int, password: str) -> None:
    """Give an operator a password and end the sessions begun with an earlier one."""
    text = hash_of(centre, password)
    now = centre.now()

    def work(connection: Connection) -> None:
        values = {"password": text, "failures": 0, "closed_until": ""}
        if connection.execute(update(Account).where(Account.number == number).values(values)).rowcount == 0:
            connection.execute(insert(Account), [{"number": number, **values}])
        _take_away(connection, SignedIn.number == number)
        connection.execute(update(SignedIn).where(SignedIn.number == number, SignedIn.ended_at == "").values(ended_at=now))

    centre.database.write(work)


def hash_of(centre: Centre, password: str) -> str:
    """Return what is stored of a password (Argon2id)."""
    return centre.hasher.hash(password, salt=centre.chance(16))


def authenticate(centre: Centre, access: str, *, quarantined: bool = False) -> Caller:
    """Return who is behind an access token.

    With ``quarantined`` a device that was shut out lately is let through, its token out of date or not, to hand in what it holds. Raises
    Refusal ``login-required``, ``token-expired`` or ``device-revoked``.
    """
    found = authenticate_all(centre, (access,), quarantined=quarantined)[access]
    if isinstance(found, Refusal):
        raise found
    return found


def authenticate_all(centre: Centre, tokens: Collection[str], *, quarantined: bool = False) -> dict[str, Caller | Refusal]:
    """Return who is behind each of some access tokens, or why nobody is let in by it (see ``authenticate``), by one question."""
    now = centre.clock.now()
    keys = {hidden(access): access for access in tokens}
    rows = centre.database.ask(lambda connection: speech_of(connection).select(connection, _BEHIND, keys))
    found: dict[str, Caller | Refusal] = dict.fromkeys(tokens, Refusal(Code.LOGIN_REQUIRED))
    fresh: list[str] = []
    for key, session, access_until, seen, ended_at, device, public_key, revoked_at, data, epoch in rows:
        access = keys[key]
        operator = _operator(data)
        if revoked_at:
            if not quarantined or stamp(now - QUARANTINE) > revoked_at:
                found[access] = Refusal(Code.DEVICE_REVOKED)
                continue
        elif ended_at:
            found[access] = Refusal(Code.LOGIN_REQUIRED, "the session has ended")
            continue
        elif access_until <= stamp(now):
            found[access] = Refusal(Code.TOKEN_EXPIRED)
            continue
        centre.epoch = epoch  # an administrator's command may have begun a new one
        if operator.retired:
            found[access] = Refusal(Code.LOGIN_REQUIRED, "this operator has left")
            continue
        if not seen:
            fresh.append(key)
        found[access] = Caller(session=session, operator=operator, device=device, public_key=public_key, revoked_at=revoked_at)
    if fresh:
        centre.database.write(lambda connection: connection.execute(update(Token).where(Token.access.in_(fresh)).values(seen=True)))
    return found


def _looked_up(connection: Connection, wanted: SignIn) -> tuple[Row[Any] | None, Row[Any] | None, OperatorRow | None]:
    device = connection.execute(select(EnrolledDevice.__table__).where(EnrolledDevice.id == wanted.device)).one_or_none()
    return device, *_known(connection, wanted.number)


def _known(connection: Connection, number: int) -> tuple[Row[Any] | None, OperatorRow | None]:
    account = connection.execute(select(Account.__table__).where(Account.number == number)).one_or_none()
    return account, operators(connection, [number]).get(number)


def _fits(centre: Centre, stored: str, password: str) -> bool:
    """Tell whether a password fits; without an account the same work is done, so that nobody learns which numbers there are."""
    try:
        return centre.hasher.verify(stored or centre.hasher.hash("", salt=bytes(16)), password) and bool(stored)
    except argon2.exceptions.VerifyMismatchError:
        return False


def _answered(connection: Connection, nonce: str, now: str) -> bool:
    """Use a nonce up; tell whether it was good."""
    return connection.execute(delete(Nonce).where(Nonce.nonce == nonce, Nonce.expires_at > now)).rowcount == 1


def _count_failure(connection: Connection, centre: Centre, number: int) -> None:
    failures = (connection.scalar(select(Account.failures).where(Account.number == number).with_for_update()) or 0) + 1
    closed = min(_LONGEST, _CLOSED * 2 ** max(0, failures - PATIENCE)) if failures >= PATIENCE else timedelta()
    values = {"failures": failures, "closed_until": stamp(centre.clock.now() + closed)}
    connection.execute(update(Account).where(Account.number == number).values(values))


def _pair(connection: Connection, centre: Centre, session: str, operator: OperatorRow) -> Session:
    """Make a pair of tokens for a session; pairs of it that have run out go."""
    now: datetime = centre.clock.now()
    access, fresh = centre.token(), centre.token()
    connection.execute(delete(Token).where(Token.session == session, Token.refresh_until <= stamp(now)))
    row = {
        "access": hidden(access),
        "refresh": hidden(fresh),
        "session": session,
        "access_until": stamp(now + ACCESS),
        "refresh_until": stamp(now + REFRESH),
        "seen": False,
        "next": "",
    }
    connection.execute(insert(Token), [row])
    return Session(
        id=session,
        operator=operator,
        access=access,
        refresh=fresh,
        expires_in=round(ACCESS.total_seconds()),
        reads=reads(operator.role, operator.number),
    )


def _session(connection: Connection, session: str) -> Row[int, str, str] | None:
    query = select(SignedIn.number, SignedIn.ended_at, EnrolledDevice.revoked_at)
    query = query.join(EnrolledDevice, EnrolledDevice.id == SignedIn.device).where(SignedIn.id == session)
    return connection.execute(query).one_or_none()


def _end(connection: Connection, session: str, now: str) -> None:
    connection.execute(update(SignedIn).where(SignedIn.id == session, SignedIn.ended_at == "").values(ended_at=now))
    connection.execute(delete(Token).where(Token.session == session))
    _take_away(connection, SignedIn.id == session)


def _take_away(connection: Connection, which: ColumnElement[bool]) -> None:
    """Let nobody see any more which case some sessions had open."""
    connection.execute(delete(Presence).where(Presence.session.in_(select(SignedIn.id).where(which))))
