package dev.keeptrail.detectors.training.name;

import dev.keeptrail.detectors.evaluation.JsonLines;
import dev.keeptrail.detectors.name.Tag;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Sentences with slots, and what they become when filled: texts whose names are known. A slot is a
 * word in braces, single in our own templates and double in those of the data folder. Ours may say
 * {@code :lower} or {@code :upper} of its case, and {@code :thing} if a name names a thing there.
 */
final class Templates {
  private static final int FILLS_OF_OWN = 12;
  private static final int FILLS_OF_OTHERS = 10;

  private final Fill fill;

  Templates(Fill fill) {
    this.fill = fill;
  }

  List<LabelledText> own() throws IOException {
    var texts = new ArrayList<LabelledText>();
    List<String> lines = WordLists.lines("templates.txt");
    for (int number = 0; number < lines.size(); number++) {
      String line = lines.get(number);
      int bar = line.indexOf('|');
      for (int i = 0; i < FILLS_OF_OWN; i++) {
        texts.add(
            filled("templates", "t" + number, line.substring(0, bar), line.substring(bar + 1)));
      }
    }
    return texts;
  }

  List<LabelledText> presidio(Path data) throws IOException {
    var texts = new ArrayList<LabelledText>();
    JsonLines.read(
        data.resolve("pii/pii-presidio-templates.jsonl.gz"),
        row -> {
          if (row instanceof JsonLines.Read(Path path, int line, JsonNode object)) {
            String template =
                object.path("text").asString("").replace("{{", "{").replace("}}", "}");
            for (int i = 0; i < FILLS_OF_OTHERS; i++) {
              String id = object.path("id").asString("");
              texts.add(filled("pii-presidio-templates", id, fill.anyLanguage(), template));
            }
          }
        });
    return texts;
  }

  private LabelledText filled(String source, String group, String language, String template) {
    var text = new StringBuilder();
    var names = new ArrayList<LabelledText.Name>();
    String written = template.replace("\\n", "\n");
    int at = 0;
    while (at < written.length()) {
      int open = written.indexOf('{', at);
      int close = open < 0 ? -1 : written.indexOf('}', open);
      if (close < 0) {
        text.append(written, at, written.length());
        break;
      }
      text.append(written, at, open);
      slot(written.substring(open + 1, close), language, text, names);
      at = close + 1;
    }
    String whole = text.toString();
    return LabelledText.of(source, group, changedCase(whole), names);
  }

  /** Some write everything in one case. */
  private String changedCase(String text) {
    String other =
        fill.percent(7)
            ? text.toLowerCase(Locale.ROOT)
            : fill.percent(4) ? text.toUpperCase(Locale.ROOT) : text;
    return other.length() == text.length() ? other : text;
  }

  private void slot(
      String slot, String language, StringBuilder text, List<LabelledText.Name> names) {
    int colon = slot.indexOf(':');
    String kind = colon < 0 ? slot : slot.substring(0, colon);
    String value = value(kind, language);
    if (slot.endsWith(":lower")) {
      value = value.toLowerCase(Locale.ROOT);
    } else if (slot.endsWith(":upper")) {
      value = value.toUpperCase(Locale.ROOT);
    }
    int start = text.length();
    text.append(value);
    Tag.Kind name = kindOf(kind);
    if (name != null && !slot.contains(":thing")) {
      add(names, new LabelledText.Name(start, text.length(), name), text);
    }
  }

  /** A family name and a given name with a blank between are one name. */
  private static void add(
      List<LabelledText.Name> names, LabelledText.Name name, StringBuilder text) {
    LabelledText.Name last = names.isEmpty() ? null : names.getLast();
    boolean joined =
        last != null
            && last.kind() == Tag.Kind.PERSON
            && name.kind() == Tag.Kind.PERSON
            && name.start() == last.end() + 1
            && text.charAt(last.end()) == ' ';
    if (last != null && joined) {
      names.set(names.size() - 1, new LabelledText.Name(last.start(), name.end(), Tag.Kind.PERSON));
    } else {
      names.add(name);
    }
  }

