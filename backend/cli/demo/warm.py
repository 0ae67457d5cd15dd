"""Imports the product: the fork server does it once, before its first fork (see `nursery`)."""

from __future__ import annotations

import gc
import os
import signal

signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the supervisor's; the fork server itself ignores it later
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # numpy would start threads, and a process with threads cannot fork
gc.disable()  # nothing that is made here ever becomes garbage

import backend.cli.demo.sandboxes  # noqa: E402
import backend.cli.serving  # noqa: E402, F401
from backend import wiring  # noqa: E402
from bot.segmenter import Segmenter  # noqa: E402

wiring.routes()
wiring.load_jobs()
Segmenter()  # reads the dictionary, which all engines of a process share

gc.freeze()  # keeps the shared pages shared: a collection would write into every object
gc.enable()
