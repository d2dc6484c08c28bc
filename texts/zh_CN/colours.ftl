# 预警等级：由应急管理站设定，生效期间责任事项加密，解除后恢复。

menu-colour = 🚦 预警等级
menu-colour-what = 设定、解除预警等级，责任事项随之加密
colours-none = 🚦 <b>预警等级</b>：目前没有生效的预警。
colours-head = 🚦 <b>预警等级</b>：{ $count } 个生效中
colours-how = 设定新的预警等级，请选颜色：
colour-new = { $mark } { $colour }
colour-draft = { $mark } 准备设定<b>{ $colour }预警</b>
colour-reach = 范围：{ $lines ->
    [all] 全部条线
   *[other] { $lines }
}；{ $villages ->
    [all] 全镇
   *[other] { $villages }
}
colour-denser = 加密：{ $what }{ $line ->
    [no] {""}
   *[other] （{ $line }预警）
}，{ $each ->
    [day] 每日
    [week] 每周
    [month] 每月
    [quarter] 每季度
    [half_year] 每半年
   *[year] 每年
} { $times } 次
colour-denser-none = 配置中没有在此预警下加密的责任事项，只作记录。
colour-draft-how = 点“立即生效”后开始，直到解除。范围不对请先选条线、村社。
colour-lines = 选条线
colour-villages = 选村社
colour-set = ✅ 立即生效
colour-drop = 放弃
colour-back = ← 返回
colour-lines-head = 请选预警的条线，可多选。
colour-villages-head = 请选预警的村社，可多选。
colour-every-line = 全部条线
colour-whole-town = 全镇
colour-choice = { $chosen ->
    [yes] ☑️ { $name }
   *[no] { $name }
}
colour-lift = 解除{ $colour }预警
colour-lifted = 已解除。未到期的加密事项不再要求，已逾期和未履行的保留。
colour-is-set = 已生效，加密的责任事项正在生成。
colour-still = 🚦 预警等级是否仍然有效？
colour-still-how = 已结束请点下方解除；仍有效则不用操作，{ $hours } 小时后再提醒。
colour-gone = 这次设定已经生效或已放弃，请重新输入 /colour。
colour-lifted-before = 这个预警等级已经解除。
