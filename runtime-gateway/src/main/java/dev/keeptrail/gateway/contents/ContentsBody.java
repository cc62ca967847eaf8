package dev.keeptrail.gateway.contents;

import dev.keeptrail.gateway.body.Fields;
import dev.keeptrail.gateway.json.MalformedJsonException;
import dev.keeptrail.gateway.json.StrictJson;
import dev.keeptrail.gateway.refusal.RefusedException;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * A request for content as it is inside the gateway: the model and whether a stream is wanted,
 * which Google's clients say in the address, stand in the body, where other protocols have them; so
 * they are judged, kept, captured and replayed with it. Stateless.
 */
public final class ContentsBody {
  private static final String MODEL = "model";
  private static final String STREAM = "stream";

  private ContentsBody() {}

  /**
   * The body with what the address says, in the usual spelling; what is no JSON object as it came,
   * for whoever reads it next will say so.
   *
   * @throws RefusedException with status 422 when the body says something of it as well
   */
  public static byte[] of(byte[] body, String model, boolean stream) throws RefusedException {
    ObjectNode read;
    try {
      if (!(StrictJson.parse(body) instanceof ObjectNode object)) {
        return body;
      }
      read = object;
    } catch (MalformedJsonException _) {
      return body;
    }
    for (String name : List.of(MODEL, STREAM)) {
      if (read.has(name)) {
        throw Fields.invalid(
            "`%s` is what the address says; leave it out of the body".formatted(name), "/" + name);
      }
    }
    Spelling.settle(read);
    read.put(MODEL, model);
    if (stream) {
      read.put(STREAM, true);
    }
    return StrictJson.write(read);
  }

  /** Asks for the answer as a stream. */
  static void askForStream(ObjectNode body) {
    body.put(STREAM, true);
  }

  /**
   * The request as a provider takes it.
   *
   * @param canonical as it is inside the gateway
   */
  public static Sent sent(byte[] canonical) {
    try {
      if (StrictJson.parse(canonical) instanceof ObjectNode body) {
        String model = body.path(MODEL).asString("");
        boolean stream = body.path(STREAM).asBoolean(false);
        body.remove(MODEL);
        body.remove(STREAM);
        String method = stream ? "streamGenerateContent?alt=sse" : "generateContent";
        String name = model.startsWith("models/") ? model.substring("models/".length()) : model;
        return new Sent("/models/" + name + ":" + method, StrictJson.write(body));
      }
    } catch (MalformedJsonException malformed) {
      throw new IllegalArgumentException("no body of ours", malformed);
    }
    throw new IllegalArgumentException("no body of ours");
  }

  /** A request on the wire. A class, not a record, because it holds bytes. */
  public static final class Sent {
    private final String path;
    private final byte[] body;

    private Sent(String path, byte[] body) {
      this.path = path;
      this.body = body;
    }

    /** Where it goes, below the provider's address of models. */
    public String path() {
      return path;
    }

    /** The bytes themselves, not a copy. */
    public byte[] body() {
      return body;
    }
  }
}
