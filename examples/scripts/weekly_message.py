"""A weekly message to oneself: what changed since a day, and how far the roles are now, as Markdown.

python weekly_message.py PROFILE.yaml SINCE     such as 2026-11-20; cron can mail what it prints
"""

from __future__ import annotations

import sys

from answers import answer

VERDICTS = {
    "not-yet": "not yet",
    "cannot-say": "cannot say",
    "within-reach": "within reach",
    "case-to-make": "case to make",
}


def message(profile: str, since: str) -> str:
    """The message, a few lines."""
    progress = answer("progress", "--profile", profile, "--since", since)
    named = f", {progress['name']}" if progress["name"] else ""
    lines = [f"## Your week{named}", ""]
    changed = [one for one in progress["levels"] if one["kind"] in ("up", "down", "rated")]
    lines += [f"- {one['name']}: {one['then']['name'] or 'not rated'} → {one['now']['name']}" for one in changed]
    lines += ["- No level changed."] if not changed else []
    lines.append("")
    for role in progress["roles"]:
        closed = [gap["name"] for gap in role["gaps"] if gap["kind"] == "closed"]
        said = f"- {role['title']}: {VERDICTS[role['verdict_now']]}"
        lines.append(said + (f"; closed: {', '.join(closed)}" if closed else ""))
    return "\n".join(lines)


if __name__ == "__main__":
    print(message(sys.argv[1], sys.argv[2]))
