"""Damage on purpose: documents as bad as they come, made from a seed, and what must hold of whatever is read from them."""
