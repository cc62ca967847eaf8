package dev.keeptrail.language.editor;

import dev.keeptrail.language.tree.BlockDecl;
import dev.keeptrail.language.tree.FieldDecl;
import dev.keeptrail.language.tree.PackFile;
import dev.keeptrail.language.tree.TestDecl;
import dev.keeptrail.language.tree.ValueDecl;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What one test expects of policies and rules by their names, as far as it is written rightly. */
record ExpectedNames(
    List<ValueDecl.Text> policies, List<ValueDecl.Text> rules, List<ValueDecl.Text> steps) {
  /** Of all tests in a pack: its blocks and its suites. */
  static List<ExpectedNames> of(PackFile file) {
    List<ExpectedNames> all = new ArrayList<>();
    for (TestDecl test : file.tests()) {
      test.expects().forEach(expect -> all.add(of(expect.options().fields())));
    }
    BlockDecl testing = file.testing();
    if (testing != null) {
      all.addAll(suites(testing.fields()));
    }
    return all;
  }

  /** Of a test file beside a pack: one test, a list of tests, or suites and cases. */
  static List<ExpectedNames> of(ValueDecl file) {
    List<ExpectedNames> all = new ArrayList<>(suites(fields(file)));
    Stream.concat(
            Stream.concat(Stream.of(file), items(file)),
            under(fields(file), "cases").flatMap(ExpectedNames::items))
        .flatMap(test -> under(fields(test), "expected"))
        .forEach(expected -> all.add(of(fields(expected))));
    return all;
  }

  private static List<ExpectedNames> suites(List<FieldDecl> holder) {
    return under(holder, "suites")
        .flatMap(ExpectedNames::items)
        .flatMap(suite -> under(fields(suite), "cases"))
        .flatMap(ExpectedNames::items)
        .flatMap(test -> under(fields(test), "expected"))
        .map(expected -> of(fields(expected)))
        .toList();
  }

  private static ExpectedNames of(List<FieldDecl> expected) {
    Stream<ValueDecl> redacting =
        under(expected, "redactions")
            .flatMap(ExpectedNames::items)
            .flatMap(redaction -> under(fields(redaction), "policy"));
    return new ExpectedNames(
        texts(Stream.concat(under(expected, "policy"), redacting)),
        texts(under(expected, "rules").flatMap(ExpectedNames::items)),
        texts(under(expected, "trace").flatMap(ExpectedNames::items)));
  }

  private static Stream<ValueDecl> under(List<FieldDecl> fields, String key) {
    return fields.stream().filter(field -> field.name().equals(key)).map(FieldDecl::value);
  }

  private static Stream<ValueDecl> items(ValueDecl value) {
    return value instanceof ValueDecl.Sequence sequence
        ? sequence.items().stream()
        : Stream.empty();
  }

  private static List<FieldDecl> fields(ValueDecl value) {
    return value instanceof ValueDecl.Mapping mapping ? mapping.fields() : List.of();
  }

  private static List<ValueDecl.Text> texts(Stream<ValueDecl> values) {
    return values.filter(ValueDecl.Text.class::isInstance).map(ValueDecl.Text.class::cast).toList();
  }
}
