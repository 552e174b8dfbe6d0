"""What the screens of reporting, following up and adding up show."""
