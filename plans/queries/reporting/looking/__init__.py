"""What charts and tables to take away are made from: figures of many units and years, a constant number of queries."""
