"""Words of dates in the languages that titles are read in, in small letters and without accents."""

from __future__ import annotations

from pmladder.imports.career.lines import words

PRESENT = frozenset(
    word
    for line in (
        "present|current|currently|now|today|ongoing|to date|till date|till now|until now|up to now|to present|date",
        "heute|bis heute|jetzt|aktuell|derzeit|gegenwartig|laufend|bis jetzt|fortlaufend",
        "a ce jour|aujourd'hui|aujourd’hui|en cours|actuel|actuellement|maintenant|ce jour|present",
        "actualidad|la actualidad|actual|actualmente|presente|el presente|en curso|hoy|la fecha|ahora",
        "attuale|attualmente|in corso|oggi|ad oggi|presente|il presente",
        "atual|atualmente|o momento|ate o momento|o presente|momento|hoje|em andamento|atualidade",
        "heden|nu|tegenwoordig|tot heden|tot nu|tot op heden|vandaag",
        "pagaende|nuvarande|idag|i dag|fortfarande|nutid|nuvaerende|nuværende|igangvaerende|igangværende|dags dato",
        "nykyinen|nykyaan|nykyhetki|edelleen|jatkuu|tanaan|tahan asti",
        "obecnie|teraz|do teraz|do chwili obecnej|nadal|dzis|dzisiaj|w trakcie|do dzis",
        "настоящее время|по настоящее время|наст время|наст. время|наст.время|по наст время|по наст. время|н.в|н. в|"
        "нв|сеичас|по сеи день|сегодня|текущее время|до сих пор|теперішній час|зараз|теперишніи час|по теперішніи час",
        "halen|devam ediyor|gunumuz|su an|simdi|halen devam ediyor|bugun",
        "至今|现在|目前|今|迄今|至现在|在职|现职|进行中|當前|当前|現在|至今为止",
        "現在|現在に至る|現職|在職中|今日|現在まで",
        "현재|재직중|재직 중|지금|현재까지|오늘",
        "-|–|—|...|…",
    )
    for word in line.split("|")
)
"""What stands for "not over yet" where an end is asked for."""

PRESENT_WORDS = frozenset(word for word in PRESENT if any(map(str.isalpha, word)) and word not in ("date", "momento"))
"""Those of them that say so with other words behind them too."""

BEFORE_PRESENT = words(
    "to until till til up upto through the bis zum a au jusqu'a la el al hasta ate fino ad tot op att в по до"
)
"""Words that may stand before them."""

NOT_SAID = frozenset(("null", "none", "nil", "undefined", "nan", "n/a", "0000-00-00", "0000-00", "00/0000", "0000"))
"""What programs and forms write where nothing is said."""

SINCE = words("since from starting seit ab depuis desde dal da sinds vanaf sedan siden fra alkaen od с з beginning")
"""What stands before a start that has no end."""

UNTIL = (
    *("to", "until", "till", "til", "through", "thru", "up to", "bis", "bis zum", "a", "au", "jusqu'a", "jusqu’a"),
    *("al", "hasta", "hasta la", "ate", "ao", "ate o", "fino a", "ad", "tot", "t/m", "till och med", "indtil"),
    *("asti", "do", "по", "до", "kadar", "至", "到", "から", "부터"),
)
"""What stands between a start and an end, beside the usual signs."""

_MONTHS = (
    "january januar janvier enero gennaio janeiro januari tammikuu styczen stycznia январь января січень січня ocak",
    "february februar fevrier febrero febbraio fevereiro februari helmikuu luty lutego февраль февраля лютии лютого "
    "subat",
    "march marz maerz mrz mars marzo marco maart mrt marts maaliskuu marzec marca март марта березень березня mart",
    "april avril abril aprile huhtikuu kwiecien kwietnia апрель апреля квітень квітня nisan",
    "may mai mayo maggio maio mei maj toukokuu maja маи мая травень травня mayis",
    "june juni juin junio giugno junho kesakuu czerwiec czerwca июнь июня червень червня haziran",
    "july juli juillet julio luglio julho heinakuu lipiec lipca июль июля липень липня temmuz",
    "august aout agosto augustus augusti elokuu sierpien sierpnia август августа серпень серпня agustos",
    "september septembre septiembre setiembre settembre setembro syyskuu wrzesien wrzesnia сентябрь сентября вересень "
    "вересня eylul",
    "october oktober octobre octubre ottobre outubro lokakuu pazdziernik pazdziernika октябрь октября жовтень жовтня "
    "ekim",
    "november novembre noviembre novembro marraskuu listopad listopada ноябрь ноября kasim",
    "december dezember decembre diciembre dicembre dezembro desember joulukuu grudzien grudnia декабрь декабря грудень "
    "грудня aralik",
)


def _beginnings() -> dict[str, int]:
    """Each beginning of three letters or more of a month's name, where it is one month alone, and the month.

    The first name of each month is the English one. Its short form, and any whole name, go before the beginning of
    another month's name.
    """
    found: dict[str, set[int]] = {}
    for number, names in enumerate(_MONTHS, 1):
        for name in names.split():
            for length in range(3, len(name) + 1):
                found.setdefault(name[:length], set()).add(number)
    for number, names in enumerate(_MONTHS, 1):
        found |= {name: {number} for name in (names[:3], *names.split())}
    return {word: months.pop() for word, months in found.items() if len(months) == 1}


MONTHS = _beginnings()
"""The names of months and their beginnings, with the number of the month."""

_SEASONS = {
    3: "spring fruhling fruhjahr printemps primavera lente voorjaar var forar kevat wiosna весна весной ilkbahar 春 봄",
    6: "summer sommer ete verano estate verao zomer sommar kesa lato лето летом yaz 夏 여름",
    9: "autumn fall herbst automne otono autunno outono herfst host efterar syksy jesien осень осенью sonbahar 秋 가을",
    12: "winter hiver invierno inverno vinter talvi zima зима зимои kis 冬 겨울",
}
SEASONS = {word: month for month, names in _SEASONS.items() for word in names.split()}
"""The names of seasons, with the month that each begins in, in the north."""
