"""A made-up country to measure the portal on: every unit plans, owes and reports for three years."""

from .seeding import Seeding, SeedSummary, seed_national

__all__ = ["SeedSummary", "Seeding", "seed_national"]
