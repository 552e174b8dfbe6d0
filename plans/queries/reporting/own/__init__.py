"""What a unit that collects may take over into the report it owes itself."""
