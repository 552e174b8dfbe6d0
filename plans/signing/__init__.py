"""PDF bytes and a signer turned into signed bytes; signed bytes into who signed what, when, and whether it holds."""
