# The two cards that are printed on A4: the title of each field. An empty field has a line to write on.

leaflet-number = No. { $code }
leaflet-home = Household
leaflet-members = Members
leaflet-danger = The danger
leaflet-escape = Warning and way out
leaflet-helper = Helper
leaflet-phone = Phone
leaflet-people = { $people }{ $vulnerable ->
    [0] {""}
   *[other] , { $vulnerable } of them need help
}
leaflet-age = Age
leaflet-hazard-name = Dangerous place
leaflet-monitor = Head of monitoring
leaflet-signaller = Gives the signal
leaflet-shelter = Shelter
leaflet-shelter-place = Place of the shelter
leaflet-head = Head
leaflet-medical = Medical unit
leaflet-issuer = Issued by
leaflet-signed = Signature of the householder:
leaflet-stamped = Issuing unit (stamp):
leaflet-day = Date:
leaflet-copy-household = First copy: household
leaflet-copy-village = Second copy: village
leaflet-copy-issuer = Third copy: issuing unit
leaflet-scan = Staff scan this to open the household
leaflet-place = Place
leaflet-threatens = Whom it threatens
leaflet-threatened = { $count } households{ $homes ->
    [0] {""}
   *[other] ; in the register { $homes } with { $people } people
}
leaflet-watch = Monitoring
leaflet-orders = Orders the move
leaflet-units = Units in an emergency
leaflet-issued = Issued to
leaflet-holder = Holder
leaflet-held = Holder (received):
leaflet-copy-issuer-of-point = First copy: issuing unit
leaflet-copy-holder-of-point = Second copy: holder
leaflet-scan-point = Scan to open this risk point
