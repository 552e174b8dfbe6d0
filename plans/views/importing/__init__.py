"""Bringing documents in over HTTP."""
