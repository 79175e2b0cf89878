"""The remark about a saved profile whose answer differs from that of the first edition.

The last entry of the journal is of the first edition until something is saved again.
"""

from __future__ import annotations

from datetime import date

from pmladder.catalogue.models import Catalogue
from pmladder.files.journal_file import last_of_first_edition
from pmladder.profile.models import Profile
from pmladder.text import plural


def edition_remark(path: str, profile: Profile, catalogue: Catalogue, digest: str) -> str | None:
    """The remark; None if the journal does not end with an entry of the first edition, or the answer is the same.

    Both answers are for the day of that entry, so passed time does not count as a change of rules.
    """
    last = last_of_first_edition(path)
    if last is None or last.catalogue.id != catalogue.catalogue.id:
        return None
    from pmladder.engine.journal_entry import entry_of
    from pmladder.profile.standing import standing_of
    from pmladder.report.wording import verdicts

    then = date.fromisoformat(last.date)
    asked = entry_of(catalogue, digest, standing_of(profile, catalogue, then), then).asked
    both = [role for role in last.asked if role in asked]
    changed = [role for role in both if asked[role].verdict != last.asked[role].verdict]
    if not changed:
        return None
    first = changed[0]
    first_change = f"{asked[first].title}: {verdicts(last.asked[first].verdict, asked[first].verdict)}"
    more = f", and {plural(len(changed) - 1, 'other role')}" if changed[1:] else ""
    return (
        f"{path}: the rules of pmladder have changed since {last.date} ({first_change}{more}); "
        "`pmladder assess` or `pmladder profile set` records the new answer and ends this remark"
    )
