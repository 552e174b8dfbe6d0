"""How people come in, what they may do there from when to when, and how they hand their work over."""
