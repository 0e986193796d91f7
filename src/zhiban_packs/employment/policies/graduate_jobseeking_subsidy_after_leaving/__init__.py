"""离校未就业高校毕业生求职创业补贴 Job-seeking subsidy after leaving: 渝人社发〔2018〕174号。"""
