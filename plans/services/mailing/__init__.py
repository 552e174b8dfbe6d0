"""Letters: what waits to be sent, in the background, so that no action ever waits for a mail server."""
