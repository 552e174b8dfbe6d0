"""What browsers send, turned into clean arguments for services."""
