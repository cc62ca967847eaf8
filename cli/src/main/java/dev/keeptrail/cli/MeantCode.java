package dev.keeptrail.cli;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What to say to somebody who asked for the page of a code that there is not. */
final class MeantCode {
  private static final List<String> CODES =
      Stream.of(DiagnosticCode.values()).map(DiagnosticCode::code).sorted().toList();

  private MeantCode() {}

  /** The code that was probably meant, or which there are. */
  static String hint(String written) {
    return meant(written.toUpperCase(Locale.ROOT))
        .map("did you mean `%s`?"::formatted)
        .orElseGet(() -> "there are " + ranges());
  }

  /** The number with its letter missing, or with another. A digit more or less could be any. */
  private static Optional<String> meant(String written) {
    String digits = written.replaceFirst("^[^0-9]*", "");
    List<String> found = CODES.stream().filter(code -> code.substring(1).equals(digits)).toList();
    return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
  }

  private static String ranges() {
    return CODES.stream()
        .collect(
            Collectors.groupingBy(
                code -> code.substring(0, 1), java.util.TreeMap::new, Collectors.toList()))
        .values()
        .stream()
        .map(codes -> codes.getFirst() + " to " + codes.getLast())
        .collect(Collectors.joining(", "));
  }
}
