"""The words that headings are known by, in many languages: of chapters, contents, casts, notes."""

from __future__ import annotations

import re

ALSO_SCENES = "cena|cuadro|картина"  # or a supper, a table, a picture
# Kinds of division, in the order of their depth, with the words that begin their headings.
NUMBERED_KINDS = {
    "volume": (1, "volume|tome|tomo|band|deel|том|vol\\."),
    "book": (2, "book|livre|buch|liber|libro|livro|boek|книга"),
    "part": (3, "part|partie|theil|teil|parte|pars|часть"),
    "day": (3, "day|giornata|journée"),
    "act": (3, "act|acte|akten|akt|aufzug|atto|acto|actus|jornada|bedrijf|handling|действие"),
    "chapter": (
        4,
        "chapter|chapitre|[kc]apitel|caput|cap[ií]tulo|capitolo|hoofdstuk|глава|chap\\.|ch\\.",
    ),
    "canto": (4, "canto|gesang|chant|песнь|stave"),
    "letter": (4, "letter|lettre|brief|lettera|carta|письмо"),
    "lecture": (4, "lecture|vorlesung|leçon|lezione|lección|лекция"),
    "sermon": (4, "sermon|predigt"),
    "essay": (4, "essay"),
    "tale": (4, "tale|story|fable|novella"),
    "scene": (
        5,
        f"scene|scène|scen|szene|scena|escena|auftritt|tooneel|явление|сцена|{ALSO_SCENES}",
    ),
    "section": (6, "section|abschnitt|§"),
}
UNNUMBERED = re.compile(
    r"(?:(?:author['’]s |translator['’]s |editor['’]s )?(?:preface|foreword|introduction|note)|"
    r"preface .{0,40}|prologue|epilogue|prelude|interlude|proem|afterword|postscript|conclusions?|"
    r"appendix(?: [A-Z0-9]{1,4})?|dedication|glossary|bibliography|index|dramatis person(?:ae|æ)|"
    r"acknowledge?ments|to the (?:gentle |general )?reader|"
    r"vorwort|vorrede|vorbemerkung|vorspiel|nachspiel|zwischenspiel|einleitung|einführung|zueignung|"
    r"widmung|an den leser|prolog|epilog|nachwort|schlu(?:ß|ss)wort|anhang|"
    r"préface|avant-propos|avertissement|au lecteur|prélude|épilogue|dédicace|appendice|"
    r"pr[oó]logo|ep[ií]logo|prefacio|introducción|dedicatoria|advertencia|al lector|preludio|"
    r"apéndice|prefazione|introduzione|proemio|dedica|al lettore|conclusione|"
    r"prefácio|introdução|ao leitor|voorrede|inleiding|aan den lezer|"
    r"предисловие|введение|вступление|пролог|эпилог|послесловие|заключение|приложение)\.?",
    re.IGNORECASE,
)
KINDS = "|".join(f"(?P<{kind}>{words})" for kind, (_, words) in NUMBERED_KINDS.items())
NOT_IN_NAMES = frozenset("the a an and of in on to for or with at from chapter part book".split())
NOTES = re.compile(
    r"(?:foot|end)?notes?|notes and references|anmerkungen|fu(?:ß|ss)noten|noten|notas|note", re.I
)
CONTENTS = re.compile(
    r"(?:table of )?contents|inhalt(?:sverzeichnis)?|inhoud|table des matières|sommaire|"
    r"[ií]ndice|sommario|содержание|оглавление|list of illustrations",
    re.IGNORECASE,
)
CAST = (
    r"dramatis person(?:ae|æ|a)|(?:(?:the|list of) )?(?:characters|persons|people|cast)"
    r"(?: (?:of|in) the (?:play|drama|dialogue|comedy|tragedy)| represented| of characters)?|"
    r"(?:handelnde )?person(?:en|nages|aggi|ages|ajes|agens|as|er|erne|ae|æ)|acteurs|actores|"
    r"interlocutori|interlocuteurs|interlocutores|действующие лица|лица"
)
OF_DIALOGUE = (
    r"(?:the )?(?:persons|characters|speakers) (?:of|in) the (?:dialogue|play|drama)|"
    r"dramatis person(?:ae|æ|a)|interlocut(?:ors|ori|eurs|ores)|действующие лица"
)
END = "the end|f ?i ?n ?i ?s|fine?|ende|curtain|rideau|vorhang|sipario|tel[oó]n|занавес|конец"
WORKS = "play|poem|comedy|tragedy|opera|first|text|novel"
