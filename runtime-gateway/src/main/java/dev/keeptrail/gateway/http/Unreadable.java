package dev.keeptrail.gateway.http;

import dev.keeptrail.ledger.LeftOutRecord;
import java.util.List;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Events that cannot be read, as JSON. Stateless. */
final class Unreadable {
  private Unreadable() {}

  static String array(List<LeftOutRecord> records) {
    var array = JsonNodeFactory.instance.arrayNode();
    records.forEach(record -> array.add(object(record)));
    return array.toString();
  }

  static ObjectNode object(LeftOutRecord record) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("sequence", record.sequence())
        .put("id", record.id());
  }
}
