package dev.keeptrail.detectors.pass;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Words that suggest a hidden form; they ride along in the shared pass. Ciphers that keep letters
 * are known by common words in cipher: one that is long and telling, or two that are short.
 */
public final class CueWords {
  /** What a word suggests. */
  public enum Kind {
    ROT13,
    ROT13_COMMON,
    /** A telling word whose letters, digits and signs are turned by 47 places. */
    ROT47,
    REVERSED,
    REVERSED_COMMON,
    PIG_LATIN,
    PIG_LATIN_COMMON,
    /** A sign written as a word, such as {@code [at]} or {@code dot}. */
    SIGN,
    /** A digit written as a word. */
    DIGIT,
    /** Where markup that a reader does not see may start. */
    MARKUP,
    /** Where one string literal ends and the next begins. */
    GLUE,
    /** The third item of a list, or a later one that ends alike. */
    ITEM,
    /** A tag that parts no words, or a comment. */
    TAG,
    /** The line that uuencoded text begins with, or the signs that Base85 does. */
    ENCODED,
    /** A function that makes characters of their codes. */
    CODES,
    MORSE,
    /** A cell of Braille that is in most words and numbers. */
    BRAILLE
  }

  private static final String TELLING =
      "ignore disregard forget previous instruction prompt system reveal password secret override"
          + " bypass restriction guideline assistant developer pretend jailbreak confidential"
          + " credential ignora olvida anteriores instrucciones anweisung vorherig vergiss"
          + " consignes oublie istruzioni precedenti instru\u00e7\u00f5es";

  /** Those that are looked for turned by 47 places, digits and signs included. */
  private static final String TELLING_TO_47 =
      "ignore disregard previous instruction prompt system reveal password secret override"
          + " bypass restriction number anweisung";

  private static final String COMMON =
      "the you your this that with for all from what have and act now any not will can must without"
          + " und nicht der ist les vous pour dans que para todas alle";

  /** Short words that are, read the other way, words themselves. */
  private static final String NOT_REVERSED = " and now not can der les ist para alle ";

  /** With the modes that files of text and of programs have. */
  private static final String ENCODED =
      "begin 644 |begin 664 |begin 600 |begin 640 |begin 666 |begin 755 |begin 700 |begin 775 |<~|ascii85|ascii-85|ascii 85|base85|base-85|base 85|decode";

  /** Pairs of signs that set a word off from what stands around it. */
  private static final String WRAPPERS = "[](){}<>__--**\"\"''``::||//~~==\u300c\u300d\u3010\u3011";

  /** What is written in the place of an at sign or a dot, once in each pair. */
  private static final String WRAPPED =
      "at|dot|@|.|punkt|punto|point|ponto|punt|pont|punct|piste|\u70b9|\uc810|arroba|\u00e4t|et|a";

  /** Words that are telling by themselves, or with spaces around. */
  private static final String SIGNS =
      " dot | point | punkt | punto | ponto | punt | pont | punct | piste | \u00e4t | arroba "
          + "|arobase|arobas|chiocciola|klammeraffe|apenstaartje|ma\u0142pa|snabel-a|miukumauku|zavin\u00e1\u010d|kukac|arond|at"
          + " sign|at symbol|full stop|period|kropka|punktum|te\u010dka|bodka|nokta| titik"
          + " |kuyruklu"
          + "|\u0441\u043e\u0431\u0430\u043a\u0430|\u0442\u043e\u0447\u043a\u0430|\u043a\u0440\u0430\u043f\u043a\u0430|\u03c0\u03b1\u03c0\u03ac\u03ba\u03b9|\u03c4\u03b5\u03bb\u03b5\u03af\u03b1|\u05e9\u05d8\u05e8\u05d5\u05d3\u05dc|\u05e0\u05e7\u05d5\u05d3\u05d4|\u827e\u7279|"
          + " \u70b9 |\u30a2\u30c3\u30c8\u30de\u30fc\u30af|\u30c9\u30c3\u30c8|\uace8\ubc45\uc774|"
          + " \uc810 "
          + "|chiocciolina|afna|kr\u00f8llalfa|snabela|\u043c\u0430\u0439\u043c\u0443\u043d\u0441\u043a\u043e|\u0440\u0430\u0432\u043b\u0438\u043a|\u043f\u0435\u0441\u0438\u043a|\u0441\u043e\u0431\u0430\u0447\u043a\u0430|\u5c0f\u8001\u9f20|malpa|zavinac|kuyruklu a|a c\u00f2ng|a commercial|kr\u00f8ll-alfa|a keong| \u0622\u062a | \u090f\u091f | \u30a2\u30c3\u30c8 |to\u010dka| ch\u1ea5m | \u0646\u0642\u0637\u0629 | \u0646\u0642\u0637\u0647 | \u062f\u0648\u062a | \u0921\u0949\u091f | \u9ede "
          + "|.com|.org|.net|.edu|.gov|.info|.io|.de|.fr|.nl|.eu|.co.uk|.example";

