"""What is typed into the screens of reports, as clean arguments for the services."""
