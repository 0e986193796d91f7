"""How do the registers of a city come in, and what shape do they have once they are in?"""
