"""The catalogue screens: units, posts and roles, agencies, legal documents, years."""
