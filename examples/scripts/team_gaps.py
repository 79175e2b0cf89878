"""The gaps of a team as a sheet: which level of which skill too few people hold, and who holds it.

python team_gaps.py TEAM.csv GAPS.csv
"""

from __future__ import annotations

import csv
import sys

from answers import answer

HEAD = ("skill", "level", "must-have", "needed", "sure of", "at most", "who")
_ACTS = ("=", "+", "-", "@", "\t", "\r")


def gaps(team: str) -> list[list[object]]:
    """A row for each level that fewer people are sure to hold than are needed, must-haves first."""
    found = [one for one in answer("team", "coverage", team)["coverage"] if one["min"] < one["needed"]]
    found.sort(key=lambda one: (not one["must_have"], one["min"] - one["needed"]))
    return [
        [
            *(one["skill"], one["level"], "yes" if one["must_have"] else "no"),
            *(one["needed"], one["min"], one["max"], "; ".join(one["holders"])),
        ]
        for one in found
    ]


def shown(cell: object) -> object:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_ACTS) else cell


if __name__ == "__main__":
    with open(sys.argv[2], "w", encoding="utf-8", newline="") as sheet:
        csv.writer(sheet).writerows([HEAD, *([shown(cell) for cell in row] for row in gaps(sys.argv[1]))])
