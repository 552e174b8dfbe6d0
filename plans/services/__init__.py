"""The verbs: every write is one function, one transaction, one audit row, and asks the rules first."""
