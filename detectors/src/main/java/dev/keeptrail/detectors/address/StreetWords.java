package dev.keeptrail.detectors.address;

import dev.keeptrail.detectors.name.WordBits;
import java.util.List;
import java.util.Locale;

/** The words addresses are made of, by what they do in one. */
final class StreetWords {
  /** Follows the name of a street, as in Oak Street. */
  static final int AFTER = 1;

  /** Follows the name of a street, and is a word of its own in ordinary text. */
  static final int WEAK_AFTER = 1 << 1;

  /** Leads the name of a street, as in rue Gambetta. */
  static final int BEFORE = 1 << 2;

  /** A part of a house. */
  static final int UNIT = 1 << 3;

  /** Joins the words of names, in lower case. */
  static final int PARTICLE = 1 << 4;

  /** Announces an address. */
  static final int LABEL = 1 << 5;

  /** Announces a postcode. */
  static final int POSTCODE = 1 << 6;

  /** Announces a box at a post office. */
  static final int BOX = 1 << 7;

  /** A country whose name may end an address. */
  static final int COUNTRY = 1 << 8;

  /** Stands between a street and its number. */
  static final int NUMBER_SIGN = 1 << 9;

  private static final List<String> GLUED =
      List.of(
          "straße",
          "strasse",
          "gasse",
          "weg",
          "platz",
          "allee",
          "ring",
          "ufer",
          "damm",
          "straat",
          "laan",
          "gracht",
          "plein",
          "kade",
          "dreef",
          "steenweg",
          "gatan",
          "vägen",
          "gränd",
          "stigen",
          "vej",
          "veien",
          "vegen",
          "gade",
          "gaten",
          "gata",
          "stræde",
          "vænge",
          "pladsen",
          "plassen",
          "katu",
          "utca",
          "str");

  private static final WordBits WORDS = words();

  private StreetWords() {}

  private static WordBits words() {
    var words = new WordBits.Builder();
    words.words(
        "street avenue ave road rd drive lane ln boulevard blvd highway hwy parkway pkwy terrace crescent cres"
            + " caddesi cad sokak sokağı sok bulvarı straße strasse allee platz weg gasse damm ufer straat laan gatan gade"
            + " vej utca út tér katu tie gata vägen ulice street. saint-street",
        AFTER);
    words.words(
        "st dr court ct place pl way circle cir square sq trail trl close grove mews row walk hill gardens"
            + " green quay alley loop route plaza pike park ter rise vale view",
        WEAK_AFTER);
    words.words(
        "rue avenue boulevard bd impasse allée chemin place quai passage cours faubourg route calle avenida avda"
            + " av paseo plaza carretera camino ronda pasaje travesía carrera diagonal via viale piazza corso largo"
            + " vicolo piazzale strada contrada rua travessa praça alameda rodovia estrada ul ulica al aleja plac os"
            + " osiedle ulicy alei placu osiedlu улица улице улицы ул проспект проспекте пр пр-т переулок переулке пер"
            + " площадь площади пл шоссе бульвар бульваре бул набережная набережной наб проезд проезде вулиця"
            + " вулиці вул jalan jl strada bulevardul calea",
        BEFORE);
    words.words(
        "apt apartment suite ste unit flat floor fl room rm building bldg block piso puerta planta escalera"
            + " portal esc étage etage bât bâtiment appartement appt app wohnung whg haus stock top stiege"
            + " interno scala int andar apto bloco casa mieszkania lokal kat daire кв квартира корп корпус office level",
        UNIT);
    words.words(
        "de del della delle dei degli da do das dos di du des la le les van von der den het ten ter of y e zum zur am an im d l and dell all en san",
        PARTICLE);
    words.words(
        "address addresses adresse adressen anschrift dirección direccion domicilio indirizzo endereço adres adresi"
            + " адрес adress residence residing resides reside lives live living located delivered deliver ship shipped"
            + " wohnhaft wohnt wohne habite vivo vive abito moro woon mieszka проживает",
        LABEL);
    words.words(
        "zip zipcode postcode postal plz postleitzahl cp cap cep kod индекс postnummer postnr código 邮编 郵便番号 우편번호",
        POSTCODE);
    words.words("box postfach postbus apartado bp postal pobox skrytka postboks boks", BOX);
    words.words(
        "usa us uk germany deutschland france spain españa italy italia portugal brasil brazil poland polska netherlands"
            + " nederland belgium belgique belgië austria österreich switzerland schweiz suisse canada australia ireland"
            + " mexico méxico argentina chile colombia peru perú россия japan india",
        COUNTRY);
    words.words("no nr nº no. n num número numero número д дом буд bus", NUMBER_SIGN);
    return words.build();
  }

  static int of(long hash) {
    return WORDS.of(hash);
  }

  /** Whether a word ends in a word for street, with something before it. */
  static boolean isCompound(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    for (String end : GLUED) {
      if (lower.length() > end.length() + 2 && lower.endsWith(end)) {
        return true;
      }
    }
    return false;
  }
}
