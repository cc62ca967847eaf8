package dev.keeptrail.language.editor;

import dev.keeptrail.language.diagnostic.Diagnostic;
import dev.keeptrail.language.diagnostic.Fix;
import dev.keeptrail.language.diagnostic.TextEdit;
import dev.keeptrail.language.source.Span;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an editor can do about a problem: its own fix, or the word that its hint offers. */
final class SuggestedFixes {
  /** The one wording of hints that offer a word; a hint about several words has a colon in it. */
  private static final Pattern OFFER = Pattern.compile("did you mean `([^`:\\s]{1,200})`\\?");

  private SuggestedFixes() {}

  static Optional<Fix> of(Diagnostic problem) {
    Fix fix = problem.fix();
    return fix != null ? Optional.of(fix) : offeredWord(problem);
  }

  private static Optional<Fix> offeredWord(Diagnostic problem) {
    String hint = problem.hint();
    Matcher offer = OFFER.matcher(hint == null ? "" : hint);
    if (!offer.find()) {
      return Optional.empty();
    }
    String word = offer.group(1);
    return wordAt(problem.span())
        .map(place -> new Fix("Write `" + word + "`", List.of(new TextEdit(place, word)), false));
  }

  /** The one word that a span covers, without its quotes. */
  private static Optional<Span> wordAt(Span span) {
    String text = span.source().text();
    int start = span.offset();
    int end = Math.min(span.end(), text.length());
    if (end - start > 1
        && (text.charAt(start) == '"' || text.charAt(start) == '\'')
        && text.charAt(end - 1) == text.charAt(start)) {
      start++;
      end--;
    }
    boolean isWord =
        start < end
            && text.substring(start, end)
                .chars()
                .noneMatch(c -> Character.isWhitespace(c) || c == '"' || c == '\'');
    return isWord ? Optional.of(new Span(span.source(), start, end - start)) : Optional.empty();
  }
}
