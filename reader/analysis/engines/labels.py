"""What the labels of others' models mean."""

from collections.abc import Mapping

from reader.model import EntityType

SPACY: Mapping[str, EntityType] = {
    label: kind
    for kind, labels in {
        EntityType.PERSON: "PER PERSON PRS PS persName",
        EntityType.ORGANISATION: "ORG ORGANIZATION ORGANISATION OG GPE_ORG orgName",
        EntityType.PLACE: "GPE LOC LC GPE_LOC placeName geogName",
        EntityType.FACILITY: "FAC FACILITY",
        EntityType.GROUP: "NORP NAT_REL_POL",
        EntityType.EVENT: "EVENT EVT EVN",
        EntityType.LAW: "LAW",
        EntityType.PRODUCT: "PRODUCT PROD",
        EntityType.WORK: "WORK_OF_ART WRK",
        EntityType.OTHER: "MISC",
        EntityType.DATE: "DATE DATETIME DT date",
        EntityType.MONEY: "MONEY",
    }.items()
    for label in labels.split()
}
"""The labels of the pipelines that spaCy publishes, of all the corpora they learnt from, but for times and counts."""

GLINER: Mapping[str, EntityType] = {
    "person": EntityType.PERSON,
    "organization": EntityType.ORGANISATION,
    "location": EntityType.PLACE,
    "facility": EntityType.FACILITY,
    "nationality, religious or political group": EntityType.GROUP,
    "event": EntityType.EVENT,
    "law or agreement": EntityType.LAW,
    "product": EntityType.PRODUCT,
    "work of art": EntityType.WORK,
    "date": EntityType.DATE,
    "amount of money": EntityType.MONEY,
}
"""What a GLiNER model is asked for, in the words that it was trained with."""
