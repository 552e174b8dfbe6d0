"""What an operator does with the portal from the command line."""
