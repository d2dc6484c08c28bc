# 应急突击队：应有多少人、有多少人、聊天里能叫到谁

squad-gone = 该突击队已不在花名册中，请重新打开 /squad
squad-none = 花名册里还没有您能查看的突击队。请系统管理员在“突击队”“职务”表里填好后导入。
squad-list-head = 🚒 <b>应急突击队</b>（{ $count } 支）：现有/应有，聊天可达
squad-list-line = · { $squad } { $have }/{ $needed } 人，可达 { $reachable } 人
squad-head = 🚒 <b>{ $squad }</b>
squad-figures = 应有 { $needed } 人，现有 { $have } 人，聊天可达 { $reachable } 人
squad-lacking = ⚠️ 还缺 { $count } 人，请补充后报应急管理站更新花名册
squad-gathering = 集结点：{ $place }
squad-line = { $number }. { $name } { $about }
squad-party = 党员
squad-stands-in = { $name } 的 B 角
squad-joined = 聊天中加入
squad-not-logged-in = ⚠️ 未登录
squad-unreachable = ⚠️ 发不到
squad-all-in = 全部队员都已登录。
squad-nobody = 花名册里还没有队员。
squad-pin = { $squad }集结点：{ $place }
squad-no-pin = 花名册里没有填集结点的位置
squad-tab-all = 全部
squad-tab-out = 未登录
squad-button-pin = 📍 集结点位置
squad-button-list = ◀ 全部突击队

## 凭群里的邀请登录、入队

join-button = 登录并加入
join-invitation =
    还没有登录的{ $squad }队员，请点下方“登录并加入”，在私聊里共享本人手机号登录。
    登录后才收得到集结、点名等通知。已登录的不用再点。
join-gone = 这个邀请已失效。请到突击队群里点最新的邀请，或与队长联系。
join-in = ✅ 您已登录，是{ $squad }的队员。集结、点名等通知会发到这里。
join-asked = 您不在{ $squad }的花名册里，已请队长确认。同意后会在这里通知您。
join-waiting = 您加入{ $squad }的申请正在等队长确认，不用再点。
join-turned-away = 您加入{ $squad }的申请前几天没有获得同意。如有疑问，请与队长联系。
join-request = { $name }（{ $posts }）申请加入{ $squad }。此人在花名册里，但不在本队，是否同意？
join-button-agree = ✅ 同意加入
join-button-refuse = ✖️ 不同意
join-you-agreed = ✅ 已同意 { $name } 加入{ $squad }，并已通知本人。请报应急管理站补进花名册。
join-you-refused = 已答复：不同意 { $name } 加入{ $squad }。
join-let-in = ✅ 队长已同意，您已加入{ $squad }。集结、点名等通知会发到这里。
join-not-let-in = 您加入{ $squad }的申请没有获得同意。如有疑问，请与队长联系。
join-taken-out = 您已被移出{ $squad }。如有疑问，请与队长联系。
join-request-gone = 该申请已不存在
join-decided = 该申请已答复：{ $agreed ->
    [yes] 同意加入
   *[no] 不同意加入
}
squad-button-invite = 📨 在群里发登录邀请
squad-invited = 登录邀请会发到群“{ $title }”
squad-invited-already = 10 分钟内已发过邀请，请稍后再发
squad-no-group = 本队还没有绑定群聊，请发送 /groupcode 领取绑定码
squad-button-asked = 📝 入队申请（{ $count }）
join-nobody-asks = 没有待答复的入队申请
squad-button-joined = 移出聊天中加入的队员（{ $count }）
squad-out-which = 移出哪一位？花名册里的队员请通过花名册调整。
squad-out-done = 已移出 { $name }，并已通知本人。
squad-out-already = 此人已不是聊天中加入的队员

## 群成员与花名册核对

squad-button-group = 👥 群成员核对
membership-head = 👥 <b>{ $squad }</b>：群“{ $title }”与花名册核对
membership-here = 花名册 { $all } 人，已确认在群 { $here } 人
membership-people = 群里共 { $count } 个成员（含机器人）
membership-absent = ❌ <b>花名册有、群里没有（{ $count }）</b>：{ $names }
membership-unseen = ❔ <b>还没核对（{ $count }）</b>：{ $names }
membership-out = ⚠️ <b>没有登录，无法核对（{ $count }）</b>：{ $names }
membership-others = ❗ <b>群里有、不是本队（{ $count }）</b>：{ $names }
    没有登录的队员也会列在这里，请先让他们登录，再核对。
membership-agrees = ✅ 群成员与花名册一致。
membership-counted = 核对时间：{ $at }
membership-not-admin = ⚠️ 机器人还不是群管理员，收不到进群、退群的消息。请群主打开群资料→编辑→管理员→添加管理员，选本机器人，权限只留“邀请用户”一项即可。
membership-more = 另 { $count } 人
membership-stranger = 未登录账号“{ $name }”
membership-former = { $name }，已不在花名册
membership-nameless = 无名
membership-button-count = 🔄 重新核对
membership-button-back = ◀ 返回
membership-counting = 正在向 Telegram 核对，结果稍后发给您
membership-counted-already = 刚刚核对过，请 1 分钟后再试
membership-news = 👥 <b>{ $squad }</b>群“{ $title }”有变动
membership-left = 退群的队员（{ $count }）：{ $names }
membership-came = 新进群或刚在群里发言、不是本队的（{ $count }）：{ $names }。是队员的，请让其点群里的“登录并加入”；不是的，请移出群
group-make-admin = 请群主把本机器人设为群管理员（权限只留“邀请用户”一项即可），队员进群、退群才能及时告诉队长。
