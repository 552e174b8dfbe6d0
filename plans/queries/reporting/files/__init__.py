"""What is shown of the files of a report."""
