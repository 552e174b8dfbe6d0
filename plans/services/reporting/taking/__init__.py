"""Tables that take too long for a request, made in the background for the person who asked."""
