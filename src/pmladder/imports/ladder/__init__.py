"""Ladders as people keep them, read in four steps.

1. Each format gives a common form: grids of cells (`grid`), nested data, or headed sections (`headings`); `sources`
   chooses by the name of the file, and puts the files of a folder together.
2. The shape is recognised: `headers` says how a table is laid out, `tree` what nested data hold, `headings` which
   headings are roles and which are skills.
3. Everything goes into one model of what was understood (`understood`), with what could not be read and what was left
   aside.
4. `making` turns that into a catalogue: `scale` tells levels from texts, `families` keeps different jobs apart, and
   `rungs` puts the roles of a family in order.
"""
