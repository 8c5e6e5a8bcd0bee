"""What a desk must never lose: operations, drafts, who the desk is, and conflicts that wait for a decision."""

from __future__ import annotations

from sqlalchemy import Index

from models.tables.base import OutboxTable, whole, whole_or_null, words, words_or_null


class Op(OutboxTable):
    """An operation with its envelope; ``body`` is the exact text that was signed. ``seq`` is the server's number once acknowledged."""

    __tablename__ = "op"
    __indexes__ = (Index("op_unconfirmed", "state"),)

    dseq = whole(key=True)
    op_id = words(unique=True)
    device = words()
    inc = whole()
    actor = words()
    session = words()
    desk = words()
    stream = words()
    group_id = words_or_null()
    entity_type = words()
    entity_id = words()
    type = words()
    v = whole()
    base_rev = whole()
    wall = words()
    mono_ms = whole()
    boot = words()
    offset_ms = whole()
    err_ms = whole()
    salt = words()
    body = words()
    digest = words()
    sig = words()
    state = words()
    seq = whole_or_null()


class Receipt(OutboxTable):
    """What the centre made of an operation (state ``acked`` or ``confirmed``): the stream that its number counts in, the outcome, the
    stable code of what was wrong ('' where nothing was), and the fields that it lost (JSON). ``since`` is the time, by the centre's clock,
    from which it is known to have had the operation.
    """

    __tablename__ = "receipt"

    op_id = words(key=True)
    stream = words()
    outcome = words()
    problem = words()
    fields = words()
    since = words()


class DoneAgain(OutboxTable):
    """An operation of this desk's that the centre had rejected and that another one stands for since: it is offered to no centre again."""

    __tablename__ = "done_again"

    op_id = words(key=True)


class SavedDraft(OutboxTable):
    """A form that is being typed; ``data`` is the JSON of the record ``Draft``."""

    __tablename__ = "draft"

    key = words(key=True)
    saved_at = words()
    data = words()


class Identity(OutboxTable):
    """Who this desk is, one row. ``lost`` counts operations that damage took away: what they did lives on only in the replica."""

    __tablename__ = "identity"

    id = whole(key=True)
    device = words()
    inc = whole()
    next_dseq = whole()
    boot = words()
    public_key = words()
    lost = whole()


class DeskMark(OutboxTable):
    """The letter that tells this device from others of the same desk in case numbers, one row; none for the first device."""

    __tablename__ = "desk_mark"

    id = whole(key=True)
    mark = words()


class Centre(OutboxTable):
    """The centre that this desk belongs to, one row; none on a desk that stands alone.

    ``epoch`` names the history of the centre's database ('' until the first page of it comes), ``pruned`` is the last operation of those
    that have been let go, ``desk`` the number that the centre gave this device for its case numbers, 0 where it gave none.
    """

    __tablename__ = "centre"

    id = whole(key=True)
    epoch = words()
    pruned = whole()
    desk = whole()
class FormerKey(OutboxTable):
    """A key that this desk sealed with before its present one; ``public_key`` is '' where damage took it and digests are all there is."""

    __tablename__ = "former_key"

    device = words(key=True)
    public_key = words()


class Conflict(OutboxTable):
    """What the centre did not let stand of an operation, kept until somebody chooses: one row for each lost field.

    ``field`` is '' where it is the whole operation. ``settled_at`` is '' while it waits; ``ours`` and ``theirs`` are the two values.
    """

    __tablename__ = "conflict"

    id = words(key=True)
    op_id = words()
    field = words()
    ours = words()
    theirs = words()
    at = words()
    settled_at = words()
