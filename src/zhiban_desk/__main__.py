"""`python -m zhiban_desk`: the same as the command `zhiban-desk`."""

from zhiban_desk.manage import main

main()
