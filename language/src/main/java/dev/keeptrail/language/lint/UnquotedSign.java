package dev.keeptrail.language.lint;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Quoted;
import dev.keeptrail.language.tree.FieldDecl;
import dev.keeptrail.language.tree.PackFile;
import dev.keeptrail.language.tree.PolicyDecl;
import dev.keeptrail.language.tree.ValueDecl;
import dev.keeptrail.language.yaml.WrittenScalar;
import java.util.List;
import java.util.Optional;

/**
 * In YAML, a text without quotes holds signs that were probably meant for the notation: a comma at
 * its end, half a pair of quotes, or the next entry of its list. In a text pack, the word that is
 * nothing in YAML.
 */
final class UnquotedSign implements LintRule {
  private static final String QUOTES = "\"“”„«»‘’‚";

  @Override
  public DiagnosticCode code() {
    return DiagnosticCode.UNQUOTED_SIGN;
  }

  @Override
  public void check(LintedPack pack, Advice advice) {
    for (PackFile file : pack.files()) {
      if (file.syntax() == PackFile.Syntax.TEXT) {
        checkNull(file, advice);
      } else {
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

  /** Text packs have no value for nothing, so that the word is a text like any other. */
  private static void checkNull(PackFile file, Advice advice) {
    for (PolicyDecl policy : file.policies()) {
      checkNull("policy." + policy.name().text(), policy.block().fields(), advice);
    }
    file.targets().forEach(target -> checkNull("providers.targets", target.fields(), advice));
  }

  private static void checkNull(String path, List<FieldDecl> fields, Advice advice) {
    fields.forEach(field -> checkNull(path + "." + field.name(), field.value(), advice));
  }

  private static void checkNull(String path, ValueDecl value, Advice advice) {
    switch (value) {
      case ValueDecl.Mapping mapping -> checkNull(path, mapping.fields(), advice);
      case ValueDecl.Sequence list ->
          list.items().forEach(item -> checkNull(path + "[]", item, advice));
      case ValueDecl.Text text when text.span().text().equals("null") ->
          advice.add(
              text.span(),
              path,
              "`null` is a text here: text packs have no value for nothing",
              "leave it out, or write `\"null\"` if the text is meant");
      default -> {}
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
    // WHY: people have things, as in `the users'`.
    boolean closed = last == '\'' && !text.endsWith("s'");
    if (isQuote(text.charAt(0)) || isQuote(last) || closed || (listed && hasQuote(text))) {
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
        && (path.getLast().equals("when")
            || (path.size() == 2 && path.getFirst().equals("define")));
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
