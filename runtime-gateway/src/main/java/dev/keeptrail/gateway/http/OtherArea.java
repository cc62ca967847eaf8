package dev.keeptrail.gateway.http;

import dev.keeptrail.gateway.refusal.ErrorForm;
import io.javalin.http.Context;

/**
 * A part that a provider's API has beside the governed routes. What is recorded of a request names
 * it, and not what the caller wrote.
 *
 * @param path the area, as events and refusals name it, and at which clients ask for it
 * @param errors in whose words a refusal comes; OpenAI's and Anthropic's clients share some paths
 * @param reach which paths belong to it
 */
record OtherArea(String path, ErrorForm errors, Reach reach) {
  /** Which paths belong to an area. */
  enum Reach {
    /** The path itself, and what stands below it. */
    WHOLE,
    /** What stands below it only; the path itself is governed. */
    BELOW,
    /** The path itself only; what stands below it is governed, or others have it. */
    ALONE
  }

  /** In whose words this request is refused. */
  ErrorForm errorsOf(Context context) {
    return errors == ErrorForm.OPENAI && context.header("anthropic-version") != null
        ? ErrorForm.ANTHROPIC
        : errors;
  }
}
