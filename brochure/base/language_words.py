"""The few words that the program itself puts on paper, on a screen and into a letter: a language each."""

from typing import Final

from brochure.base.records import NamedTuple


class Labels(NamedTuple):
    """The few words that the program itself puts on paper, around the clinic's own."""

    leaflet: str
    version: str
    issued: str
    review: str
    draft: str  # the line on a text that nobody has signed
    book: str  # on the button to book, where a leaflet has no words of its own
    do: str  # over what is right
    do_not: str  # over what is not
    write: str  # said in place of a line to write on
    box: str  # said in place of a box to tick
    yes: str  # said in place of a tick
    no: str  # said in place of a cross
    contact: str  # heading over how to reach the clinic
    telephone: str  # before its number


class MailWords(NamedTuple):
    """The last line of a letter: why one gets it, in which `{}` is who sends it, and how to stop."""

    why: str
    stop: str  # words of a link
    answer: str  # in place of it where no address is given


class NoteWords(NamedTuple):
    """The beginnings of sentences that the lists of a safety note end."""

    tell_us: str
    urgent: str  # in which `{}` is the number to call
    urgent_help: str  # in place of it where no number is known


# fmt: off
_ENGLISH = Labels(
    "Leaflet", "Version", "Issued", "Review by", "Draft, not approved", "Book online",
    "Do", "Do not", "space to write", "box to tick", "yes", "no",
    "Contact us", "Telephone",
)
_SPANISH = Labels(
    "Folleto", "Versión", "Fecha:", "Revisión:", "Borrador sin aprobar", "Pedir cita por internet",
    "Qué hacer", "Qué no hacer", "espacio para escribir", "casilla para marcar", "sí", "no",
    "Contacto", "Teléfono",
)
_POLISH = Labels(
    "Ulotka", "Wersja", "Wydano:", "Przegląd do:", "Projekt niezatwierdzony", "Rejestracja online",
    "Co robić", "Czego nie robić", "miejsce na wpis", "pole do zaznaczenia", "tak", "nie",
    "Kontakt", "Telefon",
)
_CHINESE = Labels(
    "单页", "版本", "发布", "复审期限", "草稿，未经批准", "在线预约", "应该做", "不要做", "填写处", "勾选框",
    "是", "否",
    "联系我们", "电话",
)
_ARABIC = Labels(
    "نشرة", "الإصدار", "صدرت في", "تُراجع بحلول", "مسودة غير معتمدة", "حجز موعد عبر الإنترنت",
    "ما ينبغي فعله", "ما ينبغي تجنبه", "مكان للكتابة", "مربع للتأشير", "نعم", "لا",
    "اتصل بنا", "هاتف",
)
_ENGLISH_MAIL = MailWords(
    "You get this message because {} has your address and sends you information.",
    "Stop such messages",
    "To stop such messages, answer this one and say so.",
)
_SPANISH_MAIL = MailWords(
    "Recibe este mensaje porque {} tiene su dirección y le envía información.",
    "Dejar de recibir estos mensajes",
    "Para dejar de recibir estos mensajes, responda a este y díganoslo.",
)
_POLISH_MAIL = MailWords(
    "Ta wiadomość przyszła, ponieważ {} ma Państwa adres i przesyła informacje.",
    "Rezygnacja z takich wiadomości",
    "Aby zrezygnować z takich wiadomości, proszę o tym napisać w odpowiedzi.",
)
_CHINESE_MAIL = MailWords(
    "您收到此邮件，是因为{}留有您的邮箱地址，并向您发送信息。",
    "停止接收此类邮件",
    "如不想再收到此类邮件，请回复本邮件说明。",
)
_ARABIC_MAIL = MailWords(
    "وصلتك هذه الرسالة لأن عنوانك محفوظ لدى {} لإرسال المعلومات إليك.",
    "إيقاف هذه الرسائل",
    "لإيقاف هذه الرسائل، أجب عن هذه الرسالة واطلب ذلك.",
)

