"""Many people: who holds what, what a team lacks, who could take over, and what a change would do."""
