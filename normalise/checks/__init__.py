"""The checks of every run, one rule or kin a module; `every.py` lists them."""
