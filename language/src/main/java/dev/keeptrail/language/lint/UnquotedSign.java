package dev.keeptrail.language.lint;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Quoted;
import dev.keeptrail.language.tree.PackFile;
import dev.keeptrail.language.yaml.WrittenScalar;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * In YAML, a text without quotes holds signs that were probably meant for the notation: a comma at
 * its end, half a pair of quotes, or the next entry of its list.
 */
final class UnquotedSign implements LintRule {
  private static final String QUOTES = "\"“”„«»‘’‚";
  private static final Set<String> EXPRESSIONS = Set.of("when", "define");

  @Override
  public DiagnosticCode code() {
    return DiagnosticCode.UNQUOTED_SIGN;
  }

  @Override
  public void check(LintedPack pack, Advice advice) {
    for (PackFile file : pack.files()) {
      if (file.syntax() == PackFile.Syntax.YAML) {
        List<WrittenScalar> scalars = WrittenScalar.of(file.span().source()).orElse(List.of());
        for (WrittenScalar scalar : scalars) {
          if (scalar.plain() && !isExpression(scalar.path())) {
            problem(scalar)
                .ifPresent(problem ->
                    advice.add(
                        scalar.span(), path(scalar.path()), problem.what(), problem.remedy()));
          }
        }
      }
    }
  }

  private static Optional<Problem> problem(WrittenScalar scalar) {
    String text = scalar.text();
    if (text.isEmpty()) {
      return Optional.empty();
    }
    boolean listed = isEntry(scalar.path());
    char last = text.charAt(text.length() - 1);
    if (listed && scalar.span().text().indexOf('\n') >= 0) {
      return Optional.of(
          new Problem(
              "the entry " + Quoted.word(text) + " goes on in the next line, as one text",
              "start each entry with `-` below that of the first, or put the whole text in"
                  + " quotes"));
    }
    if (last == ',' || last == ';') {
      return sign("the text ends in `" + last + "`, which belongs to it here");
    }
    if (isQuote(text.charAt(0)) || isQuote(last) || (listed && hasQuote(text))) {
      return sign("quotes belong to the text " + Quoted.word(text));
    }
    return listed && text.contains("; ")
        ? sign("the entry " + Quoted.word(text) + " is one text: `;` separates nothing")
        : Optional.empty();
  }

  private static Optional<Problem> sign(String what) {
    return Optional.of(
        new Problem(what, "remove it, or put the whole text in quotes if it belongs to the text"));
  }

  private static boolean hasQuote(String text) {
    return text.chars().anyMatch(c -> c != '’' && c != '‘' && isQuote((char) c));
  }

  private static boolean isQuote(char c) {
    return QUOTES.indexOf(c) >= 0;
  }

  private static boolean isEntry(List<String> path) {
    return !path.isEmpty() && path.getLast().chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static boolean isExpression(List<String> path) {
    return !path.isEmpty()
        && (EXPRESSIONS.contains(path.getFirst()) || EXPRESSIONS.contains(path.getLast()));
  }

  private static String path(List<String> steps) {
    StringBuilder path = new StringBuilder();
    for (String step : steps) {
      if (step.chars().allMatch(c -> c >= '0' && c <= '9')) {
        path.append('[').append(step).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(step);
      }
    }
    return path.toString();
  }

  private record Problem(String what, String remedy) {}
}
