"""Who may do what, where? `table` is the whole answer, as data; `areas` says what lies in what."""
