"""What a server's process remembers from one request to the next: only what nothing changes any more."""
