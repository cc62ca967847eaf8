package dev.keeptrail.detectors.injection;

import dev.keeptrail.detectors.Evidence;
import dev.keeptrail.detectors.FindingSink;
import dev.keeptrail.detectors.injection.SignalWords.Kind;
import dev.keeptrail.detectors.text.ScannedText;
import dev.keeptrail.detectors.text.Surroundings;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Sees the signals of one text in order and puts together those that stand close. Remembers only
 * the last place of each kind, so a step costs the same whatever came before. Confined to one text.
 */
final class InjectionRules {
  static final int LONGEST = 400;

  private static final double MIN_SCORE = 0.5;
  private static final int CLOSE = 90;
  private static final int NEAR = 60;
  private static final int WIDE = 240;
  private static final int GONE = -10_000;
  private static final List<String> NEGATIONS =
      List.of("not ", "n't ", "never ", "nicht ", "without ");

  private final ScannedText text;
  private final Map<Kind, Integer> starts = new EnumMap<>(Kind.class);
  private final Map<Kind, Integer> ends = new EnumMap<>(Kind.class);
  private final List<Sign> signs = new ArrayList<>();

  InjectionRules(ScannedText text) {
    this.text = text;
  }

  /** Something that speaks for an injection, perhaps too weakly to be reported alone. */
  private record Sign(int start, int end, String category, double score) {}

  void see(Kind kind, int start, int end) {
    if (kind == Kind.PRIOR) {
      lengthen(start, end);
    }
    boolean goesOn = start <= end(kind);
    starts.put(kind, goesOn ? Math.min(start, start(kind)) : start);
    ends.put(kind, end);
    switch (kind) {
      case PRIOR, INSTRUCTIONS, OVERRIDE_ANY -> override(end);
      case SYSTEM_TEXT -> systemText(end);
      case REVEAL_ANY -> systemText(end);
      case ROLE, FREEDOM -> role(end);
      case JAILBREAK -> sign("injection.role_play", start, end, 0.75);
      case DESTINATION -> exfiltration(end);
      case CONTROL_TOKEN -> sign("injection.boundary", start, end, 0.85);
      case FAKE_HEADING -> sign("injection.boundary", start, end, heading(start));
      case OVERRIDE, REVEAL, SEND, PRIVATE_DATA -> {}
    }
  }

  private int start(Kind kind) {
    return starts.getOrDefault(kind, GONE);
  }

  private int end(Kind kind) {
    return ends.getOrDefault(kind, GONE);
  }

  private void forget(Kind kind) {
    starts.remove(kind);
    ends.remove(kind);
  }

  private void sign(String category, int start, int end, double score) {
    signs.add(new Sign(start, end, category, score));
  }

  /** Some languages say which instructions after naming them. */
  private void lengthen(int start, int end) {
    if (!signs.isEmpty() && signs.getLast().end() == start - 1) {
      Sign last = signs.removeLast();
      signs.add(new Sign(last.start(), end, last.category(), last.score()));
    }
  }

  /** "Ignore ... previous ... instructions", in this order or, in some languages, in any. */
  private void override(int now) {
    int object = start(Kind.INSTRUCTIONS);
    int verb = start(Kind.OVERRIDE);
    int prior = start(Kind.PRIOR);
    if (object > verb && now - verb <= CLOSE) {
      boolean which = prior > verb && prior < object + NEAR;
      if (which) {
        double score = isNegated(verb) ? 0.4 : 0.9;
        sign("injection.override", verb, Math.max(now, end(Kind.INSTRUCTIONS)), score);
        forget(Kind.OVERRIDE);
      }
    }
    int anyVerb = start(Kind.OVERRIDE_ANY);
    int first = Math.min(anyVerb, Math.min(object, prior));
    if (first > GONE && now - first <= NEAR) {
      int last = Math.max(end(Kind.OVERRIDE_ANY), end(Kind.INSTRUCTIONS));
      sign("injection.override", first, Math.max(last, end(Kind.PRIOR)), 0.85);
      forget(Kind.OVERRIDE_ANY);
    }
  }

  private boolean isNegated(int verb) {
    int from = Math.max(0, verb - 8);
    String before = text.subSequence(from, verb);
    return NEGATIONS.stream().anyMatch(before::endsWith);
  }

  private void systemText(int now) {
    int target = start(Kind.SYSTEM_TEXT);
    int verb = start(Kind.REVEAL);
    int anyVerb = start(Kind.REVEAL_ANY);
    if (target >= verb && verb > GONE && now - verb <= CLOSE) {
      double score = isNegated(verb) ? 0.3 : 0.8;
      sign("injection.system_prompt", verb, end(Kind.SYSTEM_TEXT), score);
      forget(Kind.REVEAL);
    } else if (Math.min(target, anyVerb) > GONE && now - Math.min(target, anyVerb) <= NEAR) {
      int last = Math.max(end(Kind.SYSTEM_TEXT), end(Kind.REVEAL_ANY));
      sign("injection.system_prompt", Math.min(target, anyVerb), last, 0.8);
      forget(Kind.REVEAL_ANY);
    }
  }

  private void role(int now) {
    int role = start(Kind.ROLE);
    int freedom = start(Kind.FREEDOM);
    int first = Math.min(role, freedom);
    if (first > GONE && now - first <= WIDE) {
      int last = Math.max(end(Kind.ROLE), end(Kind.FREEDOM));
      sign("injection.role_play", first, last, 0.7);
      forget(Kind.ROLE);
      forget(Kind.FREEDOM);
    }
  }

  private void exfiltration(int now) {
    int verb = start(Kind.SEND);
    int data = start(Kind.PRIVATE_DATA);
    if (verb > GONE && data >= verb && now - verb <= 2 * CLOSE) {
      double score = isNegated(verb) ? 0.3 : 0.65;
      sign("injection.exfiltration", verb, now, score);
      forget(Kind.SEND);
    }
  }

  /** Headings count for more where a line begins. */
  private double heading(int start) {
    int at = start - 1;
    while (start - at < 4 && text.at(at) == ' ') {
      at--;
    }
    boolean lineStart = text.at(at) == '\n' || text.at(at) == '\0';
    boolean code = Surroundings.anyBefore(text, start, 12, List.of("xml", "html", "```"));
    return code ? 0.3 : lineStart ? 0.6 : 0.5;
  }

  /** Reports what is strong enough alone or together with other kinds of signs in this text. */
  void report(FindingSink sink) {
    var strongest = new TreeMap<String, Double>();
    signs.forEach(sign -> strongest.merge(sign.category(), sign.score(), Math::max));
    for (Sign sign : signs) {
      double doubt = 1 - sign.score();
      for (var other : strongest.entrySet()) {
        if (!other.getKey().equals(sign.category())) {
          doubt *= 1 - other.getValue() / 2;
        }
      }
      double score = Math.round((1 - doubt) * 100) / 100.0;
      if (score >= MIN_SCORE) {
        sink.add(sign.start(), sign.end(), sign.category(), "INJECTION", score, Evidence.PATTERN);
      }
    }
  }
}
