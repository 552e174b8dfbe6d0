"""What waits to be read in a round, and what a careful reviewer looks at first."""
