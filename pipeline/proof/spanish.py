"""Forms of Spanish words: the list of pyspellchecker has what a dictionary is headed by, no more.

Regular endings (RAE, Nueva gramática, 4), the changes of the stem where it is stressed, and the
forms of the commonest words that no rule gives.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

_OF_ANY = (  # future, conditional, and pronouns behind the infinitive
    "é ás á emos éis án ía ías íamos íais ían "
    "lo la le los las les se me te nos os"
).split()  # fmt: skip
_OF_STEM = {
    "ar": "o as a amos áis an é aste ó asteis aron aba abas ábamos abais aban e es emos éis en "
    "ara aras áramos aran ase ases ásemos asen ad ando ado ada ados adas",
    "er": "o es e emos éis en í iste ió imos isteis ieron ía ías íamos íais ían a as amos áis an "
    "iera ieras iéramos ieran iese ieses iésemos iesen ed iendo ido ida idos idas",
}
_OF_STEM["ir"] = _OF_STEM["er"] + " ís id"
_WITH_PRONOUN = {  # old and new
    "ar": "ándose ándolo ándola ándole ándolos ándolas ándoles ándome ándote ándonos ose óse óle "
    "ólo óla áronse áronle ábase ábale ábanse",
    "er": "iéndose iéndolo iéndola iéndole iéndolos iéndome ióse ióle íase íanse iéronse",
}
_WITH_PRONOUN["ir"] = _WITH_PRONOUN["er"]
_ACCENTS = str.maketrans("áéíóú", "aeiou")
_STRESSED = "o as a an e es en"
# Verbs whose stem has ie, ue or i where it is stressed.
_CHANGING = frozenset(
    "pensar sentar cerrar empezar comenzar despertar temblar atravesar negar acertar apretar "
    "calentar confesar gobernar manifestar sembrar tropezar querer perder entender atender "
    "defender encender extender tender verter sentir mentir advertir consentir convertir divertir "
    "herir preferir referir sugerir hervir contar encontrar mostrar recordar acordar costar probar "
    "rogar rodar soltar sonar soñar volar almorzar colgar acostar apostar demostrar renovar forzar "
    "poder volver mover morder doler llover devolver envolver revolver resolver soler torcer "
    "dormir morir jugar pedir medir servir seguir vestir repetir conseguir despedir elegir reñir "
    "impedir perseguir rendir corregir".split()
)
_CHANGES = (("e", "ie"), ("e", "i"), ("o", "ue"), ("u", "ue"))
_IRREGULAR = (
    "soy eres es somos sois son fui fuiste fue fué fuimos fueron era eras éramos eran sea seas "
    "seamos sean fuera fueras fuéramos fueran fuese fuesen sido siendo será serán sería serían "
    "estoy estás está estamos estáis están esté estés estén estuve estuvo estuvieron estuviera "
    "estuviese he has ha hemos habéis han había hay hubo hube hubieron hubiera hubieran hubiese "
    "hubiesen haya hayas hayan hayamos habrá habrán habría habrían tengo tienes tiene tienen "
    "tuve tuvo tuvimos tuvieron tuviera tuviese tenga tengan ten tendrá tendré tendría "
    "voy vas va vamos vais van iba ibas íbamos iban vaya vayas vayan vayamos yendo ido ve "
    "hago hace haces hice hizo hicieron hicimos haga hagan hecho hecha hechos hechas hará haré "
    "haría hiciera hiciese haz digo dice dices dicen dije dijo dijeron dijiste diga digan dicho "
    "dicha dichos dichas dirá diré diría dijera dijese diciendo di puedo pude pudo pudieron "
    "pudiera pudiese pudiendo podrá podré podría podrían quise quiso quisieron quisiera quisiese "
    "querrá querría sé supe supo supieron supiera sepa sepan sabrá sabría vengo viene vienes "
    "vienen vine vino vinieron viniera viniese venga vengan ven viniendo vendrá vendría pongo puse "
    "puso pusieron pusiera ponga pongan puesto puesta puestos puestas pondrá pondría doy das da "
    "damos dan di dio dió dieron dimos diera diese dé den veo ves ve vemos ven vi vio vió vimos "
    "vieron veía veían vea vean visto vista viera viese salgo salga salgan saldrá saldría traigo "
    "trajo traje trajeron traiga trajera quepo cupo anduvo anduvieron anduve oigo oye oyen oyó "
    "oyeron oyendo oiga caigo cae cayó cayeron cayendo caiga caído creyó creyeron creyendo leyó "
    "leyeron leyendo huyó huye huyen huyeron huyendo río ríe ríen rió riendo rieron sonrió sonríe "
    "murió murieron muriendo muerto muerta muertos muertas durmió durmieron durmiendo pidió "
    "pidieron pidiendo siguió siguieron siguiendo sigo siga sirvió sirviendo vistió vistieron "
    "sintió sintieron sintiendo repitió prefirió mintió abierto abierta abiertos cubierto cubierta "
    "escrito escrita escritos escritas roto rota rotos vuelto vuelta vueltos resuelto frito "
    "condujo produjo tradujo introdujo redujo oído traído leído creído "
    "oía oían oye qué cómo cuándo dónde quién quiénes cuál cuáles cuánto cuánta cuántos cuántas "
    "aquél aquélla aquéllos ésta éste ésa ése éstos éstas fuése hízose díjole díjose púsose á é ó "
    "ú fé pié"
)
_FOR_IRREGULAR = 10_000  # how often these stand for being counted as usual
_UNMET = 50  # the count of words that a dictionary alone gave to the list: forms would slow it
_RARER = 10  # how many times rarer a form is than the word it belongs to
_SPELT = {  # before e and i, so that the sound stays
    "c": "qu",
    "g": "gu",
    "z": "c",
}


class _Endings(NamedTuple):
    """Before which a stem sounds as before e, and the others."""

    soft: tuple[str, ...]
    hard: tuple[str, ...]


def with_forms(listed: Mapping[str, int]) -> dict[str, int]:
    """The list, and the forms of its words."""
    found = dict.fromkeys(_IRREGULAR.split(), _FOR_IRREGULAR)
    for word, count in listed.items():
        if count <= _UNMET:
            continue
        rarer = count // _RARER
        for form in _forms(word):
            if found.get(form, 0) < rarer:
                found[form] = rarer
    return {**found, **listed}


def _forms(word: str) -> Iterator[str]:
    if word[-2:] in _OF_STEM and len(word) > 3:
        yield from _conjugated(word)
    yield from _declined(word)


def _declined(word: str) -> Iterator[str]:
    """The plural, and the feminine."""
    if word[-1] in "aeiouáéó":
        yield word + "s"
    elif word[-1] == "z":
        yield word[:-1] + "ces"
    elif word[-1] not in "sx":
        yield _without_stress(word) + "es"
    if word[-1] == "o":
        yield from (word[:-1] + "a", word[:-1] + "as")
    elif word.endswith(("or", "ón", "án", "és", "ín")):
        stem = _without_stress(word)
        yield from (stem + "a", stem + "as", stem + "es")


def _conjugated(infinitive: str) -> Iterator[str]:
    stem, kind = infinitive[:-2], infinitive[-2:]
    for ending in _OF_ANY:
        yield infinitive + ending
    yield from _joined(stem, kind, _split(f"{_OF_STEM[kind]} {_WITH_PRONOUN[kind]}"))
    if kind != "ar" and stem[-1] == "c":  # conozco, parezca
        for ending in ("o", "a", "as", "amos", "an"):
            yield stem[:-1] + "zc" + ending
    if infinitive in _CHANGING:
        for old, new in _CHANGES:
            head, vowel, tail = stem.rpartition(old)
            if vowel and len(tail) < 4:
                yield from _joined(head + new + tail, kind, _split(_STRESSED))


def _joined(stem: str, kind: str, endings: _Endings) -> Iterator[str]:
    """The stem with each ending, spelt as it sounds: llegué, cogía, cojo, empecé."""
    soft = hard = stem
    if kind == "ar":
        soft = stem[:-1] + _SPELT.get(stem[-1], stem[-1])
    elif stem[-1] == "g":
        hard = stem[:-1] + "j"
    elif stem.endswith("gu"):
        hard = stem[:-1]
    for ending in endings.soft:
        yield soft + ending
    for ending in endings.hard:
        yield hard + ending


@lru_cache(maxsize=8)
def _split(endings: str) -> _Endings:
    every = endings.split()
    soft = tuple(one for one in every if one[0] in "eéií")
    return _Endings(soft, tuple(one for one in every if one not in soft))


def _without_stress(word: str) -> str:
    return word[:-2] + word[-2:].translate(_ACCENTS)
