"""The command `extract`: finds the documents, runs the rooms in order, reports."""
