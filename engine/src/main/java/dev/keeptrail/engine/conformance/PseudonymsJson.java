package dev.keeptrail.engine.conformance;

import dev.keeptrail.engine.pseudonym.IssuedPseudonym;
import dev.keeptrail.engine.pseudonym.PseudonymKey;
import dev.keeptrail.engine.pseudonym.Pseudonyms;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * The {@code pseudonyms} of a case's content: {@code key}, a text; {@code answer}, whether an
 * answer is judged; {@code issued}, a list of those of earlier phases.
 */
final class PseudonymsJson {
  private PseudonymsJson() {}

  static Pseudonyms read(JsonNode node) throws SubjectException {
    ContentJson.checkNames(node, "pseudonyms", "key", "answer", "issued");
    String key = node.path("key").asString("");
    List<IssuedPseudonym> issued = new ArrayList<>();
    for (JsonNode item : node.path("issued")) {
      issued.add(issued(item));
    }
    Pseudonyms read =
        (key.isEmpty() ? Pseudonyms.UNKEYED : Pseudonyms.under(PseudonymKey.of(key))).with(issued);
    return node.path("answer").asBoolean(false) ? read.closed() : read;
  }

  private static IssuedPseudonym issued(JsonNode item) throws SubjectException {
    ContentJson.checkNames(
        item, "pseudonym", "label", "category", "policy", "original", "text", "reversible");
    return new IssuedPseudonym(
        item.path("label").asString(""),
        item.path("category").asString(""),
        item.path("policy").asString(""),
        item.path("original").asString(""),
        item.path("text").asString(""),
        item.path("reversible").asBoolean(true));
  }
}
