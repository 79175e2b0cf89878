"""What the commands on a team say."""
