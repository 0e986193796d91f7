"""How are kinds, states and reasons of cases said? In both languages."""

from __future__ import annotations

KINDS = {
    "open": ("立办", "open"), "suspend": ("暂停", "suspend"), "resume": ("恢复", "resume"),
    "withdraw": ("撤回", "withdraw"), "close": ("办结", "close"),
    "overpaid": ("多付待核", "overpaid"),
}  # fmt: skip

STATES = {
    "open": ("办理中", "open"), "reported": ("报称已办", "reported done"),
    "suspended": ("暂停", "suspended"), "withdrawn": ("已撤回", "withdrawn"),
    "dismissed": ("不办", "dismissed"), "closed": ("已办结", "closed"),
    "overpaid": ("多付待核", "overpaid"),
}  # fmt: skip

REASONS = {
    "yes": ("符合条件", "the rule says yes"),
    "no": ("现在不符合条件", "the rule says no now"),
    "unknown": ("现在未知", "it is unknown now"),
    "gone": ("发现已不在，而期限未过", "no longer found, though its time is not over"),
    "more_than_due": ("付的多于应付的", "more was paid than is due"),
    "failing": ("规则运行出错", "the rule raised"),
    "done": ("登记簿显示已经办理", "the registers say it is done"),
    "paid": ("银行回单显示已付清", "paid in full, as the bank returned it"),
    "not_paid": ("付款没有到账或已退回", "the payment did not arrive or came back"),
    "owed_more": ("应付多于已审定和已付", "more is due than was granted and paid"),
    "granted": ("已审定未付，现在不符合：由人决定", "granted and unpaid, now no: a person decides"),
    "amount": ("应付金额变了", "the sum due is another"),
    "changed": ("不办以后依据变了", "what it rests on has changed since it was dismissed"),
    "recovered": ("多付的已经平了", "what was paid too much has been settled"),
    "merged": ("主体已合并，并入较早的办件", "subjects are one now: the older case goes on"),
    "unconfirmed": ("参数凭记忆，待人确认", "a figure is known from memory only"),
    "unchecked": ("没有审定记录可查", "there are no grants to check against"),
    "shut_out": ("已享受的待遇使此项不付", "an earlier grant leaves nothing to pay"),
    "grants_unknown": ("是否已享受不清楚", "it is not known what was granted"),
    "unpriced": ("金额未定", "the amount is not known"),
    "nothing_due": ("还没有到期应付的", "nothing is due yet"),
}  # fmt: skip

HELD = {
    "brake": ("一次变动太多，待人放行", "too much changes at once: waits for a person"),
    "objection": ("有异议未决", "an objection is open"),
}  # fmt: skip
