package dev.keeptrail.detectors.name;

import dev.keeptrail.detectors.FindingSink;

/**
 * Names behind words for relatives and other people, as in {@code her son Michael}, {@code soțul
 * meu, Costel}, {@code жена (Гузель Фаритовна)}, {@code Hasta: Hatice Çelik}: the words with
 * capitals that follow, if none is a common word.
 */
final class Relatives {
  private static final double SCORE = 0.7;
  private static final int LEAST = 3;
  private static final int MAX_WORDS = 3;
  private static final int LONGEST = 16;

  /** Written small in the middle of a sentence. */
  private static final String SMALL =
      "son daughter wife husband mother father mum mom dad brother sister aunt auntie uncle"
          + " nephew niece grandmother grandfather grandson granddaughter cousin fiancé fiancée"
          + " boyfriend girlfriend flatmate roommate neighbour neighbor colleague stepson"
          + " stepdaughter nanny carer"
          + " fils fille femme épouse époux mari mère père frère sœur soeur tante oncle neveu"
          + " nièce compagne compagnon voisin voisine collègue maman"
          + " hijo hija esposa esposo marido mujer madre padre mamá papá hermano hermana tía tío"
          + " sobrino sobrina abuela abuelo novio novia pareja vecino vecina compañero compañera"
          + " figlio figlia moglie marito mamma papà fratello sorella zia zio nipote nonna nonno"
          + " cugino cugina compagno compagna vicino vicina badante collega"
          + " filho filha mãe pai irmão irmã tia tio sobrinho sobrinha avó avô namorado"
          + " namorada companheiro companheira vizinho vizinha"
          + " zoon dochter vrouw moeder vader broer zus oom neef nicht oma opa vriend"
          + " vriendin buurman buurvrouw echtgenoot echtgenote"
          + " syn syna synem córka córki córką żona żony żoną mąż męża mężem matka ojciec brat"
          + " brata siostra siostry ciocia wujek babcia dziadek wnuk wnuczka kuzyn narzeczona"
          + " narzeczony kolega koleżanka sąsiad sąsiadka"
          + " dcera dcery dceru manžel manželka manželku manželky otec bratr sestra sestry teta"
          + " strýc babička dědeček vnuk vnučka kolegyně soused sousedka přítel přítelkyně dcéra"
          + " sonen dotter dottern fru frun make maken maka hustru mamma pappa bror brodern"
          + " syster systern moster faster farbror morbror farmor mormor farfar morfar sambo"
          + " sambon kollega granne søn datter kone hustru søster samboer sønn ektefelle"
          + " kjæreste poika tytär vaimo äiti isä veli sisko täti setä mummo naapuri"
          + " fia lánya felesége férje anyja apja bátyja nővére húga öccse"
          + " fiul fiica soția soțul mama tata fratele sora mătușa unchiul bunica bunicul"
          + " nepotul nepoata vecinul vecina colega colegul"
          + " sin kći kćer kćerka supruga suprug žena muž majka otac tetka ujak"
          + " син ћерка супруга супруг мајка отац брат сестра"
          + " дъщеря съпруга съпруг майка баща"
          + " сын сына сыну сыном дочь дочери дочка дочке дочку жена жены жене женой жену муж мужа"
          + " мужу мужем мать брата сестре сестры сестру тётя тетя дядя бабушка"
          + " бабушке дедушка внук внука внуку внучка внучке внучки племянник племянница мастер"
          + " сосед соседка коллега няня курьер мама папа"
          + " сина дочки дружина чоловік мати батько тітка дядько бабуся дідусь онук онука"
          + " майстер сусід сусідка"
          + " γιος γιο κόρη σύζυγος σύζυγο άντρας μητέρα πατέρας αδελφός αδελφή αδερφή θεία θείος"
          + " oğlum oğlu kızım kızı eşim eşi annem annesi babam babası kardeşim kardeşi ablam abim"
          + " istri suami anak menantu kakak adik"
          + " heiße heisse appelle chiamo llamo chamo зовут звати heter hedder numesc λένε";

  /** Nouns that German writes with a capital, as it does all nouns that may follow them. */
  private static final String NOUNS =
      "sohn tochter ehefrau ehemann mutter vater bruder schwester tante onkel neffe nichte oma"
          + " opa großmutter großvater enkel enkelin cousin cousine freund freundin"
          + " lebensgefährte lebensgefährtin verlobte verlobter mitbewohner mitbewohnerin nachbar"
          + " nachbarin kollege kollegin schwiegermutter schwiegervater schwiegertochter";

