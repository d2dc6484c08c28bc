# 要打电话的人：一人一行

calls-none = ✅ 没有要打电话的人。
calls-head = ☎️ <b>要打电话的人</b>：{ $count } 人，共 { $matters } 件。点“☎️”取号码，打完点结果。
calls-person = { $number ->
    [0] {""}
   *[other] { $number }.{" "}
}<b>{ $name }</b>{ $about ->
    [no] {""}
   *[other] {" "}{ $about }
}{ $instead ->
    [no] {""}
   *[other] （代{ $instead }）
}
calls-why = 📵 { $reasons } · 自 { $since }
calls-matters = 📌 { $matters }{ $more ->
    [0] {""}
   *[other] {" "}等，还有 { $more } 件
}
calls-desk = 🏢 单位值班电话 { $desk }
calls-missed-times = ❌ 没打通 { $count } 次，最近 { $at }
calls-ring = ☎️ { $name }
calls-reached = { $number ->
    [0] {""}
   *[other] { $number }.{" "}
}打通了
calls-missed = 没打通
calls-another = 换人
calls-several = ☑️ 选多人一起记
calls-reached-several = ✅ 打通了 { $count } 人
calls-missed-several = ❌ 没打通 { $count } 人
calls-pick = 👉 请选打过电话的人，再点结果。
calls-instead = 👉 本人一直打不通，可以改打下面的人；打通之前，事情不会从名单上消失。
calls-hand = 改打：{ $name } { $post }
calls-noted-reached = 已记下：{ $count } 人打通了，相关事项不再催
calls-noted-missed = 已记下：{ $count } 人没打通，还在名单上
calls-noted-handed = 已改为打给另一人
calls-nothing = 这个人已经不用打电话了，名单已更新。
calls-no-number = 没有登记号码，请打单位值班电话，或改打别人。
calls-changed = 名单变了，请重新选。
calls-open = ☎️ 逐一打电话
