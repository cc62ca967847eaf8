package dev.keeptrail.detectors.training.name;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Makes up people, places, companies and addresses of one language at a time. */
final class Fill {
  /** They have letters of their own, and the lexicon's names are in Latin ones. */
  private static final Set<String> OWN_LETTERS = Set.of("ru", "uk");

  private static final List<String> LANGUAGES =
      List.of("en", "de", "fr", "es", "it", "pt", "nl", "pl", "sv", "tr", "in", "ea");

  private final WordLists words;
  private final List<String> countries;
  private final Dice dice;

  Fill(WordLists words, List<String> countries, Dice dice) {
    this.words = words;
    this.countries = countries;
    this.dice = dice;
  }

  /** Any language that is written in Latin letters, English most often. */
  String anyLanguage() {
    return dice.percent(40) ? "en" : dice.of(LANGUAGES);
  }

  String first(String language) {
    int way = dice.below(100);
    if (way < 55 || OWN_LETTERS.contains(language)) {
      return dice.of(words.list("first", language));
    }
    return way < 90 ? capital(dice.of(words.firstNames())) : madeUp(words.firstNames());
  }

  String last(String language) {
    int way = dice.below(100);
    if (way < 45 || OWN_LETTERS.contains(language)) {
      return dice.of(words.list("last", language));
    }
    if (way < 50) {
      return capital(dice.of(words.surnames())) + "-" + capital(dice.of(words.surnames()));
    }
    return way < 80 ? capital(dice.of(words.surnames())) : madeUp(words.surnames());
  }

  /** A name no list holds: the front of one and the back of another. */
  private String madeUp(List<String> names) {
    String front = dice.of(names);
    String back = dice.of(names);
    String joined =
        front.substring(0, (front.length() + 1) / 2) + back.substring(back.length() / 2);
    return capital(joined);
  }

  String person(String language) {
    String first = first(language);
    String last = last(language);
    int way = dice.below(24);
    return switch (way) {
      case 0 -> first + " " + letter() + ". " + last;
      case 1 -> letter() + ". " + last;
      case 2 -> first + " " + first(language) + " " + last;
      case 3 ->
          language.equals("es") ? first + " " + last + " " + last(language) : first + " " + last;
      case 4 -> dice.percent(30) ? last + ", " + first : first + " " + last;
      case 5 -> dice.percent(30) ? last + " " + first : first + " " + last;
      case 6 ->
          dice.percent(40) ? (first + " " + last).toUpperCase(Locale.ROOT) : first + " " + last;
      case 7 -> dice.percent(40) ? shortened(language) : first + " " + last;
      case 8 -> dice.percent(50) ? particle() + last : first + " " + particle() + last;
      case 9 -> dice.percent(40) ? first + "-" + first(language) + " " + last : first + " " + last;
      case 10 ->
          dice.percent(30) ? first + " " + last.toUpperCase(Locale.ROOT) : first + " " + last;
      default -> first + " " + last;
    };
  }

  /** A name of which a part is but a letter or two. */
  String shortened(String language) {
    String last = last(language);
    return switch (dice.below(7)) {
      case 0 -> letter() + "." + letter() + ". " + last;
      case 1 -> last + " " + letter() + ".";
      case 2 -> last + ", " + letter() + ".";
      case 3 -> first(language) + " " + last.charAt(0) + ".";
      case 4 -> last + " " + letter() + "." + letter() + ".";
      default -> letter() + ". " + last;
    };
  }

  private String particle() {
    return dice.of(List.of("de ", "van der ", "von ", "al-", "El ", "bin ", "di ", "dos ", "ter "));
  }

  /** What friends and families call somebody. */
  String nickname(String language) {
    return dice.percent(70) ? dice.of(words.list("nick", language)) : first(language);
  }

  /** The father's name as Russians and Ukrainians have it. */
  String patronymic(String language) {
    return dice.of(words.list("father", language));
  }

  /** A word that often stands with a capital and names nobody. */
  String noun(String language) {
    return language.equals("de") && dice.percent(50)
        ? dice.of(words.list("front", "de")) + dice.of(words.list("tail", "de"))
        : dice.of(words.list("noun", language));
  }