  /** Short words and those of everyday speech are left out: others of their row are enough. */
  private static final String DIGITS =
      "zero|one|two|three|four|five|six|seven|eight|nine|null|eins|zwei|drei|vier|f\u00fcnf"
          + "|sechs|sieben|acht|neun|deux|trois|quatre|cinq|sept|huit|neuf|cero|tres|cuatro|cinco"
          + "|siete|ocho|nueve|quattro|cinque|sette|otto|nove|dois|quatro|seis|oito|twee|vijf"
          + "|zeven|negen|noll|fyra|tv\u00e5|\u00e5tta|sju|fem|seks|syv|otte|\u00e5tte|nolla|yksi"
          + "|kaksi|kolme|nelj\u00e4|viisi|kuusi|seitsem\u00e4n|jeden|trzy|cztery|pi\u0119\u0107"
          + "|sze\u015b\u0107|siedem|osiem|dziewi\u0119\u0107|nula|jedna|t\u0159i|\u010dty\u0159i"
          + "|p\u011bt|\u0161est|sedm|dev\u011bt|\u0161tyri|sedem|osem|\u010detiri|sedam|osam"
          + "|devet|jedan|h\u00e1rom|n\u00e9gy|nyolc|kilenc|h\u00e9t|kett\u0151|trei|patru|cinci"
          + "|\u0219ase|\u0219apte|nou\u0103|s\u0131f\u0131r|d\u00f6rt|be\u015f|alt\u0131|yedi"
          + "|sekiz|dokuz|satu|tiga|empat|lima|enam|tujuh|lapan|sembilan|kh\u00f4ng|m\u1ed9t"
          + "|b\u1ed1n|n\u0103m|s\u00e1u|b\u1ea3y|t\u00e1m|ch\u00edn|sifuri|moja|mbili|tatu|tano"
          + "|saba|nane|tisa|dalawa|tatlo|apat|anim|pito|walo|siyam|\u043d\u043e\u043b\u044c"
          + "|\u0447\u0435\u0442\u044b\u0440\u0435|\u0448\u0435\u0441\u0442\u044c"
          + "|\u0432\u043e\u0441\u0435\u043c\u044c|\u0434\u0435\u0432\u044f\u0442\u044c"
          + "|\u0447\u043e\u0442\u0438\u0440\u0438|\u0432\u0456\u0441\u0456\u043c"
          + "|\u0447\u0435\u0442\u0438\u0440\u0438|\u0441\u0435\u0434\u0435\u043c"
          + "|\u043e\u0441\u0435\u043c|\u0434\u0435\u0432\u0435\u0442"
          + "|\u03c4\u03ad\u03c3\u03c3\u03b5\u03c1\u03b1|\u03c0\u03ad\u03bd\u03c4\u03b5"
          + "|\u03b5\u03c0\u03c4\u03ac|\u03bf\u03ba\u03c4\u03ce|\u03b5\u03bd\u03bd\u03ad\u03b1"
          + "|\u0924\u0940\u0928|\u092a\u093e\u0902\u091a|\u0906\u0920"
          + "|\u062b\u0644\u0627\u062b\u0629|\u0623\u0631\u0628\u0639\u0629"
          + "|\u062b\u0645\u0627\u0646\u064a\u0629|\u0686\u0647\u0627\u0631|\u0647\u0641\u062a"
          + "|\u0647\u0634\u062a|\u05e9\u05dc\u05d5\u05e9|\u05d0\u05e8\u05d1\u05e2"
          + "|\u05e9\u05de\u05d5\u05e0\u05d4|\u30bc\u30ed|\u3088\u3093|\u304d\u3085\u3046|twenty"
          + "|thirty|forty|fifty|sixty|seventy|eighty|ninety|thirteen|fourteen|fifteen|sixteen"
          + "|eighteen|nineteen|alpha|alfa|bravo|charlie|foxtrot|hotel|india|juliet|kilo|november"
          + "|oscar|papa|quebec|romeo|sierra|tango|uniform|victor|whisk|xray|yankee|zulu|anton"
          + "|berta|caesar|c\u00e4sar|emil|friedrich|gustav|heinrich|julius|kaufmann|konrad"
          + "|ludwig|martha|nordpol|paula|quelle|richard|samuel|siegfried|theodor|ulrich|viktor"
          + "|wilhelm|ypsilon";

