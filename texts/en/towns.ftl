# Said to the system administrator when one program runs many towns.

fault-town-name = the name of a town's folder has {$longest} Chinese characters at most
mend-town-name = give the folder a shorter name

cli-no-towns = The folder of towns {$folder} cannot be opened ({$reason}).
cli-towns-empty = There is no town in {$folder}: each town is a sub-folder with a config.yaml and an .env that has BIHUAN_TOKEN.
cli-towns-poll = A program of many towns fetches its messages itself: take BIHUAN_WEBHOOK_URL away.
cli-town-migrated = {$town}: the database is now at {$revision}
cli-town-newest = {$town}: the database is at the newest revision ({$revision})
cli-town-failed = {$number} {$town}: failed, the reason stands above; the other towns go on
cli-towns-done = {$done} of {$count} towns are done.
cli-towns-failed = Failed: {$towns}. Mend them and run this again; towns that are done are not done twice.

where-town-token-twice = BIHUAN_TOKEN
mend-town-token-twice = give this town the token of another bot
where-town-database-twice = BIHUAN_DATABASE_URL
mend-town-database-twice = remove BIHUAN_DATABASE_URL from the .env, or name a database of this town alone
where-town-files-twice = files.store
mend-town-files-twice = name a place of this town alone in its config.yaml

log-town-working = At work.
log-town-changed = The settings were changed; starting again.
log-town-ended = Stopped.
log-town-settings-faulty = ✗ {$where}: {$met}. Expected: {$expected}; {$mend}. The other towns go on.
log-town-token-twice = Uses the same bot as {$other}, so it was not started. A bot works for one town.
log-town-database-twice = Uses the same database as {$other}, so it was not started. Each town needs a database of its own.
log-town-files-twice = Keeps its files in the same place as {$other}, so it was not started. Each town needs a place of its own.
log-town-token-refused = Telegram does not accept the token (BIHUAN_TOKEN), so it was not started. Check the .env in the town's folder.
log-town-not-migrated = The database is missing or old, so it was not started. Run bihuan migrate --towns; the town then starts by itself.
log-town-failed = Failed and is started again soon; the other towns go on. ({$reason})
log-towns-unreadable = The folder of towns {$folder} cannot be opened ({$reason}); the towns that are at work go on.
