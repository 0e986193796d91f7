"""The monthly contact with somebody registered as unemployed."""
