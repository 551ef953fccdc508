"""What a header says (TEI 2), as typed `Metadata`.

`reading` is the way in. `titles`, `contributors`, `publication`, `imprint`,
`identifiers`, `correspondence`, `changes`, `declarations` and `sources` each
read one part of it; `description` and `blocks` divide what is told at length
into paragraphs, `manuscripts` and `witnesses` what is told of these;
`telling` and `telling_apart` put its elements into words; `twins` chooses
among several languages.
"""
