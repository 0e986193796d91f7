"""Who is who? Keys of people and firms, the ledger of subject ids, and the vault of their secrets.

A subject is known everywhere else by its id alone. Here, and nowhere else, an id meets the numbers
it was found by (`keys`, `ledger`) and the names, numbers, phones and accounts of the person
(`vault`). Nothing in this package knows registers, rules or files of a supplier.
"""
