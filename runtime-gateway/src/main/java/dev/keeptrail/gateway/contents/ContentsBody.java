package dev.keeptrail.gateway.contents;

import dev.keeptrail.gateway.body.Fields;
import dev.keeptrail.gateway.body.Places;
import dev.keeptrail.gateway.json.MalformedJsonException;
import dev.keeptrail.gateway.json.StrictJson;
import dev.keeptrail.gateway.refusal.RefusedException;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A request of Google's API as it is inside the gateway: the model and whether a stream is wanted,
 * which Google's clients say in the address, stand in the body, where other protocols have them; so
 * they are judged, kept, captured and replayed with it. Nowhere else in it is a model named.
 * Stateless.
 */
public final class ContentsBody {
  private static final String MODEL = "model";
  private static final String STREAM = "stream";
  private static final String MODELS = "models/";

  /** A request whose tokens are to be counted, where more of it counts than its contents. */
  private static final String COUNTED = "generateContentRequest";

  private static final String COUNTED_ELSE = "generate_content_request";
  private static final String CONTENTS = "contents";

  private ContentsBody() {}

  /**
   * The body with what the address says, in the usual spelling; what is no JSON object as it came,
   * for whoever reads it next will say so.
   *
   * @throws RefusedException with status 422 when the body says something else of it
   */
  static byte[] of(byte[] body, ContentsCall call) throws RefusedException {
    ObjectNode read;
    try {
      if (!(StrictJson.parse(body) instanceof ObjectNode object)) {
        return body;
      }
      read = object;
    } catch (MalformedJsonException _) {
      return body;
    }
    if (read.has(STREAM)) {
      throw said(STREAM);
    }
    ObjectNode settled = settled(read, call);
    settled.put(MODEL, call.model());
    if (call.stream()) {
      settled.put(STREAM, true);
    }
    return StrictJson.write(settled);
  }

  private static ObjectNode settled(ObjectNode read, ContentsCall call) throws RefusedException {
    switch (call.method()) {
      case GENERATE, STREAM -> {
        if (read.has(MODEL)) {
          throw said(MODEL);
        }
        Spelling.settle(read);
      }
      case COUNT -> {
        ObjectNode counted = counted(read);
        takeModel(counted, "", call.model());
        Spelling.settle(counted);
        return counted;
      }
      case EMBED -> {
        takeModel(read, "", call.model());
        Spelling.settleEmbedded(read, "");
        Predictions.flatten(read);
      }
      case PREDICT -> {
        return Predictions.requests(read);
      }
      case EMBED_ALL -> {
        if (read.has(MODEL)) {
          throw said(MODEL);
        }
        Spelling.settleList(read, "requests");
        JsonNode requests = read.path("requests");
        for (int at = 0; at < requests.size(); at++) {
          if (requests.get(at) instanceof ObjectNode one) {
            String pointer = Places.child("/requests", at);
            takeModel(one, pointer, call.model());
            Spelling.settleEmbedded(one, pointer);
          }
        }
      }
    }
    return read;
  }

  /** What is counted, whether it stands in the body or in a member of it. */
  private static ObjectNode counted(ObjectNode read) throws RefusedException {
    String name = read.has(COUNTED_ELSE) ? COUNTED_ELSE : COUNTED;
    if (!(read.path(name) instanceof ObjectNode whole)) {
      return read;
    }
    if (read.size() > 1) {
      throw Fields.invalid(
          "`%s` is the whole request; leave out what stands beside it".formatted(COUNTED),
          "/" + COUNTED);
    }
    if (whole.has(STREAM)) {
      throw said(STREAM);
    }
    return whole;
  }

  /** Takes out a name of the model that says once more what the address says. */
  private static void takeModel(ObjectNode holder, String pointer, String model)
      throws RefusedException {
    JsonNode named = holder.remove(MODEL);
    if (named != null && !bare(named.asString("")).equals(bare(model))) {
      throw Fields.invalid(
          "`model` must name the model of the address; leave it out", pointer + "/" + MODEL);
    }
  }

  private static String bare(String model) {
    return model.startsWith(MODELS) ? model.substring(MODELS.length()) : model;
  }

  private static RefusedException said(String name) {
    return Fields.invalid(
        "`%s` is what the address says; leave it out of the body".formatted(name), "/" + name);
  }

  /** Asks for the answer as a stream. */
  static void askForStream(ObjectNode body) {
    body.put(STREAM, true);
  }

  /**
   * The request as a provider takes it.
   *
   * @param canonical as it is inside the gateway
   * @param method whose answer is wanted, in pieces or not
   */
  public static Sent sent(byte[] canonical, ContentsMethod method) {
    try {
      if (StrictJson.parse(canonical) instanceof ObjectNode body) {
        String model = bare(body.path(MODEL).asString(""));
        boolean stream = body.path(STREAM).asBoolean(false);
        body.remove(List.of(MODEL, STREAM));
        String asked = stream ? ContentsMethod.STREAM.word() + "?alt=sse" : method.word();
        return new Sent(
            "/" + MODELS + model + ":" + asked,
            StrictJson.write(said(body, MODELS + model, method)));
      }
    } catch (MalformedJsonException malformed) {
      throw new IllegalArgumentException("no body of ours", malformed);
    }
    throw new IllegalArgumentException("no body of ours");
  }

  private static ObjectNode said(ObjectNode body, String model, ContentsMethod method) {
    return switch (method) {
      case GENERATE, STREAM -> body;
      case COUNT -> {
        if (body.size() == 1 && body.has(CONTENTS)) {
          yield body;
        }
        ObjectNode whole = body.objectNode();
        body.put(MODEL, model);
        whole.set(COUNTED, body);
        yield whole;
      }
      case EMBED -> body.put(MODEL, model);
      case EMBED_ALL, PREDICT -> {
        for (JsonNode one : body.path("requests")) {
          ((ObjectNode) one).put(MODEL, model);
        }
        yield body;
      }
    };
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
