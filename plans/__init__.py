"""The one application: plans of the children's action month, from draft to issued document."""
