"""Who may borrow with the guarantee of the start-up loan fund, and up to how much?"""
