package dev.keeptrail.gateway.tokens;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.EncodingRegistry;
import com.knuddels.jtokkit.api.EncodingType;
import dev.keeptrail.engine.exchange.Segment;
import dev.keeptrail.gateway.body.BodyTexts;
import dev.keeptrail.ledger.price.VendorPrefix;
import java.util.function.ToLongFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Estimates tokens. Texts for models whose encoding is public (OpenAI's {@code o200k_base} and
 * {@code cl100k_base}) are encoded, up to a length; other texts count a token for three bytes of
 * UTF-8, which is more than most tokenizers make of them. What no text is, such as an image, counts
 * for as much as a large image may. Never less than there are parts. Thread-safe.
 */
public final class TokenEstimate {
  /** Beyond so many characters the time to encode is not worth the better number. */
  private static final int ENCODED_CHARACTERS = 32_768;

  /** Runs without a break take an encoder time that grows faster than their length. */
  private static final int LONGEST_RUN = 512;

  private static final int BYTES_PER_TOKEN = 3;

  /** What a message or a part takes beside its text. */
  private static final int TOKENS_PER_PART = 4;

  /** What OpenAI and Anthropic count for an image of the largest size that they look at. */
  private static final int TOKENS_PER_MEDIUM = 1_600;

  private static final Pattern O200K =
      Pattern.compile("(gpt-4o|gpt-4\\.1|gpt-5|o[134]($|-)|chatgpt-4o).*");
  private static final Pattern CL100K = Pattern.compile("(gpt-4|gpt-3\\.5|text-embedding-).*");

  private TokenEstimate() {}

  /** Loaded when it is needed first: the tables take megabytes and a tenth of a second. */
  private static final class Known {
    private static final EncodingRegistry REGISTRY = Encodings.newLazyEncodingRegistry();

    /** WHY: the library takes texts apart with a regular expression here, and not in the other. */
    private static final WordTokens O200K =
        new WordTokens(() -> REGISTRY.getEncoding(EncodingType.O200K_BASE));
  }

  /**
   * Estimates what all texts and other parts of a body come to.
   *
   * @param model the model that reads or wrote it
   */
  public static long of(BodyTexts texts, String model) {
    ToLongFunction<String> encoder = encoder(model);
    long tokens =
        TOKENS_PER_MEDIUM
            * texts.unscanned().stream().filter(part -> !part.reason().equals("logprobs")).count();
    int left = encoder == null ? 0 : ENCODED_CHARACTERS;
    for (Segment segment : texts.segments()) {
      String text = segment.text();
      tokens += TOKENS_PER_PART;
      if (encoder != null && text.length() <= left && hasBreaks(text)) {
        tokens += encoder.applyAsLong(text);
        left -= text.length();
      } else {
        tokens += (bytes(text) + BYTES_PER_TOKEN - 1) / BYTES_PER_TOKEN;
      }
    }
    return tokens;
  }

  private static @Nullable ToLongFunction<String> encoder(String model) {
    String name = VendorPrefix.without(model);
    if (O200K.matcher(name).matches()) {
      return Known.O200K::count;
    }
    return CL100K.matcher(name).matches()
        ? Known.REGISTRY.getEncoding(EncodingType.CL100K_BASE)::countTokensOrdinary
        : null;
  }

  private static boolean hasBreaks(String text) {
    int run = 0;
    for (int at = 0; at < text.length(); at++) {
      run = text.charAt(at) == ' ' || text.charAt(at) == '\n' ? 0 : run + 1;
      if (run > LONGEST_RUN) {
        return false;
      }
    }
    return true;
  }

  private static long bytes(String text) {
    long bytes = 0;
    for (int at = 0; at < text.length(); at++) {
      char sign = text.charAt(at);
      bytes += sign < 0x80 ? 1 : sign < 0x800 || Character.isSurrogate(sign) ? 2 : 3;
    }
    return bytes;
  }
}
