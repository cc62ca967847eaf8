package dev.keeptrail.engine.pseudonym;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Addresses under the domains that RFC 2606 keeps free of owners. */
final class MailInventor implements Inventor {
  private static final List<String> DOMAINS = List.of("example.com", "example.net", "example.org");
  private static final int DIGITS = 4;

  @Override
  public Optional<String> invent(String original, Draw draw) {
    return Optional.of(
        draw.oneOf(Names.GIVEN).toLowerCase(Locale.ROOT)
            + "."
            + draw.oneOf(Names.FAMILY).toLowerCase(Locale.ROOT)
            + draw.digits(DIGITS)
            + "@"
            + draw.oneOf(DOMAINS));
  }
}
