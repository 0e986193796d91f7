"""Who was owed the unemployment allowance of 2020 to 2022, and for which months?"""
