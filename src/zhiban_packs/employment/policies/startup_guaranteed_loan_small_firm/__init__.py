"""Which small firms may borrow with the guarantee of the start-up loan fund?"""
