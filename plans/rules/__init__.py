"""Who may do what, when: tables of transitions and predicates that answer with a reason."""