  String brand() {
    return dice.of(words.list("brand", "en"));
  }

  String city(String language) {
    return dice.percent(50)
        ? dice.of(words.list("city", language))
        : OWN_LETTERS.contains(language)
            ? dice.of(words.list("city", language))
            : dice.of(words.cities());
  }

  String country() {
    return title(dice.of(countries));
  }

  String organization(String language) {
    return switch (dice.below(12)) {
      case 0, 1 -> word() + " " + industry();
      case 2 -> word() + " " + word() + " " + legal();
      case 3 -> word() + word().toLowerCase(Locale.ROOT) + " " + legal();
      case 4 -> capital(dice.of(words.surnames())) + " " + legal();
      case 5 -> last("en") + ", " + last("en") + " and " + last("en");
      case 6 -> last("en") + (dice.percent(50) ? "-" : " & ") + last("en");
      case 7 ->
          dice.percent(50) ? "University of " + city(language) : city(language) + " University";
      case 8 -> city(language) + " " + industry();
      case 9 -> word() + word().toLowerCase(Locale.ROOT);
      case 10 -> last("en") + " " + industry() + (dice.percent(50) ? " " + legal() : "");
      default -> industry() + " " + industry() + " " + legal();
    };
  }

  private String word() {
    return dice.of(words.list("word", "en"));
  }

  private String industry() {
    return dice.of(words.list("industry", "en"));
  }

  private String legal() {
    return dice.of(words.list("legal", "en"));
  }

  String product() {
    return dice.of(words.list("product", "en"));
  }

  String job() {
    return dice.of(words.list("job", "en"));
  }

  /** The name of a street with its number where the language puts it. */
  String street(String language) {
    int way = dice.below(10);
    String number = number(language);
    return way == 0 ? number + " " + streetName(language) : numbered(language, number);
  }

  private String numbered(String language, String number) {
    String name = streetName(language);
    return switch (language) {
      case "en", "in", "ea" -> number + " " + name;
      case "fr" -> number + (dice.percent(30) ? ", " : " ") + name;
      case "es", "pt", "it" -> name + (dice.percent(60) ? ", " : " ") + number;
      case "ru", "uk" -> name + ", " + (language.equals("ru") ? "д. " : "буд. ") + number;
      case "tr" -> name + " No: " + number;
      default -> name + " " + number;
    };
  }

  /** A street without a number. */
  String streetName(String language) {
    boolean named = dice.percent(40);
    String own =
        named && !OWN_LETTERS.contains(language)
            ? last(language)
            : dice.of(words.list("street", language));
    return switch (language) {
      case "de" ->
          own
              + (own.endsWith(" ") || named
                  ? (own.endsWith(" ") ? "" : "-")
                      + dice.of(List.of("Straße", "Allee", "Platz", "Weg"))
                  : dice.of(
                      List.of("straße", "strasse", "weg", "platz", "gasse", "str.", "allee")));
      case "fr" ->
          dice.of(
                  List.of(
                      "rue", "avenue", "boulevard", "place", "impasse", "chemin", "Rue", "Avenue"))
              + " "
              + own;
      case "es" ->
          dice.of(List.of("Calle", "C/", "Avenida", "Avda.", "Plaza", "Paseo", "calle"))
              + " "
              + own;
      case "it" ->
          dice.of(List.of("Via", "Viale", "Piazza", "Corso", "via", "Contrada", "Strada"))
              + " "
              + own;
      case "pt" ->
          dice.of(List.of("Rua", "Avenida", "Av.", "Travessa", "R.", "R", "Praça")) + " " + own;
      case "nl" ->
          compact(own) + dice.of(List.of("straat", "laan", "weg", "plein", "gracht", "kade"));
      case "pl" -> dice.of(List.of("ul.", "ul.", "al.", "ulica", "os.")) + " " + own;
      case "sv", "da", "no" ->
          compact(own) + dice.of(List.of("gatan", "vägen", "gade", "vej", "veien", "gata"));
      case "fi" -> compact(own) + dice.of(List.of("katu", "tie", "kuja", "polku"));
      case "uk" -> dice.of(List.of("вул.", "вулиця", "просп.", "пров.")) + " " + own;
      case "id" -> dice.of(List.of("Jl.", "Jalan", "Gang", "Jln")) + " " + own;
      case "vi" -> dice.of(List.of("đường", "phố", "Đường", "ngõ")) + " " + own;
      case "ro" -> dice.of(List.of("str.", "Strada", "Bd.", "Aleea")) + " " + own;
      case "hu" -> own + " " + dice.of(List.of("utca", "út", "tér", "u.", "körút"));
      case "tr" -> own + " " + dice.of(List.of("Caddesi", "Sokak", "Cad.", "Sok.", "Bulvarı"));
      case "ru" -> dice.of(List.of("ул.", "улица", "пр.", "пер.")) + " " + own;
      default ->
          own
              + " "
              + dice.of(
                  List.of(
                      "Street", "St", "St.", "Avenue", "Ave", "Road", "Rd", "Lane", "Drive", "Blvd",
                      "Court", "Way"));
    };
  }

