package dev.keeptrail.language.rule;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a rule does when it fires. Every effect carries the reason code it gives. */
public sealed interface Effect {
  Template reasonCode();

  /** Whether it takes something from the caller, so that doubt counts for it. */
  default boolean restricts() {
    return switch (this) {
      case Allow _, Flag _, Tag _ -> false;
      case Redact _, Rewrite _, Escalate _, Block _ -> true;
    };
  }

  /** Lets the content pass, and says why. */
  record Allow(Template reasonCode) implements Effect {
    public Allow(String reasonCode) {
      this(Template.of(reasonCode));
    }
  }

  /** Lets the content pass and records the finding as worth a look. */
  record Flag(Template reasonCode) implements Effect {
    public Flag(String reasonCode) {
      this(Template.of(reasonCode));
    }
  }

  /** Lets the content pass; the rule is there for the tags it sets. */
  record Tag(Template reasonCode) implements Effect {}

  /**
   * Masks the matched findings' spans, and matched messages whole, with the policy's markers.
   *
   * @param targets slots of the findings and messages to mask; empty means all findings that the
   *     rule matched
   */
  record Redact(Template reasonCode, List<Integer> targets) implements Effect {
    public Redact {
      targets = List.copyOf(targets);
    }

    public Redact(String reasonCode) {
      this(Template.of(reasonCode), List.of());
    }
  }

  /**
   * Puts a text in the place of the matched findings' spans, or of matched messages. Its verdict is
   * {@code redact}: the same path edits the content.
   *
   * @param targets as for {@link Redact}
   */
  record Rewrite(Template reasonCode, List<Integer> targets, Template replacement)
      implements Effect {
    public Rewrite {
      targets = List.copyOf(targets);
    }
  }

  /**
   * Withholds delivery until a person has looked.
   *
   * @param message what the caller is told; null leaves it to the policy or the gateway
   */
  record Escalate(Template reasonCode, @Nullable Template message, @Nullable Assignee assignee)
      implements Effect {
    public Escalate(String reasonCode) {
      this(Template.of(reasonCode), null, null);
    }
  }

  /**
   * Stops delivery and ends the chain.
   *
   * @param message what the caller is told; null leaves it to the policy or the gateway
   */
  record Block(Template reasonCode, @Nullable Template message) implements Effect {
    public Block(String reasonCode) {
      this(Template.of(reasonCode), null);
    }
  }
}
