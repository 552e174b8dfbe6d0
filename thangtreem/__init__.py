"""The project around the app: settings, addresses and start-up, no domain."""
