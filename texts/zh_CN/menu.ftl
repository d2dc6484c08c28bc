# 主菜单、帮助、语言、取消

## 菜单按钮：第一个词前面的符号之后，就是可以直接打字的口令

menu-report = 📝 上报
menu-sos = 🆘 险情一键上报
menu-my = 📋 我的事项
menu-today = 📅 今日待办
menu-queue = 📥 待办
menu-tasks = 📌 任务
menu-orders = 📜 上级指令
menu-duty = 🗓 值班表
menu-squad = 🚒 突击队
menu-rostercheck = 📋 花名册体检
menu-undelivered = 📵 联系不上
menu-county = 📤 县级报送
menu-digest = 📊 晨报
menu-parked = 🧰 异常消息
menu-code = 🔑 登录码
menu-groupcode = 👥 绑定群
menu-help = ❓ 帮助
menu-lang = 🌐 语言
menu-cancel = ✖️ 取消
menu-more = ➕ 更多
menu-menu = ⌨️ 菜单
menu-location = 📍 发送我的位置
menu-placeholder = 发照片、位置或文字

## 命令说明（显示在 Telegram 的命令列表里）

menu-report-what = 上报隐患或险情
menu-sos-what = 有人员生命危险，立即上报
menu-my-what = 我上报和关注的事项
menu-today-what = 今天到期和逾期的事项
menu-queue-what = 应急管理站待办
menu-tasks-what = 本单位的任务
menu-orders-what = 登记、查看上级指令
menu-duty-what = 谁在值班，签到、交班、换班
menu-squad-what = 突击队有多少人、谁还没登录
menu-rostercheck-what = 花名册还缺什么，谁从未登录
menu-undelivered-what = 要打电话的人：没送达、没答复的
menu-county-what = 险情报县里：初报、续报、核报
menu-digest-what = 查看今天的晨报，开启或关闭推送
menu-parked-what = 没能自动处理的消息
menu-code-what = 为人员发放登录码
menu-groupcode-what = 把工作群绑定好，通知发到群里
menu-more-what = 其他全部功能
menu-menu-what = 显示下方按钮
menu-start-what = 登录、开始使用
menu-help-what = 怎么用
menu-lang-what = 切换语言
menu-cancel-what = 取消正在填写的内容

menu-more-head = <b>更多功能</b>，点命令打开，也可以直接打名称：
menu-more-line = /{ $command } { $label }：{ $what }

menu-home = 发照片、位置、语音或文字，就能上报。也可以点下方按钮。
menu-home-station = 点“📥 待办”研判、交办、销号。发照片、位置、语音或文字，也能上报。
menu-home-leader = 点“📌 总览”看正在发生的事、哪里逾期、该给谁打电话。发照片、位置、语音或文字，也能上报。
menu-home-unit = 点“📌 任务”签收、反馈。发照片、位置、语音或文字，也能上报。
menu-unknown = 没有这个命令。请点下方按钮，或发送 /help 查看用法。
menu-button-gone = 这个按钮已失效，请从菜单重新进入。
menu-window-gone = 这一页已过期，请从菜单重新打开。

## 帮助

help-head = <b>怎么用</b>
help-report =
    <b>上报</b>：直接发照片、位置、语音或文字，先后不限。卡片会提示还缺什么，填好点“✅ 提交”。
    <b>有人员生命危险</b>：点“🆘 险情一键上报”，先报出去，再补材料。
    <b>补照片</b>：提交后 30 分钟内直接发，会自动并入刚报的事项；以后再补，回复那条消息即可。
    <b>写错了</b>：编辑原消息，会自动更正。
    <b>查进展</b>：点“📋 我的事项”（/my），或发送事项编号。
    <b>退出</b>：随时发送 /cancel。
help-today = <b>到期事项</b>：点“📅 今日待办”，今天到期和已逾期的都在里面，点开就能办。
help-county = <b>县级报送</b>：发送 /county，看哪些险情还要报县里、几点前报；在事项卡片上也能写初报、续报、零报告、核报。有人死亡、失踪或引起舆情，先打电话。
help-digest = <b>晨报、周报</b>：每天早上和每周一推送；随时发送 /digest 查看、开启或关闭。
help-station =
    <b>应急管理站</b>：点“📥 待办”研判、交办、核验、销号；点“📵 联系不上”，给没收到、没答复的人打电话；发送 /orders 登记县里来文。
    没能自动处理的消息：/parked。
help-unit = <b>责任单位</b>：点“📌 任务”签收、反馈。办不完可申请延期，不属本单位的请及时拒收并写明原因。
help-leader = <b>领导</b>：点“📥 待办”查看各事项进展。
help-verify = <b>核验</b>：收到核验通知后到现场看，拍照后点“核验”或“退回”。参与处置的人不能核验。
help-codes = <b>登录码</b>：有人进不来，发送 /code 手机号（或姓名）发放，30 分钟内有效。
help-squad = <b>突击队</b>：点“🚒 突击队”，看应有、现有多少人，聊天里能叫到多少人，谁还没登录。
help-rostercheck = <b>花名册体检</b>：发送 /rostercheck，看还缺哪些人、谁从未登录，可下载 Excel。
help-reachtest = <b>联络测试</b>：发送 /reachtest，看一旦有事聊天能找到谁，一键测试；联系不上的人在 /mend 里督促解决。
help-groups = <b>绑定群</b>：发送 /groupcode，按提示选群，一点就绑好；也可以到群里发 /bind 绑定码。
help-command = /{ $command } { $label }
help-commands = <b>您的全部命令</b>{ $commands }
help-foot = 切换语言：/lang。机器人用不了时，请拨打：{ $call }

## 语言

lang-name = 中文
lang-ask = 请选择语言 / Choose your language
lang-set = 已切换为中文。

## 取消

cancel-nothing = 现在没有正在填写的内容。
cancel-question = 已退出。
cancel-report = 已取消这份上报，内容没有提交。
cancel-undo = ↩️ 恢复这份上报
cancel-shelved = 已退出“{ $kind }”。填好的内容还在，从原事项点进去可以接着填。
cancel-ahead = 已结束补充。险情已经报出，不会撤回；如有变化，请到“我的事项”补充。

menu-bind-what = 绑定本群：/bind 绑定码
menu-description = { $town }应急管理站“闭环”：发现隐患、险情，拍照就能报，办理进展随时能查。点“开始”，用花名册登记的手机号登录。
menu-short-description = { $town }应急管理站：隐患、险情随手报，进展随时查。有生命危险先打电话。
