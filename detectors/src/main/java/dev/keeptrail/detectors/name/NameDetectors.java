package dev.keeptrail.detectors.name;

import dev.keeptrail.detectors.Detector;
import dev.keeptrail.detectors.Evidence;
import dev.keeptrail.detectors.FindingSink;
import dev.keeptrail.detectors.Hits;
import dev.keeptrail.detectors.RuleDetector;
import dev.keeptrail.detectors.Trigger;
import dev.keeptrail.detectors.text.ScannedText;
import java.util.List;
import java.util.Set;

/**
 * Names of persons, places and organisations, and addresses as the tagger sees them. The model is
 * read when the first text arrives that could hold a name.
 */
public final class NameDetectors {
  static final String PERSON = "pii.name";
  static final String PERSON_LABEL = "PERSON";

  private static final String STREET = "pii.address.street";
  private static final String POSTCODE = "pii.address.postcode";
  private static final int MAX_MATCH = 200;

  private NameDetectors() {}

  public static List<Detector> all() {
    return List.of(
        new RuleDetector(
            "name",
            2,
            Set.of(PERSON, "pii.location", "pii.organization", STREET, POSTCODE),
            MAX_MATCH,
            Trigger.onEveryText(),
            (text, hits, sink) -> detect(text, hits, sink)),
        LabelledPerson.detector(),
        KeyedPerson.detector(),
        WrittenPerson.mailbox(),
        WrittenPerson.passenger(),
        IntroducedPerson.detector());
  }

  private static void detect(ScannedText text, Hits hits, FindingSink sink) {
    Tokens tokens = Tokens.of(text, hits);
    if (!tokens.hasWords()) {
      return;
    }
    TaggerModel model = TaggerModel.bundled();
    var spans = new NameSpans(NameTagger.tag(tokens, model, new ModelDecision(model)));
    for (NameSpan span : spans.all()) {
      report(tokens, span, spans.isPostcode(span), sink);
    }
    new TitledNames(tokens, model, sink).detect();
    new Relatives(tokens, model, sink).detect();
    new Speakers(tokens, model, sink).detect();
    new CapitalSurnames(tokens, model.gazetteer(), sink).detect();
    if (tokens.hasUncased()) {
      new UncasedNames(tokens, model.classes(), sink).detect();
    }
    if (tokens.hasUnspaced()) {
      new EastAsianNames(tokens, sink).detect();
    }
  }

  /** Reports the words from the first to the last as a person that something around them tells. */
  static void person(Tokens tokens, int first, int last, double score, FindingSink sink) {
    sink.add(tokens.start(first), tokens.end(last), PERSON, PERSON_LABEL, score, Evidence.CONTEXT);
  }

  private static void report(Tokens tokens, NameSpan span, boolean number, FindingSink sink) {
    int start = tokens.start(span.first());
    int end = tokens.end(span.last());
    double score = NameScore.of(span);
    switch (span.kind()) {
      case PERSON -> {
        if (!Brands.cover(tokens, span.first(), span.last())) {
          sink.add(start, end, PERSON, PERSON_LABEL, score, Evidence.MODEL);
        }
      }
      case PLACE -> sink.add(start, end, "pii.location", "LOCATION", score, Evidence.MODEL);
      case ORGANIZATION ->
          sink.add(start, end, "pii.organization", "ORGANIZATION", score, Evidence.MODEL);
      case ADDRESS -> {
        if (!number && CopyrightYears.begin(tokens, span.first())) {
          return;
        }
        if (number || !Quantities.isList(tokens, span.first(), span.last())) {
          String category = number ? POSTCODE : STREET;
          sink.add(start, end, category, number ? "POSTCODE" : "ADDRESS", score, Evidence.MODEL);
        }
      }
    }
  }

  /** Takes what {@link #names} finds, in offsets of the original text. */
  @FunctionalInterface
  public interface NameSink {
    void add(int start, int end, Tag.Kind kind);
  }

  /** What the tagger alone makes of a text, with a model that need not be the bundled one. */
  public static void names(TaggerModel model, Tokens tokens, NameSink sink) {
    ScannedText text = tokens.text();
    TaggedTokens tagged = NameTagger.tag(tokens, model, new ModelDecision(model));
    for (NameSpan span : new NameSpans(tagged).all()) {
      int start = text.originalStart(tokens.start(span.first()));
      sink.add(start, text.originalEnd(tokens.end(span.last())), span.kind());
    }
  }
}
