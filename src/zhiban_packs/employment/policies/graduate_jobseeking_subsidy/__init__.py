"""Which students in need get a lump sum for looking for work in their last school year?"""
