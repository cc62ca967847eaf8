package dev.keeptrail.engine.capture;

import dev.keeptrail.detectors.Finding;
import dev.keeptrail.detectors.ScanResult;
import dev.keeptrail.engine.exchange.Fact;
import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.rule.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Masks what facts say. A text that is judged as a segment too becomes what the segment became; any
 * other is looked through on its own, and for the values that are masked elsewhere.
 */
final class MaskedFacts {
  /** From here on a number may be that of an account or a card. */
  private static final double LONG_NUMBER = 1_000_000;

  private final Map<String, String> segments;
  private final Placeholders placeholders;
  private final Map<String, String> known = new HashMap<>();
  private final Set<String> changed = new LinkedHashSet<>();
  private @Nullable String field;

  /**
   * @param segments what each text that was judged has become
   */
  MaskedFacts(Map<String, String> segments, Placeholders placeholders) {
    this.segments = segments;
    this.placeholders = placeholders;
  }

  List<Fact> mask(List<Fact> facts) {
    Set<String> texts = new LinkedHashSet<>();
    for (Fact fact : facts) {
      if (speaks(fact.type())) {
        fact.fields().values().forEach(value -> collect(value, texts));
      }
    }
    lookThrough(new ArrayList<>(texts));
    List<Fact> masked = new ArrayList<>();
    for (Fact fact : facts) {
      masked.add(speaks(fact.type()) ? mask(fact) : fact);
    }
    return masked;
  }

  /** Any other value of the same exchange. */
  Value masked(Value value) {
    Set<String> texts = new LinkedHashSet<>();
    collect(value, texts);
    lookThrough(new ArrayList<>(texts));
    return mask(value);
  }

  /** The fields that are not as they were, such as {@code identity.user}. */
  Set<String> changed() {
    return changed;
  }

  /** Whether its texts come from callers and models. */
  private static boolean speaks(FactType type) {
    return switch (type) {
      case PROVIDER, USAGE, COUNTER, REQUEST, MESSAGE, FINDING -> false;
      case TOOL_CALL, TOOL_RESULT, IDENTITY, CONVERSATION -> true;
    };
  }

  private void collect(Value value, Set<String> texts) {
    switch (value) {
      case Value.Text(var text) -> add(text, texts);
      case Value.Decimal(var number) -> {
        if (Math.abs(number) >= LONG_NUMBER) {
          add(plain(number), texts);
        }
      }
      case Value.Sequence(var items) -> items.forEach(item -> collect(item, texts));
      case Value.Mapping(var entries) ->
          entries.forEach((name, entry) -> {
            add(name, texts);
            collect(entry, texts);
          });
      case Value.Truth _, Value.Nothing _ -> {
        // Nothing to look through.
      }
    }
  }

  private void add(String text, Set<String> texts) {
    if (!text.isEmpty() && !segments.containsKey(text) && !known.containsKey(text)) {
      texts.add(text);
    }
  }

  private void lookThrough(List<String> texts) {
    ScanResult scan = SensitiveData.scanner().scan(texts);
    List<List<MaskedText.Span>> spans = new ArrayList<>();
    texts.forEach(text -> spans.add(new ArrayList<>(placeholders.again(text))));
    for (Finding finding : scan.findings()) {
      spans
          .get(finding.segment())
          .add(new MaskedText.Span(finding.start(), finding.end(), finding.label()));
    }
    for (int i = 0; i < texts.size(); i++) {
      String text = texts.get(i);
      known.put(
          text,
          spans.get(i).isEmpty() && placeholders.isPart(text)
              ? placeholders.of("PART", text)
              : MaskedText.of(text, spans.get(i), placeholders::of).text());
    }
  }

  private Fact mask(Fact fact) {
    Map<String, Value> fields = new LinkedHashMap<>();
    fact.fields()
        .forEach((name, value) -> {
          field = fact.type().word() + "." + name;
          fields.put(name, mask(value));
        });
    return new Fact(fact.type(), fact.pointer(), fields);
  }

  private Value mask(Value value) {
    return switch (value) {
      case Value.Text(var text) -> new Value.Text(masked(text));
      case Value.Decimal(var number) when Math.abs(number) >= LONG_NUMBER -> {
        String plain = plain(number);
        String masked = masked(plain);
        yield masked.equals(plain) ? value : new Value.Text(masked);
      }
      case Value.Decimal _, Value.Truth _, Value.Nothing _ -> value;
      case Value.Sequence(var items) -> new Value.Sequence(items.stream().map(this::mask).toList());
      case Value.Mapping(var entries) -> {
        Map<String, Value> masked = new LinkedHashMap<>();
        entries.forEach((name, entry) -> masked.put(masked(name), mask(entry)));
        yield new Value.Mapping(masked);
      }
    };
  }

  private String masked(String text) {
    String masked = segments.getOrDefault(text, known.getOrDefault(text, text));
    String place = field;
    if (place != null && !masked.equals(text)) {
      changed.add(place);
    }
    return masked;
  }

  private static String plain(double number) {
    return new BigDecimal(number).toPlainString();
  }
}
