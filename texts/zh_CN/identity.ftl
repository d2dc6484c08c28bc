# 登录、登录码、群绑定

identity-scanned =
    您扫的是<b>{ $town }应急管理站</b>给工作人员登记用的码，里面的信息不对外显示。您家的路线、安置点、联系人都印在卡片上，请照卡片做。
    <b>有险情请直接拨打：{ $call }</b>
    您是工作人员的，请点下方“📱 共享我的手机号”登录，再扫一次。
identity-hello =
    您好，这里是<b>{ $town }应急管理站“闭环”</b>：发现隐患、险情，拍照就能报，办理进展随时能查。
    请点下方“📱 共享我的手机号”登录；手机号对不上的，向应急管理站要 6 位登录码，直接发到这里。
    咨询：{ $call }
identity-share = 📱 共享我的手机号
identity-refused =
    抱歉，本机器人只为镇、村应急人员服务，您还没有登录，刚才的内容没有收下。
    请点下方“📱 共享我的手机号”，或发送 6 位登录码。
    <b>有险情请直接拨打：{ $call }</b>
identity-sos =
    🆘 <b>请马上拨打：{ $call }</b>
    再把<b>什么地方、出了什么事、有没有人受困</b>发到这里，文字、语音、照片、位置都行，应急管理站马上就能看到。
identity-heard =
    您还没有登录，或职务已变动，刚才的内容没有收下，但已转告应急管理站。请保持手机畅通。
    <b>请马上直接拨打：{ $call }</b>
    登录请点下方“📱 共享我的手机号”，或发送 6 位登录码。
identity-no-entry = 您还没有登录，或职务已变动，不能使用此按钮。请联系：{ $call }
identity-not-your-contact =
    这不是您本人的手机号。请点下方“📱 共享我的手机号”，不要转发别人的名片。
    今天还可以试 { $left } 次。如需帮助：{ $call }
identity-unknown =
    花名册里没有这个手机号，或登录码不对、已用过、已过期。
    请联系应急管理站核对，或索取登录码：{ $call }
    今天还可以试 { $left } 次。
identity-no-post = 您在花名册中，但目前没有登记职务，暂时不能使用。请联系应急管理站：{ $call }
identity-locked = 今天的尝试次数已用完，请明天再试，或联系应急管理站：{ $call }
identity-post-lines = { $post }，分管 { $count } 条线：{ $lines } 等
identity-welcome = <b>{ $name }</b>，您好！您的职务：
identity-post = · { $post }
identity-code-again = 您已经登录，不用再发登录码。要上报，发照片、位置或几句话就行。
identity-code-of-another = 这个登录码是发给别人的，已经作废，在任何手机上都不能再用。请让本人重新要一个。您已经登录，不用登录码。
identity-already = { $name }，您已经登录，不用再发手机号。

## 登录码

code-ask = 要给谁发登录码？请发送对方的手机号或姓名。取消请发 /cancel。
code-nobody = 花名册里没有找到“{ $wanted }”。请检查手机号或姓名，再发一次；取消请发 /cancel。
code-several = “{ $wanted }”有多个人，请选择：
code-person = { $name } { $phone } { $post }
code-issued =
    { $name } 的登录码：<code>{ $code }</code>
    { $until } 前有效，只能用一次。
    请当面或打电话告诉本人，不要发到群里。本人打开机器人，直接发送这 6 位数字即可。
code-leader = 镇、站领导的登录码只能由站长、常务副站长、副站长发放，或由系统管理员在服务器上发放。请让领导直接共享本人手机号登录。

## 群绑定

groupcode-ask = 要绑定的是什么群？
groupcode-for = { $whose ->
    [no] { $purpose }群
   *[other] { $purpose }群：{ $whose }
}
groupcode-whose = 是哪一个{ $purpose }的群？
groupcode-issued =
    “{ $whose }”的群绑定码：<code>{ $code }</code>（{ $until } 前有效）
    <b>还没进群</b>：点下方按钮，选好群，自动绑定。
    <b>已经在群里</b>：点键盘上的“👥 选群绑定”。
    <b>都点不了</b>：把机器人拉进群，在群里发送 <code>/bind { $code }</code>
groupcode-add = ➕ 把机器人加进群并绑定
groupcode-choose = 机器人已经在群里的，点下方“👥 选群绑定”。不绑了，点“⌨️ 菜单”。
groupcode-button-choose = 👥 选群绑定
groupcode-bound = ✅ 群“{ $title }”已绑定为“{ $whose }”，今后有关通知会发到群里。
group-hello =
    大家好，我是应急管理“闭环”机器人，只转发与本群有关的通知，不看群里的聊天。
    请管理人员私聊我发送 /groupcode 领取绑定码，再在本群发送 /bind 绑定码。
group-bound = ✅ 本群已绑定为“{ $whose }”。今后有关通知会发到这里。
group-taken = ⚠️ 群“{ $title }”原来绑定为“{ $was }”，现在由{ $by }改绑为“{ $whose }”。“{ $was }”的通知不再发到这个群。如果弄错了，请马上重新绑定或联系应急管理站。
group-one-more = ℹ️ { $by }把群“{ $title }”也绑定为“{ $whose }”，今后“{ $whose }”的通知两边都发。如果不该绑定，请联系应急管理站。
group-anonymous = 请先关闭“匿名管理员”，用本人身份再发一次。
group-stranger = 您还没有登录。请先私聊我登录，再到群里绑定。如需帮助：{ $call }
group-code-missing = 请在 /bind 后面写上 6 位绑定码。没有绑定码的，请私聊我发送 /groupcode 领取。
group-help =
    我是应急管理“闭环”机器人，{ $whose ->
        [no] 本群还没有绑定，请管理人员私聊我发送 /groupcode 领取绑定码
       *[other] 只在本群转发与{ $whose }有关的通知
    }，不看群里的聊天。
    上报、签收、办理，请点我的头像打开私聊。有险情请直接拨打：{ $call }
group-heard = 📌 已转告应急管理站。要补充照片、位置，请到与本机器人的私聊里发。
group-sos =
    🆘 <b>险情已报应急管理站：{ $number }</b>
    👉 照片、位置请到与本机器人的私聊里接着发。
group-press = 请到与本机器人的私聊里操作：点我的头像，再点“发消息”
group-demoted = ⚠️ 机器人在群“{ $title }”里已不是管理员
error-group-owner-gone = 该单位、村社或突击队已不在花名册中，请重新选择。
