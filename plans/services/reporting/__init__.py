"""Reports: rounds opened, forms filled, filed, reviewed, followed up and added up."""
