package dev.keeptrail.gateway.messages;

import dev.keeptrail.gateway.body.Identifiers;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a caller asks for of Anthropic's API that is not for everybody yet. On the wire it is a
 * header; inside the gateway it stands in the body, under the name that Anthropic's API has for it
 * at other clouds, and so is judged, kept, captured and replayed as the body is. Stateless.
 */
public final class Betas {
  /** The header, in lower case. */
  public static final String HEADER = "anthropic-beta";

  /** The member of a body. */
  public static final String MEMBER = "anthropic_beta";

  private Betas() {}

  /** Takes them out of a body. What a policy has made something else of goes nowhere. */
  public static List<String> takeFrom(ObjectNode body) {
    JsonNode member = body.remove(MEMBER);
    if (member == null) {
      return List.of();
    }
    List<String> betas = new ArrayList<>();
    for (JsonNode beta : member) {
      if (beta.isString() && Identifiers.isToken(beta.stringValue())) {
        betas.add(beta.stringValue());
      }
    }
    return betas;
  }
}
