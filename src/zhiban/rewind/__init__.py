"""What was told then, what is known now, and what follows for money? Proposals, never debts (G8).

days (which past days were judged) → judging (told then beside known now) → late (which row made
the difference) and received (what was really paid) → weighing (owed, overpaid, or why neither).
"""
