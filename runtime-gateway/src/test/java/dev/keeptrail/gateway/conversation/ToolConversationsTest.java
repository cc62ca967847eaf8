package dev.keeptrail.gateway.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.engine.exchange.Fact;
import dev.keeptrail.language.rule.Value;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ToolConversationsTest {
  private Duration now = Duration.ofNanos(Long.MAX_VALUE - 5);
  private final ToolConversations conversations = new ToolConversations(() -> nanos(now));

  @Test
  void countsCallsAndTokensOfEachToolInAConversation() {
    call("ana", null, "find", "twelve chars");
    call("ana", null, " FIND", "");
    call("ana", null, "read", "");
    assertThat(counters("ana", null, "Find"))
        .containsEntry("request.tool_results", 3L)
        .containsEntry("request.tool_results.find", 2L)
        .containsEntry("request.tool_tokens.find", 3L);
    assertThat(counters("ben", null, "find")).containsEntry("request.tool_results", 0L);
  }

  @Test
  void aToolIsCountedByAllThatItsNameCanBeReadAs() {
    call("ana", null, "shelf/find", "twelve chars");
    call("ana", null, "mcp__attic__find", "");
    assertThat(counters("ana", null, "find"))
        .containsEntry("request.tool_results", 2L)
        .containsEntry("request.tool_results.find", 2L)
        .containsEntry("request.tool_tokens.find", 3L);
    assertThat(counters("ana", null, "shelf/find"))
        .containsEntry("request.tool_results.shelf/find", 1L)
        .containsEntry("request.tool_results.find", 2L);
  }

  @Test
  void whatIsUnderWayCountsAndWhatWasNotMadeDoesNot() {
    try (var first = conversations.reserve("ana", "files", null, "find")) {
      assertThat(first.counters()).isNotEmpty();
      assertThat(counters("ana", null, "find")).containsEntry("request.tool_results.find", 1L);
    }
    assertThat(counters("ana", null, "find")).containsEntry("request.tool_results.find", 0L);
  }

  @Test
  void anAnswerThatIsGivenAgainIsNotCountedAgain() {
    try (var again = conversations.reserve("ana", "files", null, "find")) {
      again.answered("what was held back");
    }
    assertThat(counters("ana", null, "find")).containsEntry("request.tool_tokens.find", 0L);
  }

  @Test
  void aSessionIsOneThatTheServerHasBegunWithTheCaller() {
    conversations.begun("ana", "files", "s-1");
    call("ana", null, "find", "");
    assertThat(counters("ana", "s-1", "find")).containsEntry("request.tool_results", 0L);
    assertThat(counters("ana", "invented", "find")).containsEntry("request.tool_results", 1L);
    call("ben", null, "find", "");
    assertThat(counters("ben", "s-1", "find")).containsEntry("request.tool_results", 1L);
    conversations.begun("ana", "files", "s-1");
    call("ana", "s-1", "find", "");
    assertThat(counters("ana", "s-1", "find")).containsEntry("request.tool_results", 1L);
  }

  @Test
  void aSessionIsAnothersUntilItIsForgottenOrTheServerBeginsItHereToo() {
    assertThat(conversations.isAnothers("ben", "files", "s-1")).as("nobody knows").isFalse();
    conversations.begun("ana", "files", "s-1");
    conversations.begun("ana", "files", "s-1");
    assertThat(conversations.isAnothers("ana", "files", "s-1")).isFalse();
    assertThat(conversations.isAnothers("ben", "files", "s-1")).isTrue();
    assertThat(conversations.isAnothers("ben", "mail", "s-1")).as("another server").isFalse();
    conversations.begun("ben", "files", "s-1");
    assertThat(conversations.isAnothers("ben", "files", "s-1")).isFalse();
    for (int at = 0; at < ToolConversations.MOST_CONVERSATIONS; at++) {
      conversations.begun("ana", "files", "s" + at);
    }
    assertThat(conversations.isAnothers("cleo", "files", "s-1")).as("long ago").isFalse();
  }

  @Test
  void callsOutsideOfSessionsAreAConversationUntilTheyHaveBeenStill() {
    call("ana", null, "find", "");
    now = now.plus(ToolConversations.STILL);
    assertThat(counters("ana", null, "find")).containsEntry("request.tool_results", 1L);
    now = now.plus(ToolConversations.STILL).plus(Duration.ofSeconds(1));
    assertThat(counters("ana", null, "find")).containsEntry("request.tool_results", 0L);
  }

  @Test
  void noToolGoesUncountedHoweverManyThereAre() {
    for (int tool = 0; tool < ToolConversations.MOST_TOOLS; tool++) {
      call("ana", null, "tool" + tool, "");
    }
    call("ana", null, "one more", "");
    call("ana", null, "and another", "");
    assertThat(counters("ana", null, "and another"))
        .containsEntry("request.tool_results.and another", 2L);
  }

  @Test
  void theConversationsThatWereUsedLastAreKept() {
    conversations.begun("ana", "files", "first");
    call("ana", "first", "find", "");
    for (int at = 0; at < ToolConversations.MOST_CONVERSATIONS; at++) {
      conversations.begun("ana", "files", "s" + at);
    }
    assertThat(counters("ana", "first", "find")).containsEntry("request.tool_results", 0L);
    call("ana", "s5000", "find", "");
    assertThat(counters("ana", "s5000", "find")).containsEntry("request.tool_results", 1L);
  }

  /** As they are counted: there is a step from the highest number to the lowest. */
  private static long nanos(Duration time) {
    return time.getSeconds() * 1_000_000_000L + time.getNano();
  }

  private void call(String caller, @Nullable String session, String tool, String answer) {
    try (var call = conversations.reserve(caller, "files", session, tool)) {
      call.made();
      call.answered(answer);
    }
  }

  private Map<String, Long> counters(String caller, @Nullable String session, String tool) {
    Map<String, Long> counters = new TreeMap<>();
    try (var call = conversations.reserve(caller, "files", session, tool)) {
      for (Fact fact : call.counters()) {
        var name = (Value.Text) Objects.requireNonNull(fact.fields().get("name"));
        var value = (Value.Decimal) Objects.requireNonNull(fact.fields().get("value"));
        counters.put(name.value(), (long) value.value());
      }
    }
    return counters;
  }
}
