# 一个程序管多个乡镇时，对系统管理员说的话。

fault-town-name = 乡镇文件夹的名称应不超过 {$longest} 个汉字
mend-town-name = 把文件夹的名称改短

cli-no-towns = 打不开乡镇文件夹 {$folder}（{$reason}）。
cli-towns-empty = {$folder} 里没有乡镇：每个乡镇一个子文件夹，里面放 config.yaml 和写有 BIHUAN_TOKEN 的 .env。
cli-towns-poll = 一个程序管多个乡镇时由程序自己取消息，请去掉 BIHUAN_WEBHOOK_URL。
cli-town-migrated = {$town}：数据库已升级到 {$revision}
cli-town-newest = {$town}：数据库已是最新（{$revision}）
cli-town-failed = {$number} {$town}：没办成，原因见上；其余乡镇继续
cli-towns-done = {$count} 个乡镇，办成 {$done} 个。
cli-towns-failed = 没办成的：{$towns}。改好后再运行一次，已办成的不会重做。

where-town-token-twice = BIHUAN_TOKEN
mend-town-token-twice = 给这个乡镇换一个机器人的令牌
where-town-database-twice = BIHUAN_DATABASE_URL
mend-town-database-twice = 去掉 .env 里的 BIHUAN_DATABASE_URL，或改成这个乡镇自己的
where-town-files-twice = files.store
mend-town-files-twice = 在 config.yaml 里给这个乡镇写一个自己的存放位置

log-town-working = 已开始工作。
log-town-changed = 配置有改动，正在重新启动。
log-town-ended = 已停止。
log-town-settings-faulty = ✗ {$where}：{$met}。{$expected}；{$mend}。改好前其他乡镇照常工作。
log-town-token-twice = 与 {$other} 用的是同一个机器人，未启动。一个机器人只能给一个乡镇用。
log-town-database-twice = 与 {$other} 用的是同一个数据库，未启动。每个乡镇要有自己的数据库。
log-town-files-twice = 与 {$other} 的附件存在同一个地方，未启动。每个乡镇的附件要分开存放。
log-town-token-refused = Telegram 不认可这个令牌（BIHUAN_TOKEN），未启动。请核对该乡镇文件夹里的 .env。
log-town-not-migrated = 数据库还没有建好或升级，未启动。请运行 bihuan migrate --towns，办好后会自动启动。
log-town-failed = 出了故障，稍后自动重新启动，其他乡镇照常工作。（{$reason}）
log-towns-unreadable = 打不开乡镇文件夹 {$folder}（{$reason}），已在工作的乡镇照常工作。
