"""A parent's plan, a citation or last year's plan in; a unit's first draft and what to look at in it out."""
