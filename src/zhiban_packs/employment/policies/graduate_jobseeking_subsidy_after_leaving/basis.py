"""On which document does the job-seeking subsidy after leaving rest?"""

from zhiban.language import Basis, Document

BASIS = Basis((
    Document(
        "渝人社发〔2018〕174号", "关于进一步完善就业相关扶持政策申领程序的通知",
        "重庆市人力资源和社会保障局等", "2018", "2018-01-01",
        note="见于市人力社保局2023年服务包，同时列有渝府发〔2017〕41号和财社〔2017〕164号；"
        "施行日按年度取1月1日",
    ),
))  # fmt: skip
