## 演示页面的“下一步试试”

demo-ready = 闭环演示已就绪，请在浏览器中打开：
demo-stop = 按 Ctrl+C 结束
demo-guide = 下一步试试：一处隐患的闭环
demo-seat-officer = 上湾村灾害信息员
demo-seat-duty = 应急管理站值班员
demo-seat-handler = 自然资源所经办人
demo-seat-verifier = 上湾村应急管理员
demo-seat-group = 工作群
demo-login-title = 信息员登录
demo-login = 在灾害信息员的手机上点“开始”，再点“共享我的手机号”。花名册里有这个号码，机器人就认得您。
demo-photo-title = 拍照上报
demo-photo = 点回形针发一张照片，再发定位（选上湾村），写一句“屋后山坡有裂缝，约三米长”。先后随意，卡片会告诉您还缺什么。
demo-submit-title = 提交
demo-submit = 点卡片上的“提交”，马上收到编号。真有人员危险时可一键先报，回头再补。
demo-dispatch-title = 研判交办
demo-dispatch = 值班员收到推送，点“研判”，看一看条线和等级，再按建议交办给自然资源所。
demo-accept-title = 签收
demo-accept = 自然资源所经办人点“签收”，再选多久到场。不是本单位的事，可以拒收并写明原因。
demo-feedback-title = 处置反馈
demo-feedback = 点“反馈”，发一张处置后的照片，写明做了什么，提交。没有佐证交不上去。
demo-verify-title = 现场核验
demo-verify = 核验人点“核验”，看过现场后点“核验通过”。处置过的人不能核验自己的活。
demo-close-title = 销号
demo-close = 值班员点“销号”。再看灾害信息员的手机：结果已经送到。
demo-more-title = 再试试
demo-more = 把时钟拨快一天；打开一个故障；在经办人手机上屏蔽机器人再交办一件，然后到值班员的“未送达”里看看谁没收到。
