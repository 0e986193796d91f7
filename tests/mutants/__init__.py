"""Would the tests notice a slip? Small faults are put into a copy of the code, one at a time."""
