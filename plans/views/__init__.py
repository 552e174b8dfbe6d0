"""HTTP only: fetch by a query, ask the rules, call a service, answer."""
