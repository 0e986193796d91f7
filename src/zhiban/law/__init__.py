"""How is law written down in figures: time, money, dated values and what they rest on?"""
