"""Themes: which of them a sentence speaks of, by its words, by the section it stands in, or because it lists them."""
