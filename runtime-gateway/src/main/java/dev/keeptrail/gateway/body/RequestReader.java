package dev.keeptrail.gateway.body;

import dev.keeptrail.gateway.json.MalformedJsonException;
import dev.keeptrail.gateway.json.StrictJson;
import dev.keeptrail.gateway.refusal.Refusal;
import dev.keeptrail.gateway.refusal.RefusedException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads a request strictly. What its shape does not name passes through, because providers add
 * fields faster than gateways learn them; its texts are judged all the same.
 */
public final class RequestReader {
  private RequestReader() {}

  /**
   * Reads a request.
   *
   * @throws RefusedException with status 422 when it is none of this shape
   */
  public static ModelRequest read(Shape shape, byte[] bytes) throws RefusedException {
    ObjectNode body = object(bytes);
    OtherCases.refuse(body);
    if (!body.has("model")) {
      shape.usualModel().ifPresent(usual -> body.put("model", usual));
    }
    String model = model(body);
    Fields.checkBoolean(body, "stream");
    shape.check(body);
    var request = new ModelRequest(shape, body, model);
    if (!request.texts().complete()) {
      throw Fields.invalid(
          "the body has more than "
              + TextCollector.MAX_TEXTS
              + " texts or "
              + TextCollector.MAX_UNSCANNED
              + " media parts; send fewer",
          "");
    }
    return request;
  }

  private static ObjectNode object(byte[] bytes) throws RefusedException {
    try {
      if (StrictJson.parse(bytes) instanceof ObjectNode object) {
        return object;
      }
    } catch (MalformedJsonException malformed) {
      throw new RefusedException(
          Refusal.invalid(
              "malformed_body",
              malformed.problem(),
              malformed.pointer().isEmpty() ? null : Places.hidden(malformed.pointer())));
    }
    throw Fields.invalid("the body must be a JSON object with a `model`", "");
  }

  private static String model(ObjectNode body) throws RefusedException {
    JsonNode model = body.get("model");
    if (model == null || !model.isString() || !Identifiers.isModel(model.stringValue())) {
      throw Fields.invalid(
          "`model` must be a string of 1 to 200 letters, digits or `. _ : / @ + -`", "/model");
    }
    // WHY: the name goes into records and to the provider as it is.
    if (!Identifiers.isHarmless(model.stringValue())) {
      throw Fields.invalid(
          "`model` looks like personal data or a secret; send the name of a model", "/model");
    }
    return model.stringValue();
  }
}
