"""Reports of many units turned into one: figures read and judged, deadlines told, sums with where they come from."""
