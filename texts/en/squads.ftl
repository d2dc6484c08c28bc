# Squads: how many there must be, how many there are, whom chat reaches

squad-gone = This squad is no longer on the roster; please open /squad again
squad-none = There is no squad on the roster that you may see. The operator fills in the squads and posts sheets and imports them.
squad-list-head = 🚒 <b>Squads</b> ({ $count }): people of those needed, within reach of chat
squad-list-line = · { $squad } { $have }/{ $needed }, { $reachable } within reach
squad-head = 🚒 <b>{ $squad }</b>
squad-figures = Needs { $needed } people, has { $have }, chat reaches { $reachable }
squad-lacking = ⚠️ { $count } people are missing; please find them and have the station bring the roster up to date
squad-gathering = Gathering place: { $place }
squad-line = { $number }. { $name } { $about }
squad-party = party member
squad-stands-in = stands in for { $name }
squad-joined = joined by chat
squad-not-logged-in = ⚠️ not logged in
squad-unreachable = ⚠️ out of reach
squad-all-in = Everybody has logged in.
squad-nobody = There is nobody on the roster yet.
squad-pin = Gathering place of { $squad }: { $place }
squad-no-pin = The roster has no place on the map for it
squad-tab-all = All
squad-tab-out = Not logged in
squad-button-pin = 📍 Gathering place
squad-button-list = ◀ All squads
