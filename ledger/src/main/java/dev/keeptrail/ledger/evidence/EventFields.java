package dev.keeptrail.ledger.evidence;

import dev.keeptrail.ledger.event.EventJsonSchema;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.json.JsonMapper;

/** The fields that events have, at the outermost level. */
public final class EventFields {
  /** What an event is told and counted by, and never goes without. */
  public static final Set<String> ALWAYS_SHOWN =
      Set.of("id", "event_type", "timestamp", "verdict", "action", "schema_version");

  private static final Set<String> OF_ADMINISTRATION =
      Set.of("action", "actor", "subject", "details");

  private EventFields() {}

  /** Of decisions, as their schema has them, and of entries of the trail. */
  public static Set<String> names() {
    Set<String> names = new TreeSet<>(OF_ADMINISTRATION);
    names.addAll(
        JsonMapper.builder()
            .build()
            .readTree(EventJsonSchema.text())
            .path("properties")
            .propertyNames());
    return names;
  }
}
