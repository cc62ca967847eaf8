package dev.keeptrail.ledger.event;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The published schema, as a validator reads it. */
final class EventSchema {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private EventSchema() {}

  static Schema load() {
    try (InputStream text =
        Objects.requireNonNull(EventJson.class.getResourceAsStream("decision-event.schema.json"))) {
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(text);
    } catch (IOException exception) {
      throw new UncheckedIOException(exception);
    }
  }

  static JsonNode tree(DecisionEvent event) {
    return MAPPER.readTree(EventJson.toBytes(event));
  }
}
