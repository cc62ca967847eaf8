package dev.keeptrail.language.testfile;

import dev.keeptrail.language.source.Span;
import dev.keeptrail.language.tree.TextDecl;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a test expects; null where it expects nothing in particular. At least one part is there.
 *
 * @param verdict {@code allow}, {@code redact}, {@code escalate} or {@code block}
 * @param policy the policy that settled the verdict
 * @param rules the rules that fire, each by its name or as policy and name with a dot between, all
 *     of them
 * @param tags tags that the decision has, by name
 * @param phase the phase that settled the verdict
 * @param trace steps that happen in this order
 */
public record Expectation(
    Span span,
    @Nullable TextDecl verdict,
    @Nullable TextDecl reasonCode,
    @Nullable TextDecl policy,
    @Nullable Redactions redactions,
    @Nullable Texts rules,
    @Nullable TextDecl message,
    Map<String, TextDecl> tags,
    @Nullable TextDecl phase,
    @Nullable Texts trace,
    boolean goldenTrace) {
  public Expectation {
    tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
  }

  /** Whether any outcome at all would do. */
  public boolean isEmpty() {
    return verdict == null
        && reasonCode == null
        && policy == null
        && redactions == null
        && rules == null
        && message == null
        && tags.isEmpty()
        && phase == null
        && trace == null
        && !goldenTrace;
  }

  /** Expected redactions. */
  public sealed interface Redactions {
    Span span();

    /** How many there are, whatever they are. */
    record Count(Span span, long count) implements Redactions {}

    /** All of them, in the order of their places. */
    record Items(Span span, List<Item> items) implements Redactions {
      public Items {
        items = List.copyOf(items);
      }
    }
  }

  /**
   * One redaction; null leaves a part open.
   *
   * @param text what was masked
   */
  public record Item(
      Span span,
      @Nullable String category,
      @Nullable String text,
      @Nullable String marker,
      @Nullable String policy) {}

  /** A list of texts and its place. */
  public record Texts(Span span, List<String> texts) {
    public Texts {
      texts = List.copyOf(texts);
    }
  }
}
