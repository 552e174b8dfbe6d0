"""What the screens of checking and approving show: the way, what changed, remarks, versions."""
