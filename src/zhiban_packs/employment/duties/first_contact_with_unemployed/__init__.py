"""The first contact with somebody newly registered as unemployed."""
