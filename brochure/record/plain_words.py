"""English words that patients stumble over, each with what to say in their place. Two lists, both gone through by hand.

A hard word has a plain one that says the same. A term has none that is as exact: it may stay where its sentence says
what it means. A key stands for its plural too.
"""

from typing import Final

HARD: Final = {
    "adhere to": "keep to", "administer": "give", "adverse": "bad, unwanted", "alleviate": "ease", "ambulate": "walk",
    "approximately": "about", "ascertain": "find out", "assist": "help", "assistance": "help", "cease": "stop",
    "commence": "start", "component": "part", "comprehensive": "full", "concerning": "about", "concurrent": "other",
    "consequently": "so", "contact us regarding": "ask us about", "demonstrate": "show", "discontinue": "stop",
    "dosage": "dose", "due to the fact that": "because", "duration": "how long", "elevate": "raise",
    "endeavour": "try", "enhance": "help", "facilitate": "help", "frequently": "often",
    "holistic": "whole", "improvement": "getting better", "in order to": "to", "in the event of": "if",
    "indicate": "show", "initiate": "start", "intervention": "treatment", "massage therapy": "massage",
    "methodology": "way", "modality": "kind of treatment", "modulate": "change", "modulation": "change",
    "monitor": "watch", "numerous": "many", "obtain": "get", "optimal": "best", "option": "choice",
    "participate": "take part", "perform": "do", "possess": "have", "practitioner": "the person who treats you",
    "prior to": "before", "purchase": "buy", "receive": "get", "reduction": "less", "regarding": "about",
    "require": "need", "reside": "live", "restrict": "limit", "stimulation": "waking", "subsequently": "later",
    "sufficient": "enough", "terminate": "end", "therapeutic": "that treats", "utilise": "use", "utilize": "use",
    "via": "by", "whilst": "while",
}  # fmt: skip
TERMS: Final = {
    "abscess": "a pocket of pus", "acute": "that has just begun", "allergen": "what you are allergic to",
    "anaemia": "too little iron in the blood", "anaesthetic": "what numbs you, or makes you sleep",
    "analgesic": "a painkiller", "antibiotic": "a medicine against germs", "anticoagulant": "a blood thinner",
    "arthritis": "sore, swollen joints", "benign": "not cancer", "biopsy": "a small piece taken for a test",
    "cardiac": "of the heart", "chronic": "that lasts for months", "contraindication": "a reason not to",
    "dermatitis": "sore, red skin", "diagnosis": "what is wrong", "endorphin": "the body's own pain relief",
    "fibromyalgia": "pain all over the body that lasts", "gastric": "of the stomach", "haematoma": "a large bruise",
    "hypertension": "high blood pressure", "immune system": "what fights germs in you", "incision": "a cut",
    "inflammation": "heat and swelling", "lesion": "a sore or a spot", "meridian": "a line on the body",
    "musculoskeletal": "of muscles and bones", "neuropathy": "harmed nerves",
    "neurotransmitter": "a messenger of nerves",
    "oedema": "swelling", "opioid": "a strong painkiller", "oral": "by mouth",
    "osteoarthritis": "worn, stiff joints", "pneumothorax": "a lung that has fallen in", "prognosis": "what will come",
    "prophylaxis": "what prevents it", "renal": "of the kidneys", "sepsis": "an infection of the whole body",
    "steroid": "a medicine against swelling", "subcutaneous": "under the skin",
    "symptomatology": "what you feel", "topical": "on the skin", "transcutaneous": "through the skin",
    "vascular": "of the blood vessels", "vasovagal": "a faint",
}  # fmt: skip