  private static String compact(String name) {
    return name.endsWith(" ") ? name : name.replace(" ", "");
  }

  private String number(String language) {
    int number = language.equals("en") ? 1 + dice.below(9999) : 1 + dice.below(180);
    return number + (dice.percent(8) ? letter().toLowerCase(Locale.ROOT) : "");
  }

  String unit() {
    return dice.of(List.of("Apt. ", "Apt ", "Suite ", "Unit ", "Flat ", "# ", "Floor "))
        + (1 + dice.below(999));
  }

  String zip(String language) {
    return switch (language) {
      case "nl" -> digits(4) + " " + letter() + letter();
      case "pl" -> digits(2) + "-" + digits(3);
      case "pt" -> digits(4) + "-" + digits(3);
      case "sv" -> digits(3) + " " + digits(2);
      case "ru" -> digits(6);
      case "da", "no", "hu" -> digits(4);
      case "ea", "in" ->
          dice.percent(50)
              ? digits(6)
              : letter() + letter() + digits(1) + " " + digits(1) + letter() + letter();
      default ->
          dice.percent(90) || !language.equals("en") ? digits(5) : digits(5) + "-" + digits(4);
    };
  }

  /** A whole address, in one line or several. */
  String address(String language) {
    if (dice.percent(6)) {
      return military();
    }
    String gap = dice.percent(55) ? ", " : dice.percent(60) ? "\n" : " ";
    String unit = dice.percent(35) ? gap + unit() : "";
    String street = street(language) + unit;
    String town =
        switch (language) {
          case "en" ->
              city(language)
                  + (dice.percent(70) ? ", " + letter() + letter() : "")
                  + " "
                  + zip(language);
          case "in", "ea" -> city(language) + " " + zip(language);
          default -> dice.percent(80) ? zip(language) + " " + city(language) : city(language);
        };
    String country =
        dice.percent(30) ? gap + country() + (dice.percent(40) ? " " + digits(5) : "") : "";
    return dice.percent(85) ? street + gap + town + country : street;
  }

  private String military() {
    String box =
        dice.percent(50)
            ? "Unit " + digits(4) + " Box " + digits(4)
            : "PSC " + digits(4) + ", Box " + digits(4);
    return dice.percent(30)
        ? "P.O. Box " + digits(3) + ", " + city("en") + " " + digits(5)
        : box
            + "\n"
            + dice.of(List.of("APO", "FPO", "DPO"))
            + " "
            + dice.of(List.of("AA", "AE", "AP"))
            + " "
            + digits(5);
  }

  String letter() {
    return String.valueOf((char) ('A' + dice.below(26)));
  }

  String digits(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> String.valueOf(dice.below(10)))
        .collect(Collectors.joining());
  }

  static String capital(String name) {
    return name.isEmpty()
        ? name
        : name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }

  private static String title(String phrase) {
    return java.util.Arrays.stream(phrase.split(" ", -1))
        .map(word ->
            word.equals("and") || word.equals("of") || word.equals("the") ? word : capital(word))
        .collect(Collectors.joining(" "));
  }

  boolean percent(int chance) {
    return dice.percent(chance);
  }

  int below(int bound) {
    return dice.below(bound);
  }
}
