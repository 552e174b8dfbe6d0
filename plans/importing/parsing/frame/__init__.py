"""The frame of a document: what stands before and after the numbered parts."""
