# Outlines of villages and grids (GeoJSON): import and check.

outline-file-large = The file is too large: { $limit } MB at most.
outline-file-unreadable = This file cannot be read. Please export GeoJSON (UTF-8), one feature for each village or grid.
outline-file-much = More than { $features } features or { $corners } corners. Please simplify the outlines or import several files.
outline-no-polygon = not a polygon with at least three different corners
outline-nowhere = the coordinates are out of range; longitude comes first
outline-elsewhere = not in the township; please check the coordinate system and the order of longitude and latitude
outline-unknown = the roster has no such code or name
outline-several = several of this name; please give the code or the village
outline-twice = twice in the file; only the first one counts
outline-open = the outline is not closed; it is closed by a straight line
outline-crossing = the outline crosses itself; it was repaired
outline-overlap = overlaps { $other } by { $hectares } ha
outline-beyond = { $hectares } ha lie beyond { $other }
check-outline = outline of { $place }
check-outlines-lack = Without an outline: { $villages } villages, { $grids } grids. A pin finds its grid by outlines only
fault-outline = an outline that is closed, does not cross itself or another, and a grid within its village
mend-outline = correct the outline, then run bihuan outlines import
cli-outline = Feature { $at }  { $verdict ->
    [new] new
    [changed] changed
   *[refused] not imported
}: { $about }{ $why ->
    [no] {""}
   *[other] { " " }({ $why })
}
cli-outlines-count = New { $new }, changed { $changed }, the same { $same }, not imported { $refused }.
cli-outlines-next = Imported. Run bihuan check to see whether outlines overlap or are open.
