package dev.keeptrail.language.testfile;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Problems;
import dev.keeptrail.language.tree.TextDecl;
import dev.keeptrail.language.tree.ValueDecl;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads lists of cases, and the suites that name them. */
final class SuiteReader {
  private static final List<String> KEYS = List.of("name", "description", "target", "cases");
  private static final Set<String> NOT_CARRIED_OUT = Set.of("assertions");

  private final Problems problems;
  private final CaseReader cases;

  SuiteReader(Problems problems) {
    this.problems = problems;
    this.cases = new CaseReader(problems);
  }

  List<TestCase> suites(String path, ValueDecl value) {
    List<TestCase> found = new ArrayList<>();
    if (!(value instanceof ValueDecl.Sequence sequence)) {
      Fields.wrongType(problems, path, value, "a list of suites");
      return found;
    }
    for (int i = 0; i < sequence.items().size(); i++) {
      Fields.of(problems, path + "[" + i + "]", sequence.items().get(i))
          .ifPresent(suite -> found.addAll(suite(suite)));
    }
    return found;
  }

  List<TestCase> cases(
      String path, ValueDecl value, @Nullable String suite, @Nullable TextDecl target) {
    List<TestCase> found = new ArrayList<>();
    if (!(value instanceof ValueDecl.Sequence sequence)) {
      Fields.wrongType(problems, path, value, "a list of tests");
      return found;
    }
    for (int i = 0; i < sequence.items().size(); i++) {
      cases
          .read(path + "[" + i + "]", sequence.items().get(i), suite, target)
          .ifPresent(found::add);
    }
    return found;
  }

  Optional<TestCase> one(ValueDecl value) {
    return cases.read("", value, null, null);
  }

  private List<TestCase> suite(Fields suite) {
    suite.allow(KEYS, NOT_CARRIED_OUT);
    TextDecl name = suite.text("name");
    suite.checkText("description");
    if (suite.field("name").isEmpty()) {
      missing(suite, "name", "add `name: ...`; reports call the suite by it");
    }
    ValueDecl list = suite.value("cases");
    if (list == null) {
      missing(suite, "cases", "add `cases: [...]`");
      return List.of();
    }
    return cases(
        suite.path("cases"), list, name == null ? null : name.value(), suite.text("target"));
  }

  private void missing(Fields suite, String key, String hint) {
    problems.add(
        DiagnosticCode.MISSING_TEST_KEY,
        suite.span(),
        suite.path(key),
        "the suite lacks `" + key + "`",
        hint);
  }
}
