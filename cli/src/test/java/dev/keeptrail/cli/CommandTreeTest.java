package dev.keeptrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.Set;
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
    CommandLine lint = built("policy", "lint", "--file", "pack.yaml");
    assertThat(words(lint)).containsExactly("policy");
    assertThat(words(lint, "policy")).containsExactly("lint");
    assertThat(words(built("auth", "token", "list"), "auth", "token")).containsExactly("list");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "lnt", ""})
  void whatNamesNoneIsToldOfAll(String word) {
    assertThat(words(built("policy", word), "policy")).contains("lint", "fmt", "test");
    assertThat(words(built(word))).contains("policy", "gateway", "events");
  }

  @Test
  void theVersionNeedsNoCommand() {
    assertThat(words(built("--version"))).isEmpty();
  }

  @Test
  void helpKnowsAll() {
    assertThat(words(built("help", "policy", "lint"))).contains("policy", "gateway", "events");
  }

  /** The words that come after these. */
  private static Set<String> words(CommandLine root, String... before) {
    CommandLine command = root;
    for (String word : before) {
      command = Objects.requireNonNull(command.getSubcommands().get(word), word);
    }
    return command.getSubcommands().keySet();
  }

  private static CommandLine built(String... words) {
    Invocation invocation = new TestInvocation().get();
    return CommandTree.build(invocation, new ProblemPrinter(invocation), words);
  }
}
