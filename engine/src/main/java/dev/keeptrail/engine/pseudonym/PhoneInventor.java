package dev.keeptrail.engine.pseudonym;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Numbers that regulators keep free for films and books: 555-0100 to 555-0199 in the North American
 * plan (ATIS), 07700 900000 to 900999 (Ofcom), 06 39 98 00 00 to 99 99 (Arcep), (0)30 23125 000 to
 * 999 (Bundesnetzagentur).
 */
final class PhoneInventor implements Inventor {
  /** Area codes of the North American plan. */
  private static final List<String> AREAS =
      List.of(
          "202", "206", "212", "213", "214", "215", "216", "217", "303", "304", "305", "307", "312",
          "313", "314", "316", "317", "401", "402", "404", "405", "406", "412", "413", "414", "415",
          "502", "503", "504", "505", "512", "513", "515", "601", "602", "603", "605", "612", "614",
          "615", "616", "617", "701", "702", "703", "704", "712", "713", "715", "716", "801", "802",
          "803", "804", "808", "812", "813", "814", "815", "816", "901", "904", "907", "912", "913",
          "914", "915", "916", "917", "918", "919");

  /** National significant numbers without their free digits, by country code. */
  private static final Map<String, String> RESERVED =
      Map.of("44", "7700900", "33", "63998", "49", "3023125");

  private static final Map<String, Integer> FREE = Map.of("44", 3, "33", 4, "49", 3);

  @Override
  public Optional<String> invent(String original, Draw draw) {
    String digits = Layout.digitsOf(original);
    boolean plain = Layout.isPlain(original);
    for (String country : List.of("33", "44", "49")) {
      String number =
          RESERVED.getOrDefault(country, "") + draw.digits(FREE.getOrDefault(country, 0));
      if (original.startsWith("+") && digits.startsWith(country)) {
        return Optional.of(
            inLayout(original, plain, country + number, "+" + country + " " + number));
      }
    }
    if (!original.startsWith("+") && digits.startsWith("07") && digits.length() == 11) {
      return Optional.of(Layout.fill(original, "07700900" + draw.digits(3)));
    }
    String number = draw.oneOf(AREAS) + "55501" + draw.digits(2);
    String shown = number.substring(0, 3) + "-555-" + number.substring(6);
    if (original.startsWith("+") && !digits.startsWith("1")) {
      return Optional.of("+1 " + shown);
    }
    return digits.length() == 10
        ? Optional.of(inLayout(original, plain, number, shown))
        : Optional.of(inLayout(original, plain, "1" + number, "+1 " + shown));
  }

  private static String inLayout(String original, boolean plain, String digits, String otherwise) {
    return plain && Layout.digits(original) == digits.length()
        ? Layout.fill(original, digits)
        : otherwise;
  }
}
