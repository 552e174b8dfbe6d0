"""Screens about people: notices, one's own account, a unit's people, invitations, handing over, mandates."""