  /** What somebody is to whoever writes: two words are a name behind it, one may be anything. */
  private static final String ROLES =
      "patient tenant claimant applicant defendant plaintiff client customer employee student"
          + " pupil driver technician resident witness policyholder patientin mieter mieterin"
          + " kunde kundin antragsteller antragstellerin schüler schülerin fahrer patiente"
          + " locataire élève salarié salariée paciente cliente inquilino inquilina alumno alumna"
          + " trabajador trabajadora demandante paziente requerido requerida requerente aluno"
          + " aluna patiënt cliënt huurder leerling klant pacjent pacjentka klient klientka"
          + " pacient pacientka patienten eleven pasient pasienten fastlege kunden potilas"
          + " asiakas beteg pacienta pacijent pacijentica пацијент пациент пациентка"
          + " больной больная клиент клиентка водитель пацієнт пацієнтка клієнт ασθενής πελάτης"
          + " hasta alıcı müşteri refakatçi pasien pelanggan";

  /** Whose relative it is, where languages say so behind the word. */
  private static final String POSSESSIVE =
      "meu minha mea mei sa sua seu mia mio mi moja mój moje můj μου του της мой моя мого моєї"
          + " moj saya dia";

  private static final int IS_SMALL = 1;
  private static final int IS_NOUN = 1 << 1;
  private static final int IS_ROLE = 1 << 2;
  private static final int IS_POSSESSIVE = 1 << 3;

  private static final WordBits KIN =
      new WordBits.Builder()
          .words(SMALL, IS_SMALL)
          .words(NOUNS, IS_NOUN)
          .words(ROLES, IS_ROLE)
          .words(POSSESSIVE, IS_POSSESSIVE)
          .build();

  private final Tokens tokens;
  private final Gazetteer lists;
  private final WordClasses words;
  private final FindingSink sink;

  Relatives(Tokens tokens, TaggerModel model, FindingSink sink) {
    this.tokens = tokens;
    this.lists = model.gazetteer();
    this.words = model.classes();
    this.sink = sink;
  }

  void detect() {
    for (int i = 0; i + 1 < tokens.count(); i++) {
      int kin = kin(i);
      // WHY: titles and headings have capitals, and so has what follows them.
      boolean noun = tokens.kind(i) == Tokens.CAPITALIZED && (kin & (IS_NOUN | IS_SMALL)) != 0;
      boolean role = (kin & IS_ROLE) != 0;
      if (noun || role || (kin & IS_SMALL) != 0) {
        int first = afterPossessive(i + 1);
        int last = lastOf(first, noun);
        if (last >= (role ? first + 1 : first)) {
          NameDetectors.person(tokens, first, last, SCORE, sink);
        }
      }
    }
  }

  /** What a word says of somebody, as bits; nothing for words all in capitals. */
  private int kin(int i) {
    int kind = tokens.kind(i);
    boolean word = kind == Tokens.LOWER || kind == Tokens.CAPITALIZED;
    boolean looked = word && tokens.length(i) <= LONGEST && !tokens.isMachine(i);
    return looked ? KIN.of(tokens.hash(i)) : 0;
  }

  /** Over a word that says whose it is, and one comma or bracket. */
  private int afterPossessive(int from) {
    boolean possessive = (kin(from) & IS_POSSESSIVE) != 0;
    int i = possessive && tokens.kind(from) == Tokens.LOWER ? from + 1 : from;
    return tokens.kind(i) == Tokens.SIGN && ",(:".indexOf(tokens.sign(i)) >= 0 ? i + 1 : i;
  }

  /** The last word of the name that begins here; before the first where none does. */
  private int lastOf(int first, boolean known) {
    int last = first - 1;
    for (int i = first; i < first + MAX_WORDS; i++) {
      boolean apart = tokens.followsBlank(i) || (i == first && tokens.sign(i - 1) == '(');
      if (!apart || !isName(i, known && i == first)) {
        break;
      }
      last = i;
    }
    return last;
  }

  private boolean isName(int i, boolean known) {
    return tokens.kind(i) == Tokens.CAPITALIZED
        && tokens.length(i) >= LEAST
        && !tokens.isMachine(i)
        && !lists.common().has(tokens.base(i))
        && (!known || lists.first().has(tokens.base(i)))
        && words.of(tokens.hash(i)) == 0;
  }
}
