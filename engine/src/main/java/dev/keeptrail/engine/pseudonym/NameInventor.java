package dev.keeptrail.engine.pseudonym;

import java.util.Locale;
import java.util.Optional;

/** Names of nobody: a given name and a family name out of two lists, as many words as needed. */
final class NameInventor implements Inventor {
  @Override
  public Optional<String> invent(String original, Draw draw) {
    String given = draw.oneOf(Names.GIVEN);
    String name =
        original.strip().indexOf(' ') < 0 ? given : given + " " + draw.oneOf(Names.FAMILY);
    boolean shouted =
        original.length() > 1
            && original.equals(original.toUpperCase(Locale.ROOT))
            && !original.equals(original.toLowerCase(Locale.ROOT));
    return Optional.of(shouted ? name.toUpperCase(Locale.ROOT) : name);
  }

  /** A first name in the text would be taken for this one's. */
  @Override
  public boolean standsOut() {
    return true;
  }
}
