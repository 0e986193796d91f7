"""Which founders get a lump sum for a first small business that gives others work?"""
