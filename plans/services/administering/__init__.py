"""Keeping the catalogues: units, posts and roles, agencies, legal documents, campaigns with themes and slogans."""
