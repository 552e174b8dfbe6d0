"""Numbers, registers, issuing, delivery, and what happens to a plan afterwards."""
