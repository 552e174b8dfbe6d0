"""The screens of numbering, issuing and what follows."""
