"""The monthly pension of the residents' scheme."""
