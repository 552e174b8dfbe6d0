"""One command, one module; the work itself is done by `services`."""