  /** Numbers from ten on, in the same languages. */
  private static final String NUMBERS =
      "eleven|twelve|zehn|zw\u00f6lf|sechzehn|siebzehn|zwanzig|sechzig|siebzig|einund"
          + "|zwound|onze|douze|quatorze|quinze|vingt|trente|quarante|soixante|nonante|diez"
          + "|once|doce|trece|catorce|quince|veinte|cuarenta|cincuenta|sesenta|setenta"
          + "|ochenta|dieci|undici|dodici|tredici|quattordici|quindici|sedici|diciassette"
          + "|diciotto|diciannove|trenta|quaranta|sessanta|settanta|ottanta|novanta|doze"
          + "|treze|catorze|dezesseis|dezessete|dezoito|dezenove|vinte|trinta|quarenta"
          + "|sessenta|oitenta|twaalf|dertien|veertien|zestien|twintig|dertig|veertig|zestig"
          + "|tachtig|elva|tolv|tretton|fjorton|nitton|tjugo|trettio|fyrtio|sextio|\u00e5ttio"
          + "|nittio|elleve|tretten|fjorten|sytten|nitten|tyve|tredive|fyrre|halvtreds"
          + "|halvfjerds|halvfems|tjue|f\u00f8rti|kymmenen|kahdeksantoista"
          + "|yhdeks\u00e4ntoista|kahdeksankymment\u00e4|yhdeks\u00e4nkymment\u00e4"
          + "|dziesi\u0119\u0107|dwana\u015bcie|czterna\u015bcie|pi\u0119tna\u015bcie"
          + "|szesna\u015bcie|dziewi\u0119tna\u015bcie|dwadzie\u015bcia|czterdzie\u015bci"
          + "|deset|dvan\u00e1ct|\u010dtrn\u00e1ct|patn\u00e1ct|osmn\u00e1ct|devaten\u00e1ct"
          + "|dvacet|pades\u00e1t|\u0161edes\u00e1t|osmdes\u00e1t|devades\u00e1t|desa\u0165"
          + "|dvan\u00e1s\u0165|trin\u00e1s\u0165|\u0161trn\u00e1s\u0165"
          + "|p\u00e4tn\u00e1s\u0165|dev\u00e4tn\u00e1s\u0165|dvadsa\u0165|tridsa\u0165"
          + "|p\u00e4\u0165desiat|\u0161es\u0165desiat|dev\u00e4\u0165desiat|dvanaest"
          + "|trinaest|\u010detrnaest|petnaest|\u0161esnaest|dvadeset|trideset|\u010detrdeset"
          + "|pedeset|\u0161ezdeset|devedeset|dvjesto|tizenegy|tizenkett\u0151|tizenk\u00e9t"
          + "|tizenh\u00e1rom|tizenn\u00e9gy|tizen\u00f6t|tizenhat|tizenh\u00e9t|tizennyolc"
          + "|tizenkilenc|h\u00fasz|huszon|harminc|negyven|\u00f6tven|hatvan|hetven|sz\u00e1z"
          + "|zece|unsprezece|dou\u0103sprezece|paisprezece|\u0219aisprezece|optsprezece"
          + "|dou\u0103zeci|\u0219aizeci|optzeci|yirmi|otuz|k\u0131rk|altm\u0131\u015f"
          + "|yetmi\u015f|doksan|sepuluh|sebelas|puluh|belas|ratus|m\u01b0\u1eddi"
          + "|m\u01b0\u01a1i|tr\u0103m|ishirini|thelathini|arobaini|hamsini|sitini|sabini"
          + "|themanini|tisini|\u0434\u0435\u0441\u044f\u0442\u044c"
          + "|\u043e\u0434\u0438\u043d\u043d\u0430\u0434\u0446\u0430\u0442\u044c"
          + "|\u0434\u0432\u0435\u043d\u0430\u0434\u0446\u0430\u0442\u044c"
          + "|\u0442\u0440\u0438\u043d\u0430\u0434\u0446\u0430\u0442\u044c"
          + "|\u0447\u0435\u0442\u044b\u0440\u043d\u0430\u0434\u0446\u0430\u0442\u044c"
          + "|\u043f\u044f\u0442\u043d\u0430\u0434\u0446\u0430\u0442\u044c"
          + "|\u0448\u0435\u0441\u0442\u043d\u0430\u0434\u0446\u0430\u0442\u044c"
          + "|\u0441\u0435\u043c\u043d\u0430\u0434\u0446\u0430\u0442\u044c"
          + "|\u0432\u043e\u0441\u0435\u043c\u043d\u0430\u0434\u0446\u0430\u0442\u044c"
          + "|\u0434\u0435\u0432\u044f\u0442\u043d\u0430\u0434\u0446\u0430\u0442\u044c"
          + "|\u0434\u0432\u0430\u0434\u0446\u0430\u0442\u044c"
          + "|\u0442\u0440\u0438\u0434\u0446\u0430\u0442\u044c|\u0441\u043e\u0440\u043e\u043a"
          + "|\u043f\u044f\u0442\u044c\u0434\u0435\u0441\u044f\u0442"
          + "|\u0441\u0435\u043c\u044c\u0434\u0435\u0441\u044f\u0442"
          + "|\u0434\u0435\u0432\u044f\u043d\u043e\u0441\u0442\u043e"
          + "|\u043e\u0434\u0438\u043d\u0430\u0434\u0446\u044f\u0442\u044c"
          + "|\u0434\u0432\u0430\u043d\u0430\u0434\u0446\u044f\u0442\u044c"
          + "|\u0442\u0440\u0438\u043d\u0430\u0434\u0446\u044f\u0442\u044c"
          + "|\u0447\u043e\u0442\u0438\u0440\u043d\u0430\u0434\u0446\u044f\u0442\u044c"
          + "|\u043f'\u044f\u0442\u043d\u0430\u0434\u0446\u044f\u0442\u044c"
          + "|\u0448\u0456\u0441\u0442\u043d\u0430\u0434\u0446\u044f\u0442\u044c"
          + "|\u0441\u0456\u043c\u043d\u0430\u0434\u0446\u044f\u0442\u044c"
          + "|\u0434\u0435\u0432'\u044f\u0442\u043d\u0430\u0434\u0446\u044f\u0442\u044c"
          + "|\u0434\u0432\u0430\u0434\u0446\u044f\u0442\u044c"
          + "|\u0442\u0440\u0438\u0434\u0446\u044f\u0442\u044c"
          + "|\u043f'\u044f\u0442\u0434\u0435\u0441\u044f\u0442"
          + "|\u0448\u0456\u0441\u0442\u0434\u0435\u0441\u044f\u0442"
          + "|\u0441\u0456\u043c\u0434\u0435\u0441\u044f\u0442"
          + "|\u0434\u0435\u0432'\u044f\u043d\u043e\u0441\u0442\u043e"
          + "|\u0434\u0435\u0441\u0435\u0442"
          + "|\u0435\u0434\u0438\u043d\u0430\u0434\u0435\u0441\u0435\u0442"
          + "|\u0435\u0434\u0438\u043d\u0430\u0439\u0441\u0435\u0442"
          + "|\u0434\u0432\u0430\u043d\u0430\u0434\u0435\u0441\u0435\u0442"
          + "|\u0434\u0432\u0430\u043d\u0430\u0439\u0441\u0435\u0442"
          + "|\u0442\u0440\u0438\u043d\u0430\u0434\u0435\u0441\u0435\u0442"
          + "|\u0442\u0440\u0438\u043d\u0430\u0439\u0441\u0435\u0442"
          + "|\u043f\u0435\u0442\u043d\u0430\u0434\u0435\u0441\u0435\u0442"
          + "|\u043f\u0435\u0442\u043d\u0430\u0439\u0441\u0435\u0442"
          + "|\u0448\u0435\u0441\u0442\u043d\u0430\u0434\u0435\u0441\u0435\u0442"
          + "|\u0448\u0435\u0441\u0442\u043d\u0430\u0439\u0441\u0435\u0442"
          + "|\u0434\u0432\u0430\u0434\u0435\u0441\u0435\u0442"
          + "|\u0434\u0432\u0430\u0439\u0441\u0435\u0442"
          + "|\u0442\u0440\u0438\u0434\u0435\u0441\u0435\u0442"
          + "|\u0442\u0440\u0438\u0439\u0441\u0435\u0442"
          + "|\u043f\u0435\u0442\u0434\u0435\u0441\u0435\u0442"
          + "|\u0448\u0435\u0441\u0442\u0434\u0435\u0441\u0435\u0442"
          + "|\u0448\u0435\u0439\u0441\u0435\u0442|\u03b4\u03ad\u03ba\u03b1"
          + "|\u03ad\u03bd\u03c4\u03b5\u03ba\u03b1|\u03b4\u03ce\u03b4\u03b5\u03ba\u03b1"
          + "|\u03b4\u03b5\u03ba\u03b1\u03c4\u03c1\u03af\u03b1"
          + "|\u03b4\u03b5\u03ba\u03b1\u03c4\u03ad\u03c3\u03c3\u03b5\u03c1\u03b1"
          + "|\u03b4\u03b5\u03ba\u03b1\u03c0\u03ad\u03bd\u03c4\u03b5"
          + "|\u03b4\u03b5\u03ba\u03b1\u03ad\u03be\u03b9"
          + "|\u03b4\u03b5\u03ba\u03b1\u03b5\u03c0\u03c4\u03ac"
          + "|\u03b4\u03b5\u03ba\u03b1\u03b5\u03c6\u03c4\u03ac"
          + "|\u03b4\u03b5\u03ba\u03b1\u03bf\u03ba\u03c4\u03ce"
          + "|\u03b4\u03b5\u03ba\u03b1\u03bf\u03c7\u03c4\u03ce"
          + "|\u03b4\u03b5\u03ba\u03b1\u03b5\u03bd\u03bd\u03ad\u03b1"
          + "|\u03b4\u03b5\u03ba\u03b1\u03b5\u03bd\u03bd\u03b9\u03ac"
          + "|\u03b5\u03af\u03ba\u03bf\u03c3\u03b9|\u03c4\u03c1\u03b9\u03ac\u03bd\u03c4\u03b1"
          + "|\u03c3\u03b1\u03c1\u03ac\u03bd\u03c4\u03b1"
          + "|\u03c0\u03b5\u03bd\u03ae\u03bd\u03c4\u03b1|\u03b5\u03be\u03ae\u03bd\u03c4\u03b1"
          + "|\u03b5\u03b2\u03b4\u03bf\u03bc\u03ae\u03bd\u03c4\u03b1"
          + "|\u03bf\u03b3\u03b4\u03cc\u03bd\u03c4\u03b1"
          + "|\u03b5\u03bd\u03b5\u03bd\u03ae\u03bd\u03c4\u03b1|\u03b5\u03ba\u03b1\u03c4\u03cc"
          + "|\u0639\u0634\u0631\u0648\u0646|\u0639\u0634\u0631\u064a\u0646"
          + "|\u062b\u0644\u0627\u062b\u0648\u0646|\u062b\u0644\u0627\u062b\u064a\u0646"
          + "|\u0623\u0631\u0628\u0639\u0648\u0646|\u0623\u0631\u0628\u0639\u064a\u0646"
          + "|\u062e\u0645\u0633\u0648\u0646|\u062e\u0645\u0633\u064a\u0646"
          + "|\u0633\u062a\u0648\u0646|\u0633\u062a\u064a\u0646"
          + "|\u0633\u0628\u0639\u0648\u0646|\u0633\u0628\u0639\u064a\u0646"
          + "|\u062b\u0645\u0627\u0646\u0648\u0646|\u062b\u0645\u0627\u0646\u064a\u0646"
          + "|\u062a\u0633\u0639\u0648\u0646|\u062a\u0633\u0639\u064a\u0646"
          + "|\u0648\u0639\u0634\u0631\u0648\u0646|\u0648\u0639\u0634\u0631\u064a\u0646"
          + "|\u0648\u062b\u0644\u0627\u062b\u0648\u0646"
          + "|\u0648\u062b\u0644\u0627\u062b\u064a\u0646"
          + "|\u0648\u0623\u0631\u0628\u0639\u0648\u0646"
          + "|\u0648\u0623\u0631\u0628\u0639\u064a\u0646|\u0648\u062e\u0645\u0633\u0648\u0646"
          + "|\u0648\u062e\u0645\u0633\u064a\u0646|\u0648\u0633\u062a\u0648\u0646"
          + "|\u0648\u0633\u062a\u064a\u0646|\u0648\u0633\u0628\u0639\u0648\u0646"
          + "|\u0648\u0633\u0628\u0639\u064a\u0646|\u0648\u062b\u0645\u0627\u0646\u0648\u0646"
          + "|\u0648\u062b\u0645\u0627\u0646\u064a\u0646|\u0648\u062a\u0633\u0639\u0648\u0646"
          + "|\u0648\u062a\u0633\u0639\u064a\u0646|\u06cc\u0627\u0632\u062f\u0647"
          + "|\u062f\u0648\u0627\u0632\u062f\u0647|\u0633\u06cc\u0632\u062f\u0647"
          + "|\u067e\u0627\u0646\u0632\u062f\u0647|\u0634\u0627\u0646\u0632\u062f\u0647"
          + "|\u0647\u0641\u062f\u0647|\u0647\u062c\u062f\u0647"
          + "|\u0646\u0648\u0632\u062f\u0647|\u0628\u06cc\u0633\u062a|\u0686\u0647\u0644"
          + "|\u067e\u0646\u062c\u0627\u0647|\u0634\u0635\u062a|\u0646\u0648\u062f"
          + "|\u05e2\u05e9\u05e8\u05d9\u05dd|\u05d7\u05de\u05d9\u05e9\u05d9\u05dd"
          + "|\u05e9\u05d9\u05e9\u05d9\u05dd|\u05e9\u05d1\u05e2\u05d9\u05dd"
          + "|\u05e9\u05de\u05d5\u05e0\u05d9\u05dd|\u05ea\u05e9\u05e2\u05d9\u05dd|on bir"
          + "|on iki| elf ";

