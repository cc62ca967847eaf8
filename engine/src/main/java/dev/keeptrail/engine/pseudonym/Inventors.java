package dev.keeptrail.engine.pseudonym;

import java.util.Map;
import java.util.Optional;

/** Which kinds of text have lifelike pseudonyms. All others are numbered. */
final class Inventors {
  private static final Map<String, Inventor> BY_CATEGORY =
      Map.ofEntries(
          Map.entry("pii.email", new MailInventor()),
          Map.entry("pii.phone", new PhoneInventor()),
          Map.entry("pii.name", new NameInventor()),
          Map.entry("pci.cardholder", new NameInventor()),
          Map.entry("pci.card", NumberInventors::card),
          Map.entry("pii.iban", NumberInventors::iban),
          Map.entry("pii.ssn", NumberInventors::ssn),
          Map.entry("pii.ip", NetworkInventors::address),
          Map.entry("pii.mac", NetworkInventors::hardware),
          Map.entry("pii.url", NetworkInventors::url));

  private Inventors() {}

  /** The inventor of the category or of the nearest one above it. */
  static Optional<Inventor> of(String category) {
    String at = category;
    while (!at.isEmpty()) {
      Inventor inventor = BY_CATEGORY.get(at);
      if (inventor != null) {
        return Optional.of(inventor);
      }
      at = at.substring(0, Math.max(0, at.lastIndexOf('.')));
    }
    return Optional.empty();
  }
}
