"""`python -m pipeline` is the command `extract`, also where it is not installed."""

from __future__ import annotations

from pipeline.cli import NAME, main

main(prog_name=NAME)
