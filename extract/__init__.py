"""Readers: the bytes of a publication become a `Document`. Nothing here decides what a cell means."""
