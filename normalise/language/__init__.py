"""The Dutch language step: sentences with their lemmas, the themes they speak of and the ambitions they state.

Nothing here imports spaCy when it is imported; `engine.load_engine` does, so a run without running text never pays for it.
"""
