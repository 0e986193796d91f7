"""Which firms and jobseekers are owed help with work? Employment policies of Chongqing."""

TITLE = "就业创业"
TITLE_EN = "Employment"
