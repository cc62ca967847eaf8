package dev.keeptrail.gateway.messages;

import dev.keeptrail.gateway.body.Fields;
import dev.keeptrail.gateway.body.Identifiers;
import dev.keeptrail.gateway.json.Pointer;
import dev.keeptrail.gateway.refusal.RefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
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

  private static final int MOST = 32;
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,128}");

  /** What such names must be, for whoever wrote others. */
  public static final String RULE =
      "at most " + MOST + " names of 1 to 128 letters, digits or `. _ -`";

  private Betas() {}

  /** Whether a list is one of such names. */
  public static boolean areNames(List<String> betas) {
    return betas.size() <= MOST && betas.stream().allMatch(beta -> NAME.matcher(beta).matches());
  }

  /**
   * Checks the member of a body.
   *
   * @throws RefusedException with status 422 and the place
   */
  static void check(ObjectNode body) throws RefusedException {
    JsonNode member = body.path(MEMBER);
    if (member.isMissingNode()) {
      return;
    }
    boolean texts =
        member instanceof ArrayNode array && array.valueStream().allMatch(JsonNode::isString);
    if (!texts || !areNames(member.valueStream().map(JsonNode::stringValue).toList())) {
      throw Fields.invalid(
          "`%s` must be an array of %s; the header `%s` is for the same, send one of them"
              .formatted(MEMBER, RULE, HEADER),
          Pointer.child("", MEMBER));
    }
  }

  /**
   * Takes them out of a body. What looks like somebody's data, or is what a policy has made of
   * that, goes nowhere.
   */
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
