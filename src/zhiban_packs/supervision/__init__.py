"""Which payments of a fund should somebody look at, and why? Watches only: nobody is accused."""

TITLE = "基金监督"
TITLE_EN = "Supervision of the funds"
