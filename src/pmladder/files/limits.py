"""How much one file may hold. An ordinary catalogue needs depth 5, one of 5,000 roles 100,000 values."""

DEPTH = 32
"""Lists and mappings within one another, aliases written out."""
NODES = 400_000
"""Keys, values, lists and mappings, aliases written out."""
TEXT = 65_536
"""Characters of one key or value."""
DIGITS = 18
"""Digits of one number: more are an id or an attack, for printing them takes quadratic time."""
PROBLEMS = 50
"""Problems of one file that are collected before it is given up."""
