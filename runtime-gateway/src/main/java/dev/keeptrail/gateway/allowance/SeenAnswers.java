package dev.keeptrail.gateway.allowance;

import dev.keeptrail.gateway.body.ModelRequest;
import dev.keeptrail.ledger.price.VendorPrefix;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whether all that a model writes, and is paid for, comes in its answer. Others think first, and
 * say nothing of it or less than they thought; what such an answer had cost when somebody left it,
 * nobody here can estimate. What is not known not to think is taken to.
 */
final class SeenAnswers {
  private static final Pattern THINKS_NEVER =
      Pattern.compile("(chatgpt-4o|gpt-4o|gpt-4\\.1|gpt-4|gpt-3\\.5)($|[-.:].*)");

  /** Thinks where the request says so. */
  private static final Pattern THINKS_WHEN_TOLD = Pattern.compile("claude-.*");

  private SeenAnswers() {}

  /**
   * Whether an estimate of what came is one of what was paid for.
   *
   * @param candidates the models that the request may be sent to
   */
  static boolean are(Set<String> candidates, ModelRequest request) {
    String thinking = request.tree().path("thinking").path("type").asString("disabled");
    boolean told = !thinking.equals("disabled");
    return candidates.stream()
        .allMatch(model ->
            THINKS_NEVER.matcher(VendorPrefix.without(model)).matches()
                || (!told && THINKS_WHEN_TOLD.matcher(model).matches()));
  }
}
