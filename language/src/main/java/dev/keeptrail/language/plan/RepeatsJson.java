package dev.keeptrail.language.plan;

import dev.keeptrail.language.json.JsonWriter;

/**
 * The JSON form of what becomes of repeats, both ways. Written only where a pack says something.
 */
final class RepeatsJson {
  static final String MEMBER = "refused_repeats";

  private RepeatsJson() {}

  static void write(RefusedRepeats repeats, JsonWriter json) {
    json.beginObject();
    json.name("seconds").value(repeats.seconds());
    json.name("tries").value(repeats.tries());
    json.endObject();
  }

  static RefusedRepeats read(JsonTree tree, String path) throws PlanFormatException {
    Members repeats = Members.of(tree, path);
    RefusedRepeats plan =
        new RefusedRepeats(
            repeats.whole("seconds", 0, RefusedRepeats.MAX_SECONDS),
            repeats.whole("tries", 1, RefusedRepeats.MAX_TRIES));
    repeats.end();
    return plan;
  }
}
