package dev.keeptrail.gateway.messages;

import dev.keeptrail.gateway.body.Fields;
import dev.keeptrail.gateway.json.MalformedJsonException;
import dev.keeptrail.gateway.json.StrictJson;
import dev.keeptrail.gateway.refusal.RefusedException;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an address of Vertex AI says of a request to one of Anthropic's models, as in {@code
 * claude-sonnet-4-6:streamRawPredict}. Its bodies are those of messages without what the address
 * says.
 *
 * @param model as it stands there; {@link #COUNTED} where tokens are to be counted
 * @param stream whether the answer is to come in pieces
 */
public record RawCall(String model, boolean stream) {
  /** Stands in the model's place where tokens are to be counted; the body names the model. */
  static final String COUNTED = "count-tokens";

  private static final String MODELS = "/publishers/anthropic/models/";
  private static final String WHOLE = ":rawPredict";
  private static final String PIECES = ":streamRawPredict";

  /** Vertex's word for the header of the same name, which goes to a provider as it should be. */
  private static final String VERSION = "anthropic_version";

  private static final String MODEL = "model";
  private static final String STREAM = "stream";

  /** Reads the end of an address; empty where it asks for something else. */
  public static Optional<RawCall> of(String end) {
    if (end.endsWith(WHOLE)) {
      return Optional.of(new RawCall(end.substring(0, end.length() - WHOLE.length()), false));
    }
    return end.endsWith(PIECES) && !end.equals(COUNTED + PIECES)
        ? Optional.of(new RawCall(end.substring(0, end.length() - PIECES.length()), true))
        : Optional.empty();
  }

  /** Reads a whole path, wherever the API is. */
  public static Optional<RawCall> at(String path) {
    int models = path.lastIndexOf(MODELS);
    return models < 0 ? Optional.empty() : of(path.substring(models + MODELS.length()));
  }

  /** Whether tokens are to be counted. */
  public boolean counts() {
    return model.equals(COUNTED);
  }

  /**
   * The body as it is inside the gateway, where it has what the address says; what is no JSON
   * object as it came, for whoever reads it next will say so.
   *
   * @throws RefusedException with status 422 when it says something else than the address
   */
  public byte[] into(byte[] body) throws RefusedException {
    try {
      if (!(StrictJson.parse(body) instanceof ObjectNode read)) {
        return body;
      }
      read.remove(VERSION);
      if (!counts()) {
        agree(read, MODEL, read.path(MODEL).asString("").equals(model));
        agree(read, STREAM, read.path(STREAM).asBoolean(!stream) == stream);
        read.put(MODEL, model);
        read.remove(STREAM);
        if (stream) {
          read.put(STREAM, true);
        }
      }
      return StrictJson.write(read);
    } catch (MalformedJsonException _) {
      return body;
    }
  }

  private static void agree(ObjectNode body, String name, boolean same) throws RefusedException {
    JsonNode said = body.path(name);
    if (!Fields.isAbsent(said) && !same) {
      throw Fields.invalid(
          "`%s` is what the address says; leave it out of the body".formatted(name), "/" + name);
    }
  }
}
