"""Which pensions are owed?"""
