# Word files in the layout of official papers: agenda, minutes, records, notices, ledgers, plans.
# document-field-… is the label on the paper and the name of the placeholder: letters, digits and blanks only.

document-offer = 📄 Word: { $what }
document-built-in = ⚠️ The template has a fault ({ $fault }); the built-in one was used. Please mend it, then run bihuan check.
document-failed = 📄 “{ $name }” was not made or not sent. Please press the button again; if it fails again, tell the system administrator.

## The names of the documents, and of their templates

document-agenda = Agenda
document-minutes = Minutes
document-inspection = Inspection record
document-problems = Notice of problem lists
document-points = Ledger of risk points
document-patrols = Patrols of a month
document-duties = Plan of duties

## Titles

document-drill = { " " }(drill)
document-title-agenda = { $meeting }: agenda
document-title-minutes = { $meeting }: minutes
document-title-inspection = Inspection record{ $withdrawn ->
    [yes] { " " }(withdrawn)
   *[no] {""}
}
document-title-problems = State of the seven problem lists
document-title-points = Ledger of risk points
document-title-patrols = Patrols of risk points, { $month }
document-title-duties = Plan of duties { $year }
document-meeting-quarter = Joint meeting, quarter { $quarter } of { $year }{ $part ->
    [0] {""}
   *[other] { " " }(no. { $part })
}
document-meeting-period = Joint meeting, { $year }-{ $month }{ $part ->
    [0] {""}
   *[other] { " " }(no. { $part })
}
document-meeting-extra = Extra joint meeting, { $year }-{ $month }-{ $day }
document-office = Emergency station of { $town }

## On the paper

document-day = { $year }-{ $month }-{ $day }
document-short-day = { $year }-{ $month }-{ $day }
document-time = { $day } { $hour }:{ $minute }
document-span = { $days ->
    [0] {""}
   *[other] { $days } d{ " " }
}{ $hours ->
    [0] {""}
   *[other] { $hours } h{ " " }
}{ $minutes ->
    [0] {""}
   *[other] { $minutes } min
}
document-month = { $year }-{ $month }
document-headline = { $town }: { $title }
document-label = { $label }:{ " " }
document-in-brackets = ({ $text })
document-heading = { $numeral }. { $text }
document-second = ({ $numeral }){ " " }
document-numeral = { $number }
document-none = None.
document-example = example
document-no-picture = (this photo cannot be read)
document-photos-left = { $count } more photos and files are not shown here; the system has them.
document-topic = { $number }. { $member }: { $text }{ $note }
document-late = { " " }(late{ $waits ->
    [yes] , waits for the chair
   *[no] {""}
})
document-sends = { $name }{ $who ->
    [no] {""}
   *[other] { " " }({ $who })
}
document-overdue = { " " }(overdue)
document-minutes-in-files = See the photos and files.
document-in-files = See the photos and voice messages.
document-to-station = Emergency station
document-finding-photo = { $number ->
    [0] { $caption ->
        [no] {""}
       *[other] { $caption }
    }
   *[other] Finding { $number }{ $caption ->
        [no] {""}
       *[other] : { $caption }
    }
}
document-problem-state = { $state }{ $count ->
    [0] {""}
   *[other] { " " }(measures { $done }/{ $count })
}
document-problems-overall = On { $day } the seven lists have { $open } open and { $closed } problems closed this year; { $late-count } of the open ones are overdue. This month { $new-count } were entered and { $closed-count } closed.
document-points-count = { $count } risk points on { $day }.
document-never = never
document-no-score = –
document-patrols-overall = { $month }: { $patrols } patrols, { $visited } risk points, { $faulty } faults.
document-rhythm = { $times } × every { $every ->
    [1] {""}
   *[other] { $every }{ " " }
}{ $each ->
    [day] day
    [week] week
    [month] month
    [quarter] quarter
    [half-year] half year
   *[year] year
}
document-rhythms = { $usual }{ $season ->
    [no] {""}
   *[other] ; in season { $season }
}
document-owed-by = { $owing ->
    [town] the town
    [post] { $count } leaders
    [unit] { $count } units
    [village] { $count } villages
    [grid] { $count } grids
    [risk-point] { $count } risk points
   *[line] { $count } lines
}
document-unsettled = holidays not announced yet

## Headings

document-heading-standing = Earlier resolutions and how they stand
document-heading-topics = Topics
document-heading-text = Content
document-heading-topics-heard = Topics
document-heading-resolutions = Resolutions
document-heading-inspected = What was seen
document-heading-findings = Findings
document-heading-photos = Photos
document-heading-overall = Overview
document-heading-late = Overdue problems
document-heading-others = Other open problems
document-heading-questions = Answers by line
document-heading-rules = Duties
document-heading-planned = By month

