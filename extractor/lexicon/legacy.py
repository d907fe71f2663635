"""Vietnamese encodings from before Unicode: which surface characters stand for which letters.

A *surface* is what the bytes of a legacy text look like when they are taken for Latin-1 or Windows-1252, be it in a
file or in a document set in a legacy font. TCVN3 is the encoding of the .Vn fonts (".VnTime"), VNI of the VNI fonts
("VNI-Times"), VISCII is RFC 1456. No table maps a digit.

Examples: TCVN3 "tØnh L¹ng S¬n", VNI "tænh Laïng Sôn", VISCII "tïnh LÕng S½n" are all "tỉnh Lạng Sơn".
"""

from __future__ import annotations

_TCVN3_SURFACE = "¡¢£¤¥¦§ ¨©ª«¬\u00ad® µ¸¶·¹ »¾¼½Æ ÇÊÈÉË ÌÐÎÏÑ ÒÕÓÔÖ ×ÝØÜÞ ßãáâä åèæçé êíëìî ïóñòô õøö÷ù úýûüþ"
_TCVN3_LETTERS = "ĂÂÊÔƠƯĐ ăâêôơưđ àáảãạ ằắẳẵặ ầấẩẫậ èéẻẽẹ ềếểễệ ìíỉĩị òóỏõọ ồốổỗộ ờớởỡợ ùúủũụ ừứửữự ỳýỷỹỵ"
TCVN3: dict[str, str] = {
    surface: letter for surface, letter in zip(_TCVN3_SURFACE, _TCVN3_LETTERS, strict=True) if letter != " "
}
"""One surface character a letter. Toned capitals do not exist: the capital fonts draw the small ones as capitals."""

_VNI_TONES = {"ù": "áéíóúý", "ø": "àèìòùỳ", "û": "ảẻỉỏủỷ", "õ": "ãẽĩõũỹ", "ï": "ạẹịọụỵ"}
_VNI_OTHER = {
    "â": ("aeo", "âêô"),
    "á": ("aeo", "ấếố"),
    "à": ("aeo", "ầềồ"),
    "å": ("aeo", "ẩểổ"),
    "ã": ("aeo", "ẫễỗ"),
    "ä": ("aeo", "ậệộ"),
    "ê": ("a", "ă"),
    "é": ("a", "ắ"),
    "è": ("a", "ằ"),
    "ú": ("a", "ẳ"),
    "ü": ("a", "ẵ"),
    "ë": ("a", "ặ"),
    "ù": ("ôö", "ớứ"),
    "ø": ("ôö", "ờừ"),
    "û": ("ôö", "ởử"),
    "õ": ("ôö", "ỡữ"),
    "ï": ("ôö", "ợự"),
}
_VNI_SINGLE = {"ñ": "đ", "ô": "ơ", "ö": "ư", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}


def _vni() -> dict[str, str]:
    small = {
        base + mark: made
        for mark, made_row in _VNI_TONES.items()
        for base, made in zip("aeiouy", made_row, strict=True)
    }
    small |= {
        base + mark: made for mark, (bases, row) in _VNI_OTHER.items() for base, made in zip(bases, row, strict=True)
    }
    small |= _VNI_SINGLE
    table = dict(small)
    for surface, letter in small.items():
        table[surface.upper()] = letter.upper()
        if len(surface) == 2:  # a capital typed with the mark of the small letter, as some keyboards did
            table[surface[0].upper() + surface[1]] = letter.upper()
    return table


VNI: dict[str, str] = _vni()
"""A vowel and a mark make a letter; đ, ơ, ư, ỉ, ĩ, ị and ỵ are one character."""

VISCII: dict[str, str] = dict(
    zip(
        "\x02\x05\x06\x14\x19\x1e" + "".join(map(chr, range(0x80, 0xC0))) + "ÄÅÆÇËÎÏÐÑÕÖ×ØÛÜÞßäåæçëîïðñö÷øûüþÿ",
        "ẲẴẪỶỸỴ"
        "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐ" "ỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲ" "Õắằặấầẩậẽẹếềểễệố" "ồổỗỠƠộờởịỰỨỪỬơớƯ"
        "ẢĂẳẵẺĨỳĐứạỷừửỹỵỡưảăữẫẻĩỉđựỏọụũủợỮ",
        strict=True,
    )
)  # fmt: skip
"""One surface character (Latin-1, control characters among them) a letter; letters that Latin-1 shares are left out."""

_ONSETS = "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x"
ONSETS: tuple[str, ...] = ("", *_ONSETS.split(" "))
"""What a Vietnamese syllable may begin with."""

_RHYMES = """
a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
e ec em en eng eo ep et ê êch êm ên ênh êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu
o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc oong op ot
ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
u ua uân uâng uât uây uc uê uêch uênh ui um un ung uôc uôi uôm uôn uông uôt uơ up ut uy uya uych uyên uyêt uynh uyt uyu
uyp ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu y yêm yên yêng yêt yêu
"""
RHYMES: tuple[str, ...] = tuple(_RHYMES.split())
"""What it may go on with, without its tone."""

STOPS: tuple[str, ...] = ("c", "ch", "p", "t")
"""Syllables that end so carry the sharp or the heavy tone only."""

LOOK_ALIKES: dict[str, str] = {"Ð": "Đ", "Ɖ": "Đ", "ð": "đ"}
"""Letters of other alphabets that stand where Đ and đ are meant: "Bình Ðịnh" is "Bình Định"."""

LEGACY_FONTS: tuple[tuple[str, str], ...] = ((".vn", "TCVN3"), ("vni-", "VNI"), ("vni ", "VNI"))
"""Beginnings of font names, lower case, and the encoding that their text is in."""
