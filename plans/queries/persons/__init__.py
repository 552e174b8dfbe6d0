"""What is known about people for screens: their notices, invitations, roles, open work and mandates."""