## Labels, and names of placeholders

document-field-item = item
document-field-part = part
document-field-title = Title
document-field-town = Town
document-field-office = Signed by
document-field-day = Date
document-field-number = No
document-field-held = Time
document-field-venue = Venue
document-field-place = Place
document-field-chair = Chair
document-field-purpose = Purpose
document-field-members = Members
document-field-standing = Earlier resolutions
document-field-topics = Topics
document-field-unit = Unit
document-field-units = Units
document-field-text = Text
document-field-late = Overdue
document-field-member = From
document-field-note = Note
document-field-due = Due
document-field-state = State
document-field-resolutions = Resolutions
document-field-resolution = Resolution
document-field-present = Present
document-field-excused = Excused
document-field-absent = Absent
document-field-unnoted = Not noted
document-field-photos = Photos
document-field-photos-left = Photos left out
document-field-left = Left
document-field-left-caption = Left caption
document-field-right = Right
document-field-right-caption = Right caption
document-field-record = Number
document-field-leader = Leader
document-field-companions = Companions
document-field-inspected = Day
document-field-findings = Findings
document-field-finding = Finding
document-field-handler = Handed to
document-field-case = Case
document-field-month = Month
document-field-open = Open
document-field-closed = Closed this year
document-field-red = Late
document-field-orange = Behind
document-field-yellow = Under way
document-field-blue = To accept
document-field-late-count = Overdue count
document-field-new-count = New
document-field-closed-count = Closed this month
document-field-lists = Lists
document-field-list = List
document-field-others = Other problems
document-field-problem = Problem
document-field-points = Risk points
document-field-count = Count
document-field-code = Code
document-field-name = Name
document-field-level = Level
document-field-line = Line
document-field-village = Village
document-field-patrolled = Last patrol
document-field-lines = Lines
document-field-patrols = Patrols
document-field-visited = Points
document-field-faulty = Faults
document-field-average = Mean score
document-field-questions = Questions
document-field-question = Question
document-field-normal = Normal
document-field-skipped = Not applicable
document-field-rules = Duties
document-field-planned = Planned
document-field-duty = Duty
document-field-owed-by = Owed by
document-field-rhythm = How often
document-field-basis = Basis
document-field-times = Times

## Templates (bihuan check)

check-template-other = “{ $file }” is no template and is not used. A template has one of these names: { $names }
fault-template-folder = documents.folder is a folder that exists
mend-template-folder = write the templates with bihuan documents write, or correct the path
fault-template-no-word = cannot be opened
fault-template-unreadable = a .docx file of Word
mend-template-unreadable = open it in Word and save it as a Word document (*.docx) of at most 20 MB
fault-template-syntax = a placeholder is {"{{"} name {"}}"}; what repeats begins with {"{%p for …%}"} and ends with {"{%p endfor %}"}, in narrow brackets
mend-template-syntax = compare this place with the template that bihuan documents write makes
fault-template-crowded = the paragraph of {"{%p … %}"} and the table row of {"{%tr … %}"} hold nothing else: it would vanish with them
mend-template-crowded = move the rest to the next paragraph or row
fault-template-unknown = the placeholders that may stand here: { $names }
mend-template-unknown = { $close ->
    [no] take one of them, or delete it
   *[other] did you mean “{ $close }”? Correct or delete it
}
cli-documents-written = Wrote { $count } templates and a list of their placeholders to { $folder }. Change them in Word, set documents.folder: { $folder } in config.yaml, then run bihuan check.
cli-documents-guide = The placeholders of the templates
    A placeholder stands in double braces, such as {"{{"} title {"}}"}. What repeats stands between for and endfor: keep these two lines. A placeholder that is not used does not appear in the file.
cli-documents-guide-rows = { $name } (a list; each row has: { $names })
cli-documents-guide-file = { $file }: { $names }

## Pictures to forward

picture-font-none = There is no Chinese font on this computer, so no picture can be made. Please let the system administrator install Noto Sans CJK (Debian, Ubuntu: apt install fonts-noto-cjk) or WenQuanYi, or name a font file in documents.picture_font of config.yaml. Until then, please use the CAP file, or forward the message.
picture-font-bad = The file in documents.picture_font cannot be opened or has no Chinese letters: { $file }. Please let the system administrator correct it, or delete the line to use a font of this computer.
fault-picture-font = a font file with Chinese letters (.ttf, .otf, .ttc)
mend-picture-font = correct the path, or delete documents.picture_font to use a font of this computer
check-picture-font = No Chinese font was found, so an order cannot become a picture to forward (messages and CAP files work): install Noto Sans CJK (apt install fonts-noto-cjk) or WenQuanYi, or set documents.picture_font
