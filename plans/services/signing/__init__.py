"""Signing: the frozen file gets the leader's signature, its number and day, and the seal, by whatever software."""
