"""What administrators send to keep the catalogues, turned into clean arguments for services."""
