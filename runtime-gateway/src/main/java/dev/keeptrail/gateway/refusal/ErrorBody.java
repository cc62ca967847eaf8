package dev.keeptrail.gateway.refusal;

import dev.keeptrail.gateway.json.StrictJson;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;

/** The JSON of a refusal: the four fields clients know, and ours. */
public final class ErrorBody {
  private ErrorBody() {}

  public static byte[] of(Refusal refusal, @Nullable String eventId) {
    var error = JsonNodeFactory.instance.objectNode();
    error.put("message", refusal.message());
    error.put("type", refusal.type().word());
    error.put("param", refusal.param());
    error.put("code", refusal.code());
    error.put("policy", refusal.policy());
    error.put("reason_code", refusal.reasonCode());
    error.put("event_id", eventId);
    var body = JsonNodeFactory.instance.objectNode();
    body.set("error", error);
    return StrictJson.write(body);
  }
}
