package dev.keeptrail.engine.redaction;

import dev.keeptrail.engine.redaction.JsonScan.Scalar;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes one level of JSON anew: what is not changed stays as it was written. */
final class JsonLevel {
  private JsonLevel() {}

  /** A scalar and what is written in its place. */
  record Change(Scalar scalar, String written) {}

  /** The text with some of its scalars, in their order, written otherwise. */
  static String write(String text, List<Change> changes) {
    if (changes.isEmpty()) {
      return text;
    }
    Map<Integer, Set<String>> keys = keysBeside(text, changes);
    var edited = new StringBuilder(text.length());
    int from = 0;
    for (Change change : changes) {
      Scalar scalar = change.scalar();
      String written = change.written();
      edited.append(text, from, scalar.start());
      edited.append(scalar.isKey() ? distinct(written, keys.get(scalar.object())) : written);
      from = scalar.end();
    }
    return edited.append(text, from, text.length()).toString();
  }

  /** The keys that stay as they are in objects one of whose keys does not. */
  private static Map<Integer, Set<String>> keysBeside(String text, List<Change> changes) {
    Map<Integer, Set<String>> keys = new HashMap<>();
    Set<Integer> changed = new HashSet<>();
    for (Change change : changes) {
      if (change.scalar().isKey()) {
        keys.put(change.scalar().object(), new HashSet<>());
        changed.add(change.scalar().start());
      }
    }
    if (!keys.isEmpty()) {
      JsonScan.each(
          text,
          scalar -> {
            Set<String> beside = scalar.isKey() ? keys.get(scalar.object()) : null;
            if (beside != null && !changed.contains(scalar.start())) {
              beside.add(
                  JsonStrings.quoted(
                      JsonStrings.decode(text, scalar.start() + 1, scalar.end() - 1).text()));
            }
          });
    }
    return keys;
  }

  /** Two keys that come to the same would lose a value: the later one is numbered. */
  private static String distinct(String key, @Nullable Set<String> taken) {
    if (taken == null || taken.add(key)) {
      return key;
    }
    String body = key.substring(0, key.length() - 1);
    int number = taken.size();
    while (!taken.add(body + " " + number + "\"")) {
      number++;
    }
    return body + " " + number + "\"";
  }
}
