"""``main.py search``: the lines that go in and come out, and that no window toolkit is loaded for it."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from console.search_command import answer_lines, build_shipped, run
from models.search.index import SearchIndex
from tests.support.tree import ROOT


@pytest.fixture(scope="module")
def index() -> SearchIndex:
    return build_shipped()


def test_a_line_in_a_line_out(index: SearchIndex) -> None:
    out = io.StringIO()
    queries = ["空调不制冷", "", "xsdst", "  ", "qwrtzp", "toilet clogged"]
    answer_lines(index, io.StringIO("\n".join(queries) + "\r\n"), out)
    answers = [json.loads(line) for line in out.getvalue().splitlines()]
    assert [answer["query"] for answer in answers] == queries
    for answer in answers:
        items = [hit for hit in answer["hits"] if hit["kind"] == "item"]
        assert len(items) == (10 if answer["query"].strip() else 0)
        assert all(set(hit) == {"kind", "code", "name", "score", "why"} for hit in answer["hits"])
    top = answers[0]["hits"][0]
    assert (top["kind"], top["code"], top["name"], top["why"]) == ("item", "C02-01", "空调维修与加氟", "keyword: 空调不制冷")


def test_without_batch_a_table(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["马桶堵了"]) == 0
    assert capsys.readouterr().out.startswith("C03-02")


def test_no_query_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        run([])
    assert stopped.value.code == 2
    assert "a query, or --batch" in capsys.readouterr().err


def test_the_front_door_speaks_utf8_and_loads_no_qt() -> None:
    code = "import sys, main; status = main.main(['search', '--batch']); sys.exit(status or ('PySide6' in sys.modules))"
    # A desk whose locale is not UTF-8 gets UTF-8 all the same.
    done = subprocess.run(
        [sys.executable, "-c", code],
        input="马桶堵了\n".encode(),
        capture_output=True,
        cwd=ROOT,
        env={"PATH": "", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout.decode())["hits"][0]["code"] == "C03-02"


def test_a_reader_that_has_seen_enough_is_no_failure(tmp_path: Path) -> None:
    queries = tmp_path / "queries.txt"
    queries.write_text("停电\n" * 3000, encoding="utf-8")
    with queries.open("rb") as lines:
        asked = subprocess.Popen(
            [sys.executable, str(ROOT / "main.py"), "search", "--batch"], stdin=lines, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        assert asked.stdout is not None
        assert asked.stderr is not None
        assert asked.stdout.readline()
        asked.stdout.close()
        words = asked.stderr.read()
        asked.stderr.close()
    assert (asked.wait(), words) == (0, b"")
