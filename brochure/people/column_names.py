"""What clinics call the columns of their lists, in the five languages of the program: data, one line a column of ours.

They are proposals that a person looks at. Consent is not among them: which column says yes is never guessed.
"""

from typing import Final

SYNONYMS: Final[dict[str, str]] = {  # parted by `|`; case, accents, spaces and marks do not count
    "id": "nr|no|number|patient id|patient no|patient number|client id|client no|reference|ref|record|"
    "file number|número|numero|n.º paciente|id paciente|expediente|historia|historia clínica|numer|nr pacjenta|"
    "id pacjenta|"
    "编号|病历号|患者编号|号码|"
    "رقم|رقم المريض|رقم الملف|المعرف",
    "email": "mail|e mail address|email address|mail address|correo|correo electrónico|dirección de correo|"
    "adres e-mail|adres email|poczta|poczta elektroniczna|"
    "电子邮件|邮箱|电子邮箱|邮件|البريد|البريد الإلكتروني|الايميل|إيميل",
    "language": "lang|spoken language|preferred language|idioma|lengua|język|jezyk|语言|语种|اللغة|لغة",
    "name": "full name|patient|patient name|client|client name|addressee|nombre|nombre completo|paciente|"
    "nombre del paciente|imię i nazwisko|nazwisko|pacjent|imię|姓名|名字|患者姓名|患者|"
    "الاسم|الاسم الكامل|اسم المريض|المريض",
    "day": "date|appointment date|visit date|date of visit|day of visit|fecha|día|fecha de la cita|fecha de la visita|"
    "data|dzień|data wizyty|termin|日期|就诊日期|预约日期|"
    "التاريخ|تاريخ الموعد|تاريخ الزيارة|اليوم",
    "hour": "time|start|start time|appointment time|visit time|hora|hora de la cita|hora de la visita|"
    "godzina|godzina wizyty|czas|时间|就诊时间|预约时间|الوقت|الساعة|وقت الموعد",
    "clinician": "doctor|practitioner|therapist|provider|with|acupuncturist|profesional|médico|doctora|terapeuta|"
    "lekarz|terapeutka|specjalista|医生|医师|治疗师|الطبيب|المعالج|الطبيبة",
    "site": "place|location|clinic|address of visit|lugar|centro|clínica|sede|miejsce|gabinet|adres wizyty|"
    "地点|诊所|地址|المكان|الموقع|العيادة",
    "first": "first visit|new patient|new|primera|primera visita|paciente nuevo|pierwsza|pierwsza wizyta|"
    "nowy pacjent|初诊|首次就诊|新患者|أول زيارة|الزيارة الأولى|مريض جديد",
    "street": "address|address line 1|street address|calle|dirección|domicilio|ulica|adres|街道|地址|الشارع|العنوان",
    "flat": "address line 2|apartment|unit|piso|puerta|mieszkanie|lokal|单元|房号|شقة",
    "town": "city|town and postcode|ciudad|población|localidad|miasto|miejscowość|城市|المدينة",
    "postcode": "zip|zip code|postal code|código postal|cp|kod pocztowy|邮编|邮政编码|الرمز البريدي",
    "telephone": "phone|mobile|tel|cell|phone number|teléfono|móvil|telefon|komórka|电话|手机|الهاتف|رقم الهاتف|الجوال",
}
