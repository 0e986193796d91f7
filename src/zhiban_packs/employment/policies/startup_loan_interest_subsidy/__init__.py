"""Which borrowers get part of the interest on a guaranteed start-up loan back?"""
