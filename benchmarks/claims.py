"""How the words that make a claim fare on sentences that they were not written for: `python benchmarks/claims.py`.

The list `content/_claims/words/en.yaml` stood in the repository before these sentences were gathered (its first commit
precedes this file's), and was written by the same hand, which knew rulings of this kind in general. RULED holds what
authorities ruled out or acted on: short quotes or paraphrases, each with its origin; those from Germany in English.
"read" means that the ruling, or a report of it, was looked up while this file was written; "memory" that it was not.
HARMLESS holds sentences of a clinic that claim nothing. A sentence counts as found when any word of the list stands
in it: that asks for a claim of the register, and says nothing about right or wrong.
"""

from brochure.base.claims import WordList
from brochure.content.claims_file import read_words
from brochure.content.shelf import open_shelf
from brochure.record.claims import topics_of
from brochure.record.phrases import folded

UCLH = "ASA, UCLH t/a Royal London Hospital for Integrated Medicine, 12 June 2013; read in CAP's advice and a report"
HAMM = "OLG Hamm, 4 U 57/13, 20 May 2014 (kinesiology); read in reports, translated"
CMT = "ASA, CMT Integrated Health A13-225059; read"
HANDOLL = "ASA, Nicholas Handoll A17-382513; read"
PEACHY = "ASA, Peachy Acupuncture A23-1199225, 30 August 2023; read"
LARSEN = "ASA, Mark Larsen (chiropractor), November 2009; read in a report"
LIMBORO = "Downing Centre Local Court, AHPRA v Limboro, 15 February 2017; read in reports"
QUELL = "FTC v NeuroMetrix (Quell), complaint of 3 March 2020; read in the FTC's report"
KONSTANZ = "LG Konstanz, implant acupuncture, reported 1 October 2014; read in a report, translated"
RULED: tuple[tuple[str, str], ...] = (
    ("Eileen offers acupuncture for fertility support, musculoskeletal problems, headaches and migraines.",
     "ASA, Eileen Mannion Acupuncture A17-387447, 2017; read"),
    ("Acupuncture for insomnia, anxiety and other conditions.", "ASA, Eileen Mannion, as above; read"),
    ("Many people come to acupuncture for help with specific symptoms.", "ASA, Mark Ackland, November 2015; read"),
    ("A substantial amount of research has now been conducted on the effectiveness of acupuncture.",
     "ASA, Mark Ackland, as above; read"),
    ("Some of the conditions we treat include disturbances of the menstrual cycle.", UCLH),
    ("Men's health, including prostatitis and urinary disorders.", UCLH),
    ("Immune system imbalances, allergies and shingles.", UCLH),
    ("Our group clinics are offered for facial pain.", UCLH),
    ("It is known that acupuncture increases the body's release of natural painkillers.", UCLH),
    ("Acupuncture and Chinese herbs have been used for thousands of years to treat the conditions below.", CMT),
    ("Kidney stones. Chronic fatigue syndrome.", CMT),
    ("Long Covid: gentle acupuncture and vitamin shots can chip away at the fatigue and brain fog.", PEACHY),
    ("Gut issues? We support healing.", PEACHY),
    ("Acupuncture can help control appetite and boost energy.", "CAP compliance notice, 2013; read in a report"),
    ("Acupuncture can delay the ageing of the skin.", "CAP compliance notice, 2013; read in a report"),
    ("Facilitating the correct working of the nervous system can improve your general health.", LARSEN),
    ("People with recurrent colds or colic in infants often find improvement.", LARSEN),
    ("Spinal adjustments can actually improve your immune system by up to 200%.",
     "ASA, Optimum Health Centres, 19 December 2007; read in a report"),
    ("Back, neck, shoulder, arm and leg pain, learning difficulties.", "ASA, Dr Carl Irwin, 2009; read in a report"),
    ("Parents describe inconsolable crying, poor feeding, wind and glue ear.", HANDOLL),
    ("Many parents find the changes in their child's behaviour to be beneficial.", HANDOLL),
    ("One device gives symptomatic relief from many types of pain without drugs.",
     "ASA, Bioinduction, 19 March 2008; read in a report"),
    ("A natural cancer cure that most people choose nowadays is chiropractic.", LIMBORO),
    ("People can rest assured that regular visits keep them from getting a tumour.", LIMBORO),
    ("It has no significant side effects and guarantees long-term relief.", LIMBORO),
    ("Bad posture is the root problem of all ills.", LIMBORO),
    ("Our chelation therapy clears your arteries.", "VCAT, Medical Board of Australia v Lai 2011; memory"),
    ("The device is safe, and other products do harm.", "TGA, Ovira infringement notices; read in the TGA's report"),
    ("A bath in this mineral solution rids you of parasites.", "Federal Court, MMS Australia, 2020; memory"),
    ("Neural pulses trigger a natural response that blocks pain signals in the body.", QUELL),
    ("81% of users achieved significant pain relief, and 67% reduced their pain medication.", QUELL),
    ("Clinically proven for severe pain and inflammation.", "FTC, Willow Curve, 2020; read in the FTC's report"),
    ("High-dose vitamin C by drip wards off the coronavirus.", "FTC warning letters, April 2020; read, paraphrase"),
    ("Needles and herbs strengthen the lungs against the new infection.", "FTC warning letters, 2020; memory"),
    ("In a gentle way the powers of self-healing are activated.", HAMM),
    ("Help with intolerances and toxic burdens.", HAMM),
    ("So we learn where the natural flow of energy in the body is disturbed.", HAMM),
    ("A therapy without pain and without harmful side effects for chronic illnesses.",
     "OLG München, 6 U 2187/06, 14 May 2009; read, translated"),
    ("Points that are needled for good support recovery from restless legs and overweight.", KONSTANZ),
    ("By feeling the rhythm of the skull the doctor can find and loosen displaced bones.",
     "OLG Frankfurt, 6 U 74/17, 21 June 2018 (craniosacral); read in reports, translated"),
)  # fmt: skip
HARMLESS: tuple[str, ...] = (
    "Please come ten minutes early.",
    "Bring a list of all your medicines and your glasses.",
    "You may bring a friend or a relative.",
    "Wear loose clothes that roll up to the knee.",
    "If you cannot come, ring us the day before.",
    "We ask about your health, your sleep and your work.",
    "You can stop at any time, and you do not have to say why.",
    "Keep taking your medicines.",
    "Tell us if you bleed easily, have a pacemaker, or are or might be pregnant.",
    "A first visit takes about 60 minutes and costs £75.",
    "We are next to the post office, and the bus stops at the door.",
    "There is a step-free way in at the side.",
    "What you tell us stays with us.",
    "Each needle is sterile, is used once, and is then thrown away.",
    "All of us are trained and insured.",
    "Write down the name and number of your doctor.",
    "Medicines, allergies and other illnesses",
    "I have read this sheet and could ask all my questions.",
    "Call 999 if you have chest pain or trouble breathing.",
    "Take this tablet with water, one in the morning and one at night.",
    "Blood pressure is taken at each visit.",
    "Ask us for this leaflet in large print.",
)


def main() -> None:
    """Print how many of each are found, and which are not as they should be."""
    words = read_words("en", open_shelf())
    assert words is not None
    missed = [(text, where) for text, where in RULED if not topics_in(text, words)]
    alarms = [(text, topics_in(text, words)) for text in HARMLESS if topics_in(text, words)]
    print(
        f"ruled out: {len(RULED) - len(missed)} of {len(RULED)} found; harmless: {len(alarms)} of {len(HARMLESS)} told"
    )
    for text, where in missed:
        print(f"  missed: {text} ({where})")
    for text, found in alarms:
        print(f"  told: {text} ({found})")


def topics_in(text: str, words: WordList) -> dict[str, str]:
    """The topics of a list that a sentence touches, each with a word."""
    return topics_of(folded(text), words)


if __name__ == "__main__":
    main()
