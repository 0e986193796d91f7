"""智办 · 办件台: the office of zhiban. A finding becomes an owned case; no rule is judged here.

The desk reads the library; the library never reads the desk. Each app is one concept: `audit` (what
happened), `accounts` (who works here), `rights` (who may do what, where), `cases` (what is to be
done, by whom, by when), `web` (what a person sees).
"""
