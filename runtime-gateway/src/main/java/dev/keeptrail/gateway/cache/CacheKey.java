package dev.keeptrail.gateway.cache;

import dev.keeptrail.gateway.json.StrictJson;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * What makes two requests the same: SHA-256 over who may share answers, the pack, the target, and
 * every byte that the target would be sent, after all edits. Nothing that was masked is part of it.
 *
 * @param plan digest of the plan that judges
 */
public record CacheKey(String plan, String digest) {
  /**
   * The key of a request.
   *
   * @param tenant who shares answers
   * @param plan digest of the plan that judges
   * @param target id of the target
   * @param route where the request came in
   * @param model the model that is asked for
   * @param body as it stands after edits; whether it is to be streamed makes no difference
   */
  public static CacheKey of(
      String tenant, String plan, String target, String route, String model, ObjectNode body) {
    ObjectNode sent = body.deepCopy();
    sent.remove(List.of("stream", "stream_options"));
    sent.put("model", model);
    MessageDigest digest = sha256();
    for (String part : List.of(tenant, plan, target, route)) {
      byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
      digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
      digest.update(bytes);
    }
    digest.update(StrictJson.write(sent));
    return new CacheKey(plan, HexFormat.of().formatHex(digest.digest()));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
