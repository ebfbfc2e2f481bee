"""`python -m pipeline` is the command `extract`, also where it is not installed."""

from __future__ import annotations

from pipeline.cli import main
from pipeline.commands.base import NAME

main(prog_name=NAME)
