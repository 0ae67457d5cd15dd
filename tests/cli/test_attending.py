"""A training works for its worker and ends with it."""

from __future__ import annotations

import subprocess
import sys

CODE = """
import time
from backend.cli.attending import serve_parent
serve_parent()
print("started", flush=True)
time.sleep(60)
"""


def test_it_ends_when_nobody_holds_its_input_any_more() -> None:
    child = subprocess.Popen([sys.executable, "-c", CODE], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert child.stdin is not None
    assert child.stdout is not None
    assert child.stdout.readline() == b"started\n"
    assert child.poll() is None
    child.stdin.close()  # what the kernel does when the parent is killed
    assert child.wait(10) == 1
    child.stdout.close()
