# The default checklists, for lines that have none in config.yaml.

patrol-asks-general-state = Is anything on the spot different from usual?
patrol-asks-general-signs = Are the warning signs whole and legible?
patrol-asks-general-measures = Are the protective measures in place?
patrol-asks-general-people = Is anybody threatened, or inside without permission?
patrol-asks-general-contact = Are the person in charge and the telephone number posted?

patrol-asks-traffic-signs = Are signs and markings complete and clear?
patrol-asks-traffic-surface = Is the surface free of collapse, holes, water and ice?
patrol-asks-traffic-guardrail = Are guardrails and barriers whole?
patrol-asks-traffic-slope = Does the roadside slope show rockfall or sliding?
patrol-asks-traffic-sight = Is the view clear and the lighting in order?

patrol-asks-fire-exits = Are escape routes and exits clear?
patrol-asks-fire-equipment = Do extinguishers and hydrants work?
patrol-asks-fire-wiring = Is the wiring free of makeshift or worn lines?
patrol-asks-fire-charging = Are electric bicycles parked and charged as allowed?
patrol-asks-fire-storage = Are flammables and gas cylinders stored properly?

patrol-asks-industry-machines = Are guards and safety devices of machines whole?
patrol-asks-industry-permits = Do hot work, work at height and in confined spaces have permit and watch?
patrol-asks-industry-chemicals = Are hazardous chemicals and dust under control?
patrol-asks-industry-training = Are workers trained and certified?
patrol-asks-industry-exits = Are exits and escape routes clear?

patrol-asks-construction-scaffold = Are scaffolds and formwork stable?
patrol-asks-construction-pit = Are pit and slope supports free of deformation and seepage?
patrol-asks-construction-crane = Are cranes inspected and run by certified people?
patrol-asks-construction-edges = Are edges and openings protected?
patrol-asks-construction-helmets = Do workers wear helmets and harnesses?

patrol-asks-environment-discharge = Is there unusual discharge of water or gas?
patrol-asks-environment-facilities = Do the treatment facilities work?
patrol-asks-environment-waste = Is waste stored properly, with nothing dumped?
patrol-asks-environment-water = Are nearby waters and the air as usual?
patrol-asks-environment-burning = Is anything burnt in the open?

patrol-asks-city-gas = Are gas pipes and regulators free of leaks and buildings on top?
patrol-asks-city-manholes = Are all manhole covers there and whole?
patrol-asks-city-boards = Are billboards, signs and lamp posts firm?
patrol-asks-city-pipes = Are water pipes and drains free of bursts and blockage?
patrol-asks-city-repairs = Are roadworks fenced and signed?

patrol-asks-special-equipment-licence = Are registration and inspection marks valid?
patrol-asks-special-equipment-operators = Are the operators certified?
patrol-asks-special-equipment-safety = Do safety fittings, limits and emergency stops work?
patrol-asks-special-equipment-log = Are checks and maintenance on record?
patrol-asks-special-equipment-notice = Are safety rules and the rescue number posted?

patrol-asks-electricity-wires = Are lines free of sagging, damage and broken strands?
patrol-asks-electricity-poles = Are poles and stays upright and tight?
patrol-asks-electricity-clearance = Is the space below free of trees, buildings and piles?
patrol-asks-electricity-transformer = Are transformers and boxes whole and locked?
patrol-asks-electricity-signs = Are the warning signs complete?

patrol-asks-education-health-exits = Are escape routes and exits clear?
patrol-asks-education-health-kitchen = Are kitchen hygiene and food samples in order?
patrol-asks-education-health-fire = Does the fire equipment work?
patrol-asks-education-health-building = Are buildings, walls and railings free of cracks and firm?
patrol-asks-education-health-guard = Is the gate guarded and are visitors registered?

patrol-asks-flood-dam = Are dam and banks free of cracks, seepage and slides?
patrol-asks-flood-spillway = Are spillway, flood ditches and gates clear?
patrol-asks-flood-level = Is the water below the permitted level?
patrol-asks-flood-stock = Are flood supplies and access roads ready?
patrol-asks-flood-warning = Do warning devices and route signs work?

patrol-asks-geology-cracks = Are cracks in ground and walls unchanged?
patrol-asks-geology-rocks = Is there no rockfall or small slide?
patrol-asks-geology-water = Is there no seepage at the foot, and no change of springs?
patrol-asks-geology-drainage = Are the drainage ditches clear?
patrol-asks-geology-signs = Are warning signs, monitoring marks and the escape route in order?

patrol-asks-forest-fire-fires = Is there no open fire, burning or ritual fire?
patrol-asks-forest-fire-belt = Are fire belt and ground fuel cleared?
patrol-asks-forest-fire-guards = Are checkpoints and forest guards at their posts?
patrol-asks-forest-fire-tools = Are fire tools and water points usable?
patrol-asks-forest-fire-signs = Are fire bans posted and known?

patrol-asks-earthquake-buildings = Are buildings free of cracks and tilt?
patrol-asks-earthquake-shelter = Can the shelter be used at once?
patrol-asks-earthquake-stock = Are supplies complete and in date?
patrol-asks-earthquake-route = Are escape routes and signs in order?
patrol-asks-earthquake-hanging = Are hanging and attached parts firm?

patrol-asks-weather-wind = Are greenhouses, billboards and sheds secured?
patrol-asks-weather-lightning = Is the lightning protection whole?
patrol-asks-weather-ice = Are roads and bridges free of snow and ice?
patrol-asks-weather-shelter = Can people take shelter?
patrol-asks-weather-warning = Do loudspeakers and warning devices work?
