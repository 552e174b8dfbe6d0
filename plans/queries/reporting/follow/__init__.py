"""Following up: the grid of a round, whom to urge, and the rounds of the units below."""
