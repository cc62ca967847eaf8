package dev.keeptrail.language.parse;

import dev.keeptrail.language.tree.TestDecl;
import dev.keeptrail.language.tree.TestDecl.ExpectDecl;
import dev.keeptrail.language.tree.TestDecl.GivenDecl;
import java.util.Optional;

/** Makes tests of the parser's contexts. */
final class TestBuilder {
  private final Nodes nodes;
  private final String path;

  private TestBuilder(Nodes nodes, String path) {
    this.nodes = nodes;
    this.path = path;
  }

  /** The test, or empty when a part of it could not be read. */
  static Optional<TestDecl> item(Nodes nodes, PackParser.TestItemContext context) {
    PackParser.TestBodyContext body = context.testBody();
    boolean whole =
        body.exception == null
            && body.given().stream().allMatch(given -> given.exception == null)
            && body.expectation().stream().allMatch(expected -> expected.exception == null);
    String path = "test." + Nodes.value(context.text());
    return whole ? Optional.of(new TestBuilder(nodes, path).test(context)) : Optional.empty();
  }

  private TestDecl test(PackParser.TestItemContext context) {
    return new TestDecl(
        nodes.span(context),
        nodes.text(context.text()),
        context.name() == null ? null : nodes.name(context.name(), path + ".on"),
        context.testBody().given().stream().map(this::given).toList(),
        context.testBody().expectation().stream().map(this::expectation).toList());
  }

  private GivenDecl given(PackParser.GivenContext context) {
    String where = path + ".given." + context.name().getStart().getText();
    return new GivenDecl(
        nodes.span(context),
        nodes.name(context.name(), where),
        SettingsBuilder.block(nodes, context.block(), nodes.endOf(context), where));
  }

  private ExpectDecl expectation(PackParser.ExpectationContext context) {
    String where = path + ".expect";
    PackParser.BecauseContext because = context.because();
    return new ExpectDecl(
        nodes.span(context),
        nodes.name(context.name(), where),
        context.by() == null ? null : nodes.name(context.by().name(), where + ".by"),
        because == null ? null : nodes.soundText(because.text()),
        SettingsBuilder.block(nodes, context.block(), nodes.endOf(context), where));
  }
}
