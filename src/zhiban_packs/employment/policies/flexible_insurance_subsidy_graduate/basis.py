"""On which documents does the insurance subsidy for graduates in flexible work rest?"""

from zhiban.language import Basis, Document

BASIS = Basis((
    Document(
        "渝人社发〔2018〕174号", "关于进一步完善就业相关扶持政策申领程序的通知",
        "重庆市人力社保局 重庆市财政局 重庆市民政局", "2018", "2018-01-01",
        note="施行日没有查到，按年初使用",
    ),
    Document(
        "人社部发〔2019〕72号", "关于做好当前形势下高校毕业生就业创业工作的通知",
        "人力资源社会保障部等", "2019", "2019-01-01", note="标题凭记忆；施行日没有查到，按年初使用",
    ),
    Document(
        "", "渝中区就业补贴政策发布（每人每年6000元）",
        "渝中区人力社保局", "2026-03-19", "2026-03-19",
        note="区里的说明，市里的文件没有见到",
    ),
))  # fmt: skip
