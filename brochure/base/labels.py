"""The few words that the program itself puts on paper, by language."""

from typing import NamedTuple


class Labels(NamedTuple):
    """Words around the clinic's own words."""

    leaflet: str
    version: str
    issued: str
    review: str
    draft: str  # the line on a translation that nobody has signed


_ENGLISH = Labels("Leaflet", "Version", "Issued", "Review by", "Draft translation")

LABELS: dict[str, Labels] = {
    "en": _ENGLISH,
    "en-GB": _ENGLISH,
    "es": Labels("Folleto", "Versión", "Fecha:", "Revisión:", "Borrador de traducción"),
    "pl": Labels("Ulotka", "Wersja", "Wydano:", "Przegląd do:", "Robocze tłumaczenie"),
    "zh-Hans": Labels("单页", "版本", "发布", "复审期限", "翻译草稿"),
    "ar": Labels("نشرة", "الإصدار", "صدرت في", "تُراجع بحلول", "مسودة ترجمة"),
}
