"""Who gets a warm meal? A pack outside the tree, made up for the tests."""
