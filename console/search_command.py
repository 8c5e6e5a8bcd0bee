"""``python main.py search --batch``: queries from standard input, one answer a line as JSON on standard output. No Qt, no store."""

from __future__ import annotations

import argparse
import os
import sys
from typing import TextIO

import msgspec

from models.records.search import Hit
from models.search.index import SearchIndex
from resources.catalogue import load_districts, load_items, load_phrases
from resources.demo import load_articles, load_partners, load_units


class _Answer(msgspec.Struct, omit_defaults=False):
    query: str
    hits: list[dict[str, object]]


def build_shipped() -> SearchIndex:
    """Return an index of everything that ships: catalogue, phrase book, districts, and the demonstration's partners, units and articles."""
    return SearchIndex.build(load_items(), load_phrases(), load_partners(), load_units(), load_articles(), load_districts())


def answer_lines(index: SearchIndex, lines: TextIO, out: TextIO, limit: int = 20) -> None:
    """Write one JSON object for each line: ``{"query", "hits": [{"kind", "code", "name", "score", "why"}]}``; a blank line has no hits."""
    encoder = msgspec.json.Encoder()
    for line in lines:
        query = line.rstrip("\r\n").removeprefix("\ufeff")
        result = index.find(query, limit=limit)
        out.write(encoder.encode(_Answer(query, [_told(hit) for hit in result.hits])).decode() + "\n")
        out.flush()


def _told(hit: Hit) -> dict[str, object]:
    why = f"{hit.why.value}: {hit.via}" if hit.via else hit.why.value
    return {"kind": hit.kind.value, "code": hit.code, "name": hit.name.zh, "score": hit.score, "why": why}


def run(argv: list[str]) -> int:
    """Run the command with the arguments after ``search``; return the exit status."""
    parser = argparse.ArgumentParser(prog="main.py search", description="Search everything that ships.")
    parser.add_argument("--batch", action="store_true", help="queries from standard input, one a line; one JSON line out for each")
    parser.add_argument("--limit", type=int, default=20, help="hits per query, at least the ten items (default 20)")
    parser.add_argument("query", nargs="*", help="without --batch: the query")
    options = parser.parse_args(argv)
    if not options.batch and not options.query:
        parser.error("a query, or --batch")
    for stream in (sys.stdin, sys.stdout):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")
    index = build_shipped()
    try:
        if options.batch:
            answer_lines(index, sys.stdin, sys.stdout, options.limit)
        else:
            _print_hits(index, " ".join(options.query), options.limit)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read (head, less) has seen enough. What Python would still flush at its end has nowhere to go either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _print_hits(index: SearchIndex, query: str, limit: int) -> None:
    for hit in index.find(query, limit=limit).hits:
        told = _told(hit)
        sys.stdout.write(f"{told['code']:<8}{told['score']:>6}  {told['name']}  ({told['why']})\n")
