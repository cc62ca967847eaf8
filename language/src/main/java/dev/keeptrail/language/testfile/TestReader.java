package dev.keeptrail.language.testfile;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Problems;
import dev.keeptrail.language.diagnostic.Quoted;
import dev.keeptrail.language.source.SourceText;
import dev.keeptrail.language.tree.BlockDecl;
import dev.keeptrail.language.tree.PackFile;
import dev.keeptrail.language.tree.ValueDecl;
import dev.keeptrail.language.yaml.YamlValues;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads the tests of one pack, source after source, and remembers the names, which must differ. For
 * one pack and one thread.
 */
public final class TestReader {
  private static final List<String> TESTING = List.of("suites");
  private static final Set<String> TESTING_NOT_CARRIED_OUT =
      Set.of("default_threshold", "plugins", "strategies");

  private final Problems problems;
  private final SuiteReader suites;
  private final TestBlockReader blocks;
  private final List<TestCase> tests = new ArrayList<>();
  private final Map<String, TestCase> byTitle = new HashMap<>();

  public TestReader(Problems problems) {
    this.problems = problems;
    this.suites = new SuiteReader(problems);
    this.blocks = new TestBlockReader(problems);
  }

  /** All tests so far, in the order read. */
  public List<TestCase> tests() {
    return List.copyOf(tests);
  }

  /** Reads a file beside the pack: one case, a list of cases, or suites and cases. */
  public void readFile(SourceText source) {
    YamlValues.read(source, problems).ifPresent(this::root);
  }

  /** Reads the suites and the test blocks of the pack itself. */
  public void readPack(PackFile pack) {
    BlockDecl testing = pack.testing();
    if (testing != null) {
      var fields = new Fields(problems, testing.span(), "testing", testing.fields());
      fields.allow(TESTING, TESTING_NOT_CARRIED_OUT);
      fields
          .field("suites")
          .ifPresent(field -> addAll(suites.suites("testing.suites", field.value())));
    }
    pack.tests().forEach(test -> blocks.read(test).ifPresent(this::add));
  }

  private void root(ValueDecl root) {
    switch (root) {
      case ValueDecl.Sequence sequence -> addAll(suites.cases("", sequence, null, null));
      case ValueDecl.Mapping mapping -> mapping(mapping);
      case ValueDecl.Invalid _ -> {
        // Reported already.
      }
      case ValueDecl.Text _,
          ValueDecl.Bool _,
          ValueDecl.Int _,
          ValueDecl.Decimal _,
          ValueDecl.Nothing _ ->
          problems.add(
              DiagnosticCode.INVALID_TEST_VALUE,
              root.span(),
              "",
              "a test file must be a test or a list of tests, not " + root.describe());
    }
  }

  private void mapping(ValueDecl.Mapping mapping) {
    var fields = new Fields(problems, mapping.span(), "", mapping.fields());
    boolean holder = fields.field("suites").isPresent() || fields.field("cases").isPresent();
    if (!holder) {
      suites.one(mapping).ifPresent(this::add);
      return;
    }
    fields.allow(List.of("suites", "cases"));
    fields.field("suites").ifPresent(field -> addAll(suites.suites("suites", field.value())));
    fields
        .field("cases")
        .ifPresent(field -> addAll(suites.cases("cases", field.value(), null, null)));
  }

  private void addAll(List<TestCase> found) {
    found.forEach(this::add);
  }

  private void add(TestCase test) {
    TestCase first = byTitle.putIfAbsent(test.title(), test);
    if (first == null) {
      tests.add(test);
      return;
    }
    problems.add(
        DiagnosticCode.DUPLICATE_TEST,
        test.span(),
        "",
        "there are two tests named " + Quoted.word(test.title()),
        "the first one is at " + first.span().source().name() + ":" + first.span().line());
  }
}