  /**
   * Signs of digits, by script. Two in a row are a cue, whichever they are; one alone is in most
   * texts.
   */
  static final List<String> DIGIT_SIGNS =
      List.of(
          "\u3007\u96f6\u4e00\u4e8c\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d\u58f9\u8d30\u53c1\u8086\u4f0d\u9646\u67d2\u634c\u7396\u8cb3\u53c3\u9678",
          "\uacf5\uc601\uc77c\uc774\uc0bc\uc0ac\uc624\uc721\uce60\ud314\uad6c");

  private static final String MARKUP =
      "<!--| alt=| title=|display:none|display: none|font-size:0|font-size: 0|visibility:hidden"
          + "|visibility: hidden|opacity:0|opacity: 0|color:white|color: white|color:#fff"
          + "|color: #fff| hidden>| aria-label=|[//]:|![|](";

  /** What stands between literals, for each kind of quote; then what else parts short pieces. */
  private static final String GLUE =
      "q+q|q + q|q+ q|q +q|q&q|q & q|q,q|q, q|q q|q.q|q . q|q .. q|q..q";

  private static final String TAGS =
      "</span>|</b>|</i>|</u>|</s>|</em>|</strong>|</font>|</tspan>|</a>|</code>|</tt>|</small>|</big>"
          + "|</mark>|</sub>|</sup>|</del>|</ins>|</w:t>|<wbr|<br|<span|<b>|<i>|<u>|<s>|<em>|<strong>|<font|<tspan|<a"
          + " |<code>|<tt>|<mark>|<w:t>|/*";
  private static final String BRAILLE =
      "\u2811|\u2801|\u280a|\u280e|\u281e|\u2815|\u283c|\u2819|\u2809|\u2803|\u280b";
  private static final String CODES = "fromcharcode|fromcodepoint|chr(|char(";

