"""Ambitions: what a text says is to be reached, by whom, how much and when, as rules over words, clauses and sections."""