LABELS: Final[dict[str, Labels]] = {
    "en": _ENGLISH,
    "es": _SPANISH,
    "pl": _POLISH,
    "zh-Hans": _CHINESE,
    "ar": _ARABIC,
    "de": Labels(
        "Merkblatt", "Version", "Stand:", "Prüfung bis:", "Entwurf, nicht freigegeben", "Termin online buchen",
        "Das sollten Sie tun", "Das sollten Sie nicht tun", "Platz zum Ausfüllen", "Kästchen zum Ankreuzen",
        "ja", "nein",
        "Kontakt", "Telefon",
    ),
    "fr": Labels(
        "Dépliant", "Version", "Publié :", "À revoir avant :", "Projet non validé",
        "Prendre rendez-vous en ligne", "À faire", "À ne pas faire", "espace pour écrire", "case à cocher",
        "oui", "non",
        "Nous contacter", "Téléphone",
    ),
    "it": Labels(
        "Opuscolo", "Versione", "Data:", "Da rivedere entro:", "Bozza non approvata", "Prenota online",
        "Cosa fare", "Cosa non fare", "spazio per scrivere", "casella da barrare", "sì", "no",
        "Contatti", "Telefono",
    ),
    "pt": Labels(
        "Folheto", "Versão", "Data:", "Rever até:", "Rascunho não aprovado", "Marcar online", "O que fazer",
        "O que não fazer", "espaço para escrever", "caixa para assinalar", "sim", "não",
        "Contactos", "Telefone",
    ),
    "nl": Labels(
        "Folder", "Versie", "Datum:", "Herzien voor:", "Concept, niet goedgekeurd", "Online afspraak maken",
        "Wel doen", "Niet doen", "ruimte om te schrijven", "vakje om aan te kruisen", "ja", "nee",
        "Contact", "Telefoon",
    ),
    "cs": Labels(
        "Leták", "Verze", "Vydáno:", "Revize do:", "Koncept, neschváleno", "Objednat se online", "Co dělat",
        "Co nedělat", "místo pro zápis", "políčko k zaškrtnutí", "ano", "ne",
        "Kontakt", "Telefon",
    ),
    "ro": Labels(
        "Pliant", "Versiunea", "Data:", "De revizuit până în:", "Ciornă neaprobată", "Programare online",
        "Ce să faceți", "Ce să nu faceți", "spațiu de completat", "căsuță de bifat", "da", "nu",
        "Contact", "Telefon",
    ),
    "tr": Labels(
        "Broşür", "Sürüm", "Tarih:", "Gözden geçirme:", "Taslak, onaylanmadı", "Çevrimiçi randevu alın", "Yapın",
        "Yapmayın", "yazma yeri", "işaret kutusu", "evet", "hayır",
        "İletişim", "Telefon",
    ),
    "cy": Labels(
        "Taflen", "Fersiwn", "Dyddiad:", "Adolygu erbyn:", "Drafft, heb ei gymeradwyo", "Trefnu ar-lein",
        "Gwnewch", "Peidiwch", "lle i ysgrifennu", "blwch i’w dicio", "ie", "na",
        "Cysylltu â ni", "Ffôn",
    ),
    "vi": Labels(
        "Tờ thông tin", "Phiên bản", "Phát hành:", "Xem lại trước:", "Bản nháp, chưa được duyệt", "Đặt lịch trực tuyến",
        "Nên làm", "Không nên làm", "chỗ để ghi", "ô để đánh dấu", "có", "không",
        "Liên hệ", "Điện thoại",
    ),
    "el": Labels(
        "Φυλλάδιο", "Έκδοση", "Ημερομηνία:", "Αναθεώρηση έως:", "Προσχέδιο, χωρίς έγκριση", "Κλείστε ραντεβού",
        "Τι να κάνετε", "Τι να μην κάνετε", "χώρος για συμπλήρωση", "τετράγωνο για σημείωση", "ναι", "όχι",
        "Επικοινωνία", "Τηλέφωνο",
    ),
    "ru": Labels(
        "Листовка", "Версия", "Выпуск:", "Пересмотр до:", "Черновик, не утверждено", "Записаться онлайн",
        "Что делать", "Чего не делать", "место для записи", "поле для отметки", "да", "нет",
        "Контакты", "Телефон",
    ),
    "uk": Labels(
        "Листівка", "Версія", "Випуск:", "Перегляд до:", "Чернетка, не затверджено", "Записатися онлайн",
        "Що робити", "Чого не робити", "місце для запису", "поле для позначки", "так", "ні",
        "Контакти", "Телефон",
    ),
    "he": Labels(
        "עלון", "גרסה", "תאריך:", "לעיון מחדש עד:", "טיוטה, לא אושרה", "קביעת תור באינטרנט", "מה לעשות",
        "מה לא לעשות", "מקום לכתיבה", "תיבה לסימון", "כן", "לא",
        "יצירת קשר", "טלפון",
    ),
    "fa": Labels(
        "برگهٔ راهنما", "نسخه", "تاریخ:", "بازبینی تا:", "پیش‌نویس، تأیید نشده", "گرفتن نوبت اینترنتی",
        "چه کار کنید", "چه کار نکنید", "جای نوشتن", "خانهٔ علامت زدن", "بله", "خیر",
        "تماس با ما", "تلفن",
    ),
    "ur": Labels(
        "کتابچہ", "نسخہ", "تاریخ:", "نظر ثانی:", "مسودہ، غیر منظور شدہ", "آن لائن وقت لیں", "کیا کریں",
        "کیا نہ کریں", "لکھنے کی جگہ", "نشان لگانے کا خانہ", "ہاں", "نہیں",
        "ہم سے رابطہ", "فون",
    ),
    "hi": Labels(
        "पत्रक", "संस्करण", "जारी:", "समीक्षा तक:", "मसौदा, स्वीकृत नहीं", "ऑनलाइन समय लें", "क्या करें",
        "क्या न करें", "लिखने की जगह", "निशान लगाने का खाना", "हाँ", "नहीं",
        "संपर्क करें", "फ़ोन",
    ),
    "bn": Labels(
        "লিফলেট", "সংস্করণ", "প্রকাশ:", "পর্যালোচনা:", "খসড়া, অনুমোদিত নয়", "অনলাইনে সময় নিন", "কী করবেন",
        "কী করবেন না", "লেখার জায়গা", "টিক দেওয়ার ঘর", "হ্যাঁ", "না",
        "যোগাযোগ", "ফোন",
    ),
    "pa": Labels(
        "ਪਰਚਾ", "ਸੰਸਕਰਣ", "ਜਾਰੀ:", "ਸਮੀਖਿਆ:", "ਖਰੜਾ, ਮਨਜ਼ੂਰ ਨਹੀਂ", "ਔਨਲਾਈਨ ਸਮਾਂ ਲਵੋ", "ਕੀ ਕਰੋ", "ਕੀ ਨਾ ਕਰੋ",
        "ਲਿਖਣ ਦੀ ਥਾਂ", "ਨਿਸ਼ਾਨ ਦਾ ਖਾਨਾ", "ਹਾਂ", "ਨਹੀਂ",
        "ਸੰਪਰਕ ਕਰੋ", "ਫ਼ੋਨ",
    ),
    "gu": Labels(
        "પત્રિકા", "આવૃત્તિ", "તારીખ:", "સમીક્ષા:", "મુસદ્દો, મંજૂર નથી", "ઓનલાઇન સમય લો", "શું કરવું",
        "શું ન કરવું", "લખવાની જગ્યા", "ટિક કરવાનું ખાનું", "હા", "ના",
        "સંપર્ક", "ફોન",
    ),
    "ta": Labels(
        "துண்டறிக்கை", "பதிப்பு", "வெளியீடு:", "மறுபார்வை:", "வரைவு, ஒப்புதல் இல்லை",
        "இணையத்தில் நேரம் பெறுக", "செய்ய வேண்டியவை", "செய்யக் கூடாதவை", "எழுத இடம்", "குறியிட கட்டம்",
        "ஆம்", "இல்லை",
        "தொடர்புக்கு", "தொலைபேசி",
    ),
}
MAIL: Final[dict[str, MailWords]] = {
    "en": _ENGLISH_MAIL,
    "es": _SPANISH_MAIL,
    "pl": _POLISH_MAIL,
    "zh-Hans": _CHINESE_MAIL,
    "ar": _ARABIC_MAIL,
    "de": MailWords(
        "Sie erhalten diese Nachricht, weil {} Ihre Adresse hat und Ihnen Informationen schickt.",
        "Keine solchen Nachrichten mehr",
        "Wenn Sie keine solchen Nachrichten mehr wünschen, antworten Sie bitte auf diese.",
    ),
    "fr": MailWords(
        "Vous recevez ce message parce que {} a votre adresse et vous envoie des informations.",
        "Ne plus recevoir ces messages",
        "Pour ne plus recevoir ces messages, répondez à celui-ci en le demandant.",
    ),
    "it": MailWords(
        "Riceve questo messaggio perché {} ha il Suo indirizzo e Le invia informazioni.",
        "Non ricevere più questi messaggi",
        "Per non ricevere più questi messaggi, risponda a questo e lo chieda.",
    ),
    "pt": MailWords(
        "Recebe esta mensagem porque {} tem o seu endereço e lhe envia informações.",
        "Deixar de receber estas mensagens",
        "Para deixar de receber estas mensagens, responda a esta e diga-o.",
    ),
    "nl": MailWords(
        "U krijgt dit bericht omdat {} uw adres heeft en u informatie stuurt.",
        "Geen berichten meer ontvangen",
        "Wilt u zulke berichten niet meer, antwoord dan op dit bericht.",
    ),
    "cs": MailWords(
        "Tuto zprávu dostáváte, protože {} má vaši adresu a posílá vám informace.",
        "Nedostávat takové zprávy",
        "Pokud takové zprávy nechcete, odpovězte na tuto zprávu.",
    ),
    "ro": MailWords(
        "Primiți acest mesaj pentru că {} are adresa dumneavoastră și vă trimite informații.",
        "Nu mai doresc astfel de mesaje",
        "Dacă nu mai doriți astfel de mesaje, răspundeți la acesta.",
    ),
    "tr": MailWords(
        "Bu iletiyi, {} adresinize sahip olduğu ve size bilgi gönderdiği için alıyorsunuz.",
        "Bu iletileri durdur",
        "Bu iletileri almak istemiyorsanız bu iletiyi yanıtlayıp bildirin.",
    ),
    "cy": MailWords(
        "Rydych yn cael y neges hon am fod gan {} eich cyfeiriad a’i fod yn anfon gwybodaeth atoch.",
        "Peidio â chael negeseuon o’r fath",
        "I beidio â chael negeseuon o’r fath, atebwch y neges hon a dweud hynny.",
    ),
    "vi": MailWords(
        "Quý vị nhận thư này vì {} có địa chỉ của quý vị và gửi thông tin cho quý vị.",
        "Ngừng nhận thư như vậy",
        "Để ngừng nhận thư như vậy, xin trả lời thư này và cho biết.",
    ),
    "el": MailWords(
        "Λαμβάνετε αυτό το μήνυμα επειδή {} έχει τη διεύθυνσή σας και σας στέλνει πληροφορίες.",
        "Διακοπή τέτοιων μηνυμάτων",
        "Για να σταματήσουν τέτοια μηνύματα, απαντήστε σε αυτό και πείτε το.",
    ),
    "ru": MailWords(
        "Вы получили это письмо, потому что у {} есть ваш адрес и вам отправляют информацию.",
        "Больше не присылать",
        "Чтобы больше не получать таких писем, ответьте на это письмо.",
    ),
    "uk": MailWords(
        "Ви отримали цей лист, бо {} має вашу адресу й надсилає вам інформацію.",
        "Більше не надсилати",
        "Щоб більше не отримувати таких листів, дайте відповідь на цей лист.",
    ),
    "he": MailWords(
        "קיבלת הודעה זו משום שכתובתך שמורה אצל {}, ונשלח אליך מידע.",
        "להפסיק הודעות כאלה",
        "כדי להפסיק הודעות כאלה, יש להשיב להודעה זו ולבקש זאת.",
    ),
    "fa": MailWords(
        "این پیام را دریافت می‌کنید زیرا {} نشانی شما را دارد و برای شما اطلاعات می‌فرستد.",
        "توقف این پیام‌ها",
        "برای توقف این پیام‌ها به همین پیام پاسخ دهید و آن را بگویید.",
    ),
    "ur": MailWords(
        "آپ کو یہ پیغام اس لیے ملا ہے کہ {} کے پاس آپ کا پتا ہے اور وہ آپ کو معلومات بھیجتا ہے۔",
        "ایسے پیغام بند کریں",
        "ایسے پیغام بند کرنے کے لیے اس کا جواب دیں اور بتائیں۔",
    ),
    "hi": MailWords(
        "यह संदेश आपको इसलिए मिला है कि {} के पास आपका पता है और वह आपको जानकारी भेजता है।",
        "ऐसे संदेश बंद करें",
        "ऐसे संदेश बंद करने के लिए इस संदेश का उत्तर दें।",
    ),
    "bn": MailWords(
        "আপনি এই বার্তা পেয়েছেন কারণ {} আপনার ঠিকানা রাখে এবং আপনাকে তথ্য পাঠায়।",
        "এমন বার্তা বন্ধ করুন",
        "এমন বার্তা বন্ধ করতে এই বার্তার উত্তর দিন।",
    ),
    "pa": MailWords(
        "ਇਹ ਸੁਨੇਹਾ ਤੁਹਾਨੂੰ ਇਸ ਲਈ ਮਿਲਿਆ ਹੈ ਕਿ {} ਕੋਲ ਤੁਹਾਡਾ ਪਤਾ ਹੈ ਅਤੇ ਉਹ ਤੁਹਾਨੂੰ ਜਾਣਕਾਰੀ ਭੇਜਦਾ ਹੈ।",
        "ਅਜਿਹੇ ਸੁਨੇਹੇ ਬੰਦ ਕਰੋ",
        "ਅਜਿਹੇ ਸੁਨੇਹੇ ਬੰਦ ਕਰਨ ਲਈ ਇਸ ਦਾ ਜਵਾਬ ਦਿਓ।",
    ),
    "gu": MailWords(
        "આ સંદેશ તમને એટલે મળ્યો છે કે {} પાસે તમારું સરનામું છે અને તે તમને માહિતી મોકલે છે.",
        "આવા સંદેશ બંધ કરો",
        "આવા સંદેશ બંધ કરવા આ સંદેશનો જવાબ આપો.",
    ),
    "ta": MailWords(
        "{} உங்கள் முகவரியை வைத்திருந்து தகவல் அனுப்புவதால் இச்செய்தி உங்களுக்கு வந்தது.",
        "இத்தகைய செய்திகளை நிறுத்துக",
        "இத்தகைய செய்திகளை நிறுத்த இதற்குப் பதில் அனுப்பவும்.",
    ),
}
NOTE_WORDS: Final[dict[str, NoteWords]] = {
    "en": NoteWords("Tell us before we start if:", "Call {} at once if:", "Get help at once if:"),
    "es": NoteWords("Díganos antes de empezar si:", "Llame al {} de inmediato si:", "Pida ayuda de inmediato si:"),
    "pl": NoteWords(
        "Proszę nam powiedzieć przed zabiegiem, jeśli:", "Proszę od razu dzwonić pod {}, jeśli:",
        "Proszę od razu szukać pomocy, jeśli:",
    ),
    "zh-Hans": NoteWords(
        "如有以下情况，请在开始前告诉我们：", "如有以下情况，请立即拨打{}：", "如有以下情况，请立即求助：",
    ),
    "ar": NoteWords(
        "يُرجى إخبارنا قبل أن نبدأ إذا:", "يُرجى الاتصال بالرقم {} فورًا إذا:",
        "يُرجى طلب المساعدة فورًا إذا:",
    ),
    "de": NoteWords(
        "Sagen Sie uns vor Beginn, wenn:", "Rufen Sie sofort {} an, wenn:",
        "Holen Sie sofort Hilfe, wenn:",
    ),
    "fr": NoteWords(
        "Dites-nous avant de commencer si :", "Appelez tout de suite le {} si :",
        "Demandez tout de suite de l’aide si :",
    ),
    "it": NoteWords("Ci dica prima di iniziare se:", "Chiami subito il {} se:", "Chieda subito aiuto se:"),
    "pt": NoteWords("Diga-nos antes de começarmos se:", "Ligue já para o {} se:", "Peça ajuda de imediato se:"),
    "nl": NoteWords("Vertel ons vooraf als:", "Bel meteen {} als:", "Zoek meteen hulp als:"),
    "cs": NoteWords("Řekněte nám předem, pokud:", "Volejte ihned {}, pokud:", "Vyhledejte ihned pomoc, pokud:"),
    "ro": NoteWords(
        "Spuneți-ne înainte de a începe dacă:", "Sunați imediat la {} dacă:",
        "Cereți imediat ajutor dacă:",
    ),
    "tr": NoteWords(
        "Şu durumlarda başlamadan önce bize söyleyin:", "Şu durumlarda hemen {} numarasını arayın:",
        "Şu durumlarda hemen yardım isteyin:",
    ),
    "cy": NoteWords("Dywedwch wrthym cyn dechrau os:", "Ffoniwch {} ar unwaith os:", "Ceisiwch help ar unwaith os:"),
    "vi": NoteWords("Hãy cho chúng tôi biết trước khi bắt đầu nếu:", "Gọi ngay {} nếu:", "Tìm trợ giúp ngay nếu:"),
    "el": NoteWords("Πείτε μας πριν ξεκινήσουμε αν:", "Καλέστε αμέσως το {} αν:", "Ζητήστε αμέσως βοήθεια αν:"),
    "ru": NoteWords("Скажите нам до начала, если:", "Сразу звоните {}, если:", "Сразу обратитесь за помощью, если:"),
    "uk": NoteWords(
        "Скажіть нам до початку, якщо:", "Одразу телефонуйте {}, якщо:",
        "Одразу зверніться по допомогу, якщо:",
    ),
    "he": NoteWords("יש לומר לנו לפני שמתחילים אם:", "יש להתקשר מיד ל-{} אם:", "יש לפנות מיד לעזרה אם:"),
    "fa": NoteWords("پیش از شروع به ما بگویید اگر:", "فوراً با {} تماس بگیرید اگر:", "فوراً کمک بخواهید اگر:"),
    "ur": NoteWords("شروع کرنے سے پہلے ہمیں بتائیں اگر:", "فوراً {} پر کال کریں اگر:", "فوراً مدد لیں اگر:"),
    "hi": NoteWords("शुरू करने से पहले हमें बताएँ यदि:", "तुरंत {} पर कॉल करें यदि:", "तुरंत मदद लें यदि:"),
    "bn": NoteWords(
        "শুরু করার আগে আমাদের বলুন যদি:", "সঙ্গে সঙ্গে {} নম্বরে ফোন করুন যদি:",
        "সঙ্গে সঙ্গে সাহায্য নিন যদি:",
    ),
    "pa": NoteWords("ਸ਼ੁਰੂ ਕਰਨ ਤੋਂ ਪਹਿਲਾਂ ਸਾਨੂੰ ਦੱਸੋ ਜੇ:", "ਤੁਰੰਤ {} ਤੇ ਫ਼ੋਨ ਕਰੋ ਜੇ:", "ਤੁਰੰਤ ਮਦਦ ਲਵੋ ਜੇ:"),
    "gu": NoteWords("શરૂ કરતાં પહેલાં અમને કહો જો:", "તરત {} પર ફોન કરો જો:", "તરત મદદ લો જો:"),
    "ta": NoteWords(
        "பின்வருவன இருந்தால் தொடங்கும் முன் சொல்லுங்கள்:", "பின்வருவன இருந்தால் உடனே {} எண்ணை அழையுங்கள்:",
        "பின்வருவன இருந்தால் உடனே உதவி பெறுங்கள்:",
    ),
}
# fmt: on
