"""The words that a Kindle writes into its clippings, in the languages that it may be set to."""

import re

HIGHLIGHT = re.compile(
    r"highlight|markierung|surlignement|subrayado|evidenziazione|destaque|markering", re.IGNORECASE
)
NOTE = re.compile(r"\bnote\b|\bnotiz\b|\bnota\b|\bnotitie\b", re.IGNORECASE)
"""Which of the two a line tells of; the first that fits counts. What is neither is a bookmark or a cut."""

PLACE = re.compile(
    r"(?P<what>location|loc\.|position|emplacement|posición|posizione|posição|locatie)\s*#?\s*"
    r"(?P<start>\d[\d.,]*)(?:\s*-\s*(?P<end>\d[\d.,]*))?",
    re.IGNORECASE,
)
PAGE = re.compile(r"\b(?:page|seite|página|pagina)\s+(?P<start>\d+)(?:\s*-\s*(?P<end>\d+))?", re.IGNORECASE)

ADDED = re.compile(
    r"(?:added on|hinzugefügt am|ajouté le|añadido el|aggiunto in data|aggiunto il|adicionado:?(?: em)?"
    r"|toegevoegd op)\s+(?P<date>.+)$",
    re.IGNORECASE,
)

MONTHS = {
    month: number
    for names in (
        "january february march april may june july august september october november december",
        "januar februar märz april mai juni juli august september oktober november dezember",
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
        "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
        "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
        "januari februari maart april mei juni juli augustus september oktober november december",
    )
    for number, month in enumerate(names.split(), start=1)
}
"""The numbers of months by their names in small letters."""
