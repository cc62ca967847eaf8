package dev.keeptrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Only what is called is put together, and nobody sees a difference. */
final class CommandTreeTest {
  @Test
  void aCommandIsCalledWhatItSaysItIs() {
    assertNames(CommandTree.complete(new TestInvocation().get()));
  }

  private static void assertNames(CommandLine parent) {
    parent
        .getSubcommands()
        .forEach((name, command) -> {
          Object made = command.getCommand();
          assertThat(made.getClass().getAnnotation(CommandLine.Command.class).name())
              .isEqualTo(name);
          assertNames(command);
        });
  }

  @Test
  void aNamedCommandIsBuiltAlone() {
    assertThat(built("policy", "lint", "--file", "pack.yaml").getSubcommands())
        .containsOnlyKeys("policy")
        .extractingByKey("policy")
        .satisfies(policy -> assertThat(policy.getSubcommands()).containsOnlyKeys("lint"));
    assertThat(built("auth", "token", "list").getSubcommands().get("auth").getSubcommands())
        .extractingByKey("token")
        .satisfies(token -> assertThat(token.getSubcommands()).containsOnlyKeys("list"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "lnt", ""})
  void whatNamesNoneIsToldOfAll(String word) {
    assertThat(built("policy", word).getSubcommands().get("policy").getSubcommands())
        .containsKeys("lint", "fmt", "test");
    assertThat(built(word).getSubcommands()).containsKeys("policy", "gateway", "events");
  }

  @Test
  void helpKnowsAll() {
    assertThat(built("help", "policy", "lint").getSubcommands())
        .containsKeys("policy", "gateway", "events");
  }

  private static CommandLine built(String... words) {
    Invocation invocation = new TestInvocation().get();
    return CommandTree.build(invocation, new ProblemPrinter(invocation), words);
  }
}
