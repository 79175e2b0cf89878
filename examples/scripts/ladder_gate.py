"""A gate for CI: a changed ladder is sound, and whoever asks more of people says so by a new version.

python ladder_gate.py OLD.yaml NEW.yaml     ends with 1 where the new ladder may not be merged
"""

from __future__ import annotations

import sys

from answers import answer


def objections(old: str, new: str) -> list[str]:
    """What speaks against the new ladder, a line each."""
    checked = answer("catalogue", "check", new)
    lines = [
        f"{one['file']}:{one['line']}:{one['column']}: {one['what']}"
        for one in checked["findings"]
        if one["kind"] == "error"
    ]
    if lines:
        return lines
    diff = answer("catalogue", "diff", old, new)
    asks_more = diff["counts"]["raised"] + diff["counts"]["removed"]
    if asks_more and diff["old"]["version"] == diff["new"]["version"]:
        lines.append(f"{new}: {asks_more} entries are raised or removed; raise the version of the catalogue, too")
        lines += [
            f"  {one['part']} {one['where']}: {one['what'] or one['change']}"
            for one in diff["changes"]
            if one["change"] in ("raised", "removed")
        ]
    return lines


if __name__ == "__main__":
    found = objections(sys.argv[1], sys.argv[2])
    print("\n".join(found) or f"{sys.argv[2]} may be merged")
    sys.exit(bool(found))
