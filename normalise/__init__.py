"""Meaning: a `Document` becomes rows of the dataset. Pure functions: no files, no clock, no network."""
