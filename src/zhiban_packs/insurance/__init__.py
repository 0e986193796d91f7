"""Who is insured, who drew a benefit, and who is owed one? Social insurance of Chongqing."""

TITLE = "社会保险"
TITLE_EN = "Social insurance"
