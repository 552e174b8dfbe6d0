"""One sentence of the parent's plan in, the same sentence as the child would write it out."""