  private static Tag.@Nullable Kind kindOf(String slot) {
    return switch (slot) {
      case "person",
          "name",
          "name_male",
          "name_female",
          "first",
          "first_name",
          "first_name_male",
          "first_name_female",
          "first_name_nonbinary",
          "last",
          "last_name",
          "last_name_male",
          "last_name_female",
          "short",
          "nick",
          "father" ->
          Tag.Kind.PERSON;
      case "city", "country" -> Tag.Kind.PLACE;
      case "org", "organization" -> Tag.Kind.ORGANIZATION;
      case "address",
          "street",
          "streetname",
          "zip",
          "street_name",
          "building_number",
          "secondary_address",
          "zipcode",
          "postcode",
          "state_abbr" ->
          Tag.Kind.ADDRESS;
      default -> null;
    };
  }

  private String value(String slot, String language) {
    return switch (slot) {
      case "person", "name", "name_male", "name_female" -> fill.person(language);
      case "first", "first_name", "first_name_male", "first_name_female", "first_name_nonbinary" ->
          fill.first(language);
      case "last", "last_name", "last_name_male", "last_name_female" -> fill.last(language);
      case "short" -> fill.shortened(language);
      case "nick" -> fill.nickname(language);
      case "father" -> fill.patronymic(language);
      case "city" -> fill.city(language);
      case "country" -> fill.country();
      case "org", "organization" -> fill.organization(language);
      case "address" -> fill.address(language);
      case "street" -> fill.street(language);
      case "streetname", "street_name" -> fill.streetName(language);
      case "building_number" -> fill.digits(2);
      case "secondary_address" -> fill.unit();
      case "zip" -> fill.zip(language);
      case "zipcode", "postcode" -> fill.zip("en");
      case "state_abbr" -> fill.letter() + fill.letter();
      case "product" -> fill.product();
      case "job" -> fill.job();
      case "brand" -> fill.brand();
      case "noun" -> fill.noun(language);
      default -> plain(slot);
    };
  }

  /** Values that are no names. */
  private String plain(String slot) {
    return switch (slot) {
      case "email" -> "user" + fill.digits(3) + "@example.org";
      case "phone", "phone_number" -> "+1 555 " + fill.digits(3) + " " + fill.digits(4);
      case "date", "date_time", "date_of_birth" ->
          (1 + fill.below(28)) + "." + (1 + fill.below(12)) + "." + (1930 + fill.below(90));
      case "year" -> String.valueOf(1900 + fill.below(125));
      case "age" -> String.valueOf(1 + fill.below(99));
      case "day_of_week" -> pick("Monday", "Tuesday", "Friday", "Saturday");
      case "prefix", "prefix_male" -> pick("Mr.", "Dr.", "Mr");
      case "prefix_female" -> pick("Ms.", "Mrs.", "Dr.", "Miss");
      case "nationality" -> pick("American", "French", "Thai", "Mexican", "Norwegian", "Kenyan");
      case "nation_woman" -> pick("Englishwoman", "Irishwoman", "Dutchwoman");
      case "nation_plural" -> pick("Canadians", "Swedes", "Spaniards", "Germans");
      case "url" -> "https://www.example.com/" + fill.digits(4);
      case "ip_address" -> "192.0.2." + fill.below(255);
      case "iban" -> "GB" + fill.digits(2) + "ABCD" + fill.digits(14);
      case "credit_card_number" -> "4" + fill.digits(15);
      case "ssn" -> fill.digits(3) + "-" + fill.digits(2) + "-" + fill.digits(4);
      case "us_driver_license" -> fill.letter() + fill.digits(7);
      default -> slot;
    };
  }

  private String pick(String... values) {
    return values[fill.below(values.length)];
  }
}
