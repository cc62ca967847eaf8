package dev.keeptrail.detectors.injection;

import dev.keeptrail.detectors.ConversationDetector;
import dev.keeptrail.detectors.Evidence;
import dev.keeptrail.detectors.Source;
import dev.keeptrail.detectors.pass.SharedPass;
import dev.keeptrail.detectors.text.ScannedText;
import dev.keeptrail.detectors.text.TextNormalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Finds attacks built up over several turns: messages of a person none of which is suspicious
 * enough alone, but which show signs of different kinds, such as a role without rules in one and a
 * request for the hidden prompt in the next. Looks at the latest messages only and leaves out long
 * ones, which are judged for themselves, so that a long conversation costs no more than a short
 * one.
 */
public final class InjectionChains implements ConversationDetector {
  static final String CHAIN = "injection.chain";

  private static final int TURNS = 8;
  private static final int LONGEST = 4000;

  /** How far to both sides of the border between two messages an order may reach. */
  private static final int BORDER = 120;

  /** What is less suspicious than this is no link. */
  private static final double LEAST_LINK = 0.35;

  /** What is more suspicious than this is reported for itself. */
  private static final double MOST_LINK = 0.8;

  private InjectionChains() {}

  /** The words are looked for once more, without those of other detectors. */
  private static final class Words {
    static final SharedPass PASS = new SharedPass(List.of(InjectionFeatures.words()));
  }

  public static ConversationDetector detector() {
    return new InjectionChains();
  }

  /** The strongest sign of a turn. */
  private record Link(int text, int start, int end, String category, double score) {}

  @Override
  public String id() {
    return "injection-chains";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public Set<String> categories() {
    return Set.of(CHAIN);
  }

  @Override
  public void detect(Conversation conversation, Sink sink) {
    List<Integer> turns = turns(conversation.texts());
    if (turns.size() < 2) {
      return;
    }
    for (int i = 1; i < turns.size(); i++) {
      across(conversation.texts(), turns.get(i - 1), turns.get(i), sink);
    }
    var links = new ArrayList<Link>();
    for (int turn : turns) {
      addLink(turn, conversation.texts().get(turn), links);
    }
    long kinds = links.stream().map(Link::category).distinct().count();
    if (kinds < 2) {
      return;
    }
    double doubt = 1;
    for (Link link : links) {
      doubt *= 1 - link.score();
    }
    Link last = links.getLast();
    double score = Math.round((1 - doubt) * 100) / 100.0;
    sink.add(last.text(), last.start(), last.end(), CHAIN, "INJECTION", score, Evidence.CONTEXT);
  }

  /** An order whose first words end one message and whose last begin the next. */
  private static void across(List<ScannedText> texts, int first, int second, Sink sink) {
    ScannedText before = texts.get(first);
    ScannedText after = texts.get(second);
    String tail = before.subSequence(Math.max(0, before.length() - BORDER), before.length());
    String head = after.subSequence(0, Math.min(BORDER, after.length()));
    ScannedText joined = TextNormalizer.normalize(tail + "\n" + head);
    Assessment assessment = assess(joined);
    Signs signs = assessment.signs();
    int border = tail.length() + 1;
    for (int sign = 0; sign < signs.count(); sign++) {
      boolean named = !Lexicon.RULES.rule(signs.rule(sign)).category().isEmpty();
      int end = Math.min(signs.end(sign) - border, head.length());
      if (named && signs.start(sign) < border - 1 && end > 0) {
        double score = Math.round(most(assessment) * 100) / 100.0;
        if (score >= LEAST_LINK) {
          sink.add(second, 0, end, CHAIN, "INJECTION", score, Evidence.CONTEXT);
        }
        return;
      }
    }
  }

  private static Assessment assess(ScannedText text) {
    return Assessment.of(InjectionDetector.model(), text, Words.PASS.run(text).hits(0));
  }

  private static double most(Assessment assessment) {
    double most = 0;
    for (int window = 0; window < assessment.windows(); window++) {
      double margin = assessment.margin(window);
      most = Math.max(most, InjectionDetector.model().score(margin, Source.USER));
    }
    return most;
  }

  private static List<Integer> turns(List<ScannedText> texts) {
    var turns = new ArrayList<Integer>();
    for (int i = texts.size() - 1; i >= 0 && turns.size() < TURNS; i--) {
      ScannedText text = texts.get(i);
      if (text.origin().source() == Source.USER && text.length() <= LONGEST) {
        turns.addFirst(i);
      }
    }
    return turns;
  }

  private static void addLink(int turn, ScannedText text, List<Link> links) {
    Assessment assessment = assess(text);
    double most = most(assessment);
    Signs signs = assessment.signs();
    int best = -1;
    for (int sign = 0; sign < signs.count(); sign++) {
      boolean named = !Lexicon.RULES.rule(signs.rule(sign)).category().isEmpty();
      if (named && (best < 0 || weight(signs, sign) > weight(signs, best))) {
        best = sign;
      }
    }
    if (best >= 0 && most >= LEAST_LINK && most < MOST_LINK) {
      String category = Lexicon.RULES.rule(signs.rule(best)).category();
      links.add(new Link(turn, signs.start(best), signs.end(best), category, most));
    }
  }

  private static double weight(Signs signs, int sign) {
    return InjectionDetector.model().ruleWeight(signs.rule(sign));
  }
}
