"""The monthly pension of the employees' scheme."""
