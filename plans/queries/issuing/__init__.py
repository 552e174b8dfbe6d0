"""What the screens of signing, numbering and issuing show."""