  /** In others than the brackets, signs of one character are usual. */
  private static final int MOST_BRACKETS = 8;

  private static final List<Word> ALL = all();
  private static final Set<String> NUMBER_WORDS =
      ALL.stream()
          .filter(word -> word.kind() == Kind.DIGIT)
          .map(word -> word.text().strip())
          .collect(Collectors.toUnmodifiableSet());
  private static final int LONGEST_NUMBER =
      NUMBER_WORDS.stream().mapToInt(String::length).max().orElse(0);

  private CueWords() {}

  /** A word as it stands in the text. */
  record Word(Kind kind, String text) {}

  /** Whether a word, folded, begins with one that makes a text be searched for spelled numbers. */
  public static boolean beginsWithNumber(String word) {
    for (int length = Math.min(word.length(), LONGEST_NUMBER); length > 0; length--) {
      if (NUMBER_WORDS.contains(word.substring(0, length))) {
        return true;
      }
    }
    return false;
  }

  static List<Word> words() {
    return ALL;
  }

  private static List<Word> all() {
    var words = new ArrayList<Word>();
    for (String word : TELLING.split(" ", -1)) {
      words.add(new Word(Kind.ROT13, rot13(word)));
      words.add(new Word(Kind.REVERSED, reversed(word)));
    }
    for (String word : COMMON.split(" ", -1)) {
      words.add(new Word(Kind.ROT13_COMMON, " " + rot13(word) + " "));
      if (!NOT_REVERSED.contains(" " + word + " ")) {
        words.add(new Word(Kind.REVERSED_COMMON, " " + reversed(word) + " "));
      }
    }
    PigLatin.telling().forEach(word -> words.add(new Word(Kind.PIG_LATIN, word)));
    PigLatin.common().forEach(word -> words.add(new Word(Kind.PIG_LATIN_COMMON, " " + word + " ")));
    for (String word : TELLING_TO_47.split(" ", -1)) {
      words.add(new Word(Kind.ROT47, rot47(word)));
    }
    words.add(new Word(Kind.ROT47, rot47(".com")));
    List.of("rot47", "rot-47", "rot 47").forEach(word -> words.add(new Word(Kind.ROT47, word)));
    add(words, Kind.ENCODED, ENCODED);
    List.of("rot13", "rot-13", "caesar", rot13(".com"))
        .forEach(word -> words.add(new Word(Kind.ROT13, word)));
    words.add(new Word(Kind.REVERSED, reversed(".com")));
    add(words, Kind.SIGN, SIGNS);
    for (int pair = 0; pair < WRAPPERS.length(); pair += 2) {
      for (String word : WRAPPED.split("\\|", -1)) {
        char open = WRAPPERS.charAt(pair);
        char close = WRAPPERS.charAt(pair + 1);
        if (word.length() > 1 || pair < MOST_BRACKETS) {
          words.add(new Word(Kind.SIGN, open + word + close));
          words.add(new Word(Kind.SIGN, open + " " + word + " " + close));
        }
      }
    }
    words.add(new Word(Kind.SIGN, " @ "));
    words.add(new Word(Kind.SIGN, " as in "));
    add(words, Kind.DIGIT, DIGITS);
    add(words, Kind.DIGIT, NUMBERS);
    DIGIT_SIGNS.forEach(signs -> words.add(new Word(Kind.DIGIT, signs.substring(0, 2))));
    add(words, Kind.MARKUP, MARKUP);
    add(words, Kind.GLUE, GLUE.replace('q', '"'));
    add(words, Kind.GLUE, GLUE.replace('q', '\''));
    List.of("'||'", "' || '", ")(", ") (", "][", "] [", "****", "~~~~", "``", "\"\"", "''", "{}")
        .forEach(word -> words.add(new Word(Kind.GLUE, word)));
    add(words, Kind.TAG, TAGS);
    add(words, Kind.ITEM, " 3. | 3) | 3: ");
    add(words, Kind.CODES, CODES);
    for (char dot : new char[] {'.', '\u00b7', '\u2022'}) {
      for (char dash : new char[] {'-', '_'}) {
        add(words, Kind.MORSE, dot + " " + dash + "|" + dash + " " + dot + "|" + dot + "/" + dash);
      }
      add(words, Kind.MORSE, dot + " " + dot);
    }
    add(words, Kind.MORSE, "- -|-/.|_/.");
    add(words, Kind.BRAILLE, BRAILLE);
    return List.copyOf(words);
  }

