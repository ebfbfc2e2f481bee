"""Tables out of web pages and PDFs: `extract` beside what a user would take instead, on the same files in one run.

    pip install -c constraints.txt -e '.[bench]'
    python -m benchmarks.side_by_side

Each tool is a module that says how it reads one file, with the settings that suit these tables best, and runs as a process of its own
(`reading.py`). Tools for PDF look for rules first, and for white space where there are none: of their settings, tried one by one on
every third file, no other gives more figures. What comes out is compared as grids of text (`scoring.py`): no tool is asked for
periods, units or notes.
"""
