"""Tổng hợp over HTTP: sums, their parts, what is taken away, and the report drafted from them."""
