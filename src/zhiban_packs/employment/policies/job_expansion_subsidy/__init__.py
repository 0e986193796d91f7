"""Which employers get a lump sum for hiring a graduate or a registered young person?"""