  private static void add(List<Word> words, Kind kind, String table) {
    for (String word : table.split("\\|", -1)) {
      words.add(new Word(kind, word));
    }
  }

  /** Whether an anchor stands for any two signs of its script. */
  static boolean isPair(String anchor) {
    return anchor.length() == 2 && DIGIT_SIGNS.stream().anyMatch(signs -> signs.startsWith(anchor));
  }

  private static String reversed(String word) {
    return new StringBuilder(word).reverse().toString();
  }

  /** {@link #rot13(char)} of each character. */
  public static String rot13(String word) {
    var turned = new StringBuilder(word.length());
    word.chars().forEach(c -> turned.append(rot13((char) c)));
    return turned.toString();
  }

  /** {@link #rot47(char)} of each character. */
  public static String rot47(String word) {
    var turned = new StringBuilder(word.length());
    word.chars().forEach(c -> turned.append(rot47((char) c)));
    return turned.toString();
  }

  /** The visible ASCII character 47 places on, or the character itself. */
  public static char rot47(char c) {
    return c > ' ' && c < 0x7F ? (char) ('!' + (c - '!' + 47) % 94) : c;
  }

  /** The ASCII letter thirteen places on, or the character itself. */
  public static char rot13(char c) {
    if (c >= 'a' && c <= 'z') {
      return (char) ('a' + (c - 'a' + 13) % 26);
    }
    return c >= 'A' && c <= 'Z' ? (char) ('A' + (c - 'A' + 13) % 26) : c;
  }
}
