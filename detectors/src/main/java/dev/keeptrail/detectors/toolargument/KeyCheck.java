package dev.keeptrail.detectors.toolargument;

import dev.keeptrail.detectors.Parameter;
import java.util.Locale;
import java.util.Set;

/**
 * Names of members in arguments that are objects. An operator of a document database is a filter's
 * where filters belong; where a password or a name belongs, it asks in another way than by value.
 */
final class KeyCheck {
  private static final Set<String> PROGRAMS = Set.of("$where", "$function", "$accumulator");

  private static final Set<String> COMPARES =
      Set.of("$ne", "$gt", "$gte", "$lt", "$lte", "$nin", "$regex", "$exists", "$not", "$in");

  private static final Set<String> NAMES =
      Set.of("username", "user", "login", "email", "userid", "user_id", "id", "account", "name");

  private KeyCheck() {}

  /** How sure the text, if it is the name of a member, is an attack. */
  static double score(String text, Parameter parameter) {
    String path = parameter.path();
    if (text.equals("prototype") && path.endsWith("/constructor/prototype")) {
      return 0.85;
    }
    int last = path.lastIndexOf('/');
    if (last < 0
        || text.isEmpty()
        || text.charAt(0) != '$'
        || !path.substring(last + 1).equals(text)) {
      return 0;
    }
    if (PROGRAMS.contains(text)) {
      return 0.85;
    }
    int before = path.lastIndexOf('/', last - 1);
    String owner = before < 0 ? "" : path.substring(before + 1, last);
    boolean secret = DocumentFilter.isSecret(owner.toLowerCase(Locale.ROOT));
    boolean top = before == 0;
    boolean name = top && NAMES.contains(owner.toLowerCase(Locale.ROOT));
    return COMPARES.contains(text) && (secret || name) ? 0.8 : 0;
  }
}
