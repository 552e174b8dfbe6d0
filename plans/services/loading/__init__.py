"""Reference data and the demonstration written into rows: what the commands load, as often as one likes."""
