"""What a document says: frozen dataclasses in plain Python that every engine, model and page speaks."""
